//! `allOf`: the members' facts become one schema's facts.

use super::Translation;
use super::facts::{Additional, Facts, Node, Placed, facts};
use crate::diagnostic::Diagnostic;
use crate::source::Pointer;

/// Two members of an `allOf` that say different things of one property.
const CONFLICT: &str = "all-of-conflict";

/// Members inside members deeper than this are left alone: the document refers to itself.
const MAX_DEPTH: usize = 16;

impl<'a> Translation<'a> {
    /// `facts` with its `allOf` members merged in. A lone member without anything beside it stays:
    /// that is a wrapper, and the member keeps its own name.
    pub(super) fn merged(&mut self, facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        let alone = Facts {
            all_of: Vec::new(),
            required: Vec::new(),
            ..facts.clone()
        };
        match facts.all_of.len() {
            0 => facts,
            1 if !alone.has_shape() => facts,
            _ => self.merge(facts, at, 0),
        }
    }

    fn merge(&mut self, mut facts: Facts<'a>, at: &Pointer, depth: usize) -> Facts<'a> {
        let members = std::mem::take(&mut facts.all_of);
        let own = std::mem::take(&mut facts.properties);
        for member in &members {
            if let Some(inner) = self.member(member, depth) {
                self.join(&mut facts, inner, at);
            }
        }
        for (name, property) in own {
            self.property(&mut facts, name, property, at);
        }
        facts
    }

    fn member(&mut self, member: &Placed<'a>, depth: usize) -> Option<Facts<'a>> {
        let (schema, at) = match member.node {
            Node::Item(schema) => (schema, member.at.clone()),
            Node::Ref(reference) => {
                let resolver = self.resolver;
                match resolver.follow(reference) {
                    Some(found) => found,
                    None => {
                        self.reference(reference, &member.at);
                        return None;
                    }
                }
            }
        };
        let found = facts(schema, &at);
        Some(if depth < MAX_DEPTH {
            self.merge(found, &at, depth + 1)
        } else {
            found
        })
    }

    /// Adds what `inner` says to `facts`: both hold.
    fn join(&mut self, facts: &mut Facts<'a>, inner: Facts<'a>, at: &Pointer) {
        facts.json_type = facts.json_type.or(inner.json_type);
        facts.format = facts.format.take().or(inner.format);
        facts.items = facts.items.take().or(inner.items);
        if facts.values.is_empty() {
            facts.values = inner.values;
        } else if !inner.values.is_empty() {
            facts.values.retain(|value| inner.values.contains(value));
        }
        for (name, property) in inner.properties {
            self.property(facts, name, property, at);
        }
        facts.required.extend(inner.required);
        facts.one_of.extend(inner.one_of);
        facts.any_of.extend(inner.any_of);
        if matches!(facts.additional, Additional::Unstated | Additional::Open) {
            facts.additional = inner.additional;
        }
    }

    fn property(
        &mut self,
        facts: &mut Facts<'a>,
        name: &'a str,
        property: Placed<'a>,
        at: &Pointer,
    ) {
        let before = facts.properties.get(name);
        if before.is_some_and(|before| !same(before, &property)) {
            let message = format!(
                "the members of this `allOf` describe `{name}` differently; the last description is taken"
            );
            let other =
                before.map(|before| (before.at.clone(), "the other description".to_owned()));
            let warning = Diagnostic::warning(CONFLICT, at.clone(), message);
            let warning = other
                .into_iter()
                .fold(warning, |warning, (at, text)| warning.related(at, text));
            self.warn(warning);
        }
        facts.properties.insert(name, property);
    }
}

fn same(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    match (one.node, other.node) {
        (Node::Ref(one), Node::Ref(other)) => one == other,
        (Node::Item(one), Node::Item(other)) => one.schema_kind == other.schema_kind,
        _ => false,
    }
}
