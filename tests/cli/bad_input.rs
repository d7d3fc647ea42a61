//! Bad input: a clear message with a place, exit status 1, and every existing file exactly as it was.

use super::SPEC;
use callsmith_tests::command::Sandbox;

/// A folder with a document and the crate it gave, `out`.
fn written() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    assert_eq!(
        sandbox
            .xtask(&["generate", "--spec", "api.yaml", "--out", "out"])
            .status,
        0
    );
    sandbox
}

/// Runs `generate --spec` and expects it to fail with these words and to leave everything as it was.
#[track_caller]
fn refused(sandbox: &Sandbox, words: &[&str], says: &[&str]) -> String {
    let before = sandbox.tree();
    let told = sandbox.xtask(&[&["generate", "--spec"], words].concat());
    assert_eq!(told.status, 1, "{words:?}: {}{}", told.out, told.err);
    for said in says {
        assert!(
            told.err.contains(said),
            "{words:?} does not say {said:?}: {}",
            told.err
        );
    }
    assert!(
        told.err.ends_with("error: nothing was written\n"),
        "{}",
        told.err
    );
    assert!(sandbox.tree() == before, "{words:?} changed something");
    told.err
}

#[test]
fn files_that_cannot_be_read() {
    let sandbox = written();
    sandbox.put("latin.yaml", b"openapi: 3.1.0\ninfo: {title: Caf\xe9}\n");
    refused(
        &sandbox,
        &["none.yaml", "--out", "out"],
        &["cannot read none.yaml: no such file"],
    );
    refused(
        &sandbox,
        &["out", "--out", "out"],
        &["cannot read out: is a directory"],
    );
    refused(
        &sandbox,
        &["latin.yaml", "--out", "out"],
        &["latin.yaml:2:18: this is not UTF-8"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--overlay", "none.yaml", "--out", "out"],
        &["cannot read none.yaml"],
    );
}

#[test]
fn texts_that_are_no_tree() {
    let sandbox = written();
    sandbox.put(
        "broken.yaml",
        "openapi: 3.1.0\ninfo:\n  title: [a, b\n  version: 1\n",
    );
    sandbox.put(
        "broken.json",
        "{\n  \"openapi\": \"3.1.0\",\n  \"info\": oops\n}\n",
    );
    sandbox.put("overlay.yaml", "overlay: 1.0.0\nactions:\n  - target: 'x\n");
    refused(
        &sandbox,
        &["broken.yaml", "--out", "out"],
        &["broken.yaml:4:10: error[unreadable]", "4 |"],
    );
    refused(
        &sandbox,
        &["broken.json", "--out", "out"],
        &["broken.json:3:11: error[unreadable]"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--overlay", "overlay.yaml", "--out", "out"],
        &["overlay.yaml:"],
    );
}

#[test]
fn documents_that_are_not_openapi_3() {
    let sandbox = written();
    let documents = [
        (
            "swagger.yaml",
            "swagger: '2.0'\ninfo: {title: x, version: '1'}\npaths: {}\n",
        ),
        (
            "four.yaml",
            "openapi: 4.0.0\ninfo: {title: x, version: '1'}\npaths: {}\n",
        ),
        ("list.yaml", "- 1\n"),
        ("empty.yaml", ""),
        ("text.yaml", "just words\n"),
    ];
    for (name, text) in documents {
        sandbox.put(name, text);
        refused(
            &sandbox,
            &[name, "--out", "out"],
            &[&format!("{name}:"), "error[", &format!("{name}: 1 error")],
        );
    }
}

#[test]
fn references_out_of_the_root() {
    let sandbox = written();
    for target in ["../secret.yaml", "/etc/passwd", "file:///etc/passwd"] {
        sandbox.put(
            "api/openapi.yaml",
            SPEC.replace("#/components/schemas/Call", &format!("{target}#/Call")),
        );
        sandbox.put("secret.yaml", "Call: {type: object}\n");
        refused(
            &sandbox,
            &["api/openapi.yaml", "--out", "out"],
            &["api/openapi.yaml:15:", target],
        );
    }
}

/// Nothing is fetched: the reference costs its place.
#[test]
fn addresses_are_not_read() {
    let sandbox = written();
    let address = "http://127.0.0.1:9/x.yaml#/Call";
    sandbox.put(
        "web.yaml",
        SPEC.replace("#/components/schemas/Call", address),
    );
    let told = sandbox.xtask(&["generate", "--spec", "web.yaml", "--out", "web"]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(told.err.contains("web.yaml:15:"), "{}", told.err);
    assert!(told.err.contains("warning[ref-outside]"), "{}", told.err);
}

#[test]
fn warnings_that_are_denied() {
    let sandbox = written();
    sandbox.put("odd.yaml", SPEC.replace("info:", "colour: blue\ninfo:"));
    let says = [
        "odd.yaml:2:9: warning[",
        "odd.yaml: 1 warning",
        "warnings are denied",
    ];
    refused(
        &sandbox,
        &["odd.yaml", "--deny-warnings", "--out", "out"],
        &says,
    );
    let told = sandbox.xtask(&["generate", "--spec", "odd.yaml", "--out", "other"]);
    assert!(
        told.status == 0 && told.err.contains("warning["),
        "{told:?}"
    );
}

#[test]
fn a_folder_of_somebody_else() {
    let sandbox = written();
    sandbox.put("thesis/chapter.tex", "");
    sandbox.put("list/.callsmith", "# Mine.\n");
    sandbox.put(
        "escape/.callsmith",
        "# Written by Callsmith.\n../api.yaml\n",
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "thesis"],
        &["thesis is not empty", "name a new or empty folder"],
    );
    refused(&sandbox, &["api.yaml", "--out", "."], &["is not empty"]);
    refused(
        &sandbox,
        &["api.yaml", "--out", "list"],
        &["list/.callsmith:1:1: this is not a list"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "escape"],
        &["escape/.callsmith:2:1: `../api.yaml` is not"],
    );
}

#[test]
fn targets_that_cannot_be_written() {
    let sandbox = written();
    sandbox.put("file", "");
    sandbox.put("folder/.callsmith", "# Written by Callsmith.\n");
    sandbox.put("folder/README.md/x", "");
    sandbox.put("flat/.callsmith", "# Written by Callsmith.\n");
    sandbox.put("flat/src", "");
    sandbox.put("foreign/.callsmith", "# Written by Callsmith.\n");
    sandbox.put("foreign/Cargo.toml", "[package]");
    refused(
        &sandbox,
        &["api.yaml", "--out", "file"],
        &["cannot write file: there is a file in the place of a folder"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "file/out"],
        &["cannot write file/out: "],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "folder"],
        &["cannot write folder/README.md: there is a folder"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "flat"],
        &[
            "cannot write flat/src/",
            "a file in the place of its folder",
        ],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "foreign"],
        &["foreign/Cargo.toml would be replaced"],
    );
    #[cfg(target_os = "linux")]
    refused(
        &sandbox,
        &["api.yaml", "--out", "/proc/callsmith"],
        &["cannot write /proc/callsmith"],
    );
}

