//! Members told apart by their JSON types and, among objects, by their required keys.

use super::super::Translation;
use super::super::facts::{Facts, Node};
use super::Member;
use crate::ir::{JsonType, Test};
use crate::resolve::normal;
use std::collections::BTreeSet;

/// Unions inside unions deeper than this are taken for objects.
const MAX_DEPTH: usize = 8;

/// One test per member.
pub(super) fn tests<'a>(translation: &mut Translation<'a>, members: &[Member<'a>]) -> Vec<Test> {
    let mut types: Vec<Vec<JsonType>> = Vec::new();
    for member in members {
        types.push(translation.types(&member.facts, &mut BTreeSet::new(), 0));
    }
    let objects = types
        .iter()
        .filter(|types| types.contains(&JsonType::Object));
    let several_objects = objects.count() > 1;
    let keys = |member: &Member<'_>, types: &[JsonType]| match several_objects {
        true if types.contains(&JsonType::Object) => keys(member, members),
        _ => Vec::new(),
    };
    let tests = members
        .iter()
        .zip(types)
        .map(|(member, types)| Test::Shape {
            keys: keys(member, &types),
            types,
        });
    tests.collect()
}

impl<'a> Translation<'a> {
    /// The JSON types that values of a schema can have. `seen` holds the references that were followed: a second
    /// time adds nothing, and a union that has itself among its members is not looked into again and again.
    fn types(
        &mut self,
        facts: &Facts<'a>,
        seen: &mut BTreeSet<String>,
        depth: usize,
    ) -> Vec<JsonType> {
        if let Some(json_type) = facts.json_type {
            return vec![json_type];
        }
        if facts.items.is_some() || !facts.prefix.is_empty() {
            return vec![JsonType::Array];
        }
        if !facts.values.is_empty() {
            return sorted(
                facts
                    .values
                    .iter()
                    .filter_map(|value| json_type(&value.json)),
            );
        }
        match facts.choices.first() {
            Some(choice) if facts.properties.is_empty() && depth < MAX_DEPTH => {
                let mut found = Vec::new();
                for member in &choice.members {
                    if let Node::Ref(reference) = member.node
                        && !seen.insert(normal(reference))
                    {
                        continue;
                    }
                    let member = self.flat_of(member);
                    found.extend(member.map(|member| self.types(&member, seen, depth + 1)));
                }
                sorted(found.into_iter().flatten())
            }
            // Properties without a type: objects, as nearly always.
            _ => vec![JsonType::Object],
        }
    }
}

fn sorted(types: impl Iterator<Item = JsonType>) -> Vec<JsonType> {
    let mut types: Vec<JsonType> = types.collect();
    types.sort_unstable();
    types.dedup();
    types
}

fn json_type(value: &serde_json::Value) -> Option<JsonType> {
    Some(match value {
        serde_json::Value::String(_) => JsonType::String,
        serde_json::Value::Number(number) if number.is_f64() => JsonType::Number,
        serde_json::Value::Number(_) => JsonType::Integer,
        serde_json::Value::Bool(_) => JsonType::Boolean,
        serde_json::Value::Array(_) => JsonType::Array,
        serde_json::Value::Object(_) => JsonType::Object,
        serde_json::Value::Null => return None,
    })
}

/// The first required key that no other member has; failing that, all required keys.
fn keys(member: &Member<'_>, members: &[Member<'_>]) -> Vec<String> {
    let properties = &member.facts.properties;
    let required = member.facts.required.iter();
    let mut required: Vec<&str> = required
        .copied()
        .filter(|key| properties.contains_key(key))
        .collect();
    required.dedup();
    let elsewhere = |key: &str| {
        let mut others = members.iter().filter(|other| !std::ptr::eq(*other, member));
        others.any(|other| other.facts.properties.contains_key(key))
    };
    match required.iter().find(|key| !elsewhere(key)) {
        Some(key) => vec![(*key).to_owned()],
        None => required.into_iter().map(str::to_owned).collect(),
    }
}
