//! Lets the compiler look at all crates of the workspace.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::progress::Progress;
use super::record::{Check, Record};
use super::workspace::Workspace;
use crate::console::Console;
use crate::failure::Failure;
use crate::measure::rustc;

/// How many messages of a crate the report has.
const FIRST: usize = 5;

/// Checks libraries and examples. Warnings count as much as errors.
pub(super) fn check(
    workspace: &Workspace,
    records: &mut [Record],
    console: &Console<'_>,
) -> Result<(), Failure> {
    let crates = records.iter_mut().filter(|record| record.error.is_none());
    let count = crates
        .map(|record| record.check = Some(Check::default()))
        .count();
    let progress = Progress::new("checking", count, console);
    let arguments = ["check", "--lib", "--examples"];
    listen(
        workspace,
        records,
        &arguments,
        |heard, record| match heard {
            Heard::Library => {
                progress.at(&record.document);
                progress.done();
            }
            Heard::Program(_) => {}
            Heard::Message(message) => note(message, record),
        },
    )?;
    for record in records {
        if let Some(check) = &mut record.check
            && let Some(cost) = rustc::cost(&workspace.costs(), &record.package)
        {
            (check.cpu_seconds, check.peak_mib) = (cost.seconds, cost.mib);
        }
    }
    Ok(())
}

/// What Cargo says of a crate.
pub(super) enum Heard<'a> {
    /// Its library is done.
    Library,
    /// A program of it is done.
    Program(PathBuf),
    /// The compiler has something to say.
    Message(&'a Value),
}

/// Runs Cargo on every crate of the workspace, going on after those that fail, and hands on what it says.
pub(super) fn listen(
    workspace: &Workspace,
    records: &mut [Record],
    arguments: &[&str],
    mut heed: impl FnMut(Heard<'_>, &mut Record),
) -> Result<(), Failure> {
    let log = workspace.folder.join("cargo.log");
    let mut running = start(&mut cargo(workspace, arguments), &log)?;
    let out = running.stdout.take();
    let lines = out.into_iter().flat_map(|out| BufReader::new(out).lines());
    let mut ended = false;
    for line in lines.map_while(Result::ok) {
        let Ok(message) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        ended |= message["reason"] == "build-finished";
        let manifest = message["manifest_path"].as_str().map(Path::new);
        let record = manifest.and_then(|manifest| workspace.record_of(manifest, records));
        if let (Some(record), Some(heard)) = (record, heard(&message)) {
            heed(heard, record);
        }
    }
    let status = running.wait();
    let status = status.map_err(|error| Failure::failed(format!("cargo: {error}")))?;
    match ended {
        true => Ok(()),
        false => Err(Failure::failed(format!(
            "cargo ended with {status} before it compiled anything; see {}",
            log.display()
        ))),
    }
}

fn heard(message: &Value) -> Option<Heard<'_>> {
    let is_library = message["target"]["kind"][0] == "lib";
    match (message["reason"].as_str()?, message["executable"].as_str()) {
        ("compiler-artifact", Some(path)) => Some(Heard::Program(path.into())),
        ("compiler-artifact", None) => is_library.then_some(Heard::Library),
        ("compiler-message", _) => Some(Heard::Message(&message["message"])),
        _ => None,
    }
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(arguments)
        .args(["--workspace", "--keep-going", "--message-format=json"]);
    cargo
        .current_dir(&workspace.folder)
        .env("CARGO_TARGET_DIR", workspace.folder.join("target"));
    // What this program itself was built with is not meant for these crates.
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"] {
        cargo.env_remove(name);
    }
    rustc::measure(&mut cargo, workspace.program.as_deref(), &workspace.costs());
    cargo
}

fn start(cargo: &mut Command, log: &Path) -> Result<Child, Failure> {
    let file = File::create(log).map_err(|error| Failure::io("write", log, &error))?;
    cargo
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(file);
    let started = cargo.spawn();
    started.map_err(|error| Failure::failed(format!("cannot start cargo: {error}")))
}

/// Puts a message of the compiler into the record.
pub(super) fn note(message: &Value, record: &mut Record) {
    let level = message["level"].as_str().unwrap_or_default();
    // Sums like "3 warnings emitted" have no place.
    let placed = message["spans"]
        .as_array()
        .is_some_and(|spans| !spans.is_empty());
    if !matches!(level, "error" | "warning") || (!placed && level == "warning") {
        return;
    }
    let check = record.check.get_or_insert_default();
    check.messages += 1;
    if check.first.len() < FIRST {
        let text = message["rendered"].as_str().unwrap_or_default();
        check.first.push(text.to_owned());
    }
}
