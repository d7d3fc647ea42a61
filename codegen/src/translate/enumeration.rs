//! `enum` and `const`.

use super::facts::{Facts, extension};
use crate::ir::{Enum, EnumValue, EnumWire, JsonType};
use openapiv3::SchemaData;
use serde_json::Value as Json;

/// The enum that a schema's values make, if they are all texts or all integers.
/// `null` among them is nullability and was dealt with by lowering.
pub(super) fn values(facts: &Facts<'_>, data: &SchemaData) -> Option<Enum> {
    if facts.values.is_empty() || facts.json_type == Some(JsonType::Boolean) {
        return None;
    }
    let values = facts
        .values
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_null());
    let mut found: Vec<EnumValue> = Vec::new();
    for (i, value) in values {
        let wire = wire(value, facts.json_type)?;
        if !found.iter().any(|known| known.wire == wire) {
            found.push(EnumValue {
                name: name(data, &wire, i),
                docs: docs(data, i),
                wire,
            });
        }
    }
    let uniform = found
        .windows(2)
        .all(|pair| is_text(&pair[0]) == is_text(&pair[1]));
    (uniform && !found.is_empty()).then(|| Enum {
        values: found,
        default: data.default.clone(),
    })
}

/// A value as the schema's type has it: some documents quote their integers, some do not quote their texts.
fn wire(value: &Json, json_type: Option<JsonType>) -> Option<EnumWire> {
    match (value, json_type) {
        (Json::String(text), None | Some(JsonType::String)) => Some(EnumWire::Text(text.clone())),
        (Json::String(text), Some(JsonType::Integer)) => text.parse().ok().map(EnumWire::Int),
        (Json::Number(number), Some(JsonType::String)) => Some(EnumWire::Text(number.to_string())),
        (Json::Bool(truth), Some(JsonType::String)) => Some(EnumWire::Text(truth.to_string())),
        (Json::Number(number), _) => integer(number).map(EnumWire::Int),
        _ => None,
    }
}

fn integer(number: &serde_json::Number) -> Option<i64> {
    let whole = |float: f64| (float.fract() == 0.0 && float.abs() < 9e15).then_some(float as i64);
    number.as_i64().or_else(|| number.as_f64().and_then(whole))
}

fn is_text(value: &EnumValue) -> bool {
    matches!(value.wire, EnumWire::Text(_))
}

/// What the overlay calls the value, else what the document does (`x-enum-varnames` is a common extension).
fn name(data: &SchemaData, wire: &EnumWire, i: usize) -> Option<String> {
    let ours = extension(data, "value-names").and_then(|names| names.get(wire.to_string()));
    let theirs = ["x-enum-varnames", "x-enumNames"]
        .iter()
        .find_map(|key| data.extensions.get(*key)?.get(i));
    ours.or(theirs)?.as_str().map(str::to_owned)
}

fn docs(data: &SchemaData, i: usize) -> String {
    let texts = ["x-enum-descriptions", "x-enumDescriptions"]
        .iter()
        .find_map(|key| data.extensions.get(*key)?.get(i));
    texts.and_then(Json::as_str).unwrap_or_default().to_owned()
}
