//! Objects with no properties but those that are described.
//!
//! An object is described by a schema and all that applies to the same value: members of `allOf`, alternatives. What
//! none of them describes, `unevaluatedProperties: false` refuses (JSON Schema 2020-12, Core §11.3). So a schema is read
//! in two ways: as all there is to say of a value, or as a part of what is said.

use super::place::follow;
use super::words::Words;
use crate::source::Pointer;
use serde_json::{Map, Value};

/// What a schema is to the value it applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// All there is to say: other properties are refused.
    Whole,
    /// A part: others may describe other properties.
    Part,
}

/// Keywords whose schemas describe the same value.
const APPLIES: &[&str] = &["allOf", "anyOf", "oneOf"];

/// How many references and members are looked through.
const MAX_DEPTH: usize = 16;

impl Words<'_> {
    /// How the schemas inside of `map` that apply to the same value are read: where there is but one list of
    /// alternatives, or one reference, and nothing beside it, each is all there is to say.
    pub(super) fn inside(&self, map: &Map<String, Value>, mode: Mode) -> Mode {
        let describes = |keyword: &&str| map.contains_key(*keyword);
        let applies = APPLIES.iter().chain(&["$ref"]).filter(|k| describes(k));
        let beside = [
            "properties",
            "patternProperties",
            "additionalProperties",
            "if",
        ];
        let lone = match map.get("allOf") {
            Some(Value::Array(members)) => members.len() == 1,
            _ => true,
        };
        if lone && applies.count() == 1 && !beside.iter().any(describes) {
            mode
        } else {
            Mode::Part
        }
    }

    /// Refuses properties that `schema` does not describe, unless it describes none or says that there are others.
    pub(super) fn close(&self, schema: &Value, inner: Mode, out: &mut Map<String, Value>) {
        let rest = ["additionalProperties", "unevaluatedProperties"];
        let stated = rest.iter().any(|keyword| out.contains_key(*keyword));
        if inner == Mode::Part && !stated && self.describes(schema, 0) {
            out.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
        }
    }

    /// Whether a schema names any property.
    fn describes(&self, schema: &Value, depth: usize) -> bool {
        let named = ["properties", "patternProperties"].iter().any(|keyword| {
            let names = schema.get(*keyword).and_then(Value::as_object);
            names.is_some_and(|names| !names.is_empty())
        });
        let listed = APPLIES
            .iter()
            .filter_map(|keyword| schema.get(*keyword)?.as_array());
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference
            .and_then(Pointer::from_fragment)
            .and_then(|pointer| follow(self.document, &pointer));
        let mut members = listed.flatten().chain(target.map(|target| target.value));
        named || depth < MAX_DEPTH && members.any(|member| self.describes(member, depth + 1))
    }
}
