//! What can stand on the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use callsmith_codegen::ir::{Filter, Selection};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

/// Parses `arguments`. The error is a text to print: a mistake, or the help that was asked for.
pub(crate) fn parse(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
) -> Result<Command, clap::Error> {
    let words = arguments.into_iter().map(Into::into);
    let matches = CommandLine::command().try_get_matches_from(words)?;
    CommandLine::from_arg_matches(&matches).map(|line| line.command)
}

#[derive(Parser)]
#[command(bin_name = "cargo xtask", no_binary_name = true, about = ABOUT, after_help = AFTER)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

const ABOUT: &str = "Turns OpenAPI documents into typed Rust client crates.";
const AFTER: &str = "\
Exit status: 0 fine; 1 out of date, errors in a document, or a file that cannot be read or written; 2 wrong usage.

Examples:
  cargo xtask generate                                    every specs/<provider> to generated/<provider>
  cargo xtask generate --check                            only say what is out of date
  cargo xtask generate --spec api.yaml --out ../my-client any document to a crate of its own
  cargo xtask outline verbex                              the API in short
  cargo xtask outline verbex --include tag=Calls          the same of some operations
  cargo xtask update verbex ~/new.yaml                    the provider's new document, in our words, with its crate
  cargo xtask diff verbex                                 what the specs' changes since the last commit mean for callers
  cargo xtask release verbex                              the API as it is now counts as released
  cargo xtask names prune verbex                          former names of types are no names any more
  cargo xtask explain verbex_client::types::Call          where it comes from, and why it is so
  cargo xtask explain raw-body                            what the code of a warning means";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write the client crates of the providers in specs/, or that of any document (--spec)
    Generate(GenerateArgs),
    /// Print an API in short: its operations, types, and what is left untyped
    Outline(OutlineArgs),
    /// Take a provider's new document into specs/, keeping our words and overlay, and write its crate
    Update(UpdateArgs),
    /// Say what changed for callers between two versions of a document, and whether that breaks them
    Diff(DiffArgs),
    /// Make the API as it is the one last released: later versions and changelogs are about what changes from there on
    Release(GenerateArgs),
    /// Generate, and check, the crates of every document in a folder; print a scoreboard
    Corpus(CorpusArgs),
    /// Measure what generating, compiling and calling cost, beside other generators where they are installed
    Bench(BenchArgs),
    /// Look after the names of crates
    #[command(subcommand)]
    Names(NamesCommand),
    /// Say where something of a crate comes from and why it is so, or what the code of a warning or an error means
    Explain(ExplainArgs),
}

#[derive(Subcommand)]
pub(crate) enum NamesCommand {
    /// End the deprecated aliases for names that types had before, and generate the crates without them; takes what
    /// `generate` takes
    Prune(GenerateArgs),
}

#[derive(Args)]
pub(crate) struct ExplainArgs {
    /// The Rust path of a type, a field, a variant, a method or a call, for example
    /// `verbex_client::types::Call::status` (with --spec: `types::Call::status`); or a code, for example `raw-body`.
    /// All codes are listed when nothing is named
    #[arg(value_name = "PATH|CODE")]
    pub(crate) asked: Option<String>,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// The folder of the crate that was written of the document: its names are those that it has there
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
}

/// Which operations become methods.
#[derive(Args)]
pub(crate) struct SelectionArgs {
    /// Take only operations like this, with the types they need: tag=Calls, path=/v1/calls/**, id=get*, method=get.
    /// May be repeated: any of them will do
    #[arg(long, value_name = "FILTER")]
    include: Vec<Filter>,
    /// Leave out operations like this, also those that are included
    #[arg(long, value_name = "FILTER")]
    exclude: Vec<Filter>,
}

impl SelectionArgs {
    pub(crate) fn selection(&self) -> Selection {
        Selection {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
        }
    }
}

/// How diagnostics are shown.
#[derive(Args)]
pub(crate) struct ShowArgs {
    /// Show every warning, not only a few of each kind
    #[arg(long, visible_alias = "verbose")]
    pub(crate) all: bool,
    /// What is printed on standard output; with json, everything for people goes to standard error
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: Format,
}

/// What standard output is for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines for people
    Text,
    /// One JSON object for programs
    Json,
}

#[derive(Args)]
pub(crate) struct GenerateArgs {
    /// Providers: names of folders in specs/; all of them when none is named
    #[arg(value_name = "PROVIDER", conflicts_with = "spec")]
    pub(crate) providers: Vec<String>,
    /// Write nothing; print a short diff and exit with 1 when something is out of date
    #[arg(long)]
    pub(crate) check: bool,
    /// Take warnings for errors (always so for the providers in specs/)
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
    /// The folder of the crate: new, empty, or written by an earlier run
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,
    /// The name of the package [default: from the overlay or the document's title]
    #[arg(long, value_name = "CRATE", requires = "spec", value_parser = package_name)]
    pub(crate) name: Option<String>,
    /// Where the crate finds callsmith-runtime: a folder, a git URL, or a version [default: this repository's]
    #[arg(long, value_name = "PATH|GIT|VERSION", requires = "spec")]
    pub(crate) runtime: Option<String>,
    /// The crate will be a member of a workspace around it
    #[arg(long, requires = "spec")]
    pub(crate) workspace_member: bool,
    /// Add tests/examples.rs, which holds the crate's types against the document's examples (always so for the
    /// providers in specs/)
    #[arg(long, requires = "spec")]
    pub(crate) emit_tests: bool,
    /// Add examples/every_call.rs, which makes every call of values in JSON against a server on this machine: for
    /// those who hold the client against a mock of the API
    #[arg(long, requires = "spec")]
    pub(crate) emit_calls: bool,
}

