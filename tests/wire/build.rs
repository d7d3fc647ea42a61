//! Generates crates of fixtures and runs a program that uses them.

use callsmith_tests::command::{Sandbox, root};
use std::path::Path;
use std::process::Command;

/// The crate of a fixture, in the folder `name`.
pub(crate) fn generate(sandbox: &Sandbox, fixture: &str, name: &str) {
    let fixture = root().join(format!("tests/features/{fixture}.yaml"));
    let fixture = fixture.to_string_lossy();
    let told = sandbox.xtask(&["generate", "--spec", &fixture, "--out", name]);
    assert_eq!(told.status, 0, "{}", told.err);
}

/// Builds and runs the crate in `folder`. What is built is shared with `outside.rs`.
pub(crate) fn run(folder: &Path, url: &str) {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--target-dir"])
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside-target"))
        .args(["--", url])
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        // A proxy of this machine has nothing to do with its loopback.
        .env("NO_PROXY", "127.0.0.1")
        .current_dir(folder)
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}
