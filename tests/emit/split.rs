//! Is a large crate divided so that people can cope, and without a public path that changes?

use callsmith_codegen::files::Files;
use callsmith_tests::fixture::{files, output_of};
use callsmith_tests::large::large;
use std::collections::BTreeSet;

fn crate_of(text: &str) -> Files {
    files(&output_of(text)).clone()
}

/// What a file declares for everybody, by name.
fn declared(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let rest = ["pub struct ", "pub enum ", "pub type "]
            .iter()
            .find_map(|kind| line.strip_prefix(kind))?;
        rest.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
    })
}

#[test]
fn files_are_short_and_their_names_are_safe() {
    let crate_ = crate_of(&large());
    let mut folded = BTreeSet::new();
    for (path, text) in crate_.iter().filter(|(path, _)| path.starts_with("src/")) {
        assert!(text.lines().count() < 4000, "{path} is long");
        let name = path
            .strip_prefix("src/")
            .unwrap_or(path)
            .trim_end_matches(".rs");
        let legal =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '/');
        assert!(name.chars().all(legal), "{path}");
        assert!(folded.insert(path.to_lowercase()), "{path}");
    }
    for module in [
        "calls",
        "con_all",
        "mod_all",
        "type_all",
        "ri_ben",
        "x",
        "other",
        "many_large_part0",
    ] {
        let path = format!("src/operations/{module}.rs");
        assert!(crate_.get(&path).is_some(), "{path}");
    }
    for module in ["a", "w", "webhook_event1"] {
        let path = format!("src/types/{module}.rs");
        assert!(crate_.get(&path).is_some(), "{path}");
    }
}

/// Tags that make the same name share a file, and so does a path without a tag.
#[test]
fn equal_names_share_a_file() {
    let crate_ = crate_of(&large());
    let calls = crate_
        .get("src/operations/calls.rs")
        .expect("a file for the tag");
    for method in ["fn op_0_0(", "fn op_1_0(", "fn untagged_calls("] {
        assert!(calls.contains(method), "{method}");
    }
}

#[test]
fn everything_is_there_once_under_its_public_path() {
    let crate_ = crate_of(&large());
    for kind in ["operations", "types"] {
        let index = crate_
            .get(&format!("src/{kind}.rs"))
            .expect("the file that was there before");
        assert_eq!(declared(index).count(), 0, "{kind}.rs holds modules alone");
        let mut seen = BTreeSet::new();
        let folder = format!("src/{kind}/");
        for (path, text) in crate_.iter().filter(|(path, _)| path.starts_with(&folder)) {
            let module = path[folder.len()..].trim_end_matches(".rs");
            assert!(index.contains(&format!("\nmod {module};\n")), "{path}");
            assert!(
                index.contains(&format!("\npub use {module}::*;\n")),
                "{path}"
            );
            for name in declared(text) {
                assert!(seen.insert(name.to_owned()), "{name} is there twice");
            }
        }
        assert!(seen.len() > 240, "{} in {kind}", seen.len());
    }
}

/// A reviewer sees what was added, and nothing else.
#[test]
fn an_addition_shows_in_its_own_files() {
    let before = crate_of(&large());
    let added = "  /added:\n    trace: {deprecated: true, tags: [Phone numbers], operationId: added, responses: {'204': {description: Well.}}}\ncomponents:\n";
    let after = crate_of(&large().replace("components:\n", added));
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, text)| before.get(path) != Some(text))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        changed,
        ["README.md", "names.lock", "src/operations/phone_numbers.rs"]
    );
}
