//! Members that are values: together they are one enum.

use super::super::enumeration;
use super::super::facts::Facts;
use super::super::scalar::scalar;
use super::Member;
use crate::ir::{Enum, EnumValue, EnumWire, JsonType, Scalar};

/// Members that are all texts are one enum with the values of all, or just a text; members that are one
/// value each are an enum of those. A member's title or description says what its value means.
pub(super) fn values(members: &[Member<'_>], facts: &Facts<'_>) -> Option<Option<Enum>> {
    let is_text = |value: &super::super::facts::Listed<'_>| value.json.is_string();
    let texts = members.iter().all(|member| {
        let all_texts = !member.facts.values.is_empty() && member.facts.values.iter().all(is_text);
        member.facts.json_type == Some(JsonType::String)
            || (member.facts.json_type.is_none() && all_texts)
    });
    let formats = are_told_by_format(members);
    let constants = members.iter().all(|member| member.facts.values.len() == 1);
    let one_text = texts && !formats;
    if !one_text && !constants {
        return None;
    }
    let mut unique: Vec<EnumValue> = Vec::new();
    for member in members {
        for value in of_member(member)? {
            if !unique.iter().any(|known| known.wire == value.wire) {
                unique.push(value);
            }
        }
    }
    if unique
        .iter()
        .all(|value| matches!(value.wire, EnumWire::Bool(_)))
        && !unique.is_empty()
    {
        return None;
    }
    let default = facts.default_value();
    Some((!unique.is_empty()).then_some(Enum {
        values: unique,
        default,
    }))
}

/// Whether every member is a text of a format that has a type of its own, and not all of the same.
fn are_told_by_format(members: &[Member<'_>]) -> bool {
    let types: Vec<Option<Scalar>> = members
        .iter()
        .map(|member| scalar(JsonType::String, member.facts.format.as_deref()))
        .collect();
    let all_same = types.windows(2).all(|pair| pair[0] == pair[1]);
    !all_same && !types.contains(&Some(Scalar::String))
}

fn of_member(member: &Member<'_>) -> Option<Vec<EnumValue>> {
    if member.facts.values.is_empty() {
        return Some(Vec::new());
    }
    let mut found = enumeration::values(&member.facts)?.values;
    if let [only] = found.as_mut_slice() {
        let data = &member.facts.data;
        let title = || data.iter().find_map(|data| data.title.clone());
        let docs = Some(member.facts.docs()).filter(|docs| !docs.is_empty());
        only.docs = docs.or_else(title).unwrap_or_default();
    }
    Some(found)
}
