//! The command line of Callsmith: all reading, writing and printing of the generator's side.
//!
//! [`main`] is the program, [`run`] the same with everything it touches handed in, which is what the tests call.
//! There is one file for each subcommand. Below them `spec` reads documents, `make` runs the generator, `folder`
//! compares an output folder with what was made, `write` changes it.

mod args;
mod bench;
mod console;
mod corpus;
mod diff;
mod documents;
mod explain;
mod explain_path;
mod failure;
mod folder;
mod generate;
mod loader;
mod make;
mod measure;
mod outline;
mod report;
mod repository;
mod runtime;
mod spec;
mod stale;
mod update;
mod write;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use args::{Command, NamesCommand};

pub use console::Console;
pub use mimalloc::MiMalloc as Allocator;
pub use repository::Place;

/// The program.
pub fn main() -> ExitCode {
    if let Some(status) = measure::rustc::wrapped() {
        return status;
    }
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|text| !text.is_empty());
    let (mut out, mut err) = (io::stdout(), io::stderr());
    let colour = err.is_terminal() && !no_colour;
    let place = Place {
        folder: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
        // Set by `cargo run`, to the folder of the launcher.
        home: std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
        program: std::env::current_exe().ok(),
    };
    let mut console = Console::new(&mut out, &mut err, colour);
    ExitCode::from(run(std::env::args_os().skip(1), &place, &mut console))
}

/// Runs the command line `arguments` (without the program's name) and gives the exit status: 0 fine; 1 out of date,
/// errors in a document, or a file that cannot be read or written; 2 wrong usage; `diff` has more.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString>>,
    place: &Place,
    console: &mut Console<'_>,
) -> u8 {
    let mut status = 0;
    let result = match args::parse(arguments) {
        Ok(Command::Generate(args)) => generate::generate(&args, place, console),
        Ok(Command::Outline(args)) => outline::outline(&args, place, console),
        Ok(Command::Corpus(args)) => corpus::corpus(&args, place, console),
        Ok(Command::Update(args)) => update::update(&args, place, console),
        Ok(Command::Release(args)) => generate::release(&args, place, console),
        Ok(Command::Bench(args)) => bench::bench(&args, place, console),
        Ok(Command::Names(NamesCommand::Prune(args))) => generate::prune(&args, place, console),
        Ok(Command::Explain(args)) => explain::explain(&args, place, console),
        Ok(Command::Diff(args)) => diff::diff(&args, place, console).map(|found| status = found),
        Err(told) => return console.told(&told),
    };
    console.report(result.as_ref().err());
    let result = result.and_then(|()| console.fault().map_or(Ok(()), Err));
    result.map_or_else(|failure| console.failed(&failure), |()| status)
}
