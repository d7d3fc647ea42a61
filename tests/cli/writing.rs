//! `generate --spec`: what is written, what is not, and what `--check` says.

use super::SPEC;
use callsmith_tests::command::{Found, Sandbox, Told, root, tree};
use std::collections::BTreeMap;
use std::fs;

const GENERATE: [&str; 5] = ["generate", "--spec", "api.yaml", "--out", "out"];

fn written() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let told = sandbox.xtask(&GENERATE);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    sandbox
}

fn generate(sandbox: &Sandbox, more: &[&str]) -> Told {
    sandbox.xtask(&[&GENERATE[..], more].concat())
}

/// What a crate was written with is read from it again.
#[test]
fn names_lie_with_the_crate() {
    let sandbox = written();
    let names = sandbox.text("out/names.lock");
    sandbox.put(
        "out/names.lock",
        names.replace("fn get_call", "fn fetch_call"),
    );
    assert_eq!(generate(&sandbox, &[]).status, 0);
    assert!(
        sandbox
            .text("out/src/operations.rs")
            .contains("pub fn fetch_call(")
    );
    assert_eq!(generate(&sandbox, &["--check"]).status, 0);
    sandbox.put("out/names.lock", "");
    let told = generate(&sandbox, &[]);
    assert!(
        told.err.contains("out/names.lock:1:1: error[bad-ledger]"),
        "{}",
        told.err
    );
}

/// A former name is an alias until it is pruned, wherever the crate lies.
#[test]
fn former_names_are_pruned() {
    let sandbox = Sandbox::default();
    let words = |words: &[&str]| {
        let spec = ["--spec", "api.yaml", "--out", "out"];
        let told = sandbox.xtask(&[words, &spec].concat());
        assert_eq!((told.status, told.err.as_str()), (0, ""));
    };
    let version = |name: &str| {
        format!(
            "openapi: 3.1.0\ninfo: {{title: Phone calls, version: '1'}}\npaths: {{}}\ncomponents: {{schemas: {{{name}: {{type: object, properties: {{id: {{type: string}}}}}}}}}}\n"
        )
    };
    sandbox.put("api.yaml", version("Call"));
    words(&["generate"]);
    sandbox.put("api.yaml", version("PhoneCall"));
    words(&["generate"]);
    words(&["generate", "--check"]);
    assert!(
        sandbox
            .text("out/names.lock")
            .contains("type PhoneCall\n  was Call\n")
    );
    assert!(
        sandbox
            .text("out/src/types.rs")
            .contains("pub type Call = PhoneCall;")
    );
    assert_eq!(
        sandbox
            .xtask(&[
                "names", "prune", "--check", "--spec", "api.yaml", "--out", "out"
            ])
            .status,
        1
    );
    words(&["names", "prune"]);
    assert!(
        sandbox
            .text("out/names.lock")
            .contains("type PhoneCall\n  id\n")
    );
    assert!(!sandbox.text("out/src/types.rs").contains("deprecated"));
    words(&["generate", "--check"]);
    words(&["names", "prune", "--check"]);
}

#[test]
fn a_crate_is_complete() {
    let sandbox = written();
    let names = sandbox.names("out");
    for name in [
        "Cargo.toml",
        "README.md",
        "names.lock",
        "src/lib.rs",
        "src/client.rs",
        "src/operations.rs",
        "src/types.rs",
    ] {
        assert!(
            names.iter().any(|found| found == name),
            "{name} of {names:?}"
        );
    }
    let list = sandbox.text("out/.callsmith");
    let (head, listed) = list.split_once('\n').expect("a first line");
    assert!(head.starts_with("# Written by Callsmith."), "{head}");
    assert!(
        listed.lines().is_sorted()
            && listed.contains("src/types.rs\n")
            && !listed.contains(".callsmith")
    );
    let manifest = sandbox.text("out/Cargo.toml");
    let runtime = callsmith_tests::command::root()
        .join("runtime")
        .canonicalize()
        .expect("the runtime");
    assert!(
        manifest.contains("[workspace]") && manifest.contains(&runtime.display().to_string()),
        "{manifest}"
    );
}

