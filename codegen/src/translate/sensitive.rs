//! What must not be shown in logs.

use super::Translation;
use super::facts::{Additional, Facts, Node, Placed, extension, facts};
use crate::source::Pointer;
use openapiv3::SchemaData;
use serde_json::Value as Json;
use std::collections::BTreeSet;

impl Translation<'_> {
    /// Whether values of this schema must not be shown. Its own mark decides; where it has none, one mark is enough
    /// among what it refers to, its members, and the elements of a list or map. Properties hide themselves.
    pub(super) fn is_sensitive(&self, placed: &Placed<'_>) -> bool {
        let resolver = self.resolver;
        let (mut open, mut seen) = (vec![placed.node], BTreeSet::new());
        while let Some(node) = open.pop() {
            let schema = match node {
                Node::Item(schema) => schema,
                Node::Ref(reference) => {
                    let new = seen.insert(reference);
                    open.extend(resolver.schema(reference).filter(|_| new).map(Node::from));
                    continue;
                }
            };
            let facts = facts(schema, &Pointer::root());
            match mark(&schema.schema_data, &facts) {
                Some(true) => return true,
                Some(false) => {}
                None => open.extend(parts(&facts)),
            }
        }
        false
    }
}

/// What the schema itself says.
pub(super) fn mark(data: &SchemaData, facts: &Facts<'_>) -> Option<bool> {
    let asked = extension(data, "sensitive").and_then(Json::as_bool);
    let secret = data.write_only || super::scalar::is_sensitive(facts.format.as_deref());
    asked.or(secret.then_some(true))
}

/// The schemas whose values show when a value of this one does.
fn parts<'a>(facts: &Facts<'a>) -> Vec<Node<'a>> {
    let entries = match &facts.additional {
        Additional::Typed(placed) if facts.properties.is_empty() => Some(placed),
        _ => None,
    };
    let members = [&facts.all_of, &facts.one_of, &facts.any_of];
    let all = members.into_iter().flatten().chain(&facts.items);
    all.chain(entries).map(|placed| placed.node).collect()
}
