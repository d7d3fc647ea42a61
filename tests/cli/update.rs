//! `cargo xtask update`: a provider's new document.

use super::SPEC;
use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use callsmith_codegen::update::text;
use callsmith_tests::command::{Sandbox, Told, root, xtask_of};

/// A repository with a provider whose document is in the style that `update` writes.
fn provider() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("Cargo.toml", "");
    sandbox.put("runtime/empty", "");
    sandbox.put("specs/acme/openapi.yaml", styled(SPEC));
    sandbox.put("specs/acme/overlay.yaml", OVERLAY);
    sandbox.put("new.yaml", SPEC);
    let told = xtask(&sandbox, &["generate"]);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    sandbox
}

const OVERLAY: &str = "\
overlay: 1.0.0
info: {title: a, version: '1'}
actions: [{target: '$.components.schemas.Call.properties.state', update: {enum: [ringing, over]}}]
";

fn xtask(sandbox: &Sandbox, words: &[&str]) -> Told {
    xtask_of(None, sandbox.path(), words)
}

fn styled(spec: &str) -> String {
    let source = Source::new("api.yaml", spec);
    let document = load(&source, 0, &mut Diagnostics::default()).expect("YAML");
    text(&document, &source)
}

#[test]
fn the_same_document_in_another_style_changes_nothing() {
    let sandbox = provider();
    let before = sandbox.tree();
    let told = xtask(&sandbox, &["update", "acme", "new.yaml"]);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    assert!(
        told.out
            .contains("phone-calls-client: nothing changes for callers\n"),
        "{}",
        told.out
    );
    assert_eq!(sandbox.tree(), before);
}

const MORE: &str = "  /bills: {get: {operationId: list_bills, responses: {'204': {description: none}}}}\n  /calls/{id}:\n";

#[test]
fn a_new_document_is_taken_in_with_its_crate() {
    let sandbox = provider();
    let new = SPEC
        .replace(
            "state: {type: string}",
            "state: {type: string}, note: {type: string, description: Theirs.}",
        )
        .replace("  /calls/{id}:\n", MORE);
    sandbox.put("new.yaml", new);
    let before = sandbox.tree();
    let dry = xtask(&sandbox, &["update", "acme", "new.yaml", "--dry-run"]);
    assert_eq!((dry.status, sandbox.tree()), (0, before));
    let told = xtask(&sandbox, &["update", "acme", "new.yaml"]);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    let document = sandbox.text("specs/acme/openapi.yaml");
    let line = document
        .lines()
        .position(|line| line.trim() == "note:")
        .expect("the property")
        + 1;
    for part in [
        "Not carried; `--add path=/...` or another filter takes them in:\n  GET /bills\n"
            .to_owned(),
        format!("  specs/acme/openapi.yaml:{line}:9 /components/schemas/Call/properties/note\n"),
        "  types::Call::note  a field more: Option<String>\n".to_owned(),
        ", version 0.1.1, ".to_owned(),
    ] {
        assert!(told.out.contains(&part), "{part}: {}", told.out);
        assert!(dry.out.contains(&part), "{part}: {}", dry.out);
    }
    assert!(
        !document.contains("Theirs") && !document.contains("/bills"),
        "{document}"
    );
    assert!(
        sandbox
            .text("generated/acme/src/types.rs")
            .contains("pub note: Option<String>")
    );
    assert!(
        sandbox
            .text("generated/acme/CHANGELOG.md")
            .contains("## 0.1.1 (not released)")
    );
    assert_eq!(xtask(&sandbox, &["generate", "--check"]).status, 0);
    let told = xtask(
        &sandbox,
        &["update", "acme", "new.yaml", "--add", "path=/bills"],
    );
    assert!(
        told.out.contains("Client::list_bills  an operation more"),
        "{}",
        told.out
    );
    assert!(
        sandbox
            .text("generated/acme/src/operations.rs")
            .contains("pub fn list_bills(")
    );
}

/// The overlay does not fit any more, or is not needed: nothing is written, and the report says what to mend.
#[test]
fn nothing_is_written_unless_all_of_it_succeeds() {
    let sandbox = provider();
    for (new, says) in [
        (SPEC.replace("state: {", "status: {"), "overlay-no-match"),
        (
            SPEC.replace("state: {type: string}", "state: {type: string, enum: []}"),
            "",
        ),
        ("swagger: '2.0'\n".to_owned(), "cannot be used"),
        ("openapi: [\n".to_owned(), "new.yaml:2:1: error[unreadable]"),
    ] {
        sandbox.put("new.yaml", new);
        let before = sandbox.tree();
        let told = xtask(&sandbox, &["update", "acme", "new.yaml"]);
        if says.is_empty() {
            assert_eq!(told.status, 0, "{told:?}");
            continue;
        }
        assert_eq!(told.status, 1, "{told:?}");
        assert!(told.err.contains(says), "{}", told.err);
        assert_eq!(sandbox.tree(), before);
    }
    let sandbox = provider();
    sandbox.put(
        "specs/acme/overlay.yaml",
        OVERLAY.replace("enum: [ringing, over]", "format: uuid"),
    );
    sandbox.put(
        "new.yaml",
        SPEC.replace(
            "state: {type: string}",
            "state: {type: string, format: uuid}",
        ),
    );
    let before = sandbox.tree();
    let told = xtask(&sandbox, &["update", "acme", "new.yaml"]);
    assert_eq!((told.status, sandbox.tree()), (1, before));
    assert!(
        told.err
            .contains("specs/acme/overlay.yaml:3:12: warning[overlay-no-effect]"),
        "{}",
        told.err
    );
    let told = xtask(&sandbox, &["update", "nobody", "new.yaml"]);
    assert_eq!(told.status, 2);
}

/// The documents in `specs` are written as an update writes them, so that it changes only the lines that are different.
#[test]
fn specs_are_in_the_style_that_is_written() {
    for provider in ["cald", "klen", "opencx", "verbex"] {
        let path = root().join("specs").join(provider).join("openapi.yaml");
        let spec = std::fs::read_to_string(path).expect("the file");
        assert_eq!(styled(&spec), spec, "{provider}");
    }
}
