//! Names of what the server sends of its own accord.

use super::choose::{Wanted, unique};
use super::members::{TAKEN_VARIANTS, in_other_words};
use super::{Case, OperationNames, Scope, TypeNames, webhook};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Variant, WebhookId};
use crate::ledger::{self, Kind, Ledger};

/// The enum, in a module of its own: no schema can have its name.
const NAME: &str = "Event";

/// `CallEnded` for a webhook `call.ended`. Callbacks of several operations may be called the same: then they are
/// `CreateCallStatusCallback`.
pub(super) fn events(
    api: &Api,
    operations: &[OperationNames],
    ledger: &Ledger,
    diagnostics: &mut Diagnostics,
) -> TypeNames {
    let Some(found) = &api.events else {
        return TypeNames::default();
    };
    let known = ledger.block(Kind::Events, ledger::EVENTS);
    let places = ledger::of_events(api);
    let full = webhook::webhooks(api, operations);
    let rows = found
        .union
        .variants
        .iter()
        .zip(&found.brought_by)
        .zip(&places);
    let wanted = rows.map(|((variant, brought_by), place)| Wanted {
        text: &variant.hint,
        asked: None,
        pinned: known.and_then(|block| block.member(place)),
        others: others(api, variant, brought_by, &full),
        at: &api.webhooks[brought_by[0].0].at,
    });
    let wanted: Vec<Wanted<'_>> = wanted.collect();
    let mut scope = Scope::new(TAKEN_VARIANTS);
    TypeNames {
        name: NAME.to_owned(),
        members: unique(&mut scope, Case::Type, &wanted, diagnostics),
        ..TypeNames::default()
    }
}

fn others(api: &Api, variant: &Variant, brought_by: &[WebhookId], full: &[String]) -> Vec<String> {
    let full = brought_by.iter().map(|id| full[id.0].clone());
    full.chain(in_other_words(api, &variant.ty)).collect()
}
