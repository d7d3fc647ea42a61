//! `cargo xtask diff`: two files, or a provider and a commit; the exit status says the worst.

use super::SPEC;
use callsmith_tests::command::{Sandbox, root, xtask, xtask_of};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The document, and others: the same, with other prose, with an operation more, with another type.
fn two() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("old.yaml", SPEC);
    sandbox.put("same.yaml", SPEC);
    sandbox.put(
        "told.yaml",
        SPEC.replace(
            "operationId: get_call",
            "operationId: get_call\n      description: One call.",
        ),
    );
    sandbox.put("more.yaml", SPEC.replace("  /calls/{id}:\n", "  /agents: {get: {operationId: list_agents, responses: {'204': {description: none}}}}\n  /calls/{id}:\n"));
    sandbox.put(
        "other.yaml",
        SPEC.replace("schema: {type: string}}]", "schema: {type: integer}}]"),
    );
    sandbox
}

#[test]
fn the_exit_status_says_the_worst() {
    let sandbox = two();
    for (new, status, said) in [
        ("same.yaml", 0, "nothing changes for callers"),
        ("told.yaml", 0, "patch (1 in documentation)"),
        ("more.yaml", 3, "minor (1 added)"),
        ("other.yaml", 4, "major (1 breaking)"),
    ] {
        let told = sandbox.xtask(&["diff", "--old", "old.yaml", "--new", new]);
        assert_eq!(told.status, status, "{new}: {}{}", told.out, told.err);
        assert!(
            told.out
                .starts_with(&format!("phone-calls-client: {said}\n")),
            "{}",
            told.out
        );
    }
    let told = sandbox.xtask(&["diff", "--old", "old.yaml", "--new", "other.yaml"]);
    assert!(told.out.contains("was at old.yaml:9:21\n"), "{}", told.out);
    assert_eq!(sandbox.names(".").len(), 5);
}

#[test]
fn for_a_changelog_and_for_programs() {
    let sandbox = two();
    let words = [
        "diff",
        "--old",
        "old.yaml",
        "--new",
        "other.yaml",
        "--format",
    ];
    let markdown = sandbox.xtask(&[&words[..], &["markdown"]].concat()).out;
    assert_eq!(
        markdown,
        "**major (1 breaking)**\n\n### Breaks callers\n\n\
         - `operations::GetCall::id`: it has another type: `String` -> `i64`\n\n\
         \x20 it has another type: hand over and expect the new type\n"
    );
    let json = sandbox.xtask(&[&words[..], &["json"]].concat()).out;
    let found: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(
        (&found["verdict"], &found["counts"]["breaks"]),
        (&"major".into(), &1.into())
    );
    let change = &found["changes"][0];
    assert_eq!(
        (&change["code"], &change["new"]),
        (&"type-changed".into(), &"i64".into())
    );
    assert_eq!(change["newPlace"]["line"], 9);
    let told = xtask(&root(), &["explain", "type-changed"]);
    assert!(told.out.contains("breaks"), "{}", told.out);
}

#[test]
fn wrong_input_is_told() {
    let sandbox = two();
    sandbox.put("bad.yaml", "swagger: '2.0'\n");
    let told = sandbox.xtask(&["diff", "--old", "old.yaml", "--new", "bad.yaml"]);
    assert_eq!(told.status, 1);
    assert!(told.err.contains("bad.yaml cannot be used"), "{}", told.err);
    assert_eq!(sandbox.xtask(&["diff", "--old", "old.yaml"]).status, 2);
    let told = xtask(&root(), &["diff", "cald", "--against", "no-such-commit"]);
    assert_eq!(told.status, 1);
    assert!(told.err.contains("--against REV"), "{}", told.err);
}

/// A provider's specs in the work tree, against those that were committed.
#[test]
fn a_provider_against_a_commit() {
    let sandbox = two();
    sandbox.put("Cargo.toml", "");
    sandbox.put("runtime/empty", "");
    sandbox.put("specs/acme/openapi.yaml", SPEC);
    for words in [
        &["init", "--quiet"][..],
        &["add", "specs"],
        &[
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b",
            "commit",
            "--quiet",
            "-m",
            "first",
        ],
    ] {
        git(sandbox.path(), words);
    }
    let diff = || {
        xtask_of(
            Some(sandbox.path().to_path_buf()),
            sandbox.path(),
            &["diff", "acme"],
        )
    };
    assert_eq!(diff().status, 0, "{}", diff().err);
    sandbox.put("specs/acme/openapi.yaml", sandbox.text("other.yaml"));
    let told = diff();
    assert_eq!(told.status, 4, "{}{}", told.out, told.err);
    for place in [
        "was at HEAD:specs/acme/openapi.yaml:9:21",
        "is at  specs/acme/openapi.yaml:9:21",
    ] {
        assert!(told.out.contains(place), "{}", told.out);
    }
}

fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(words)
        .output();
    let output = output.expect("git");
    assert!(output.status.success(), "{words:?}: {output:?}");
}
