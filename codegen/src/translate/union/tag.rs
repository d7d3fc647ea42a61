//! Members told apart by a property: a declared discriminator, or values of its own in each member.

use super::super::Translation;
use super::super::facts::{Facts, Placed};
use super::Member;
use crate::diagnostic::Diagnostic;
use crate::ir::{JsonType, Tag, Test};
use crate::resolve::component;
use crate::source::Pointer;
use openapiv3::Discriminator;
use serde_json::Value as Json;
use std::rc::Rc;

/// An entry of a discriminator's `mapping` that names none of the members.
const MAPPING: &str = "discriminator-mapping";

/// What a value of a discriminator is called in documents that were Swagger once.
const VALUE: &str = "x-ms-discriminator-value";

/// Unions inside unions deeper than this are not looked into.
const MAX_DEPTH: usize = 4;

/// A declared discriminator.
pub(super) struct Declared<'a> {
    discriminator: &'a Discriminator,
    /// What says it, where others inherit from that.
    base: Option<Rc<Facts<'a>>>,
}

impl<'a> Declared<'a> {
    pub(super) fn new(discriminator: &'a Discriminator, base: Option<Rc<Facts<'a>>>) -> Self {
        Declared {
            discriminator,
            base,
        }
    }

    pub(super) fn property(&self) -> &'a str {
        &self.discriminator.property_name
    }
}

/// The values of a discriminator that mean a member.
struct Means {
    values: Vec<String>,
    /// See [`Test::Tag`].
    fits: bool,
}

