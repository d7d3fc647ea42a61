//! `discriminator`: where a value names its schema, that schema decides (OpenAPI 3.0.3, Discriminator Object).
//!
//! Alternatives that a value tells apart by name may overlap: `oneOf` is then read as `anyOf`, and the one that is named
//! has to hold. A value that names none is told apart by nothing: for it, `oneOf` is `oneOf`. A schema that others inherit from is held against the one that the value names.

use super::Grade;
use super::closed::Mode;
use super::place::follow;
use super::words::{Words, is_schema};
use crate::source::Pointer;
use serde_json::{Map, Value, json};

/// Where components are.
const COMPONENTS: &str = "#/components/schemas/";

impl Words<'_> {
    /// Adds what a discriminator says: for each name, the schema that it means.
    pub(super) fn tagged(
        &mut self,
        map: &Map<String, Value>,
        inner: Mode,
        out: &mut Map<String, Value>,
    ) {
        let Some(tag) = tag(map) else { return };
        // Whoever inherits refers back to this schema, as a part.
        let mode = if alternatives(map).next().is_some() {
            inner
        } else {
            Mode::Part
        };
        for (text, reference) in named(map) {
            let target = Pointer::from_fragment(&reference)
                .filter(|target| follow(self.document, target).is_some());
            let Some(target) = target else { continue };
            let is =
                json!({"type": "object", "properties": {tag: {"const": text}}, "required": [tag]});
            let then = self.definition(&target, mode);
            super::words::also(out, json!({"if": is, "then": then}));
        }
    }

    /// Adds that exactly one alternative holds for what has no name of one. Closed alternatives hold beside others.
    pub(super) fn untagged(
        &mut self,
        map: &Map<String, Value>,
        inner: Mode,
        out: &mut Map<String, Value>,
    ) {
        let Some(tag) = tag(map).filter(|_| self.grade == Grade::Open) else {
            return;
        };
        let Some(Value::Array(schemas)) = map.get("oneOf") else {
            return;
        };
        let named = json!({"required": [tag]});
        let schemas = schemas.iter().filter(|schema| is_schema(schema));
        let schemas: Vec<Value> = schemas.map(|schema| self.schema(schema, inner)).collect();
        if !schemas.is_empty() {
            super::words::also(out, json!({"if": named, "else": {"oneOf": schemas}}));
        }
    }
}

/// The property that names the schema.
pub(super) fn tag(map: &Map<String, Value>) -> Option<&str> {
    map.get("discriminator")?.get("propertyName")?.as_str()
}

/// Texts and the references that they stand for: those of `mapping`, and the names of alternatives.
fn named(map: &Map<String, Value>) -> Vec<(String, String)> {
    let mapping = map
        .get("discriminator")
        .and_then(|found| found.get("mapping"));
    let mapping = mapping.and_then(Value::as_object).into_iter().flatten();
    let mut named: Vec<(String, String)> = mapping
        .filter_map(|(text, target)| Some((text.clone(), reference(target.as_str()?))))
        .collect();
    for reference in alternatives(map) {
        let Some(name) = reference.strip_prefix(COMPONENTS) else {
            continue;
        };
        if !named.iter().any(|(text, _)| text == name) {
            named.push((name.to_owned(), reference.to_owned()));
        }
    }
    named
}

/// A mapping gives a reference or the name of a component.
fn reference(target: &str) -> String {
    if target.contains(['#', '/']) {
        target.to_owned()
    } else {
        format!("{COMPONENTS}{target}")
    }
}

/// The references among the alternatives.
fn alternatives(map: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let lists = ["anyOf", "oneOf"].into_iter();
    let all = lists.filter_map(|keyword| map.get(keyword)?.as_array());
    all.flatten()
        .filter_map(|schema| schema.get("$ref")?.as_str())
}
