//! `enum` and `const`.

use super::facts::{Facts, Listed, extension};
use crate::ir::{Enum, EnumValue, EnumWire, JsonType};
use serde_json::Value as Json;

/// The enum that a schema's values make: of texts, of integers, or of whatever scalars there are.
/// `null` among them is nullability and was dealt with by lowering. Booleans alone are a `bool`.
pub(super) fn values(facts: &Facts<'_>) -> Option<Enum> {
    let mut found: Vec<EnumValue> = Vec::new();
    for listed in &facts.values {
        let wire = wire(&listed.json, facts.json_type)?;
        if !found.iter().any(|known| known.wire == wire) {
            found.push(EnumValue {
                name: name(listed, &wire),
                docs: docs(listed, &wire),
                wire,
            });
        }
    }
    let all_booleans = (found.iter()).all(|value| matches!(value.wire, EnumWire::Bool(_)));
    (!all_booleans).then(|| Enum {
        values: found,
        default: facts.default_value(),
    })
}

/// A value as the schema's type has it: some documents quote their integers, some do not quote their texts.
fn wire(value: &Json, json_type: Option<JsonType>) -> Option<EnumWire> {
    match (value, json_type) {
        (Json::String(text), None | Some(JsonType::String)) => Some(EnumWire::Text(text.clone())),
        (Json::String(text), Some(JsonType::Integer)) => text.parse().ok().map(EnumWire::Int),
        (Json::Number(number), Some(JsonType::String)) => Some(EnumWire::Text(number.to_string())),
        (Json::Bool(truth), Some(JsonType::String)) => Some(EnumWire::Text(truth.to_string())),
        (Json::Bool(truth), None | Some(JsonType::Boolean)) => Some(EnumWire::Bool(*truth)),
        (Json::Number(number), None | Some(JsonType::Integer | JsonType::Number)) => {
            Some(match integer(number) {
                Some(whole) => EnumWire::Int(whole),
                None => EnumWire::Number(number.to_string()),
            })
        }
        _ => None,
    }
}

fn integer(number: &serde_json::Number) -> Option<i64> {
    let whole = |float: f64| (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64);
    number.as_i64().or_else(|| number.as_f64().and_then(whole))
}

/// What the overlay calls the value, else what the document does (`x-enum-varnames` is a common extension).
fn name(listed: &Listed<'_>, wire: &EnumWire) -> Option<String> {
    let ours = extension(listed.data, "value-names").and_then(|names| names.get(wire.to_string()));
    let theirs = || {
        said(
            listed,
            wire,
            &["x-enum-varnames", "x-enumNames", "x-enum-names"],
        )
    };
    ours.or_else(theirs)?.as_str().map(str::to_owned)
}

fn docs(listed: &Listed<'_>, wire: &EnumWire) -> String {
    let keys = ["x-enum-descriptions", "x-enumDescriptions"];
    let text = said(listed, wire, &keys).and_then(Json::as_str);
    text.unwrap_or_default().to_owned()
}

/// What an extension says of a value: a list in the order of the values, or a map by what they are on the wire.
fn said<'a>(listed: &Listed<'a>, wire: &EnumWire, keys: &[&str]) -> Option<&'a Json> {
    let mut found = keys
        .iter()
        .filter_map(|key| listed.data.extensions.get(*key));
    found.find_map(|found| match found {
        Json::Object(map) => map.get(&wire.to_string()),
        _ => found.get(listed.index),
    })
}
