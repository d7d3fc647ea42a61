//! The launcher of `cargo xtask` runs what the workspace tests.

use callsmith_tests::command::root;
use std::collections::BTreeSet;
use std::fs;

/// Both give the generator its formatter and parsers: with other versions, `cargo xtask` could write other files than
/// the tests expect.
#[test]
fn the_launcher_has_the_versions_of_the_workspace() {
    let ours = packages("Cargo.lock");
    let launcher = packages("xtask/launch/Cargo.lock");
    let others: Vec<&String> = launcher
        .difference(&ours)
        .filter(|package| !package.starts_with("xtask-launch "))
        .collect();
    assert!(
        others.is_empty(),
        "xtask/launch/Cargo.lock has versions that Cargo.lock has not: {others:#?}\n\
         Mend it with `cp Cargo.lock xtask/launch/Cargo.lock && cargo xtask --help`: Cargo drops what the launcher does not need."
    );
}

/// The fuzzer has packages of its own; those that the workspace has too are the same. Its lock file is kept because
/// `.ci/run` lints the fuzzer and asks nobody for versions.
#[test]
fn the_fuzzer_has_the_versions_of_the_workspace() {
    let ours = packages("Cargo.lock");
    let named = |name: &str| ours.iter().any(|ours| ours.split(' ').next() == Some(name));
    let others: Vec<String> = packages("codegen/fuzz/Cargo.lock")
        .difference(&ours)
        .filter(|package| package.split(' ').next().is_some_and(named))
        .cloned()
        .collect();
    assert!(
        others.is_empty(),
        "codegen/fuzz/Cargo.lock has other versions than Cargo.lock: {others:#?}\n\
         Mend it with `cp Cargo.lock codegen/fuzz/ && cargo metadata --manifest-path codegen/fuzz/Cargo.toml`."
    );
}

/// Every package of a lock file: name, version and checksum.
fn packages(path: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(path)).expect("a lock file");
    let value = |block: &str, key: &str| {
        let line = block
            .lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap_or("").trim_matches('"').to_owned()
    };
    let describe = |block: &str| {
        ["name", "version", "checksum"]
            .map(|key| value(block, key))
            .join(" ")
    };
    text.split("[[package]]").skip(1).map(describe).collect()
}
