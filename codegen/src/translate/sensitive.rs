//! What must not be shown in logs.

use super::Translation;
use super::facts::{Additional, Facts, Node, Placed, extension};
use openapiv3::SchemaData;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// How many references are looked through: more than any schema has, fewer than take long at every property.
const MAX_SEEN: usize = 1000;

impl<'a> Translation<'a> {
    /// Whether values of this schema must not be shown. Its own mark decides; where it has none, one mark is enough
    /// among what it refers to, its members, and the elements of a list or map. Properties hide themselves.
    pub(super) fn is_sensitive(&self, placed: &Placed<'a>) -> bool {
        let asked = placed.at.clone();
        let (mut open, mut seen) = (vec![placed.clone()], BTreeSet::new());
        while let Some(placed) = open.pop().filter(|_| seen.len() < MAX_SEEN) {
            let is_new = match placed.node {
                Node::Ref(reference) => {
                    !self.harmless.borrow().contains(reference) && seen.insert(reference)
                }
                Node::Item(_) | Node::Made(_) => true,
            };
            let facts = is_new.then(|| self.facts_of(&placed));
            let Some(facts) = facts.flatten() else {
                continue;
            };
            let marks = facts.data.iter().map(|data| mark(data, &facts));
            match marks.max().flatten() {
                Some(true) => {
                    self.diagnostics
                        .decided_by("sensitive", &asked, &placed.at, || reason(&facts));
                    return true;
                }
                Some(false) => {}
                None => open.extend(parts(&facts)),
            }
        }
        self.harmless.borrow_mut().extend(seen);
        false
    }
}

/// What hides the values of a schema.
fn reason(facts: &Facts<'_>) -> String {
    let asked = |data: &&SchemaData| extension(data, "sensitive").is_some();
    let by = match facts
        .data
        .iter()
        .find(|data| asked(data) || data.write_only)
    {
        Some(data) if asked(data) => "`x-callsmith-sensitive`",
        Some(_) => "`writeOnly`",
        None => "`format`",
    };
    format!("not shown in logs, by {by}")
}

/// What the schema itself says.
pub(super) fn mark(data: &SchemaData, facts: &Facts<'_>) -> Option<bool> {
    let asked = extension(data, "sensitive").and_then(Json::as_bool);
    let secret = data.write_only || super::scalar::is_sensitive(facts.format.as_deref());
    asked.or(secret.then_some(true))
}

/// The schemas whose values show when a value of this one does.
fn parts<'a>(facts: &Facts<'a>) -> Vec<Placed<'a>> {
    let entries = match &facts.additional {
        Additional::Typed(placed) if facts.properties.is_empty() => Some(placed),
        _ => None,
    };
    let members = facts.choices.iter().flat_map(|choice| &choice.members);
    let all = facts.all_of.iter().chain(members);
    let elements = facts.items.iter().chain(&facts.prefix);
    let all = all.chain(elements).chain(entries);
    all.cloned().collect()
}
