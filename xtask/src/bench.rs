//! `cargo xtask bench`: what generating, compiling and calling cost, beside other generators where they are installed.
//!
//! Machines are noisy, so nothing here is compared with what another run measured: every figure is one of several rounds
//! in which all tools take turns, and what is told are medians of processor time and their ratios. Dependencies are built
//! before, and do not count.

mod call;
mod chart;
mod compile;
mod generate;
mod growth;
mod program;
mod record;
mod stages;
mod table;
mod tools;

use std::fs;
use std::path::PathBuf;

use crate::args::{BenchArgs, BenchWhat};
use crate::console::Console;
use crate::documents::{self, Document};
use crate::failure::Failure;
use crate::repository::{Place, Repository};

use record::Record;
use tools::Tool;

/// Where things are, and how often they are measured.
pub(crate) struct Bench<'a> {
    args: &'a BenchArgs,
    repository: Repository,
    /// For all that is written: `target/bench`.
    work: PathBuf,
    /// This program.
    program: PathBuf,
    tools: Vec<Tool>,
    /// Where the picture goes.
    svg: Option<PathBuf>,
}

/// Measures what `args` ask for and prints tables; a report and pictures go to files.
pub(crate) fn bench(
    args: &BenchArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let repository = Repository::find(place)?;
    let program = place.program.clone();
    let bench = Bench {
        args,
        work: repository.root.join("target").join("bench"),
        program: program.ok_or_else(|| Failure::failed("this needs the program `cargo xtask`"))?,
        tools: tools::found(args, &repository, console),
        svg: args.svg.as_ref().map(|svg| place.folder.join(svg)),
        repository,
    };
    fs::create_dir_all(&bench.work).map_err(|error| Failure::io("make", &bench.work, &error))?;
    if args.what.has(BenchWhat::Call) {
        call::call(&bench, console)?;
    }
    if args.what == BenchWhat::Call {
        return Ok(());
    }
    let documents = bench.documents(place)?;
    if args.growth {
        return growth::growth(&bench, &documents, console);
    }
    let mut records: Vec<Record> = Vec::new();
    for document in &documents {
        console.remark(&document.name);
        let mut found = generate::generate(&bench, document)?;
        if args.what.has(BenchWhat::Compile) {
            compile::compile(&bench, document, &mut found)?;
        }
        records.extend(found);
        record::save(&bench.work.join("results.json"), &records)?;
    }
    console.say(&table::table(&records));
    // Last: what this process has taken counts for those it starts.
    if args.what.has(BenchWhat::Generate) {
        console.say(&stages::table(&bench, &documents)?);
    }
    if let Some(path) = &bench.svg {
        fs::write(path, chart::bars(&table::ratios(&records)))
            .map_err(|error| Failure::io("write", path, &error))?;
    }
    Ok(())
}

impl Bench<'_> {
    /// The documents of the folder that is named; without one, those in `specs`.
    fn documents(&self, place: &Place) -> Result<Vec<Document>, Failure> {
        let folder = match &self.args.folder {
            Some(folder) => place.folder.join(folder),
            None => self.repository.root.join("specs"),
        };
        let mut found = documents::find(&folder, None)?;
        let is_asked = |document: &Document| {
            let only = &self.args.only;
            only.is_empty() || only.iter().any(|only| document.name.starts_with(only))
        };
        found.retain(is_asked);
        match found.is_empty() {
            true => Err(Failure::usage(
                "--only: no document of the folder begins so",
            )),
            false => Ok(found),
        }
    }
}
