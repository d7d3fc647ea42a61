//! Lets the compiler look at all crates of the workspace.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::progress::Progress;
use super::record::{Check, Record};
use super::rustc;
use super::workspace::Workspace;
use crate::console::Console;
use crate::failure::Failure;

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
    let mut cargo = cargo(workspace, &["check", "--lib", "--examples"]);
    let log = workspace.folder.join("cargo.log");
    let mut running = start(&mut cargo, &log)?;
    let ended = listen(&mut running, |message| {
        heed(message, workspace, records, &progress)
    });
    let status = running
        .wait()
        .map_err(|error| Failure::failed(format!("cargo: {error}")))?;
    if !ended {
        return Err(Failure::failed(format!(
            "cargo ended with {status} before it checked anything; see {}",
            log.display()
        )));
    }
    for record in records {
        if let Some(check) = &mut record.check
            && let Some(cost) = rustc::cost(workspace, &record.package)
        {
            (check.cpu_seconds, check.peak_mib) = cost;
        }
    }
    Ok(())
}

/// Cargo on every crate of the workspace, going on after those that fail.
pub(super) fn cargo(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(arguments)
        .args(["--workspace", "--keep-going", "--message-format=json"]);
    cargo
        .current_dir(&workspace.folder)
        .env("CARGO_TARGET_DIR", workspace.folder.join("target"));
    // What cargo itself was started with is not meant for these crates.
    cargo
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WRAPPER");
    rustc::measure(&mut cargo, workspace);
    cargo
}

fn start(cargo: &mut Command, log: &Path) -> Result<Child, Failure> {
    let file = File::create(log).map_err(|error| Failure::io("write", log, &error))?;
    let started = cargo
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(file)
        .spawn();
    started.map_err(|error| Failure::failed(format!("cannot start cargo: {error}")))
}

/// Hands on every message of Cargo; gives whether the last one came.
fn listen(running: &mut Child, mut heed: impl FnMut(&Value)) -> bool {
    let Some(out) = running.stdout.take() else {
        return false;
    };
    let mut ended = false;
    for line in BufReader::new(out).lines().map_while(Result::ok) {
        if let Ok(message) = serde_json::from_str::<Value>(&line) {
            ended |= message["reason"] == "build-finished";
            heed(&message);
        }
    }
    ended
}

fn heed(message: &Value, workspace: &Workspace, records: &mut [Record], progress: &Progress) {
    let Some(manifest) = message["manifest_path"].as_str() else {
        return;
    };
    let Some(record) = workspace.record_of(Path::new(manifest), records) else {
        return;
    };
    let is_library = message["target"]["kind"][0] == "lib";
    match message["reason"].as_str() {
        Some("compiler-artifact") if is_library => {
            progress.at(&record.document);
            progress.done();
        }
        Some("compiler-message") => note(&message["message"], record),
        _ => {}
    }
}

fn note(message: &Value, record: &mut Record) {
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
        check
            .first
            .push(message["rendered"].as_str().unwrap_or_default().to_owned());
    }
}
