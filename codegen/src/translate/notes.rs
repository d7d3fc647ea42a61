//! What is said of a value besides its shape: documentation, defaults, constants, secrecy.

use super::Translation;
use super::facts::{Facts, Node, Placed, carried, facts, text_extension};
use super::schema::MAX_WRAPPERS;
use crate::source::Pointer;
use openapiv3::{Schema, SchemaData};
use serde_json::Value as Json;

/// What is said of a value besides its shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub docs: String,
    pub deprecated: bool,
    pub sensitive: bool,
    pub default: Option<Json>,
    pub fixed: Option<Json>,
    /// `readOnly` or `writeOnly`: who sends it decides whether it is there.
    pub one_way: bool,
    pub name: Option<String>,
}

impl<'a> Translation<'a> {
    /// What the schema of a use says beside its shape; what a reference says counts where the use is silent.
    pub(super) fn notes(&self, placed: &Placed<'_>) -> Notes {
        let mut notes = Notes::default();
        let mut next = match placed.node {
            Node::Ref(reference) => self.resolver.follow(reference).map(|(schema, _)| schema),
            Node::Item(schema) => {
                notes = own_notes(&schema.schema_data, &facts(schema, &placed.at));
                self.wrapped(schema)
            }
        };
        for _ in 0..MAX_WRAPPERS {
            let Some(schema) = next else { break };
            let inner = own_notes(&schema.schema_data, &facts(schema, &placed.at));
            if notes.docs.is_empty() {
                notes.docs = inner.docs;
            }
            notes.one_way |= inner.one_way;
            notes.fixed = notes.fixed.or(inner.fixed);
            notes.default = notes.default.or(inner.default);
            next = self.wrapped(schema);
        }
        notes.sensitive = self.is_sensitive(placed);
        notes
    }

    /// What stands behind a wrapper: `allOf`, `oneOf` or `anyOf` with one member.
    pub(super) fn wrapped<'s>(&'s self, schema: &'s Schema) -> Option<&'s Schema> {
        let facts = facts(schema, &Pointer::root());
        let only = match (
            facts.all_of.as_slice(),
            facts.one_of.as_slice(),
            facts.any_of.as_slice(),
        ) {
            ([only], [], []) | ([], [only], []) | ([], [], [only]) => only,
            _ => return None,
        };
        match only.node {
            Node::Ref(reference) => self.resolver.follow(reference).map(|(schema, _)| schema),
            Node::Item(schema) => Some(schema),
        }
    }
}

fn own_notes(data: &SchemaData, facts: &Facts<'_>) -> Notes {
    Notes {
        docs: data.description.clone().unwrap_or_default(),
        deprecated: data.deprecated,
        sensitive: false,
        default: data.default.clone(),
        // OpenAPI 3.0 has no `const`: an enum of one value says it.
        fixed: match (carried(data, "const"), facts.values.as_slice()) {
            (Some(value), _) | (None, [value]) => Some(value.clone()),
            _ => None,
        },
        one_way: data.read_only || data.write_only,
        name: text_extension(data, "name"),
    }
}
