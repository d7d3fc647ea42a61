//! Members that are values: together they are one enum.

use super::super::enumeration;
use super::Member;
use crate::ir::{Enum, EnumValue, EnumWire, JsonType};
use openapiv3::Schema;

/// Members that are all texts are one enum with the values of all, or just a text; members that are one
/// integer each are an enum of integers. A member's title or description says what its value means.
pub(super) fn values(members: &[Member<'_>], schema: &Schema) -> Option<Option<Enum>> {
    let is_text = |value: &serde_json::Value| value.is_string();
    let texts = members.iter().all(|member| {
        let all_texts = !member.facts.values.is_empty() && member.facts.values.iter().all(is_text);
        member.facts.json_type == Some(JsonType::String)
            || (member.facts.json_type.is_none() && all_texts)
    });
    let integers = members.iter().all(|member| member.facts.values.len() == 1);
    if !texts && !integers {
        return None;
    }
    let mut unique: Vec<EnumValue> = Vec::new();
    for member in members {
        let data = &member.schema.schema_data;
        let found = enumeration::values(&member.facts, data);
        let mut found = found.map(|found| found.values).unwrap_or_default();
        if let [only] = found.as_mut_slice() {
            let said = data.description.as_ref().or(data.title.as_ref());
            only.docs = said.cloned().unwrap_or_default();
        }
        for value in found {
            if !unique.iter().any(|known| known.wire == value.wire) {
                unique.push(value);
            }
        }
    }
    let of_text = |value: &EnumValue| matches!(value.wire, EnumWire::Text(_));
    if !texts && (unique.len() < members.len() || unique.iter().any(of_text)) {
        return None;
    }
    let default = schema.schema_data.default.clone();
    Some((!unique.is_empty()).then_some(Enum {
        values: unique,
        default,
    }))
}
