//! `allOf`: the members' facts become one schema's facts.

use super::Translation;
use super::facts::{Additional, Facts, Node, Placed, facts};
use super::sensitive::mark;
use crate::diagnostic::Diagnostic;
use crate::source::Pointer;
use std::collections::BTreeSet;

/// Two members of an `allOf` that say different things of one property.
const CONFLICT: &str = "all-of-conflict";

/// Members inside members deeper than this are left alone: the document refers to itself.
const MAX_DEPTH: usize = 64;

impl<'a> Translation<'a> {
    /// `facts` with its `allOf` members merged in. A lone member without anything beside it stays:
    /// that is a wrapper, and the member keeps its own name.
    pub(super) fn merged(&mut self, mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        facts.all_of.retain(says_something);
        if facts.all_of.is_empty() || self.is_wrapper(&facts) {
            return facts;
        }
        self.merge(facts, at, &mut BTreeSet::new(), 0)
    }

    fn is_wrapper(&self, facts: &Facts<'a>) -> bool {
        let alone = Facts {
            all_of: Vec::new(),
            ..facts.clone()
        };
        match facts.all_of.as_slice() {
            [only] => !alone.has_shape() && self.requires(only, &facts.required),
            _ => false,
        }
    }

    /// Whether a member requires all of `names` by itself.
    fn requires(&self, member: &Placed<'a>, names: &[&str]) -> bool {
        let resolver = self.resolver;
        let mut missing: BTreeSet<&str> = names.iter().copied().collect();
        let (mut open, mut seen) = (vec![member.node], BTreeSet::new());
        while let Some(node) = open.pop().filter(|_| !missing.is_empty()) {
            let schema = match node {
                Node::Item(schema) => schema,
                Node::Ref(reference) if !seen.insert(reference) => continue,
                Node::Ref(reference) => match resolver.follow(reference) {
                    Some((schema, _)) => schema,
                    None => return true,
                },
            };
            let found = facts(schema, &Pointer::root());
            missing.retain(|name| !found.required.contains(name));
            open.extend(found.all_of.iter().map(|inner| inner.node));
        }
        missing.is_empty()
    }

    /// `seen` holds the references merged so far: a second time adds nothing, and circles end.
    fn merge(
        &mut self,
        mut facts: Facts<'a>,
        at: &Pointer,
        seen: &mut BTreeSet<&'a str>,
        depth: usize,
    ) -> Facts<'a> {
        let members = std::mem::take(&mut facts.all_of);
        let own = std::mem::take(&mut facts.properties);
        for member in &members {
            if let Some(inner) = self.member(member, seen, depth) {
                self.join(&mut facts, inner, at);
            }
        }
        for (name, property) in own {
            self.property(&mut facts, name, property, at);
        }
        facts
    }

    fn member(
        &mut self,
        member: &Placed<'a>,
        seen: &mut BTreeSet<&'a str>,
        depth: usize,
    ) -> Option<Facts<'a>> {
        let (schema, at) = match member.node {
            Node::Item(schema) => (schema, member.at.clone()),
            Node::Ref(reference) => {
                if !seen.insert(reference) {
                    return None;
                }
                let resolver = self.resolver;
                let found = resolver.follow(reference);
                if found.is_none() {
                    self.reference(reference, &member.at);
                }
                found?
            }
        };
        let found = facts(schema, &at);
        Some(if depth < MAX_DEPTH {
            self.merge(found, &at, seen, depth + 1)
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
        facts.hidden.extend(inner.hidden);
        self.alternatives(&mut facts.one_of, inner.one_of, at);
        self.alternatives(&mut facts.any_of, inner.any_of, at);
        if matches!(facts.additional, Additional::Unstated | Additional::Open) {
            facts.additional = inner.additional;
        }
    }

    /// Two members with alternatives of their own would have to be multiplied out.
    fn alternatives(&mut self, facts: &mut Vec<Placed<'a>>, inner: Vec<Placed<'a>>, at: &Pointer) {
        if !facts.is_empty() && !inner.is_empty() {
            let message = "several members of this `allOf` have alternatives; they are taken for alternatives to each other";
            self.warn(Diagnostic::warning(CONFLICT, at.clone(), message));
        }
        facts.extend(inner);
    }

    fn property(
        &mut self,
        facts: &mut Facts<'a>,
        name: &'a str,
        property: Placed<'a>,
        at: &Pointer,
    ) {
        let Some(before) = facts.properties.get(name) else {
            facts.properties.insert(name, property);
            return;
        };
        let narrower = narrows(before, &property);
        let taken = if narrower { before } else { &property };
        let hides = self.is_sensitive(before) || self.is_sensitive(&property);
        if hides && !is_shown(taken) {
            facts.hidden.push(name);
        }
        if narrower {
            return;
        }
        if !same(before, &property) && !narrows(&property, before) {
            let message = format!(
                "the members of this `allOf` describe `{name}` differently; the last description is taken"
            );
            let warning = Diagnostic::warning(CONFLICT, at.clone(), message);
            let warning = warning.related(before.at.clone(), "the other description");
            self.warn(warning);
        }
        facts.properties.insert(name, property);
    }
}

/// `{}` restricts nothing.
fn says_something(member: &Placed<'_>) -> bool {
    match member.node {
        Node::Ref(_) => true,
        Node::Item(schema) => {
            let facts = facts(schema, &member.at);
            facts.has_shape() || !facts.required.is_empty()
        }
    }
}

/// Whether `one` is `other` with fewer values: an enum of the same type.
fn narrows(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    let (Node::Item(one_schema), Node::Item(other_schema)) = (one.node, other.node) else {
        return false;
    };
    let (one, other) = (facts(one_schema, &one.at), facts(other_schema, &other.at));
    one.json_type == other.json_type && other.values.is_empty() && !one.values.is_empty()
}

/// Whether the schema says that its values may be shown.
fn is_shown(placed: &Placed<'_>) -> bool {
    match placed.node {
        Node::Ref(_) => false,
        Node::Item(schema) => mark(&schema.schema_data, &facts(schema, &placed.at)) == Some(false),
    }
}

fn same(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    match (one.node, other.node) {
        (Node::Ref(one), Node::Ref(other)) => one == other,
        (Node::Item(one), Node::Item(other)) => one.schema_kind == other.schema_kind,
        _ => false,
    }
}
