//! Names inside of an operation: its parameters, its failures, its successes.

use super::pinned_bodies;
use crate::diagnostic::Diagnostics;
use crate::ir::{Operation, Param};
use crate::ledger::{self, Block};
use crate::name::choose::{Wanted, kept, unique};
use crate::name::{Case, Scope, ident, status};

/// What every call has or is to have, and the arguments that methods have besides parameters.
pub(super) const TAKEN_PARAMS: &[&str] = &[
    "accept",
    "body",
    "clone",
    "download",
    "events",
    "extra_query",
    "header",
    "idempotency_key",
    "idle_timeout",
    "into",
    "into_future",
    "items",
    "iter_blocking",
    "json_lines",
    "last_event_id",
    "pages",
    "reconnect",
    "response",
    "retry",
    "send",
    "send_blocking",
    "timeout",
    "total_timeout",
    "unchecked",
];

/// Parameters of the same name in different places are told apart by their place.
pub(super) fn params(
    operation: &Operation,
    block: &Block,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_PARAMS);
    pinned_bodies(operation, block, false).for_each(|name| {
        let _ = scope.take(&name);
    });
    let first_of_name = |param: &Param| {
        let mut same = operation
            .params
            .iter()
            .filter(|other| other.wire == param.wire);
        !same.any(|other| other.place < param.place)
    };
    let text = |param: &Param| match first_of_name(param) {
        true => param.wire.clone(),
        false => format!("{} {}", param.wire, param.place.as_str()),
    };
    let texts: Vec<String> = operation.params.iter().map(text).collect();
    let places = ledger::of_parameters(operation);
    let wanted = operation.params.iter().zip(&texts).zip(&places);
    let wanted: Vec<Wanted<'_>> = wanted
        .map(|((param, text), place)| Wanted {
            text,
            asked: param.name.as_deref(),
            pinned: block.member(place),
            others: Vec::new(),
            at: &param.at,
        })
        .collect();
    unique(&mut scope, Case::Value, &wanted, diagnostics)
}

pub(super) fn failures(operation: &Operation, block: &Block) -> Vec<String> {
    let mut scope = Scope::new(&["Self"]);
    let places = ledger::of_failures(operation);
    let all = operation.failures.iter().zip(&places);
    let kept = all.map(|(failure, place)| {
        let kept = kept(block.failure(place), failure.name.as_deref(), Case::Type);
        kept.and_then(|name| scope.take(&name))
    });
    let kept: Vec<Option<String>> = kept.collect();
    let wanted = |failure: &crate::ir::Failure| match &failure.name {
        Some(name) => ident::ident(name, Case::Type),
        None => status::variant(failure.status),
    };
    (kept.into_iter().zip(&operation.failures))
        .map(|(kept, failure)| kept.unwrap_or_else(|| scope.claim(&wanted(failure), Case::Type)))
        .collect()
}

/// The unknown arm has a name too.
pub(super) fn successes(operation: &Operation, block: &Block) -> Vec<String> {
    let mut scope = Scope::new(&["Self", "Unrecognized"]);
    let places = ledger::of_successes(operation);
    let arms = operation.success.arms();
    let kept = |place: &String| {
        kept(block.success(place), None, Case::Type).and_then(|name| scope.take(&name))
    };
    let kept: Vec<Option<String>> = places.iter().map(kept).collect();
    (kept.into_iter().zip(arms))
        .map(|(kept, arm)| {
            kept.unwrap_or_else(|| scope.claim(&status::variant(arm.status), Case::Type))
        })
        .collect()
}
