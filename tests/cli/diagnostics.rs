//! How warnings and errors are shown: a few or all, for people or programs; and what their codes mean.

use super::SPEC;
use callsmith_codegen::compare::kinds::kinds;
use callsmith_codegen::diagnostic::codes;
use callsmith_tests::command::{Sandbox, root, xtask};
use serde_json::Value;

/// A document with eight warnings of one kind.
fn odd() -> Sandbox {
    let odd: String = (0..8).map(|n| format!("odd{n}: 1\n")).collect();
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC.replace("info:", &format!("{odd}info:")));
    sandbox
}

#[test]
fn a_few_of_a_kind_or_all() {
    let sandbox = odd();
    let words = ["outline", "--spec", "api.yaml"];
    let err = sandbox.xtask(&words).err;
    assert_eq!(err.matches("warning[unknown-field]").count(), 5, "{err}");
    for said in [
        "... and 3 more of this kind: unknown-field",
        "`cargo xtask explain unknown-field`",
        "--all",
        "api.yaml: 8 warnings",
    ] {
        assert!(err.contains(said), "{said}: {err}");
    }
    for flag in ["--all", "--verbose"] {
        let err = sandbox.xtask(&[&words[..], &[flag]].concat()).err;
        assert_eq!(err.matches("warning[unknown-field]").count(), 8, "{err}");
        assert!(
            !err.contains("more of this kind") && !err.contains("--all"),
            "{err}"
        );
    }
}

fn json(out: &str) -> Value {
    assert_eq!(out.lines().count(), 1, "{out}");
    serde_json::from_str(out).expect("one JSON object")
}

#[test]
fn one_object_for_programs() {
    let sandbox = odd();
    let told = sandbox.xtask(&["outline", "--spec", "api.yaml", "--format", "json"]);
    let object = json(&told.out);
    assert_eq!((told.status, &object["status"]), (0, &Value::from(0)));
    assert!(told.err.contains("warning[unknown-field]"), "{}", told.err);
    let document = &object["documents"][0];
    assert_eq!(document["document"], "api.yaml");
    assert_eq!(document["summary"]["operations"], 1);
    assert_eq!(document["summary"]["warnings"], 8);
    assert!(
        document["outline"]
            .as_str()
            .is_some_and(|text| text.contains("get_call"))
    );
    let diagnostics = document["diagnostics"].as_array().expect("a list");
    assert_eq!(diagnostics.len(), 8);
    assert_eq!(
        diagnostics[0].to_string(),
        r#"{"severity":"warning","code":"unknown-field","message":"`odd0` is not known here; it is ignored","file":"api.yaml","line":2,"column":7,"pointer":"/odd0","help":null,"related":[]}"#
    );
}

#[test]
fn failures_reach_programs_too() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", "openapi: [\n");
    let words = [
        "generate", "--spec", "api.yaml", "--out", "out", "--format", "json",
    ];
    let told = sandbox.xtask(&words);
    let object = json(&told.out);
    assert_eq!((told.status, &object["status"]), (1, &Value::from(1)));
    assert_eq!(
        object["documents"][0]["diagnostics"][0]["code"],
        "unreadable"
    );
    assert_eq!(object["documents"][0]["summary"]["errors"], 1);
    assert_eq!(object["errors"][0], "api.yaml cannot be used");
    sandbox.put("api.yaml", SPEC);
    let told = sandbox.xtask(&words);
    assert!(told.err.starts_with("out: 1 operations"), "{told:?}");
    assert_eq!(
        json(&told.out)["documents"][0]["diagnostics"],
        Value::Array(Vec::new())
    );
}

#[test]
fn codes_are_explained() {
    for code in codes() {
        let told = xtask(&root(), &["explain", code.code]);
        assert_eq!((told.status, told.err.as_str()), (0, ""), "{}", code.code);
        assert!(
            told.out
                .starts_with(&format!("{}: {}\n", code.code, code.title)),
            "{}",
            told.out
        );
        assert!(
            told.out.lines().all(|line| line.chars().count() <= 104),
            "{}",
            told.out
        );
    }
    let list = xtask(&root(), &["explain"]).out;
    assert_eq!(list.lines().count(), codes().count() + kinds().count());
    assert!(list.lines().is_sorted(), "{list}");
    // As it is copied from a message.
    assert_eq!(xtask(&root(), &["explain", "warning[raw-body]"]).status, 0);
    for (word, says) in [
        ("raw-bodi", "did you mean `raw-body`?"),
        ("nonsense", "lists all codes"),
    ] {
        let told = xtask(&root(), &["explain", word]);
        assert!(told.status == 2 && told.err.contains(says), "{told:?}");
    }
}
