//! What is done to the [`Api`] between translation and naming. One line a pass; the order matters.

use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::ledger::Ledger;

mod arguments;
mod codes;
mod events;
mod pages;
mod parts;
mod recursion;
mod refusals;
mod rules;
mod share;
mod styles;
mod tags;
mod usage;

pub(crate) use usage::keep_reached;

/// Runs every pass. Afterwards the API does not change any more. Gives the ledger for things as they are called now.
pub(crate) fn run(api: &mut Api, ledger: &Ledger, diagnostics: &mut Diagnostics) -> Ledger {
    recursion::break_aliases(api, diagnostics);
    recursion::drop_own_members(api, diagnostics);
    parts::settle(api);
    pages::settle(api, diagnostics);
    share::identical_inline_types(api, ledger, diagnostics);
    usage::mark_and_drop(api);
    let ledger = crate::ledger::follow(api, ledger, diagnostics);
    rules::settle(api, diagnostics);
    styles::settle(api, diagnostics);
    refusals::check(api, diagnostics);
    codes::check(api, diagnostics);
    tags::mark(api);
    recursion::put_boxes(api, diagnostics);
    arguments::order(api, &ledger);
    events::collect(api);
    ledger
}
