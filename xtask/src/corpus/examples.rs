//! Decodes every example of every document with its generated type: runs the tests that were generated for that.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::check::{self, Heard};
use super::progress::Progress;
use super::record::{Examples, Record};
use super::workspace::Workspace;
use crate::console::Console;
use crate::failure::Failure;

/// Where a test leaves what it has found, one JSON object a line.
const REPORT: &str = "CALLSMITH_EXAMPLES_REPORT";

/// Builds the tests and runs them.
pub(super) fn run(
    workspace: &Workspace,
    records: &mut [Record],
    console: &Console<'_>,
) -> Result<(), Failure> {
    let tested = |record: &&mut Record| workspace.has_tests(&record.package);
    let count = records.iter_mut().filter(tested).count();
    if count == 0 {
        return Ok(());
    }
    let progress = Progress::new("examples", count, console);
    let mut programs: Vec<(String, PathBuf)> = Vec::new();
    let arguments = ["build", "--test", "examples"];
    check::listen(
        workspace,
        records,
        &arguments,
        |heard, record| match heard {
            Heard::Program(path) => {
                progress.at(&record.document);
                programs.push((record.package.clone(), path));
                progress.done();
            }
            Heard::Library => {}
            Heard::Message(message) => check::note(message, record),
        },
    )?;
    for record in records.iter_mut() {
        let program = programs
            .iter()
            .find(|(package, _)| *package == record.package);
        record.examples = match program {
            Some((_, program)) => Some(test(workspace, &record.package, program)?),
            None => workspace.has_tests(&record.package).then(not_built),
        };
    }
    Ok(())
}

/// A test that cannot be built has decoded nothing.
fn not_built() -> Examples {
    Examples {
        valid: 1,
        faults: vec!["the test could not be built".to_owned()],
        ..Examples::default()
    }
}

fn test(workspace: &Workspace, package: &str, program: &Path) -> Result<Examples, Failure> {
    let folder = workspace.folder.join("examples");
    let report = folder.join(format!("{package}.jsonl"));
    let failure = |error| Failure::io("write", &report, &error);
    fs::create_dir_all(&folder).map_err(failure)?;
    fs::write(&report, "").map_err(failure)?;
    let mut run = Command::new(program);
    run.current_dir(workspace.folder.join(package))
        .env(REPORT, &report);
    run.stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // What failed is in the report.
    run.status()
        .map_err(|error| Failure::io("run", program, &error))?;
    let text = fs::read_to_string(&report).map_err(|error| Failure::io("read", &report, &error))?;
    let mut found = Examples::default();
    let lines = text
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    lines.for_each(|line| count(&line, &mut found));
    Ok(found)
}

fn count(line: &Value, found: &mut Examples) {
    found.all += 1;
    let fits = line["asDocumented"] == true;
    let valid = line["verdict"] == "exact" || line["verdict"] == "valid";
    let success = line["carrier"]
        .as_str()
        .is_some_and(|carrier| carrier.starts_with('2'));
    match (valid, success) {
        (false, _) => {
            found.invalid += 1;
            found.invalid_decoded += usize::from(line["outcome"] == "read");
            return;
        }
        (true, true) => {
            found.valid += 1;
            found.exact += usize::from(fits);
        }
        (true, false) => {
            found.others += 1;
            found.others_exact += usize::from(fits);
        }
    }
    if !fits {
        found.faults.push(line.to_string());
    }
}
