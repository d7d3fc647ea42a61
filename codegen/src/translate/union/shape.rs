//! Members told apart by their JSON types and, among objects, by their required keys.

use super::super::facts::{Facts, Node, Placed, facts};
use super::Member;
use crate::ir::{JsonType, Test};
use crate::resolve::Resolver;
use std::collections::BTreeSet;

/// One test per member.
pub(super) fn tests<'a>(resolver: &'a Resolver, members: &[Member<'a>]) -> Vec<Test> {
    let types = |member: &Member<'a>| types(resolver, &member.facts, &mut BTreeSet::new());
    let is_object = |member: &&Member<'a>| types(member).contains(&JsonType::Object);
    let several_objects = members.iter().filter(is_object).count() > 1;
    let test = |member: &Member<'a>| Test::Shape {
        types: types(member),
        keys: match several_objects {
            true => keys(member, members),
            false => Vec::new(),
        },
    };
    members.iter().map(test).collect()
}

/// The JSON types that values of a schema can have. `seen` holds the references that were followed: a second time
/// adds nothing, and a union that has itself among its members ends.
fn types<'a>(
    resolver: &'a Resolver,
    facts: &Facts<'a>,
    seen: &mut BTreeSet<&'a str>,
) -> Vec<JsonType> {
    let inner: Vec<&Placed<'a>> = (facts.one_of.iter())
        .chain(&facts.any_of)
        .chain(&facts.all_of)
        .collect();
    match facts.json_type {
        Some(json_type) => vec![json_type],
        None if facts.items.is_some() => vec![JsonType::Array],
        None if !facts.values.is_empty() => value_types(&facts.values),
        None if facts.properties.is_empty() && !inner.is_empty() => {
            let types = inner.into_iter().flat_map(|placed| match placed.node {
                Node::Item(schema) => types(resolver, &self::facts(schema, &placed.at), seen),
                Node::Ref(reference) if !seen.insert(reference) => Vec::new(),
                Node::Ref(reference) => match resolver.follow(reference) {
                    Some((schema, at)) => types(resolver, &self::facts(schema, &at), seen),
                    None => Vec::new(),
                },
            });
            sorted(types.collect())
        }
        // Properties without a type: objects, as nearly always.
        None => vec![JsonType::Object],
    }
}

fn sorted(mut types: Vec<JsonType>) -> Vec<JsonType> {
    types.sort_unstable();
    types.dedup();
    types
}

fn value_types(values: &[serde_json::Value]) -> Vec<JsonType> {
    let types = values
        .iter()
        .filter_map(|value| match value {
            serde_json::Value::String(_) => Some(JsonType::String),
            serde_json::Value::Number(number) if number.is_f64() => Some(JsonType::Number),
            serde_json::Value::Number(_) => Some(JsonType::Integer),
            serde_json::Value::Bool(_) => Some(JsonType::Boolean),
            serde_json::Value::Array(_) => Some(JsonType::Array),
            serde_json::Value::Object(_) => Some(JsonType::Object),
            serde_json::Value::Null => None,
        })
        .collect();
    sorted(types)
}

/// The first required key that no other member has; failing that, all required keys.
fn keys(member: &Member<'_>, members: &[Member<'_>]) -> Vec<String> {
    let required = &member.facts.required;
    let elsewhere = |key: &str| {
        let others = members
            .iter()
            .filter(|other| other.placed.at != member.placed.at);
        others
            .into_iter()
            .any(|other| other.facts.properties.contains_key(key))
    };
    match required.iter().find(|key| !elsewhere(key)) {
        Some(key) => vec![(*key).to_owned()],
        None => required.iter().map(|key| (*key).to_owned()).collect(),
    }
}
