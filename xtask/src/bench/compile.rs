//! Compiling what was generated: the crate alone, and a program that uses all of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::record::{Record, median};
use super::tools::Tool;
use super::{Bench, program};
use crate::documents::Document;
use crate::failure::Failure;
use crate::measure::{Cost, rustc};

/// Checks the crates of a document in turn, round after round, and where it is asked for builds a program of each.
pub(super) fn compile(
    bench: &Bench<'_>,
    document: &Document,
    records: &mut [Record],
) -> Result<(), Failure> {
    let checks = in_turn(bench, document, records, |_| true, check)?;
    for (record, costs) in records.iter_mut().zip(&checks) {
        record.check = median(costs);
    }
    if bench.args.release {
        for (record, tool) in records.iter_mut().zip(&bench.tools) {
            match record.is_complete() {
                true => record.used = write_program(bench, tool, document)?,
                false => record.used = 0,
            }
        }
        let builds = in_turn(bench, document, records, |record| record.used > 0, release)?;
        for (record, costs) in records.iter_mut().zip(&builds) {
            record.release = median(costs);
        }
    }
    Ok(())
}

/// What is measured of one crate; the inner error is what the compiler says.
type Measure = fn(&Bench<'_>, &Tool, &Document) -> Result<Result<Cost, String>, Failure>;

/// The figures of every tool that is wanted. A crate that does not compile is left out of the rounds that follow.
fn in_turn(
    bench: &Bench<'_>,
    document: &Document,
    records: &mut [Record],
    is_wanted: fn(&Record) -> bool,
    measure: Measure,
) -> Result<Vec<Vec<Cost>>, Failure> {
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); records.len()];
    for _ in 0..bench.args.rounds {
        for (i, tool) in bench.tools.iter().enumerate() {
            if records[i].failed.is_some() || !is_wanted(&records[i]) {
                continue;
            }
            match measure(bench, tool, document)? {
                Ok(cost) => costs[i].push(cost),
                Err(why) => records[i].failed = Some(why),
            }
        }
    }
    Ok(costs)
}

/// One check of the library.
fn check(
    bench: &Bench<'_>,
    tool: &Tool,
    document: &Document,
) -> Result<Result<Cost, String>, Failure> {
    let out = bench.folder(tool, document);
    touch(&out.join("src/lib.rs"))?;
    let checked = cargo(bench, tool, &out, &["check", "--lib"]);
    Ok(checked.and_then(|()| {
        let name = library(&out);
        let cost = rustc::cost(&costs(bench, tool), &name);
        cost.ok_or_else(|| format!("nothing is known of {name}"))
    }))
}

/// Writes a program with every method that can be called without knowing more; tells how many those are.
fn write_program(bench: &Bench<'_>, tool: &Tool, document: &Document) -> Result<usize, Failure> {
    let out = bench.folder(tool, document);
    let (text, used) = program::all(&out, tool.row, &library(&out));
    let path = out.join("src/bin/all.rs");
    let failure = |error| Failure::io("write", &path, &error);
    fs::create_dir_all(out.join("src/bin")).map_err(failure)?;
    fs::write(&path, text).map_err(failure)?;
    Ok(used)
}

/// One release build of the library and that program.
fn release(
    bench: &Bench<'_>,
    tool: &Tool,
    document: &Document,
) -> Result<Result<Cost, String>, Failure> {
    let out = bench.folder(tool, document);
    touch(&out.join("src/lib.rs"))?;
    let built = cargo(bench, tool, &out, &["build", "--release", "--bin", "all"]);
    Ok(built.map_err(|why| format!("release: {why}")).map(|()| {
        let folder = costs(bench, tool);
        let parts = [
            rustc::cost(&folder, &library(&out)),
            rustc::cost_of_program(&folder, "all"),
        ];
        let parts: Vec<Cost> = parts.into_iter().flatten().collect();
        Cost {
            seconds: parts.iter().map(|cost| cost.seconds).sum(),
            mib: parts.iter().map(|cost| cost.mib).fold(0.0, f64::max),
        }
    }))
}

fn cargo(bench: &Bench<'_>, tool: &Tool, out: &Path, words: &[&str]) -> Result<(), String> {
    let log = out.with_extension("cargo.log");
    let file = fs::File::create(&log).map_err(|error| error.to_string())?;
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words).current_dir(out);
    cargo
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file);
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER"] {
        cargo.env_remove(name);
    }
    cargo.env(
        "CARGO_TARGET_DIR",
        bench.work.join("targets").join(tool.row.name),
    );
    cargo
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0");
    rustc::measure(&mut cargo, Some(&bench.program), &costs(bench, tool));
    let status = cargo.status().map_err(|error| error.to_string())?;
    if status.success() {
        return Ok(());
    }
    let text = fs::read_to_string(&log).unwrap_or_default();
    let first = text.lines().find(|line| line.starts_with("error"));
    Err(first
        .unwrap_or("it does not compile")
        .chars()
        .take(160)
        .collect())
}

fn costs(bench: &Bench<'_>, tool: &Tool) -> std::path::PathBuf {
    bench.work.join("costs").join(tool.row.name)
}

/// What the crate is called in code.
fn library(out: &Path) -> String {
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
    let named = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = "));
    named
        .unwrap_or_default()
        .trim_matches('"')
        .replace('-', "_")
}

/// So that Cargo compiles it again.
fn touch(path: &Path) -> Result<(), Failure> {
    let failure = |error| Failure::io("touch", path, &error);
    let file = fs::File::options()
        .append(true)
        .open(path)
        .map_err(failure)?;
    file.set_modified(std::time::SystemTime::now())
        .map_err(failure)
}
