//! With the ledger, no name changes: whatever is added, and in whatever order the document is written.

use super::{edit, inside};
use callsmith_codegen::Options;
use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::ledger::FILE;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use callsmith_tests::fixture::{Texts, features, files};
use serde_json::Value;

/// Every fixture, and the providers' documents.
fn documents() -> Vec<Texts> {
    let features = features();
    assert!(features.len() > 50, "the fixtures");
    let providers = ["cald", "klen", "opencx", "verbex"].map(Texts::of_provider);
    let texts = features.iter().map(|path| Texts::of_feature(path));
    texts.chain(providers).collect()
}

fn tree(texts: &Texts) -> Value {
    load(&texts.document, 0, &mut Diagnostics::default()).expect("a document that can be read")
}

fn ledger(texts: &Texts) -> String {
    let output = texts.clone().output(Options::default());
    files(&output).get(FILE).expect("a ledger").to_owned()
}

/// Runs `edit` on every document, and compares the names before and after.
fn check(edit: impl Fn(&mut Value, &str)) {
    let mut lost = Vec::new();
    for texts in documents() {
        let old = ledger(&texts);
        let mut document = tree(&texts);
        edit(&mut document, &old);
        let new = ledger(&Texts {
            document: Source::new(&texts.document.name, document.to_string()),
            ledger: Some(Source::new(FILE, old.clone())),
            ..texts.clone()
        });
        let shown = texts.document.name.clone();
        lost.extend(
            missing(&old, &new)
                .into_iter()
                .map(|line| format!("{shown}: {line}")),
        );
    }
    assert!(
        lost.is_empty(),
        "{} names are lost:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

/// The lines of `old` that `new` does not have in the same block, and blocks whose arguments come in another order.
fn missing(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (without_marks(old), without_marks(new));
    let new = blocks(&new);
    let mut lost = Vec::new();
    for (head, lines) in blocks(&old) {
        let Some((_, found)) = new.iter().find(|(other, _)| *other == head) else {
            lost.push(head.to_owned());
            continue;
        };
        let gone = lines.iter().filter(|line| !found.contains(line));
        lost.extend(gone.map(|line| format!("{head}: {line}")));
        let arguments = |lines: &[&str]| {
            let arguments = lines.iter().filter(|line| line.starts_with("  new "));
            arguments.map(|line| (*line).to_owned()).collect::<Vec<_>>()
        };
        if !arguments(found).starts_with(&arguments(&lines)) {
            lost.push(format!("{head}: the order of arguments"));
        }
    }
    lost
}

/// Without what an alternative that is written in place is told by: that changes with the others. Its name must not,
/// and neither must what is inside it.
fn without_marks(ledger: &str) -> String {
    let without = |line: &str| match line.split_once(" = ") {
        Some((name, place)) if place.contains('|') => {
            let end = place.find('|').unwrap_or_default();
            format!("{name} = {}|\n", &place[..end])
        }
        _ => format!("{line}\n"),
    };
    ledger.lines().map(without).collect()
}

fn blocks(ledger: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in ledger
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        match (line.starts_with("  "), found.last_mut()) {
            (true, Some((_, lines))) => lines.push(line),
            _ => found.push((line, Vec::new())),
        }
    }
    found
}

#[test]
fn lost_names_are_found() {
    let old = "type A\n  new x\n  new y\n  z = Z\nfn b = GET /b\n";
    assert!(missing(old, old).is_empty());
    let new = "fn b = GET /b\ntype A\n  new y\n  new x\n  z_2 = Z\n";
    assert_eq!(
        missing(old, new),
        ["type A:   z = Z", "type A: the order of arguments"]
    );
    assert_eq!(
        missing(old, "type A\n  new x\n  new y\n  z = Z\n"),
        ["fn b = GET /b"]
    );
}

#[test]
fn the_same_document_gives_the_same_ledger() {
    for texts in documents() {
        let old = ledger(&texts);
        let again = Texts {
            ledger: Some(Source::new(FILE, old.clone())),
            ..texts.clone()
        };
        assert_eq!(ledger(&again), old, "{}", texts.document.name);
    }
}

#[test]
fn another_order_changes_nothing() {
    for seed in 1..3_u64 {
        check(|document, _| edit::shuffle(document, &mut seed.clone()));
    }
}

#[test]
fn schemas_and_operations_of_old_names_change_nothing() {
    check(|document, old| edit::add_schemas(document, &names(old)));
}

#[test]
fn members_of_old_names_change_nothing() {
    check(|document, _| edit::add_members(document));
}

#[test]
fn servers_of_old_names_change_nothing() {
    check(|document, _| edit::add_servers(document));
}

#[test]
fn equal_types_elsewhere_change_nothing() {
    check(|document, _| edit::add_equal_types(document));
}

#[test]
fn parameters_of_old_names_change_nothing() {
    check(|document, old| inside::add_parameters(document, &members(old)));
}

#[test]
fn refusals_and_credentials_change_nothing() {
    check(|document, _| {
        inside::add_failures(document);
        inside::add_schemes(document);
    });
}

#[test]
fn operations_called_like_anything_change_nothing() {
    check(|document, old| inside::add_operations(document, &[names(old), members(old)].concat()));
}

#[test]
fn variants_of_old_names_change_nothing() {
    check(|document, old| inside::add_variants(document, &members(old)));
}

#[test]
fn everything_at_once_changes_nothing() {
    check(|document, old| {
        edit::add_equal_types(document);
        edit::add_schemas(document, &names(old));
        edit::add_members(document);
        edit::add_servers(document);
        edit::shuffle(document, &mut 7);
    });
}

/// Every name that stands for itself, and what is made of it.
fn names(ledger: &str) -> Vec<String> {
    let heads = blocks(ledger)
        .into_iter()
        .filter(|(head, _)| !head.starts_with("auth"));
    let name = |head: &str| head.split(' ').nth(1).unwrap_or_default().to_owned();
    let names = heads.flat_map(|(head, _)| {
        let name = name(head);
        [
            name.clone(),
            format!("{name}Init"),
            format!("{name}Error"),
            format!("{name}_response"),
        ]
    });
    names.collect()
}

/// Every name of something inside of something else.
fn members(ledger: &str) -> Vec<String> {
    let lines = ledger.lines().filter(|line| line.starts_with("  "));
    let left = lines.filter_map(|line| line.split(" = ").next()?.split_whitespace().last());
    let names: std::collections::BTreeSet<String> = left.map(str::to_owned).collect();
    names.into_iter().collect()
}
