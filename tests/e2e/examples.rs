//! The generated examples, run as a user runs them: with a key and a base URL in the environment.

use crate::mock::{Mock, Reply, Seen};
use crate::private::{CALLER, KEY, PHONE, hides};
use callsmith_tests::command::root;
use serde_json::{Value as Json, json};
use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Once;
use std::time::SystemTime;

const PACKAGES: [&str; 4] = [
    "cald-client",
    "klen-client",
    "opencx-client",
    "verbex-client",
];

/// Runs an example against a server with one answer.
async fn run(name: &str, prefix: &str, reply: Reply) -> (Seen, Output) {
    let mock = Mock::with([reply]).await;
    let mut command = Command::new(program(name));
    command
        .env(format!("{prefix}_API_KEY"), KEY)
        .env(format!("{prefix}_BASE_URL"), mock.url());
    // A proxy of this machine has nothing to do with its loopback.
    command.env("NO_PROXY", "127.0.0.1");
    let output =
        tokio::task::spawn_blocking(move || command.output().expect("an example that starts"));
    let output = output.await.expect("no panic");
    (mock.only(), output)
}

/// The program of an example. `cargo test --workspace` has just built it; other test runs leave that to us.
fn program(name: &str) -> PathBuf {
    static BUILT: Once = Once::new();
    let this = env::current_exe().expect("the path of this program");
    let folder = this
        .parent()
        .and_then(Path::parent)
        .expect("the folder of the profile");
    let program = folder.join("examples").join(format!("{name}{EXE_SUFFIX}"));
    BUILT.call_once(|| {
        if changed(&program) < Some(newest(&["generated", "runtime/src", "runtime/derive/src"])) {
            build(folder.parent().expect("the target folder"));
        }
    });
    program
}

/// Builds all examples. This package is among the selected ones so that dependencies keep the features they have in
/// its tests; otherwise each would be built twice.
fn build(target: &Path) {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "build",
        "--offline",
        "--quiet",
        "--examples",
        "--package",
        env!("CARGO_PKG_NAME"),
    ]);
    cargo.args(PACKAGES.iter().flat_map(|package| ["--package", package]));
    // What cargo told this program about its own package; a build script would take it for a change.
    let told = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_str().is_some_and(told)) {
        cargo.env_remove(name);
    }
    let status = cargo
        .arg("--target-dir")
        .arg(target)
        .current_dir(root())
        .status();
    assert!(
        status.expect("cargo").success(),
        "the examples do not build"
    );
}

/// When any Rust below these folders was last changed.
fn newest(folders: &[&str]) -> SystemTime {
    let mut newest = SystemTime::UNIX_EPOCH;
    let mut paths: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder that can be read");
            paths.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            newest = newest.max(changed(&path).expect("a time of change"));
        }
    }
    newest
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|about| about.modified()).ok()
}

/// A success is printed in its typed form, a refusal as such; neither shows the number.
async fn check(name: &str, prefix: &str, line: &str, success: Json, shown: &str) {
    let (seen, output) = run(name, prefix, Reply::json(200, &success)).await;
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    assert_eq!(seen.line, line);
    assert!(
        seen.header("authorization")
            .is_some_and(|value| value.ends_with(KEY))
    );
    assert!(seen.body.contains(PHONE), "{}", seen.body);
    assert!(out.contains(shown), "{out}");
    hides(&(out + &err));
    let (_, output) = run(name, prefix, Reply::text(503, PHONE)).await;
    assert!(!output.status.success());
    assert!(
        text(&output.stderr).contains("unexpected status 503"),
        "{}",
        text(&output.stderr)
    );
    hides(&(text(&output.stdout) + &text(&output.stderr)));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output in UTF-8")
}

#[tokio::test]
async fn opencx_makes_an_outbound_call() {
    let line = "POST /phone/outbound-call";
    check(
        "make_outbound_call",
        "OPENCX",
        line,
        json!({"result": PHONE}),
        "MakeOutboundCallResponseDto",
    )
    .await;
    let refused = Reply::json(200, &json!({"error": {"code": "busy"}, "result": PHONE}));
    let (_, output) = run("make_outbound_call", "OPENCX", refused).await;
    let out = text(&output.stdout);
    assert!(
        out.starts_with("refused: Refused(") && out.contains("\"busy\""),
        "{out}"
    );
    hides(&out);
}

#[tokio::test]
async fn verbex_dials() {
    let answer = json!({
        "_id": "call-1", "call_status": "registered", "from_number": CALLER, "to_number": PHONE, "direction": "outbound",
    });
    check(
        "dial_outbound_phone_call",
        "VERBEX",
        "POST /v1/calls/dial-outbound-phone-call",
        answer,
        "Registered",
    )
    .await;
}

#[tokio::test]
async fn cald_calls_with_an_agent() {
    let answer = json!({"status": "success", "callId": "call-1"});
    check(
        "call_with_agent",
        "CALD",
        "POST /agents/your-agent-id/call",
        answer,
        "\"call-1\"",
    )
    .await;
}

#[tokio::test]
async fn klen_initiates_a_call() {
    let answer = json!({"call_id": "call-1", "status": "queued", "phone_number": PHONE});
    check("initiate_call", "KLEN", "POST /calls", answer, "\"queued\"").await;
}
