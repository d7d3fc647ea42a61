//! What `cargo xtask` says, its exit status, and what it leaves on disk.

#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/corpus.rs"]
mod corpus;
#[path = "cli/diagnostics.rs"]
mod diagnostics;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/explain.rs"]
mod explain;
#[path = "cli/providers.rs"]
mod providers;
#[path = "cli/release.rs"]
mod release;
#[path = "cli/selection.rs"]
mod selection;
#[path = "cli/update.rs"]
mod update;
#[path = "cli/writing.rs"]
mod writing;

use std::fs;
use std::io::{self, Write};
use std::process::Command;

use callsmith_tests::command::{Sandbox, Told, root, xtask, xtask_into};

/// A document that gives a small crate, and nothing to say.
const SPEC: &str = "\
openapi: 3.1.0
info: {title: Phone calls, version: 1.0.0}
servers: [{url: https://api.example.com}]
security: [{key: []}]
paths:
  /calls/{id}:
    get:
      operationId: get_call
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: The call.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Call'}
components:
  securitySchemes:
    key: {type: http, scheme: bearer}
  schemas:
    Call: {type: object, properties: {state: {type: string}}}
";

#[test]
fn help_says_what_there_is() {
    for words in [
        &[][..],
        &["--help"],
        &["help"],
        &["generate", "--help"],
        &["outline", "--help"],
        &["corpus", "--help"],
        &["diff", "--help"],
        &["release", "--help"],
    ] {
        let told = xtask(&root(), words);
        assert_eq!((told.status, told.err.as_str()), (0, ""), "{words:?}");
        assert!(told.out.contains("Usage: cargo xtask"), "{}", told.out);
    }
    let out = xtask(&root(), &[]).out;
    assert!(
        out.contains("generate") && out.contains("outline") && out.contains("Exit status"),
        "{out}"
    );
}

#[test]
fn wrong_usage_is_2() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let wrong: &[(&[&str], &str)] = &[
        (&["generat"], "generate"),
        (&["generate", "--out", "x"], "--spec"),
        (&["generate", "--spec", "api.yaml"], "--out"),
        (
            &["generate", "verbex", "--spec", "api.yaml", "--out", "x"],
            "PROVIDER",
        ),
        (
            &[
                "generate", "--spec", "api.yaml", "--out", "x", "--name", "a b",
            ],
            "package name",
        ),
        (
            &[
                "generate", "--spec", "api.yaml", "--out", "x", "--root", "/proc",
            ],
            "not inside of --root",
        ),
        (&["generate", "verbx"], "did you mean `verbex`"),
        (
            &["generate", "../specs/verbex"],
            "specs has: cald, klen, opencx, verbex",
        ),
        (&["outline"], "PROVIDER"),
        (&["outline", "nobody"], "specs has: cald"),
    ];
    let before = sandbox.tree();
    for (words, says) in wrong {
        let Told { status, out, err } = sandbox.xtask(words);
        assert_eq!((status, out.as_str()), (2, ""), "{words:?}: {err}");
        assert!(
            err.starts_with("error: ") && err.contains(says),
            "{words:?}: {err}"
        );
    }
    assert_eq!(sandbox.tree(), before);
}

#[test]
fn an_outline_is_printed() {
    let told = xtask(&root(), &["outline", "verbex"]);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    assert!(
        told.out.contains("dial_outbound_phone_call"),
        "{}",
        told.out
    );
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    let told = sandbox.xtask(&["outline", "--spec", "api.yaml"]);
    assert!(
        told.status == 0 && told.out.contains("get_call"),
        "{told:?}"
    );
    assert_eq!(sandbox.names(""), ["api.yaml"]);
}

/// A standard output that refuses everything.
struct Refusing(io::ErrorKind);

impl Write for Refusing {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    let sandbox = Sandbox::default();
    sandbox.put("api.yaml", SPEC);
    for words in [&["outline", "--spec", "api.yaml"][..], &["--help"]] {
        let told = xtask_into(
            &mut Refusing(io::ErrorKind::BrokenPipe),
            sandbox.path(),
            words,
        );
        assert_eq!((told.status, told.err.as_str()), (0, ""));
        let told = xtask_into(
            &mut Refusing(io::ErrorKind::StorageFull),
            sandbox.path(),
            words,
        );
        assert!(
            told.status == 1 && told.err.contains("standard output"),
            "{told:?}"
        );
    }
    let generate = ["generate", "--spec", "api.yaml", "--out", "out"];
    assert_eq!(
        xtask_into(
            &mut Refusing(io::ErrorKind::BrokenPipe),
            sandbox.path(),
            &generate
        )
        .status,
        0
    );
    assert!(
        sandbox
            .text("out/Cargo.toml")
            .contains("phone-calls-client")
    );
}

/// The launcher's workspace is its own: one that does not load must not stop the tool that repairs it.
#[test]
fn the_launcher_starts_when_a_generated_crate_is_broken() {
    let sandbox = Sandbox::default();
    let manifests = [
        "Cargo.toml",
        "codegen/Cargo.toml",
        "xtask/Cargo.toml",
        "xtask/launch/Cargo.toml",
    ];
    for name in manifests
        .into_iter()
        .chain(["xtask/launch/Cargo.lock", "xtask/launch/main.rs"])
    {
        sandbox.put(
            name,
            fs::read(root().join(name)).expect("a file of the repository"),
        );
    }
    sandbox.put("codegen/src/lib.rs", "");
    sandbox.put("xtask/src/lib.rs", "");
    sandbox.put("generated/verbex/Cargo.toml", "<<<<<<< ours");
    sandbox.put("generated/klen/src/lib.rs", "");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--offline",
        "--locked",
        "--manifest-path",
        "xtask/launch/Cargo.toml",
    ]);
    let told = cargo.current_dir(sandbox.path()).output().expect("cargo");
    let (out, err) = (
        String::from_utf8_lossy(&told.stdout),
        String::from_utf8_lossy(&told.stderr),
    );
    assert!(
        told.status.success() && out.contains("callsmith-codegen"),
        "{out}{err}"
    );
}