#[derive(Args)]
pub(crate) struct OutlineArgs {
    /// A provider: the name of a folder in specs/
    #[arg(conflicts_with = "spec", required_unless_present = "spec")]
    pub(crate) provider: Option<String>,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    #[command(flatten)]
    pub(crate) show: ShowArgs,
}

#[derive(Args)]
pub(crate) struct CorpusArgs {
    /// The folder: OpenAPI documents in JSON or YAML, in subfolders too
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Only the documents whose path in the folder matches, for example 'twilio-*'
    #[arg(long, value_name = "GLOB")]
    pub(crate) only: Option<String>,
    /// Let the compiler look at every crate; its warnings count as failures
    #[arg(long)]
    pub(crate) check: bool,
    /// Decode every example of every document with its generated type, and write it back
    #[arg(long)]
    pub(crate) examples: bool,
    /// The folder of the crates [default: target/corpus]; a run that was interrupted goes on there
    #[arg(long, value_name = "DIR")]
    pub(crate) work: Option<PathBuf>,
    /// Write everything that was found as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = DIFF)]
pub(crate) struct DiffArgs {
    /// Providers: names of folders in specs/; all of them when none is named
    #[arg(value_name = "PROVIDER", conflicts_with = "old")]
    pub(crate) providers: Vec<String>,
    /// The commit that the specs in the work tree are compared with
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    pub(crate) against: String,
    /// The old document, instead of a provider's
    #[arg(long, value_name = "FILE", requires = "new")]
    pub(crate) old: Option<PathBuf>,
    /// The new document
    #[arg(long, value_name = "FILE", requires = "old")]
    pub(crate) new: Option<PathBuf>,
    /// What is printed
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: DiffFormat,
}

#[derive(Args)]
pub(crate) struct BenchArgs {
    /// What is measured
    #[arg(value_enum, default_value = "all")]
    pub(crate) what: BenchWhat,
    /// A folder of OpenAPI documents [default: specs]
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    /// Only the documents whose path in the folder begins so; may be repeated
    #[arg(long, value_name = "TEXT")]
    pub(crate) only: Vec<String>,
    /// Only this tool, besides ours; may be repeated
    #[arg(long, value_name = "TOOL")]
    pub(crate) tool: Vec<String>,
    /// How often everything is measured; the medians count
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
    pub(crate) rounds: u8,
    /// Build for release, too: the crate and a program that uses every operation
    #[arg(long)]
    pub(crate) release: bool,
    /// Count instructions of calls instead of time: needs valgrind
    #[arg(long)]
    pub(crate) callgrind: bool,
    /// How cost grows: each document once, twice, four and eight times as large
    #[arg(long)]
    pub(crate) growth: bool,
    /// Draw the ratios, or the growth, as SVG
    #[arg(long, value_name = "FILE")]
    pub(crate) svg: Option<PathBuf>,
}

/// What `bench` measures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BenchWhat {
    /// Generating: processor time, memory, how much code it is, and what each stage takes
    Generate,
    /// Generating, then what the compiler takes for the crates
    Compile,
    /// Decoding, encoding and calls over loopback
    Call,
    /// Everything
    All,
}

impl BenchWhat {
    /// Whether `other` is part of it.
    pub(crate) fn has(self, other: Self) -> bool {
        self == other || self == Self::All
    }
}

#[derive(Args)]
pub(crate) struct UpdateArgs {
    /// The provider: the name of a folder in specs/
    #[arg(value_name = "PROVIDER")]
    pub(crate) provider: String,
    /// The document as the provider publishes it now, YAML or JSON
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Carry operations that were not carried so far, like this: tag=Calls, path=/v1/calls/**, id=get*, method=get. May be
    /// repeated
    #[arg(long, value_name = "FILTER")]
    pub(crate) add: Vec<Filter>,
    /// The document describes some operations only, for example one page of a reference: what it lacks stays
    #[arg(long)]
    pub(crate) partial: bool,
    /// Show everything, write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

const DIFF: &str = "\
Exit status: 0 nothing, or documentation only; 3 callers compile as before; 4 some callers do not compile any more;
1 a document cannot be used; 2 wrong usage.";

/// How differences are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Lines for people
    Text,
    /// A section of a changelog
    Markdown,
    /// One page that shows document and Rust side by side
    Html,
    /// One JSON object for each provider, a line each
    Json,
}

/// A document that is not one of the providers'.
#[derive(Args)]
pub(crate) struct DocumentArgs {
    /// An OpenAPI document, YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) spec: Option<PathBuf>,
    /// The folder that files the document refers to must lie in [default: the document's]
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) root: Option<PathBuf>,
    /// An OpenAPI Overlay to apply; several are applied in this order
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Vec<PathBuf>,
    /// Honour `x-callsmith-` extensions in the document itself, not only those in overlays
    #[arg(long, requires = "spec")]
    pub(crate) trust_document: bool,
    /// Check every request by the rules of the document before it is sent, not only where an overlay asks for it
    #[arg(long, requires = "spec")]
    pub(crate) check_requests: bool,
}

/// Cargo's rules, so that the name is used as it was given.
fn package_name(text: &str) -> Result<String, String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(legal) {
        return Ok(text.to_owned());
    }
    Err(
        "a package name has ASCII letters, digits, `-` and `_`, and begins with a letter"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn package_names() {
        for name in ["a", "verbex-client", "a_1"] {
            assert_eq!(package_name(name), Ok(name.to_owned()));
        }
        for name in ["", "1a", "a b", "ä", "../a", "-a", "a\"\n[x]"] {
            assert!(package_name(name).is_err(), "{name}");
        }
    }
}
