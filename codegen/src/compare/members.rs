//! What is different about an item that is there on both sides.

use super::kinds::{self, What};
use super::{Change, change, spot};
use crate::surface::{Item, Key, Kind, facts};

/// Facts that follow from others, which are told in their stead.
const FOLLOWS: &[(&str, &[&str])] = &[
    // A type of another form has other members, and is made otherwise.
    (facts::TYPE, &[facts::FORM, facts::REQUIRED]),
    (facts::ORDER, &[facts::FORM, facts::MADE]),
];

/// Every difference.
pub(super) fn between(key: &Key, old: &Item, new: &Item) -> Vec<Change> {
    let mut changes = Vec::new();
    if name(key.kind, &old.path) != name(key.kind, &new.path) {
        let kind = kinds::of(key.kind, What::Renamed, new);
        changes.push(both(
            kind,
            key,
            (old, new),
            (Some(old.path.clone()), Some(new.path.clone())),
        ));
    }
    let names = old.facts.keys().chain(new.facts.keys());
    let mut names: Vec<&'static str> = names.copied().collect();
    names.sort_unstable();
    names.dedup();
    let differs = |fact: &str| old.facts.get(fact) != new.facts.get(fact);
    for fact in names.into_iter().filter(|fact| differs(fact)) {
        let follows = FOLLOWS.iter().filter(|(other, _)| *other == fact);
        let is_told = follows
            .flat_map(|(_, causes)| *causes)
            .any(|cause| differs(cause));
        if is_told || (fact == facts::ORDER && !is_reordered(old, new)) {
            continue;
        }
        let said = (old.facts.get(fact).cloned(), new.facts.get(fact).cloned());
        let what = What::Said(fact, said.0.is_some(), said.1.is_some());
        changes.push(both(kinds::of(key.kind, what, new), key, (old, new), said));
    }
    changes
}

/// Names of members are told by themselves: their owner may have another name.
fn name(kind: Kind, path: &str) -> &str {
    match kind {
        Kind::Client | Kind::Auth | Kind::Server | Kind::Operation | Kind::Type => path,
        _ => path.rsplit("::").next().unwrap_or(path),
    }
}

fn both(
    kind: &'static kinds::ChangeKind,
    key: &Key,
    (old, new): (&Item, &Item),
    said: (Option<String>, Option<String>),
) -> Change {
    Change {
        old: said.0,
        new: said.1,
        old_at: Some(spot(old)),
        new_at: Some(spot(new)),
        ..change(kind, key, &new.path)
    }
}

/// Whether arguments that stayed stand in another order: those that came or went are told of by themselves.
fn is_reordered(old: &Item, new: &Item) -> bool {
    let list = |item: &Item| -> Vec<String> {
        let text = item
            .facts
            .get(facts::ORDER)
            .map(String::as_str)
            .unwrap_or_default();
        text.split(", ").map(str::to_owned).collect()
    };
    let (old, new) = (list(old), list(new));
    let kept = |all: &[String], other: &[String]| -> Vec<String> {
        all.iter()
            .filter(|name| other.contains(name))
            .cloned()
            .collect()
    };
    kept(&old, &new) != kept(&new, &old)
}
