//! Members told apart by a property: a declared discriminator, or a constant in each member.

use super::super::facts::{Node, facts};
use super::Member;
use crate::ir::{JsonType, Tag, Test};
use crate::resolve::component;
use openapiv3::Discriminator;

/// A declared discriminator (OpenAPI 3.0.3, Discriminator Object): every member is an object.
pub(super) fn by_discriminator(
    discriminator: &Discriminator,
    members: &[Member<'_>],
) -> Option<(Tag, Vec<Test>)> {
    let property = discriminator.property_name.as_str();
    if members.iter().any(|member| !is_object(member)) {
        return None;
    }
    let mut tests = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for member in members {
        let name = member.component.as_deref();
        let is_mine =
            |target: &str| Some(target) == name || component(target, "schemas").as_deref() == name;
        let mut values: Vec<String> = discriminator
            .mapping
            .iter()
            .filter(|(_, target)| is_mine(target))
            .map(|(value, _)| value.clone())
            .collect();
        if values.is_empty() {
            values.push(constant(member, property).or(name.map(str::to_owned))?);
        }
        // Two members of one value cannot be told apart by it.
        if values.iter().any(|value| seen.contains(value)) {
            return None;
        }
        seen.extend(values.iter().cloned());
        tests.push(Test::Tag {
            values,
            outside: !member.facts.properties.contains_key(property),
        });
    }
    Some((Tag::Property(property.to_owned()), tests))
}

fn is_object(member: &Member<'_>) -> bool {
    matches!(member.facts.json_type, None | Some(JsonType::Object)) && member.facts.items.is_none()
}

/// A property with one allowed text in every member, a different one in each.
pub(super) fn by_constant(members: &[Member<'_>]) -> Option<(Tag, Vec<Test>)> {
    let candidates = members.first()?.facts.properties.keys();
    for property in candidates {
        let texts: Option<Vec<String>> = members
            .iter()
            .map(|member| constant(member, property))
            .collect();
        let Some(texts) = texts else { continue };
        if texts
            .iter()
            .enumerate()
            .all(|(i, text)| !texts[..i].contains(text))
        {
            let test = |text| Test::Tag {
                values: vec![text],
                outside: false,
            };
            return Some((
                Tag::Property((*property).to_owned()),
                texts.into_iter().map(test).collect(),
            ));
        }
    }
    None
}

/// The only text that a member allows for a property.
fn constant(member: &Member<'_>, property: &str) -> Option<String> {
    let placed = member.facts.properties.get(property)?;
    let Node::Item(schema) = placed.node else {
        return None;
    };
    match facts(schema, &placed.at).values.as_slice() {
        [serde_json::Value::String(text)] => Some(text.clone()),
        _ => None,
    }
}