impl<'a> Translation<'a> {
    /// A declared discriminator (OpenAPI 3.0.4, Discriminator Object): every member is an object.
    pub(super) fn by_discriminator(
        &mut self,
        declared: &Declared<'a>,
        members: &[Member<'a>],
        at: &Pointer,
    ) -> Option<(Tag, Vec<Test>)> {
        if members.iter().any(|member| !is_object(&member.facts)) {
            return None;
        }
        self.unmatched(declared.discriminator, members, at);
        // What all members inherit tells none of them: then one value counts, and at last the name alone.
        let mut limits = [usize::MAX, 1, 0].into_iter();
        limits.find_map(|limit| self.by_values(declared, members, limit))
    }

    /// As [`Self::by_discriminator`], where a member's own list of values counts up to the length `limit`.
    fn by_values(
        &mut self,
        declared: &Declared<'a>,
        members: &[Member<'a>],
        limit: usize,
    ) -> Option<(Tag, Vec<Test>)> {
        let property = declared.property();
        let mut tests = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for member in members {
            let Means { values, fits } = self.values_of(declared, member, limit)?;
            // Two members of one value cannot be told apart by it.
            if values.iter().any(|value| seen.contains(value)) {
                return None;
            }
            seen.extend(values.iter().cloned());
            let outside = !self.has_property(&member.facts, property, 0);
            tests.push(Test::Tag {
                values,
                outside,
                fits,
            });
        }
        Some((Tag::Property(property.to_owned()), tests))
    }

    /// The values of the discriminator that mean `member`: as mapped, else as it says itself, else its name, unless
    /// its property does not have that value.
    fn values_of(
        &mut self,
        declared: &Declared<'a>,
        member: &Member<'a>,
        limit: usize,
    ) -> Option<Means> {
        let said = |values| Means {
            values,
            fits: false,
        };
        let name = member.component.as_deref();
        let mapped = declared.discriminator.mapping.iter();
        let mapped = mapped.filter(|(_, target)| name.is_some_and(|name| names(target, name)));
        let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        if !mapped.is_empty() {
            return Some(said(mapped));
        }
        let data = member.facts.data.first();
        let text = data.and_then(|data| data.extensions.get(VALUE));
        if let Some(text) = text.and_then(Json::as_str) {
            return Some(said(vec![text.to_owned()]));
        }
        let allowed = self.constants(&member.facts, declared.property(), 0);
        if let Some(own) = self.own(declared, allowed.as_deref(), limit) {
            return Some(said(own));
        }
        let is_allowed = |name: &str| {
            let mut values = allowed.iter().flatten();
            allowed.is_none() || values.any(|value| value == name)
        };
        let values = vec![name?.to_owned()];
        Some(Means {
            values: values.into_iter().filter(|name| is_allowed(name)).collect(),
            fits: true,
        })
    }

    /// The values that a member allows, if they are its own: no more than `limit`, and not those of what it inherits
    /// from.
    fn own(
        &mut self,
        declared: &Declared<'a>,
        allowed: Option<&[String]>,
        limit: usize,
    ) -> Option<Vec<String>> {
        let allowed = allowed.filter(|values| (1..=limit).contains(&values.len()))?;
        let inherited = match &declared.base {
            Some(base) => self.constants(base, declared.property(), 0),
            None => None,
        };
        (inherited.as_deref() != Some(allowed)).then(|| allowed.to_vec())
    }

    fn unmatched(&mut self, declared: &Discriminator, members: &[Member<'a>], at: &Pointer) {
        for (value, target) in &declared.mapping {
            let mut known = members
                .iter()
                .filter_map(|member| member.component.as_deref());
            let itself = at.tokens().nth(2).is_some_and(|name| names(target, &name));
            if !itself && !known.any(|name| names(target, name)) {
                let message = format!("the mapping of `{value}` names none of the members");
                self.warn(Diagnostic::warning(MAPPING, at.clone(), message));
            }
        }
    }

    /// A property that every member requires, with values that no other member has. One that a member may leave out
    /// comes second.
    pub(super) fn by_constant(&mut self, members: &[Member<'a>]) -> Option<(Tag, Vec<Test>)> {
        let first = members.first()?;
        let candidates: Vec<&str> = first.facts.properties.keys().copied().collect();
        let mut second = None;
        for property in candidates {
            let Some(tests) = self.own_values(members, property) else {
                continue;
            };
            let plan = (Tag::Property(property.to_owned()), tests);
            if members
                .iter()
                .all(|member| member.facts.required.contains(&property))
            {
                return Some(plan);
            }
            second.get_or_insert(plan);
        }
        second
    }

    fn own_values(&mut self, members: &[Member<'a>], property: &str) -> Option<Vec<Test>> {
        let (mut tests, mut seen) = (Vec::new(), Vec::new());
        for member in members {
            let values = self.constants(&member.facts, property, 0)?;
            if values.iter().any(|value| seen.contains(value)) {
                return None;
            }
            seen.extend(values.iter().cloned());
            tests.push(Test::Tag {
                values,
                outside: false,
                fits: false,
            });
        }
        Some(tests)
    }

    /// The values that a member allows for a property, if it says which.
    fn constants(
        &mut self,
        facts: &Facts<'a>,
        property: &str,
        depth: usize,
    ) -> Option<Vec<String>> {
        if let Some(placed) = facts.properties.get(property) {
            let found = self.flat_of(&placed.clone())?;
            let values: Option<Vec<String>> =
                found.values.iter().map(|value| text(&value.json)).collect();
            return values.filter(|values| !values.is_empty());
        }
        // A union inside is told by what its members are told by.
        let mut all = Vec::new();
        for member in inner(facts, depth)? {
            let member = self.flat_of(&member)?;
            all.extend(self.constants(&member, property, depth + 1)?);
        }
        Some(all)
    }

    /// Whether values have the property in what types them.
    fn has_property(&mut self, facts: &Facts<'a>, property: &str, depth: usize) -> bool {
        if facts.properties.contains_key(property) {
            return true;
        }
        let Some(members) = inner(facts, depth) else {
            return false;
        };
        members.iter().all(|member| {
            let member = self.flat_of(member);
            member.is_some_and(|member| self.has_property(&member, property, depth + 1))
        })
    }
}

/// The members of a union that is a member.
fn inner<'a>(facts: &Facts<'a>, depth: usize) -> Option<Vec<Placed<'a>>> {
    let [choice] = facts.choices.as_slice() else {
        return None;
    };
    (depth < MAX_DEPTH).then(|| choice.members.clone())
}

/// Whether the target of a mapping is the schema `name`: by its name, or by a reference to it.
fn names(target: &str, name: &str) -> bool {
    target == name
        || component(target, "schemas").as_deref() == Some(name)
        || target.rsplit('/').next() == Some(name)
}

/// A tag as it is compared: texts as they are, numbers and booleans as JSON writes them.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Bool(_) | Json::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

fn is_object(facts: &Facts<'_>) -> bool {
    let objects = matches!(facts.json_type, None | Some(JsonType::Object));
    objects && facts.items.is_none() && facts.prefix.is_empty() && facts.values.is_empty()
}
