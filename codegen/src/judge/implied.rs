//! A schema without `type` that describes the inside of one kind of value is meant for that kind.
//!
//! As JSON Schema has it, `properties` says nothing of a text, which is then valid. Nobody who writes `properties` means
//! that; types are made for objects. So an example of another kind is the document's mistake.

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
        // `items` with alternatives is written for one of them as well.
        (false, true) if !is_choice(&map["items"]) => "array",
        _ => return None,
    };
    Some(match map.get("nullable") {
        Some(Value::Bool(true)) => json!([kind, "null"]),
        _ => json!([kind]),
    })
}

fn is_choice(schema: &Value) -> bool {
    let has = |keyword: &str| schema.get(keyword).is_some_and(Value::is_array);
    has("anyOf") || has("oneOf")
}
