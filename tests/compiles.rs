//! Does every feature compile without warnings?
//!
//! All fixtures become modules of one crate, which is why emitted code never says `crate::`, and their examples
//! examples of it. The crate is written below `target/tmp` and lives in a workspace of its own.

use callsmith_codegen::Options;
use callsmith_codegen::files::Files;
use callsmith_tests::fixture::{features, files, name, output, output_of};
use callsmith_tests::large::large;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// Warnings are errors, those of examples included. Dependencies may have theirs.
const MANIFEST: &str = r#"
[package]
name = "features"
version = "0.0.0"
edition = "2024"

[dependencies]
callsmith-runtime = { path = "RUNTIME", features = ["pattern"] }

[dev-dependencies]
tokio = { version = "1", features = ["macros", "rt"] }

[features]
default = ["webhooks"]
webhooks = ["callsmith-runtime/webhooks"]

[lints.rust]
warnings = "deny"

[workspace]
"#;

static FEATURES: LazyLock<PathBuf> = LazyLock::new(write);

#[test]
fn features_compile() {
    cargo(&["check", "--examples", "--lib"]);
}

/// Code that was written against former names works as it did.
#[test]
fn former_names_work() {
    cargo(&["run", "--example", "former_names"]);
}

#[test]
fn features_document_themselves() {
    cargo(&["doc", "--no-deps", "--lib"]);
}

fn cargo(arguments: &[&str]) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(FEATURES.with_file_name("features-target"))
        .env("RUSTDOCFLAGS", "-D warnings")
        .env_remove("RUSTFLAGS")
        .current_dir(&*FEATURES)
        .output()
        .expect("cargo");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {} in {}:\n{said}",
        arguments.join(" "),
        FEATURES.display()
    );
}

/// The crate. Written anew, so that nothing of a fixture that is gone stays; its build folder lies beside it.
fn write() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .canonicalize()
        .expect("the workspace");
    let _ = fs::remove_dir_all(&folder);
    put(
        &folder.join("Cargo.toml"),
        &MANIFEST.replace("RUNTIME", &root.join("runtime").display().to_string()),
    );
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the workspace's lock file");
    let mut lib =
        "//! One module for each feature.\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n"
            .to_owned();
    for path in features() {
        feature(&path, &folder);
        lib.push_str(&format!("pub mod {};\n", name(&path)));
    }
    let large = output_of(&large());
    module("large_client", files(&large), &folder);
    lib.push_str("pub mod large_client;\n");
    put(&folder.join("src/lib.rs"), &lib);
    put(
        &folder.join("examples/former_names.rs"),
        include_str!("compiles/former.rs"),
    );
    folder
}

/// A fixture's `src` as a module, its example as an example that finds the module under the name of the crate.
fn feature(path: &Path, folder: &Path) {
    let name = name(path);
    let options = Options {
        package: Some(name.to_owned()),
        ..Options::default()
    };
    module(name, files(&output(path, options)), folder);
}

fn module(name: &str, files: &Files, folder: &Path) {
    for (file, text) in files.iter() {
        match file.split_once('/') {
            Some(("src", "lib.rs")) => put(&folder.join(format!("src/{name}/mod.rs")), text),
            Some(("src", file)) => put(&folder.join(format!("src/{name}/{file}")), text),
            Some(("examples", _)) => {
                put(
                    &folder.join(format!("examples/{name}.rs")),
                    &format!("{text}\nuse features::{name};\n"),
                );
            }
            _ => {}
        }
    }
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
    fs::write(path, text).expect("a file that can be written");
}
