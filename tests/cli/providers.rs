//! `generate` without `--spec`, in a small repository of its own.

use super::SPEC;
use callsmith_tests::command::{Sandbox, Told, xtask_of};

/// A repository with two providers.
fn repository() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("Cargo.toml", "");
    sandbox.put("runtime/Cargo.toml", "");
    sandbox.put("specs/alpha/openapi.yaml", SPEC);
    sandbox.put("specs/beta/openapi.yaml", SPEC);
    sandbox
}

fn xtask(sandbox: &Sandbox, words: &[&str]) -> Told {
    // From a folder inside of it.
    xtask_of(None, &sandbox.path().join("specs/alpha"), words)
}

#[test]
fn every_provider_gets_its_crate() {
    let sandbox = repository();
    let told = xtask(&sandbox, &["generate"]);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    let lines: Vec<&str> = told
        .out
        .lines()
        .map(|line| line.split(',').next().unwrap_or_default())
        .collect();
    assert_eq!(lines, ["alpha: 1 operations", "beta: 1 operations"]);
    let manifest = sandbox.text("generated/alpha/Cargo.toml");
    assert!(
        manifest.contains("path = \"../../runtime\"") && !manifest.contains("[workspace]"),
        "{manifest}"
    );
    assert_eq!(xtask(&sandbox, &["generate", "--check"]).status, 0);
}

/// The names lie with the document, are read again, and are part of what `--check` compares.
#[test]
fn names_lie_with_the_document() {
    let sandbox = repository();
    assert_eq!(xtask(&sandbox, &["generate"]).status, 0);
    assert!(!sandbox.path().join("generated/alpha/names.lock").exists());
    let names = sandbox.text("specs/alpha/names.lock");
    assert!(
        names.contains("\nfn get_call = GET /calls/{id}\n"),
        "{names}"
    );
    let changed = names.replace("fn get_call", "fn fetch_call");
    sandbox.put("specs/alpha/names.lock", &changed);
    assert_eq!(xtask(&sandbox, &["generate", "--check"]).status, 1);
    assert_eq!(xtask(&sandbox, &["generate"]).status, 0);
    // To callers another name is a breaking change.
    let changed = changed.replace("version 0.1.0", "version 0.2.0");
    let method = "fn fetch_call = GET /calls/{id}\n";
    let changed = changed.replace(method, &format!("{method}  id get_call\n"));
    assert_eq!(sandbox.text("specs/alpha/names.lock"), changed);
    assert!(
        sandbox
            .text("generated/alpha/src/operations.rs")
            .contains("pub fn fetch_call(")
    );
    std::fs::remove_file(sandbox.path().join("specs/alpha/names.lock")).expect("a file");
    let told = xtask(&sandbox, &["generate", "--check"]);
    assert!(
        told.status == 1 && told.out.contains("missing specs/alpha/names.lock\n"),
        "{told:?}"
    );
}

#[test]
fn damaged_names_stop_everything() {
    let sandbox = repository();
    assert_eq!(xtask(&sandbox, &["generate"]).status, 0);
    sandbox.put("specs/alpha/names.lock", "fn get_call\n");
    let before = sandbox.tree();
    let told = xtask(&sandbox, &["generate"]);
    assert_eq!(told.status, 1);
    assert!(
        told.err
            .contains("specs/alpha/names.lock:1:1: error[bad-ledger]"),
        "{}",
        told.err
    );
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn one_provider_can_be_named() {
    let sandbox = repository();
    assert_eq!(xtask(&sandbox, &["generate", "beta"]).status, 0);
    assert!(!sandbox.path().join("generated/alpha").exists());
    let told = xtask(&sandbox, &["generate", "--check"]);
    assert!(
        told.status == 1 && told.out.contains("missing generated/alpha/Cargo.toml\n"),
        "{told:?}"
    );
    assert_eq!(xtask(&sandbox, &["generate", "beta", "--check"]).status, 0);
}

/// Everything or nothing, and everything that is wrong at once.
#[test]
fn one_bad_document_stops_all() {
    let sandbox = repository();
    sandbox.put("specs/beta/openapi.yaml", "openapi: [\n");
    sandbox.put("specs/gamma/overlay.yaml", "");
    let before = sandbox.tree();
    let told = xtask(&sandbox, &["generate"]);
    assert_eq!(told.status, 1);
    assert!(
        told.err
            .contains("specs/beta/openapi.yaml:2:1: error[unreadable]"),
        "{}",
        told.err
    );
    assert!(
        told.err.contains("cannot read specs/gamma/openapi.yaml"),
        "{}",
        told.err
    );
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn warnings_are_denied() {
    let sandbox = repository();
    sandbox.put("specs/beta/overlay.yaml", "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions: [{target: $.nothing, update: {}}]\n");
    let told = xtask(&sandbox, &["generate"]);
    assert!(
        told.status == 1 && told.err.contains("specs/beta/overlay.yaml:3:"),
        "{told:?}"
    );
    assert!(!sandbox.path().join("generated").exists());
}

#[test]
fn a_provider_that_is_gone_takes_its_crate_along() {
    let sandbox = repository();
    assert_eq!(xtask(&sandbox, &["generate"]).status, 0);
    std::fs::remove_dir_all(sandbox.path().join("specs/beta"))
        .expect("a folder that can be removed");
    let told = xtask(&sandbox, &["generate", "--check"]);
    assert!(
        told.status == 1 && told.out.contains("stale   generated/beta/Cargo.toml\n"),
        "{told:?}"
    );
    assert_eq!(xtask(&sandbox, &["generate"]).status, 0);
    assert!(!sandbox.path().join("generated/beta").exists());
}

#[test]
fn outside_of_a_repository_there_are_no_providers() {
    let sandbox = Sandbox::default();
    let told = xtask_of(None, sandbox.path(), &["generate"]);
    assert!(
        told.status == 1 && told.err.contains("not inside a checkout of Callsmith"),
        "{told:?}"
    );
}