#[test]
fn the_summary_has_the_figures() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let out = generate(&sandbox, &[]).out;
    assert!(
        out.starts_with("out: 1 operations, 1 types, 0 untyped, 0 warnings, "),
        "{out}"
    );
    assert!(
        out.contains(" files changed, ") && out.ends_with(" s\n"),
        "{out}"
    );
    assert!(generate(&sandbox, &[]).out.contains(", up to date, "));
}

#[test]
fn options_reach_the_manifest() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let words = [
        "--name",
        "my-phone",
        "--runtime",
        "0.1",
        "--workspace-member",
    ];
    assert_eq!(generate(&sandbox, &words).status, 0);
    assert!(
        sandbox
            .text("out/Cargo.toml")
            .contains("name = \"my-phone\"")
    );
    assert!(!sandbox.text("out/Cargo.toml").contains("[workspace]"));
    assert!(runtime(&sandbox).contains("\"0.1\""));
    let git = "https://example.org/callsmith";
    assert_eq!(generate(&sandbox, &["--runtime", git]).status, 0);
    assert!(runtime(&sandbox).contains(&format!("git = \"{git}\"")));
}

/// The line of the manifest that says where the runtime is.
fn runtime(sandbox: &Sandbox) -> String {
    let manifest = sandbox.text("out/Cargo.toml");
    let line = manifest
        .lines()
        .find(|line| line.starts_with("callsmith-runtime = "));
    line.expect("a dependency on the runtime").to_owned()
}

