//! The methods that make a union's variants: `phone_number` for `PhoneNumber`.

use super::{Case, Scope, ident};
use crate::ledger::Block;

/// What every union has: a constructor of that name makes way.
const TAKEN: &[&str] = &[
    "as_unknown",
    "clone",
    "default",
    "from",
    "into",
    "other",
    "try_from",
];

/// One for each of `variants`, which stand at `places`. What the ledger knows comes first.
pub(super) fn constructors(
    variants: &[String],
    places: &[String],
    known: Option<&Block>,
) -> Vec<String> {
    let mut scope = Scope::new(TAKEN);
    let mut pinned = |variant: &String, place: &String| {
        let block = known?;
        let is_known = block.member(place) == Some(variant.trim_start_matches("r#"));
        let name = match block.constructor(place) {
            Some(name) => ident::raw(name),
            None => is_known.then(|| usual(variant))?,
        };
        scope.take(&name)
    };
    let rows = variants.iter().zip(places);
    let found: Vec<Option<String>> = rows
        .map(|(variant, place)| pinned(variant, place))
        .collect();
    let rows = found.into_iter().zip(variants);
    rows.map(|(found, variant)| found.unwrap_or_else(|| scope.claim(&usual(variant), Case::Value)))
        .collect()
}

/// What the constructor of a variant is called where nothing is in the way.
pub(super) fn usual(variant: &str) -> String {
    ident::ident(variant.trim_start_matches("r#"), Case::Value)
}