#[cfg(unix)]
#[test]
fn links_in_the_way() {
    use std::os::unix::fs::symlink;
    let sandbox = written();
    let at = |name: &str| sandbox.path().join(name);
    sandbox.put("linked/.callsmith", "# Written by Callsmith.\nsrc/lib.rs\n");
    sandbox.put("elsewhere/lib.rs", "mine");
    symlink(at("elsewhere"), at("linked/src")).expect("a link");
    symlink("nowhere", at("dangling")).expect("a link");
    refused(
        &sandbox,
        &["api.yaml", "--out", "linked"],
        &["linked/src/", "there is a link in its place"],
    );
    refused(
        &sandbox,
        &["api.yaml", "--out", "dangling"],
        &["cannot write dangling: it is a link to nowhere"],
    );
}

#[test]
fn a_runtime_that_is_not_there() {
    let sandbox = written();
    let words = [
        "generate",
        "--spec",
        "api.yaml",
        "--out",
        "out",
        "--runtime",
        "./nowhere",
    ];
    let before = sandbox.tree();
    let told = sandbox.xtask(&words);
    assert!(
        told.status == 1 && told.err.contains("nowhere: no such file"),
        "{told:?}"
    );
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn what_is_printed_is_harmless() {
    let sandbox = written();
    sandbox.put(
        "evil.yaml",
        SPEC.replace("info:", "\"\\e]0;owned\\a\": 1\ninfo:"),
    );
    let told = sandbox.xtask(&["generate", "--spec", "evil.yaml", "--out", "\u{1b}[31mred"]);
    let missing = sandbox.xtask(&[
        "generate",
        "--spec",
        "\u{1b}[31mnone\n.yaml",
        "--out",
        "red",
    ]);
    for text in [told.out, told.err, missing.err] {
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
    }
}
