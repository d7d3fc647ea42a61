//! A schema without `type` that describes the inside of one kind of value is meant for that kind.
//!
//! As JSON Schema has it, `properties` says nothing of a text, which is then valid. Nobody who writes `properties` means
//! that; types are made for objects. So an example of another kind is the document's mistake. `items` with alternatives is
//! written for a list of them, and as often for one of them: what is neither is a mistake.

use serde_json::{Map, Value, json};

/// Keywords that say, or may say, which kind a value is: with one of them nothing is guessed.
const SAID: &[&str] = &[
    "$ref", "allOf", "anyOf", "const", "enum", "not", "oneOf", "type",
];

/// The JSON types that `map` is meant for, where it does not say so.
pub(super) fn types(map: &Map<String, Value>) -> Option<Value> {
    if SAID.iter().any(|keyword| map.contains_key(*keyword)) {
        return None;
    }
    let holds = |keyword: &str| map.get(keyword).is_some_and(Value::is_object);
    let kind = match (holds("properties"), holds("items")) {
        (true, false) => "object",
        (false, true) if !is_choice(&map["items"]) => "array",
        _ => return None,
    };
    Some(match is_nullable(map) {
        true => json!([kind, "null"]),
        false => json!([kind]),
    })
}

/// The alternatives that a value is one of, or a list of, where `map` says only that.
pub(super) fn element(map: &Map<String, Value>) -> Option<&Value> {
    let says_more = SAID.iter().chain(&["properties", "additionalProperties"]);
    let says_more = says_more.copied().any(|keyword| map.contains_key(keyword));
    map.get("items")
        .filter(|items| !says_more && is_choice(items))
}

/// Whether null is a value as well.
pub(super) fn is_nullable(map: &Map<String, Value>) -> bool {
    map.get("nullable") == Some(&Value::Bool(true))
}

fn is_choice(schema: &Value) -> bool {
    let has = |keyword: &str| schema.get(keyword).is_some_and(Value::is_array);
    has("anyOf") || has("oneOf")
}
