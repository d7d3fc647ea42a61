//! Members told apart by their JSON types and, among objects, by their required keys.

use super::Member;
use crate::ir::{JsonType, Test};

/// One test per member.
pub(super) fn tests(members: &[Member<'_>]) -> Vec<Test> {
    let objects = members
        .iter()
        .filter(|member| types(member).contains(&JsonType::Object))
        .count();
    let test = |member: &Member<'_>| Test::Shape {
        types: types(member),
        keys: if objects > 1 {
            keys(member, members)
        } else {
            Vec::new()
        },
    };
    members.iter().map(test).collect()
}

/// The JSON types that values of a member can have.
fn types(member: &Member<'_>) -> Vec<JsonType> {
    let facts = &member.facts;
    match facts.json_type {
        Some(json_type) => vec![json_type],
        None if facts.items.is_some() => vec![JsonType::Array],
        None if !facts.values.is_empty() => value_types(&facts.values),
        // A union inside a union, or properties without a type: objects, as nearly always.
        None => vec![JsonType::Object],
    }
}

fn value_types(values: &[serde_json::Value]) -> Vec<JsonType> {
    let mut types: Vec<JsonType> = values
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
    types.sort_unstable();
    types.dedup();
    types
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
