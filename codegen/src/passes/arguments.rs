//! The order of arguments: as it was, and what is newly required comes last.
//!
//! Required fields are the arguments of `new`, required parameters those of a method. Only they change places with
//! each other; everything else stays where the document has it.

use crate::ir::{Api, TypeKind};
use crate::ledger::{self, Block, Kind, Ledger};

/// Puts required fields and parameters into the order that `ledger` has.
pub(super) fn order(api: &mut Api, ledger: &Ledger) {
    for (id, place) in ledger::places(api).iter().enumerate() {
        let Some(block) = ledger.block(Kind::Type, place) else {
            continue;
        };
        let places = ledger::of_members(api, &api.types[id].kind);
        if let TypeKind::Struct(found) = &mut api.types[id].kind {
            sort(&mut found.fields, |field| field.required, &places, block);
        }
    }
    for operation in &mut api.operations {
        if let Some(block) = ledger.operation(operation) {
            let places = ledger::of_parameters(operation);
            sort(
                &mut operation.params,
                |param| param.required,
                &places,
                block,
            );
        }
    }
}

fn sort<T: Clone>(
    items: &mut [T],
    is_required: impl Fn(&T) -> bool,
    places: &[String],
    block: &Block,
) {
    let slots: Vec<usize> = (0..items.len())
        .filter(|i| is_required(&items[*i]))
        .collect();
    let mut order = slots.clone();
    // What has no number yet comes last, in the document's order.
    order.sort_by_key(|i| block.argument(&places[*i]).unwrap_or(usize::MAX));
    let sorted: Vec<T> = order.into_iter().map(|i| items[i].clone()).collect();
    for (slot, item) in slots.into_iter().zip(sorted) {
        items[slot] = item;
    }
}
