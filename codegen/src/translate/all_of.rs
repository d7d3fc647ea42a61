//! `allOf`: the members' facts become one schema's facts.

use super::Translation;
use super::facts::{Facts, Node, Placed, conjunction, facts};
use super::notes::wrapped;
use super::sensitive::mark;
pub(super) use budget::Budget;

use crate::resolve::normal;
use crate::source::Pointer;
use std::collections::BTreeSet;
use std::rc::Rc;

mod budget;
mod implies;
mod join;

/// Members inside members deeper than this are left alone: the document refers to itself.
const MAX_DEPTH: usize = 64;

/// More references than this are not merged into one schema: no document means it.
const MAX_MERGED: usize = 256;

/// More descriptions of one property than this are not kept.
const MAX_DESCRIPTIONS: usize = 32;

/// More members than this are not compared with each other.
const MAX_COMPARED: usize = 12;

/// Schemas are compared with each other again and again; of this many it is kept what they say in all.
const MAX_KEPT: usize = 500;

/// What has been merged so far: a second time adds nothing, and circles end.
type Seen = BTreeSet<String>;

impl<'a> Translation<'a> {
    /// The facts of a schema, its references followed. `None` where a reference leads nowhere.
    pub(super) fn facts_of(&self, placed: &Placed<'a>) -> Option<Facts<'a>> {
        Some(match &placed.node {
            Node::Item(schema) => self.facts(schema, &placed.at),
            Node::Made(made) => (**made).clone(),
            Node::Ref(reference) => {
                let resolver = self.resolver;
                let (schema, at) = resolver.follow(reference)?;
                self.facts(schema, &at)
            }
        })
    }

    /// The facts of a schema that stands at `at`.
    pub(super) fn facts(&self, schema: &'a openapiv3::Schema, at: &Pointer) -> Facts<'a> {
        let mut found = facts(schema, at);
        let carried = &self.resolver.carried;
        let placed = |(schema, at): (&'a openapiv3::ReferenceOr<_>, _)| Placed {
            node: Node::from(schema),
            at,
        };
        found.prefix = carried.prefix(at).into_iter().map(placed).collect();
        found.patterns = carried.patterns(at).into_iter().map(placed).collect();
        found
    }

    /// `facts` with its `allOf` members merged in. A lone member without anything beside it stays:
    /// that is a wrapper, and the member keeps its own name.
    pub(super) fn merged(&mut self, mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        facts.all_of.retain(|member| self.says_something(member));
        if facts.all_of.is_empty() {
            return facts;
        }
        facts.nullable = self.is_nullable(&facts);
        facts.all_of = self.telling(std::mem::take(&mut facts.all_of));
        if self.is_wrapper(&facts) {
            self.diagnostics.decided("allOf", at, || {
                "its only member says it all: it is a wrapper around that".to_owned()
            });
            return facts;
        }
        self.diagnostics
            .decided("allOf", at, || merged_from(&facts));
        self.flat(facts, at)
    }

    /// `facts` with everything merged in, wrapper or not.
    pub(super) fn flat(&mut self, mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        facts.nullable = self.is_nullable(&facts);
        let mut seen = BTreeSet::from([normal(&format!("#{at}"))]);
        self.merge(facts, at, &mut seen, 0)
    }

    /// The facts of a schema with everything merged in.
    pub(super) fn flat_of(&mut self, placed: &Placed<'a>) -> Option<Rc<Facts<'a>>> {
        let Node::Ref(reference) = placed.node else {
            let facts = self.facts_of(placed)?;
            return Some(Rc::new(self.flat(facts, &placed.at)));
        };
        if let Some(known) = self.flattened.get(reference) {
            return Some(known.clone());
        }
        let (schema, at) = self.resolver.follow(reference)?;
        let facts = self.facts(schema, &at);
        let flat = Rc::new(self.flat(facts, &at));
        if self.flattened.len() >= MAX_KEPT {
            self.flattened.clear();
        }
        self.flattened.insert(reference, flat.clone());
        Some(flat)
    }

    /// Whether a schema restricts anything; `{}` does not.
    fn says_something(&self, member: &Placed<'a>) -> bool {
        match member.node {
            Node::Ref(_) => true,
            Node::Item(_) | Node::Made(_) => self.facts_of(member).is_some_and(|facts| {
                facts.has_shape() || !facts.required.is_empty() || facts.nullable
            }),
        }
    }

    /// Whether null is a value: the schema says so, or what it wraps, or all members that say anything of types.
    pub(super) fn is_nullable(&self, facts: &Facts<'a>) -> bool {
        let mut inner: Option<Facts<'a>> = None;
        for _ in 0..MAX_DEPTH {
            let here = inner.as_ref().unwrap_or(facts);
            if here.nullable {
                return true;
            }
            match wrapped(here).and_then(|next| self.facts_of(&next)) {
                Some(next) => inner = Some(next),
                None => break,
            }
        }
        let found = inner.as_ref().unwrap_or(facts);
        found.all_of.len() > 1 && !found.has_own_shape() && self.all_nullable(&found.all_of)
    }

    fn all_nullable(&self, members: &[Placed<'a>]) -> bool {
        let mut any = false;
        for member in members {
            match self.facts_of(member) {
                Some(facts) if facts.nullable => any = true,
                Some(facts) if !facts.has_shape() => {}
                _ => return false,
            }
        }
        any
    }

    /// Whether there is nothing but one member, or nothing that the member does not say as well.
    fn is_wrapper(&mut self, facts: &Facts<'a>) -> bool {
        let [only] = facts.all_of.as_slice() else {
            return false;
        };
        let own = Facts {
            all_of: Vec::new(),
            ..facts.clone()
        };
        if !own.has_shape() && own.required.is_empty() {
            return true;
        }
        let only_type = Facts {
            json_type: None,
            required: Vec::new(),
            ..own.clone()
        };
        !only_type.has_shape() && self.member_implies(&only.clone(), &own)
    }

    /// `members` without those that say nothing that another one does not say; the nearest stays last.
    pub(super) fn telling(&mut self, members: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
        if !(2..=MAX_COMPARED).contains(&members.len()) {
            return members;
        }
        let mut kept = members;
        let mut index = 0;
        while index < kept.len() {
            let weak = kept[index].clone();
            let others: Vec<usize> = (0..kept.len()).filter(|other| *other != index).collect();
            let mut strong = others.into_iter();
            if let Some(strong) = strong.find(|strong| self.implies(&kept[*strong].clone(), &weak))
            {
                self.told_by(&weak.at, &kept[strong].at);
                kept.remove(index);
            } else {
                index += 1;
            }
        }
        kept
    }

    fn merge(
        &mut self,
        mut facts: Facts<'a>,
        at: &Pointer,
        seen: &mut Seen,
        depth: usize,
    ) -> Facts<'a> {
        let members = std::mem::take(&mut facts.all_of);
        let own = std::mem::take(&mut facts.properties);
        let choices = std::mem::take(&mut facts.choices);
        let own_type = facts.json_type.take();
        for member in members.iter().rev() {
            // A wrapper adds no description to the one who says nothing, but what stands inside it does.
            let inner_docs = matches!(member.node, Node::Item(_) | Node::Made(_));
            if let Some(inner) = self.facts_of(member).filter(|_| inner_docs) {
                facts.data.extend(inner.data);
            }
        }
        for member in &members {
            if let Some(inner) = self.member(member, seen, depth) {
                self.join(&mut facts, inner, at, seen);
            }
        }
        self.join_type(&mut facts, own_type, at);
        // A schema is no member of its own alternatives; that a member refers to it is another matter.
        let chosen = if depth == 0 { &Seen::new() } else { &*seen };
        self.add_choices(&mut facts, choices, chosen);
        for (name, property) in own {
            self.property(&mut facts, name, property, at);
        }
        facts
    }

    fn member(&mut self, member: &Placed<'a>, seen: &mut Seen, depth: usize) -> Option<Facts<'a>> {
        let mut at = member.at.clone();
        if let Node::Ref(reference) = member.node {
            if seen.len() > MAX_MERGED || !seen.insert(normal(reference)) {
                return None;
            }
            let resolver = self.resolver;
            match resolver.follow(reference) {
                Some((_, place)) => at = place,
                None => {
                    self.reference(reference, &member.at);
                    return None;
                }
            }
        }
        let found = self.facts_of(member)?;
        if !self.may_merge(member, &found) {
            return None;
        }
        self.visit_all(member);
        Some(if depth < MAX_DEPTH {
            self.merge(found, &at, seen, depth + 1)
        } else {
            found
        })
    }

    /// Two descriptions of one property hold both.
    fn property(
        &mut self,
        facts: &mut Facts<'a>,
        name: &'a str,
        property: Placed<'a>,
        at: &Pointer,
    ) {
        let Some(before) = facts.properties.get(name).cloned() else {
            facts.properties.insert(name, property);
            return;
        };
        if same(&before, &property) {
            // The nearer one: what is said beside the shape may differ.
            if self.is_sensitive(&before) && !self.is_shown(&property) {
                facts.hidden.push(name);
            }
            self.told_by(&before.at, &property.at);
            facts.properties.insert(name, property);
            return;
        }
        if let Node::Made(made) = &before.node
            && made.all_of.len() >= MAX_DESCRIPTIONS
        {
            return;
        }
        let here = if property.at.below(at).is_some() {
            property.at.clone()
        } else {
            before.at.clone()
        };
        let both = conjunction(vec![before, property], &here);
        facts.properties.insert(name, both);
    }

    /// Whether the schema says that its values may be shown.
    fn is_shown(&self, placed: &Placed<'a>) -> bool {
        match placed.node {
            Node::Ref(_) | Node::Made(_) => false,
            Node::Item(schema) => {
                mark(&schema.schema_data, &facts(schema, &placed.at)) == Some(false)
            }
        }
    }
}

/// Whether two schemas are written alike.
pub(super) fn same(one: &Placed<'_>, other: &Placed<'_>) -> bool {
    match (&one.node, &other.node) {
        (Node::Ref(one), Node::Ref(other)) => one == other || normal(one) == normal(other),
        (Node::Item(one), Node::Item(other)) => {
            std::ptr::eq(*one, *other)
                || one.schema_kind == other.schema_kind
                    && one.schema_data.nullable == other.schema_data.nullable
        }
        (Node::Made(one), Node::Made(other)) => std::rc::Rc::ptr_eq(one, other),
        _ => false,
    }
}

/// What is merged, in words.
fn merged_from(facts: &Facts<'_>) -> String {
    let part = |member: &Placed<'_>| match &member.node {
        Node::Ref(reference) => format!("`{reference}`"),
        Node::Item(_) | Node::Made(_) => format!("`#{}`", member.at),
    };
    let parts: Vec<String> = facts.all_of.iter().map(part).collect();
    format!(
        "merged into one schema from {} and what stands beside them",
        parts.join(", ")
    )
}
