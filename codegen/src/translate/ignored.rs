//! Keywords that restrict values in ways that no type says: they are tolerated and reported.

use super::Translation;
use super::facts::{Node, Placed, carried, is_false};
use crate::diagnostic::Diagnostic;
use openapiv3::{Schema, SchemaKind};
use serde_json::Value as Json;

/// A keyword that the output does not honour.
const IGNORED: &str = "keyword-ignored";

/// Keywords of JSON Schema 2020-12 that 3.0 does not have. Values that break them are read and sent.
const KEYWORDS: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "propertyNames",
    "contains",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl<'a> Translation<'a> {
    /// Reports what of a schema shows in no type.
    pub(super) fn ignored(&mut self, placed: &Placed<'a>) {
        let Node::Item(schema) = placed.node else {
            return;
        };
        let data = &schema.schema_data;
        // That nothing further may follow is honoured (of properties) or of no consequence (of elements).
        let says_more = |found: &Json| !(found.is_boolean() || is_false(found));
        let found = KEYWORDS
            .iter()
            .filter(|key| carried(data, key).is_some_and(says_more));
        let not = says_not(schema).then_some(&"not");
        let names: Vec<String> = found.chain(not).map(|key| format!("`{key}`")).collect();
        if !names.is_empty() {
            let message = format!(
                "{} not checked: no type says how this restricts values",
                names.join(", ")
            );
            self.warn(Diagnostic::warning(IGNORED, placed.at.clone(), message));
        }
    }
}

/// `not`, but for the `false` that lowering wrote so.
fn says_not(schema: &Schema) -> bool {
    let is_false = carried(&schema.schema_data, "boolean").is_some();
    match &schema.schema_kind {
        SchemaKind::Not { .. } => !is_false,
        SchemaKind::Any(any) => any.not.is_some() && !is_false,
        _ => false,
    }
}
