//! `items` with alternatives and without `type`: written for a list of them, and as often for one of them.
//!
//! `items` says something of lists only (JSON Schema 2020-12, Core §10.3.1.2), so both readings are as the document has it.

use super::{Additional, Choice, Facts, Node, Placed};
use crate::ir::JsonType;
use crate::source::Pointer;
use openapiv3::SchemaKind;
use std::rc::Rc;

/// `facts` as a choice between a list and what it would be a list of, where nothing says which of them it is.
pub(super) fn list_or_element<'a>(mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
    let Some(mut members) = alternatives(&facts) else {
        return facts;
    };
    let list = Facts {
        json_type: Some(JsonType::Array),
        items: facts.items.take(),
        ..Facts::default()
    };
    members.push(Placed {
        node: Node::Made(Rc::new(list)),
        at: at.clone(),
    });
    facts.choices.push(Choice {
        members,
        discriminator: None,
        at: at.join("items"),
    });
    facts
}

/// The alternatives of the elements, if that is all that is said.
fn alternatives<'a>(facts: &Facts<'a>) -> Option<Vec<Placed<'a>>> {
    let says_more = facts.json_type.is_some()
        || !facts.values.is_empty()
        || !facts.properties.is_empty()
        || !matches!(facts.additional, Additional::Unstated)
        || !facts.all_of.is_empty()
        || !facts.choices.is_empty();
    let items = facts.items.as_ref().filter(|_| !says_more)?;
    let Node::Item(schema) = items.node else {
        return None;
    };
    match schema.schema_kind {
        SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } => {
            let choice = super::read::facts(schema, &items.at).choices.pop()?;
            Some(choice.members)
        }
        _ => None,
    }
}