#[test]
fn a_second_run_touches_nothing() {
    let sandbox = written();
    sandbox.put("out/Cargo.lock", "# of somebody else");
    let before = sandbox.tree();
    assert_eq!(generate(&sandbox, &[]).status, 0);
    assert_eq!(generate(&sandbox, &["--check"]).status, 0);
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn what_is_stale_goes_and_what_is_not_ours_stays() {
    let sandbox = written();
    let before = sandbox.tree();
    sandbox.put("out/src/old/old.rs", "");
    sandbox.put(
        "out/.callsmith",
        sandbox.text("out/.callsmith") + "src/old/old.rs\n",
    );
    sandbox.put("out/src/mine.rs", "");
    let told = generate(&sandbox, &["--check"]);
    assert!(
        told.status == 1 && told.out.contains("stale   out/src/old/old.rs\n"),
        "{told:?}"
    );
    assert_eq!(generate(&sandbox, &[]).status, 0);
    let mut names: Vec<_> = sandbox.tree().into_keys().collect();
    names.retain(|path| !path.ends_with("src/mine.rs"));
    assert_eq!(names, before.into_keys().collect::<Vec<_>>());
    assert!(sandbox.names("out").contains(&"src/mine.rs".to_owned()));
}

#[test]
fn a_check_shows_what_differs_and_writes_nothing() {
    let sandbox = written();
    sandbox.put(
        "out/src/types.rs",
        sandbox.text("out/src/types.rs") + "// edited \u{1b}[31m\n",
    );
    std::fs::remove_file(sandbox.path().join("out/README.md")).expect("a file that is there");
    let before = sandbox.tree();
    let Told { status, out, err } = generate(&sandbox, &["--check"]);
    assert_eq!(status, 1);
    assert!(
        out.contains("2 files out of date") && out.contains("missing out/README.md\n"),
        "{out}"
    );
    assert!(
        out.contains("--- out/src/types.rs\n") && out.contains("\n-// edited \u{fffd}[31m\n"),
        "{out}"
    );
    assert!(
        out.lines().count() <= 42 && err.starts_with("error: out of date"),
        "{out}{err}"
    );
    assert_eq!(sandbox.tree(), before);
    assert_eq!(generate(&sandbox, &[]).status, 0);
    assert_eq!(generate(&sandbox, &["--check"]).status, 0);
}

#[test]
fn overlays_are_applied_in_order() {
    let overlay = |title| {
        format!(
            "overlay: 1.0.0\ninfo: {{title: x, version: '1'}}\nactions:\n\
             - {{target: $.info, description: A name., update: {{title: {title}}}}}\n"
        )
    };
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    sandbox.put("a.yaml", overlay("First"));
    sandbox.put("b.yaml", overlay("Second"));
    let told = generate(&sandbox, &["--overlay", "a.yaml", "--overlay", "b.yaml"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(sandbox.text("out/Cargo.toml").contains("second-client"));
}

#[test]
fn files_beside_the_document_are_read() {
    let sandbox = Sandbox::default();
    let document = |target: &str| SPEC.replace("#/components/schemas/Call", target);
    sandbox.put("api/openapi.yaml", document("parts/call.yaml#/Call"));
    sandbox.put(
        "api/parts/call.yaml",
        "Call: {type: object, properties: {from_a_part: {type: string}}}\n",
    );
    let words = [
        "generate",
        "--deny-warnings",
        "--spec",
        "api/openapi.yaml",
        "--out",
        "out",
    ];
    let told = sandbox.xtask(&words);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(sandbox.text("out/src/types.rs").contains("from_a_part"));
    // Further up only when asked.
    sandbox.put("parts/call.yaml", sandbox.text("api/parts/call.yaml"));
    sandbox.put("api/openapi.yaml", document("../parts/call.yaml#/Call"));
    assert_eq!(sandbox.xtask(&words).status, 1);
    let told = sandbox.xtask(&[&words[..], &["--root", "."]].concat());
    assert_eq!(told.status, 0, "{}", told.err);
}

#[test]
fn a_part_that_is_missing_costs_only_its_place() {
    let sandbox = Sandbox::default();
    sandbox.put(
        "api.yaml",
        SPEC.replace("#/components/schemas/Call", "nowhere.yaml#/Call"),
    );
    let told = generate(&sandbox, &[]);
    assert!(
        told.status == 0 && told.err.contains("api.yaml:15:"),
        "{told:?}"
    );
    assert!(told.out.contains(" 1 untyped, "), "{told:?}");
}

#[test]
fn the_same_bytes_twice_and_in_another_folder() {
    let sandbox = Sandbox::default();
    let features = root().join("tests/features");
    for folder in ["here", "a/longer way/to it"] {
        let text = fs::read(features.join("several_files.yaml")).expect("the fixture");
        sandbox.put(&format!("{folder}/several_files.yaml"), text);
        for (path, found) in tree(&features.join("several_files.parts")) {
            if let Found::File(text, _) = found {
                sandbox.put(&format!("{folder}/{}", path.display()), text);
            }
        }
        sandbox.put(&format!("{folder}/document.yaml"), SPEC);
    }
    let crate_of = |spec: &str| {
        let told = sandbox.xtask(&["generate", "--emit-tests", "--spec", spec, "--out", "out"]);
        assert_eq!(told.status, 0, "{told:?}");
        let files = tree(&sandbox.path().join("out")).into_iter();
        let files = files.filter_map(|(path, found)| match found {
            Found::File(text, _) => Some((path, text)),
            _ => None,
        });
        let files: BTreeMap<_, _> = files.collect();
        fs::remove_dir_all(sandbox.path().join("out")).expect("the crate");
        files
    };
    for name in ["several_files.yaml", "document.yaml"] {
        let first = crate_of(&format!("here/{name}"));
        assert!(first.len() > 5);
        assert!(first == crate_of(&format!("here/{name}")), "{name}: twice");
        let elsewhere = crate_of(&format!("a/longer way/to it/{name}"));
        assert!(first == elsewhere, "{name}: in another folder");
    }
}
