//! Can a crate outside of this workspace use what was generated?
//!
//! One crate in a temporary folder depends by path on `generated/opencx` and on a crate that was generated from a
//! fixture next to it. It is built without the network and without what our workspace unifies or allows, with
//! warnings as errors, and places a call with each client against a server on loopback. A further generated crate runs
//! the tests that it was given.

#[path = "outside/server.rs"]
mod server;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use callsmith_tests::command::{Sandbox, root};
use server::Server;

const JSON: &str = "application/json";

const MAIN: &str = include_str!("outside/main.rs");

const MANIFEST: &str = r#"
[package]
name = "outside"
version = "0.0.0"
edition = "2024"

[dependencies]
opencx-client = { path = "OPENCX" }
phone-calls-client = { path = "../other" }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

#[test]
fn a_crate_outside_of_the_workspace_places_calls() {
    let sandbox = Sandbox::default();
    let fixture = root().join("tests/features/baseline.yaml");
    let told = sandbox.xtask(&[
        "generate",
        "--spec",
        &fixture.to_string_lossy(),
        "--out",
        "other",
    ]);
    assert_eq!(told.status, 0, "{}", told.err);
    sandbox.put(
        "outside/Cargo.toml",
        MANIFEST.replace("OPENCX", &root().join("generated/opencx").to_string_lossy()),
    );
    sandbox.put("outside/src/main.rs", MAIN);
    // The versions that are here already.
    sandbox.put(
        "outside/Cargo.lock",
        fs::read(root().join("Cargo.lock")).expect("the lock file"),
    );

    let server = Server::start(&[
        (JSON, r#"{"result": {"anything": 1}}"#),
        (
            JSON,
            r#"{"id": "call-1", "status": "queued", "duration": 7}"#,
        ),
    ]);
    let output = run(&sandbox.path().join("outside"), &server.url());
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{out}{err}");
    assert_eq!(
        out,
        "opencx: placed true, answer kept true\nother: call-1 is queued, queued true\n"
    );

    let [first, second] = server.requests();
    assert_eq!(first.line, "POST /phone/outbound-call HTTP/1.1");
    assert_eq!(first.header("authorization"), Some("Bearer key-of-opencx"));
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert!(first.body.contains(r#""+15555550123""#), "{}", first.body);
    assert_eq!(second.line, "POST /v1/calls HTTP/1.1");
    assert_eq!(
        second.header("authorization"),
        Some("Bearer key-of-the-other")
    );
    assert_eq!(second.body, r#"{"to":"+15555550199","greeting":"Hello"}"#);
}

#[test]
fn a_crate_holds_the_examples_of_its_document() {
    let sandbox = Sandbox::default();
    let fixture = root().join("tests/features/examples.yaml");
    let fixture = fixture.to_string_lossy();
    let told = sandbox.xtask(&[
        "generate",
        "--spec",
        &fixture,
        "--out",
        "tested",
        "--emit-tests",
    ]);
    assert_eq!(told.status, 0, "{}", told.err);
    sandbox.put(
        "tested/Cargo.lock",
        fs::read(root().join("Cargo.lock")).expect("the lock file"),
    );
    let report = sandbox.path().join("report.jsonl");
    let output = cargo("test", &sandbox.path().join("tested"))
        .args(["--test", "examples", "--", "--nocapture"])
        .env("CALLSMITH_EXAMPLES_REPORT", &report)
        .output()
        .expect("cargo");
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{out}{err}");
    let summary =
        "7 examples: 6 as documented, 0 not, 1 not valid against their schema (1 of them read)";
    assert!(out.contains(summary), "{out}");
    let report = fs::read_to_string(report).expect("the report");
    assert_eq!(report.lines().count(), 7, "{report}");
    for part in [
        r#""verdict":"invalid""#,
        r#""drift":["$.status: a value that the enum does not list"]"#,
        r#""carrier":"201""#,
    ] {
        assert!(report.contains(part), "{part} in {report}");
    }
}

/// Builds and runs the crate in `folder`.
fn run(folder: &Path, url: &str) -> Output {
    cargo("run", folder)
        .args(["--", url])
        .output()
        .expect("cargo")
}

/// What is built stays from one run of this test to the next.
fn cargo(command: &str, folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args([command, "--offline", "--quiet", "--target-dir"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside-target"))
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        // A proxy of this machine has nothing to do with its loopback.
        .env("NO_PROXY", "127.0.0.1")
        .current_dir(folder);
    cargo
}
