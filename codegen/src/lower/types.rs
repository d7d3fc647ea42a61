//! `type` as a list.

use serde_json::{Map, Value, json};

use super::CARRIED;
use super::keywords::{applies_to, format_applies_to};
use super::node::Node;
use crate::source::Pointer;

/// The types of JSON Schema.
pub(super) const NAMES: &[&str] = &[
    "null", "boolean", "object", "array", "number", "integer", "string",
];

/// Leaves `type` with one name, or none; null becomes `nullable`. Several types
/// become an `anyOf` of single ones, each with the keywords that restrict it,
/// unless other keywords tell the alternatives already. The original is kept
/// under `x-oas31-type`.
pub(super) fn single(node: &mut Node) {
    let Some((names, null)) = names(node.map.get("type")) else {
        return;
    };
    let at = Pointer::root().join(format!("{CARRIED}type"));
    node.carry("type");
    if null {
        node.map.insert("nullable".to_owned(), true.into());
    }
    match &names[..] {
        [] if null && !node.has("enum") => only_null(node),
        [] => {}
        [(name, place)] => {
            node.map.insert("type".to_owned(), name.as_str().into());
            node.moved(Pointer::root().join("type"), &at.extend(place));
        }
        _ if told_otherwise(node) || is_anything(&names) => {}
        _ => deal(node, &names),
    }
}

/// A schema that takes nothing but null.
pub(super) fn only_null(node: &mut Node) {
    node.map.insert("nullable".to_owned(), true.into());
    node.map.insert("enum".to_owned(), json!([null]));
}

/// The names other than null with their places in the `type` keyword, and
/// whether null is among them. `None` where `type` is a single name already.
fn names(value: Option<&Value>) -> Option<(Vec<(String, Pointer)>, bool)> {
    let list = match value? {
        Value::String(name) if name == "null" => return Some((Vec::new(), true)),
        Value::Array(list) if list.iter().all(Value::is_string) => list,
        _ => return None,
    };
    let mut names: Vec<(String, Pointer)> = Vec::new();
    for (index, name) in list.iter().filter_map(Value::as_str).enumerate() {
        if name != "null" && !names.iter().any(|(seen, _)| seen == name) {
            names.push((name.to_owned(), Pointer::root().index(index)));
        }
    }
    // Every integer is a number.
    if names.iter().any(|(name, _)| name == "number") {
        names.retain(|(name, _)| name != "integer");
    }
    Some((names, list.iter().any(|name| name == "null")))
}

fn told_otherwise(node: &Node) -> bool {
    ["enum", "allOf", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| node.has(keyword))
}

/// Whether a list of types leaves nothing out.
fn is_anything(names: &[(String, Pointer)]) -> bool {
    let every = ["string", "number", "boolean", "object", "array"];
    every
        .iter()
        .all(|name| names.iter().any(|(given, _)| given == name))
}

fn deal(node: &mut Node, names: &[(String, Pointer)]) {
    let types = Pointer::root().join(format!("{CARRIED}type"));
    let mut members = Vec::new();
    for (index, (name, place)) in names.iter().enumerate() {
        let now = Pointer::root().join("anyOf").index(index);
        node.moved(now.clone(), &Pointer::root());
        node.moved(now.join("type"), &types.extend(place));
        members.push(Value::Object(dealt(node, name, &now)));
    }
    node.map.insert("anyOf".to_owned(), Value::Array(members));
}

/// The schema of one type, with the keywords that restrict that type.
fn dealt(node: &mut Node, name: &str, now: &Pointer) -> Map<String, Value> {
    let mut member = Map::new();
    member.insert("type".to_owned(), name.into());
    for keyword in node.keys() {
        let types = match node.map.get(&keyword) {
            Some(Value::String(format)) if keyword == "format" => Some(format_applies_to(format)),
            _ => applies_to(&keyword),
        };
        if !types.is_some_and(|types| types.contains(&name)) {
            continue;
        }
        node.moved(now.join(&keyword), &Pointer::root().join(&keyword));
        member.extend(
            node.map
                .shift_remove(&keyword)
                .map(|value| (keyword, value)),
        );
    }
    member
}
