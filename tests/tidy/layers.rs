//! Which stage of the generator knows which, and which package which.

use super::none;
use super::source::{Source, files, holds};
use std::collections::BTreeSet;

/// A stage and the stages it may use besides itself. What is not listed here does not exist.
const STAGES: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("diagnostic", &["source"]),
    ("files", &[]),
    ("stack", &[]),
    ("stages", &[]),
    ("load", &["source", "diagnostic"]),
    ("bundle", &["source", "diagnostic", "load", "lower"]),
    ("overlay", &["source", "diagnostic", "load"]),
    ("lower", &["source", "diagnostic", "overlay"]),
    ("document", &["source", "diagnostic", "lower", "stack"]),
    ("resolve", &["source", "diagnostic", "lower"]),
    ("ir", &["source"]),
    ("translate", &["source", "diagnostic", "resolve", "ir"]),
    ("ledger", &["source", "diagnostic", "ir"]),
    ("passes", &["source", "diagnostic", "ir", "ledger"]),
    ("judge", &["source"]),
    ("coverage", &["source", "diagnostic", "ir"]),
    (
        "examples",
        &["source", "diagnostic", "ir", "judge", "translate"],
    ),
    ("name", &["source", "diagnostic", "ir", "ledger"]),
    ("select", &["source", "diagnostic", "ir", "passes", "name"]),
    ("format", &["stages"]),
    ("emit", &["files", "ir", "name", "format", "stages"]),
    ("outline", &["diagnostic", "emit", "ir", "name"]),
    (
        "surface",
        &[
            "source",
            "diagnostic",
            "ir",
            "ledger",
            "name",
            "emit",
            "outline",
        ],
    ),
    ("compare", &["source", "diagnostic", "outline", "surface"]),
    ("update", &["source", "diagnostic", "load", "lower", "ir"]),
    ("release", &["source", "diagnostic", "surface", "compare"]),
    (
        "explain",
        &["source", "diagnostic", "emit", "ir", "name", "outline"],
    ),
];

/// The two that put the stages together.
const WHOLE: &[&str] = &["lib", "pipeline"];

/// What is used in these stages only.
const ONLY: &[(&str, &[&str])] = &[
    ("openapiv3", &["document", "resolve", "translate"]),
    ("serde_yaml", &["load", "source", "update"]),
    ("serde_json_path", &["overlay"]),
    ("jsonschema", &["judge"]),
    ("heck", &["name"]),
    ("deunicode", &["name"]),
    ("unicode_ident", &["name"]),
    ("quote", &["emit"]),
    ("toml_edit", &["emit"]),
    ("prettyplease", &["format"]),
    ("syn", &["format"]),
    ("annotate_snippets", &["diagnostic"]),
    ("semver", &["ledger", "lower", "release"]),
];

/// What the generator does not use at all: it reads nothing but its input, and its output is always the same.
const NEVER: &[&str] = &[
    "fs",
    "net",
    "process",
    "time",
    "HashMap",
    "HashSet",
    "RandomState",
];

/// Which of our packages a package may depend on; by folder.
const PACKAGES: &[(&str, &[&str])] = &[
    ("codegen", &[]),
    ("runtime", &["callsmith-derive"]),
    ("runtime/derive", &[]),
    ("xtask", &["callsmith-codegen"]),
    ("xtask/launch", &["xtask"]),
];

/// Our packages.
const OURS: &[&str] = &[
    "callsmith-codegen",
    "callsmith-derive",
    "callsmith-runtime",
    "callsmith-tests",
    "xtask",
];

#[test]
fn stages_know_only_the_stages_before_them() {
    let mut found = Vec::new();
    for file in files("codegen/src", ".rs") {
        let stage = stage(&file);
        if WHOLE.contains(&stage) {
            continue;
        }
        let allowed = STAGES
            .iter()
            .find(|(name, _)| *name == stage)
            .map(|(_, allowed)| *allowed);
        let Some(allowed) = allowed else {
            found.push(format!(
                "{}: `{stage}` is not in the table of stages in tests/tidy/layers.rs",
                file.path
            ));
            continue;
        };
        let used = used(&file)
            .into_iter()
            .filter(|used| *used != stage && !allowed.contains(used));
        found.extend(used.map(|used| format!("{}: uses crate::{used}", file.path)));
    }
    none(
        "a stage uses only those listed for it in tests/tidy/layers.rs",
        found,
    );
}

#[test]
fn every_library_has_its_place() {
    let mut found = Vec::new();
    for file in files("codegen/src", ".rs") {
        for (library, stages) in ONLY {
            if !stages.contains(&stage(&file))
                && file
                    .code()
                    .any(|line| holds(line, library, &["::", "!", ";"]))
            {
                found.push(format!(
                    "{}: {library} is for {} only",
                    file.path,
                    stages.join(", ")
                ));
            }
        }
    }
    none("the generator's libraries stay where they are", found);
}

#[test]
fn the_generator_reads_nothing_and_is_deterministic() {
    let files = files("codegen/src", ".rs");
    let uses = |file: &Source, word: &str| -> Vec<String> {
        let path = format!("std::{word}");
        let is_type = word.starts_with(char::is_uppercase);
        if is_type {
            file.places(word, &[""])
        } else {
            file.places(&path, &["", "::", ";"])
        }
    };
    let found = files
        .iter()
        .flat_map(|file| NEVER.iter().flat_map(move |word| uses(file, word)));
    none("not in codegen", found.collect());
}

#[test]
fn packages_depend_downwards() {
    let mut found = Vec::new();
    for (folder, allowed) in PACKAGES {
        let manifest = manifest(folder);
        let named = OURS
            .iter()
            // A package may ask for its own features, for its tests.
            .filter(|name| !manifest.contains(&format!("name = \"{name}\"")))
            .filter(|name| manifest.contains(&format!("\n{name}")) && !allowed.contains(name));
        found.extend(named.map(|name| format!("{folder}/Cargo.toml: {name}")));
    }
    none(
        "generated -> runtime; xtask -> codegen; tests -> all",
        found,
    );
}

#[test]
fn every_package_has_the_lints_of_the_workspace() {
    let without = |folder: &&str| !manifest(folder).contains("[lints]\nworkspace = true");
    let folders = ["codegen", "runtime", "runtime/derive", "xtask", "tests"];
    let found = folders
        .into_iter()
        .filter(without)
        .map(|folder| format!("{folder}/Cargo.toml"))
        .collect();
    none("write `[lints]` and `workspace = true`", found);
    assert!(
        manifest(".").contains("unsafe_code = \"forbid\""),
        "the workspace forbids unsafe code"
    );
}

fn manifest(folder: &str) -> String {
    let path = callsmith_tests::command::root()
        .join(folder)
        .join("Cargo.toml");
    std::fs::read_to_string(path).expect("a manifest")
}

/// The stage a file of the generator belongs to.
fn stage(file: &Source) -> &str {
    let path = file
        .path
        .strip_prefix("codegen/src/")
        .expect("a file of the generator");
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// The stages a file names as `crate::stage`.
fn used(file: &Source) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for line in file.code() {
        for rest in line.split("crate::").skip(1) {
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len());
            // What generated code says is text here, not a use; what the crate's root gives has a capital letter.
            if STAGES.iter().any(|(stage, _)| *stage == &rest[..end])
                || WHOLE.contains(&&rest[..end])
            {
                used.insert(&rest[..end]);
            }
        }
    }
    used
}
