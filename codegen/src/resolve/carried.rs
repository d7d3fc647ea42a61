//! Schemas under keywords that openapiv3 does not have: it keeps them as mere JSON.

use super::{Step, objects, place};
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
        objects(value, &mut Vec::new(), &mut |map, path| {
            found.schema(map, path);
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

    fn schema(&mut self, map: &serde_json::Map<String, Value>, path: &[Step<'_>]) {
        if let Some(Value::Array(list)) = map.get(PREFIX) {
            let schemas = list.iter().filter_map(parsed).collect();
            self.prefix.insert(place(path), schemas);
        }
        if let Some(Value::Object(entries)) = map.get(PATTERNS) {
            let schemas = entries
                .iter()
                .filter_map(|(pattern, schema)| Some((pattern.clone(), parsed(schema)?)));
            self.patterns.insert(place(path), schemas.collect());
        }
    }
}

fn parsed(value: &Value) -> Option<ReferenceOr<Schema>> {
    serde_json::from_value(value.clone()).ok()
}
