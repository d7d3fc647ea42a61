//! Lowering loses nothing, and neither does `openapiv3` after it.
//!
//! Every leaf of a document is found in the lowered document, at the place that
//! came from where it stood; and the lowered document comes back from
//! `openapiv3` as it went in, but for what the specification says anyway.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::document::parse;
use callsmith_codegen::load::load;
use callsmith_codegen::lower::lower;
use callsmith_codegen::source::{Pointer, Source};
use serde_json::Value;

#[test]
fn nothing_is_lost() {
    let documents = documents();
    assert!(
        documents.len() >= 4,
        "the documents of the four providers at least"
    );
    let faults: Vec<String> = documents.into_iter().flat_map(check).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Our fixtures and the documents of the providers.
fn documents() -> Vec<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let features = files(&root.join("features"))
        .into_iter()
        .filter(is_document);
    let specs = files(&root.join("../specs"))
        .into_iter()
        .map(|folder| folder.join("openapi.yaml"));
    features
        .chain(specs)
        .filter(|path| path.is_file())
        .collect()
}

fn files(folder: &PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn is_document(path: &PathBuf) -> bool {
    let text = fs::read_to_string(path).unwrap_or_default();
    path.extension().is_some_and(|ending| ending == "yaml") && text.contains("openapi:")
}

fn check(path: PathBuf) -> Vec<String> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let source = Source::new(name, fs::read_to_string(&path).expect("a document"));
    let mut diagnostics = Diagnostics::default();
    let before = load(&source, 0, &mut diagnostics).expect("YAML");
    let after = lower(before.clone(), &mut diagnostics).expect("OpenAPI 3");
    let api = parse(after.clone(), &mut diagnostics).expect("what openapiv3 holds");
    let back = serde_json::to_value(api).expect("JSON");
    let lost = lost(&before, &after, &diagnostics)
        .into_iter()
        .map(|at| format!("lost {at}"));
    let bent = bent(&after, &back)
        .into_iter()
        .map(|at| format!("bent {at}"));
    lost.chain(bent)
        .map(|fault| format!("{}: {fault}", source.name))
        .collect()
}

/// The leaves of `before` that are nowhere in `after`.
fn lost(before: &Value, after: &Value, diagnostics: &Diagnostics) -> Vec<Pointer> {
    let mut found: BTreeMap<Pointer, Vec<&Value>> = BTreeMap::new();
    for (at, value) in leaves(after) {
        found
            .entry(diagnostics.origins().source(&at).1)
            .or_default()
            .push(value);
    }
    let is_there = |(at, value): &(Pointer, &Value)| {
        let candidates = found.get(at).map_or(&[][..], Vec::as_slice);
        // A `$ref` follows its target, or is replaced by it.
        let references = ["$ref", "$dynamicRef", "$recursiveRef"];
        let refers = at.last().is_some_and(|key| references.contains(&&*key));
        value.is_null() || refers || candidates.iter().any(|candidate| is_same(candidate, value))
    };
    leaves(before)
        .into_iter()
        .filter(|leaf| !is_there(leaf))
        .map(|(at, _)| at)
        .collect()
}

/// The leaves of `after` that come back otherwise.
fn bent(after: &Value, back: &Value) -> Vec<Pointer> {
    let is_kept = |(at, value): &(Pointer, &Value)| {
        // A flag that is not set is the default of every flag.
        at.get(back).is_some_and(|kept| is_same(kept, value)) || **value == Value::Bool(false)
    };
    leaves(after)
        .into_iter()
        .filter(|leaf| !is_kept(leaf))
        .map(|(at, _)| at)
        .collect()
}

/// Equal as JSON; numbers by value; a number or flag where a text belongs is
/// the text.
fn is_same(a: &Value, b: &Value) -> bool {
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    a == b || a.is_number() && a.as_f64() == b.as_f64() || text(a) == text(b)
}

fn leaves(value: &Value) -> Vec<(Pointer, &Value)> {
    let mut found = Vec::new();
    let mut open = vec![(Pointer::root(), value)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| (at.join(key), value))),
            Value::Array(items) => {
                open.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(i, value)| (at.index(i), value)),
                );
            }
            leaf => found.push((at, leaf)),
        }
    }
    found
}
