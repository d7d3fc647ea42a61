//! Schemas under keywords that openapiv3 does not have: it keeps them as mere JSON.

use super::{Step, entries, place};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

/// The keywords whose schemas shape a value, as lowering carries them.
const PREFIX: &str = "x-oas31-prefixItems";
const PATTERNS: &str = "x-oas31-patternProperties";

/// What stands under those keywords, by the place of the schema that has them.
#[derive(Default)]
pub(crate) struct Carried {
    prefix: IndexMap<Pointer, Vec<ReferenceOr<Schema>>>,
    patterns: IndexMap<Pointer, Vec<(String, ReferenceOr<Schema>)>>,
}

impl Carried {
    /// Reads them out of the lowered document.
    pub(super) fn new(value: &Value) -> Self {
        let mut found = Self::default();
        entries(value, &mut Vec::new(), &mut |key, value, path| {
            found.entry(key, value, path);
        });
        found
    }

    /// The `prefixItems` of the schema at `at`, with their places.
    pub(crate) fn prefix(&self, at: &Pointer) -> Vec<(&ReferenceOr<Schema>, Pointer)> {
        let Some(schemas) = self.prefix.get(at) else {
            return Vec::new();
        };
        let place = at.join(PREFIX);
        schemas
            .iter()
            .enumerate()
            .map(|(i, schema)| (schema, place.index(i)))
            .collect()
    }

    /// The `patternProperties` of the schema at `at`, with their places.
    pub(crate) fn patterns(&self, at: &Pointer) -> Vec<(&ReferenceOr<Schema>, Pointer)> {
        let Some(schemas) = self.patterns.get(at) else {
            return Vec::new();
        };
        let place = at.join(PATTERNS);
        schemas
            .iter()
            .map(|(pattern, schema)| (schema, place.join(pattern)))
            .collect()
    }

    fn entry(&mut self, key: &str, value: &Value, path: &[Step<'_>]) {
        match (key, value) {
            (PREFIX, Value::Array(list)) => {
                let schemas = list.iter().filter_map(parsed).collect();
                self.prefix.insert(place(path), schemas);
            }
            (PATTERNS, Value::Object(entries)) => {
                let schemas = (entries.iter())
                    .filter_map(|(pattern, schema)| Some((pattern.clone(), parsed(schema)?)));
                self.patterns.insert(place(path), schemas.collect());
            }
            _ => {}
        }
    }
}

fn parsed(value: &Value) -> Option<ReferenceOr<Schema>> {
    serde_json::from_value(value.clone()).ok()
}
