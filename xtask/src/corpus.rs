//! `cargo xtask corpus`: how the generator does on a folder of real documents.
//!
//! Every document becomes a crate of one workspace, so that a single run of Cargo checks them all with a shared target
//! folder, two or more at a time. Cargo keeps what it has finished: a run that was interrupted goes on where it was.

mod carrier;
mod check;
mod dropped;
mod examples;
mod positions;
mod progress;
mod reach;
mod record;
mod table;
mod typed;
mod workspace;

use std::fs;
use std::path::Path;

use crate::args::CorpusArgs;
use crate::console::Console;
use crate::documents::{self, Document};
use crate::failure::Failure;
use crate::repository::Place;

use progress::Progress;
use record::Record;
use workspace::Workspace;

/// Generates, and as asked checks and tests, the crates of every document in a folder.
pub(crate) fn corpus(
    args: &CorpusArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let documents = documents::find(&place.folder.join(&args.folder), args.only.as_deref())?;
    let workspace = Workspace::new(args, place)?;
    let mut records = generate(&documents, &workspace, console)?;
    workspace.seal(&records)?;
    if args.check || args.examples {
        check::check(&workspace, &mut records, console)?;
    }
    if args.examples {
        examples::run(&workspace, &mut records, console)?;
    }
    console.say(&table::table(&records));
    if let Some(file) = &args.report {
        save(&place.folder.join(file), &records)?;
    }
    match records.iter().filter(|record| record.has_failed()).count() {
        0 => Ok(()),
        failed => Err(Failure::failed(format!(
            "{failed} of {} documents failed",
            records.len()
        ))),
    }
}

/// How many operations a document has.
pub(crate) fn operations(document: &serde_json::Value) -> usize {
    positions::positions(document).operations.len()
}

fn generate(
    documents: &[Document],
    workspace: &Workspace,
    console: &mut Console<'_>,
) -> Result<Vec<Record>, Failure> {
    let progress = Progress::new("generating", documents.len(), console);
    let mut records = Vec::new();
    for document in documents {
        progress.at(&document.name);
        records.push(workspace.add(document)?);
        progress.done();
    }
    Ok(records)
}

/// Written next to the file first, so that a reader never sees half of it.
fn save(path: &Path, records: &[Record]) -> Result<(), Failure> {
    let failure = |error| Failure::io("write", path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let text = serde_json::to_string_pretty(records)
        .map_err(|error| Failure::failed(error.to_string()))?;
    let staged = tempfile::NamedTempFile::new_in(folder).map_err(failure)?;
    fs::write(staged.path(), text + "\n").map_err(failure)?;
    staged.persist(path).map_err(|error| failure(error.error))?;
    Ok(())
}
