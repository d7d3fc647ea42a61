//! What a call costs: the benchmarks of `tests`, on the clock or by instructions.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::Bench;
use crate::console::Console;
use crate::failure::Failure;

/// Pairs of cases of `tests/benches/instructions.rs`: ours, the same by hand, and how often each runs.
const PAIRS: &[(&str, &str, &str, u32)] = &[
    ("decode 100 calls", "decode-ours", "decode-derive", 20),
    ("encode 100 calls", "encode-ours", "encode-derive", 20),
    ("a call over loopback", "call-ours", "call-reqwest", 200),
];

/// Runs the benchmarks on the clock, or counts instructions where that is asked for.
pub(super) fn call(bench: &Bench<'_>, console: &mut Console<'_>) -> Result<(), Failure> {
    match bench.args.callgrind {
        true => instructions(bench, console),
        false => clock(bench),
    }
}

fn clock(bench: &Bench<'_>) -> Result<(), Failure> {
    let mut cargo = cargo(bench);
    cargo.args(["bench", "-p", "callsmith-tests", "--bench", "work"]);
    let status = cargo.status();
    match status.is_ok_and(|status| status.success()) {
        true => Ok(()),
        false => Err(Failure::failed("the benchmarks of `tests` did not run")),
    }
}

fn cargo(bench: &Bench<'_>) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&bench.repository.root);
    cargo
}

fn instructions(bench: &Bench<'_>, console: &mut Console<'_>) -> Result<(), Failure> {
    let program = built(bench)?;
    let mut out = String::from("| instructions of | ours | by hand | ratio |\n|---|---|---|---|\n");
    for (what, ours, theirs, count) in PAIRS {
        let [ours, theirs] = [ours, theirs].map(|case| each(&program, case, *count));
        let (ours, theirs) = (ours?, theirs?);
        let ratio = ours / theirs;
        out += &format!("| {what} | {ours:.0} | {theirs:.0} | {ratio:.3} |\n");
    }
    console.say(&out);
    Ok(())
}

/// The program that runs single cases, built for release.
fn built(bench: &Bench<'_>) -> Result<PathBuf, Failure> {
    let mut cargo = cargo(bench);
    let words = [
        "bench",
        "-p",
        "callsmith-tests",
        "--bench",
        "instructions",
        "--no-run",
        "--message-format=json",
    ];
    let output = cargo.args(words).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::failed(format!("cannot start cargo: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs = messages.filter_map(|message| {
        let is_it = message["target"]["name"] == "instructions";
        message["executable"]
            .as_str()
            .filter(|_| is_it)
            .map(PathBuf::from)
    });
    programs
        .next()
        .ok_or_else(|| Failure::failed("the benchmarks of `tests` were not built"))
}

/// Instructions of one more run: what is done once is in both counts.
fn each(program: &PathBuf, case: &str, count: u32) -> Result<f64, Failure> {
    let few = counted(program, case, count)?;
    let many = counted(program, case, 3 * count)?;
    Ok((many - few) / f64::from(2 * count))
}

fn counted(program: &PathBuf, case: &str, count: u32) -> Result<f64, Failure> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(program).args([case, &count.to_string()]);
    let output = valgrind.output().map_err(|error| {
        Failure::failed(format!(
            "valgrind cannot be started ({error}); it is a package of most systems"
        ))
    })?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find_map(|line| line.split_once("Collected :"));
    let number = line.and_then(|(_, number)| number.trim().parse().ok());
    number.ok_or_else(|| Failure::failed(format!("valgrind counted nothing: {text}")))
}
