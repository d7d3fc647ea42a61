//! Is every text an identifier, and does every name stay what it is?

#[path = "names/edit.rs"]
mod edit;
#[path = "names/events.rs"]
mod events;
#[path = "names/identifiers.rs"]
mod identifiers;
#[path = "names/inside.rs"]
mod inside;
#[path = "names/kept.rs"]
mod kept;
#[path = "names/ledger.rs"]
mod ledger;
#[path = "names/moved.rs"]
mod moved;
#[path = "names/renamed.rs"]
mod renamed;
