//! The workspace of all crates of a run.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use callsmith_codegen::bundle::bundle;
use callsmith_codegen::diagnostic::{Diagnostics, Severity, Style};
use callsmith_codegen::files::Files;
use callsmith_codegen::load::load;
use callsmith_codegen::source::{Pointer, Source};
use callsmith_codegen::{Input, Options, Output};
use serde_json::Value;

use super::dropped::dropped;
use super::positions::{Positions, positions};
use super::record::{Covered, Record};
use super::typed::schemas;
use crate::args::CorpusArgs;
use crate::documents::Document;
use crate::failure::Failure;
use crate::folder::Changes;
use crate::loader::Folder;
use crate::measure::tokens::tokens;
use crate::repository::{Place, Repository};
use crate::runtime::runtime;
use crate::spec::Spec;
use crate::write;

/// A folder with one crate for each document.
pub(super) struct Workspace {
    /// The workspace's folder, for example `target/corpus`.
    pub(super) folder: PathBuf,
    /// This program, which takes the compiler's place to measure it.
    pub(super) program: Option<PathBuf>,
    lock: PathBuf,
    options: Options,
}

impl Workspace {
    pub(super) fn new(args: &CorpusArgs, place: &Place) -> Result<Self, Failure> {
        let repository = Repository::find(place)?;
        let work = args.work.as_ref().map(|work| place.folder.join(work));
        let options = Options {
            runtime: runtime(None, place)?,
            workspace_member: true,
            emit_tests: args.examples,
            coverage: true,
            ..Options::default()
        };
        Ok(Self {
            folder: work.unwrap_or_else(|| repository.root.join("target").join("corpus")),
            program: place.program.clone(),
            lock: repository.root.join("Cargo.lock"),
            options,
        })
    }

    /// Where the figures of the compiler are.
    pub(super) fn costs(&self) -> PathBuf {
        self.folder.join("costs")
    }

    /// Generates the crate of `document` into the workspace. What is wrong with the document is in the record; only
    /// what is wrong with files is a failure.
    pub(super) fn add(&self, document: &Document) -> Result<Record, Failure> {
        let mut record = Record {
            document: document.name.clone(),
            package: package(&document.name),
            ..Record::default()
        };
        let texts = match Spec::of_file(&document.path, &document.name, &document.root).read() {
            Ok(texts) => texts,
            Err(failure) => {
                record.error = Some(failure.lines.join("; "));
                return Ok(record);
            }
        };
        let raw = raw(&texts.document, &texts.folder);
        let input = Input {
            document: texts.document,
            overlays: Vec::new(),
            ledger: None,
            history: None,
            options: Options {
                package: Some(record.package.clone()),
                ..self.options.clone()
            },
        };
        let start = Instant::now();
        let made = catch_unwind(AssertUnwindSafe(|| {
            callsmith_codegen::generate(&input, &texts.folder)
        }));
        record.generate_seconds = start.elapsed().as_secs_f64();
        match made {
            Err(_) => record.error = Some("the generator panicked".to_owned()),
            Ok(output) => self.take(output, &raw, &mut record)?,
        }
        Ok(record)
    }

    fn take(&self, mut output: Output, raw: &Value, record: &mut Record) -> Result<(), Failure> {
        record.warnings = output.diagnostics.counts();
        let Some(files) = output.files.take() else {
            record.error = Some(first_error(&output));
            return Ok(());
        };
        let found = positions(raw);
        record.operations = operations(&found, &output);
        record.dropped = dropped(raw, &found.operations, &output.coverage);
        record.schemas = schemas(&found.shapes, &output.coverage);
        record.types = output.summary.types;
        let sources = files.iter().filter(|(path, _)| path.starts_with("src/"));
        for (_, text) in sources {
            record.lines += text.lines().count();
            record.tokens += tokens(text);
        }
        self.write(&record.package, files)
    }

    fn write(&self, package: &str, files: Files) -> Result<(), Failure> {
        let folder = self.folder.join(package);
        let shown = folder.display().to_string();
        let changes = Changes::between(folder, shown, files)?;
        write::write(std::iter::once(&changes))
    }

    /// Makes one workspace of the crates of `records`, with the versions that this repository is tested with.
    pub(super) fn seal(&self, records: &[Record]) -> Result<(), Failure> {
        let members: Vec<String> = records
            .iter()
            .filter(|record| record.error.is_none())
            .map(|record| format!("{:?}", record.package))
            .collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.join(", ")
        );
        self.save("Cargo.toml", manifest.as_bytes())?;
        let lock = self.folder.join("Cargo.lock");
        if lock.exists() {
            return Ok(());
        }
        let text = fs::read(&self.lock).map_err(|error| Failure::io("read", &self.lock, &error))?;
        self.save("Cargo.lock", &text)
    }

    fn save(&self, name: &str, text: &[u8]) -> Result<(), Failure> {
        let path = self.folder.join(name);
        let failure = |error| Failure::io("write", &path, &error);
        if fs::read(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(failure)?;
        fs::write(&path, text).map_err(failure)
    }

    /// Whether the document of `package` has examples to test.
    pub(super) fn has_tests(&self, package: &str) -> bool {
        self.folder
            .join(package)
            .join("tests")
            .join("examples.rs")
            .exists()
    }

    /// The record that a message of Cargo is about, by the path of a manifest.
    pub(super) fn record_of<'r>(
        &self,
        manifest: &Path,
        records: &'r mut [Record],
    ) -> Option<&'r mut Record> {
        let package = manifest.parent()?.file_name()?.to_str()?;
        records.iter_mut().find(|record| record.package == package)
    }
}

/// The document as it is, its files in one.
fn raw(document: &Source, folder: &Folder) -> Value {
    let mut unheard = Diagnostics::default();
    let Some(value) = load(document, 0, &mut unheard) else {
        return Value::Null;
    };
    bundle(value, folder, &mut vec![document.clone()], &mut unheard).document
}

fn operations(found: &Positions, output: &Output) -> Covered {
    let has = |at: &Pointer| output.coverage.operations.contains_key(at);
    let missing: Vec<&Pointer> = found.operations.iter().filter(|at| !has(at)).collect();
    let named = |at: &&&Pointer| {
        output
            .diagnostics
            .of(Severity::Warning)
            .any(|warning| names(warning, at))
    };
    Covered {
        all: found.operations.len(),
        covered: found.operations.len() - missing.len(),
        unreported: missing
            .iter()
            .filter(|at| !named(at))
            .map(|at| at.to_string())
            .collect(),
        missing: missing.iter().map(|at| at.to_string()).collect(),
    }
}

/// Whether a warning stands at an operation or inside it.
fn names(warning: &callsmith_codegen::diagnostic::Diagnostic, operation: &Pointer) -> bool {
    use callsmith_codegen::diagnostic::At;
    match &warning.at {
        At::Document(at) | At::Source(_, at) => at.below(operation).is_some(),
        At::Nowhere | At::Text { .. } => false,
    }
}

fn first_error(output: &Output) -> String {
    let style = Style::default();
    let text = output.diagnostics.render(&output.sources, &style);
    text.lines()
        .find(|line| line.contains("error"))
        .unwrap_or("no reason was given")
        .to_owned()
}

/// A package name that no other document of the folder has.
fn package(name: &str) -> String {
    let legal = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let words: String = name.chars().map(legal).collect();
    format!("corpus-{words}")
}
