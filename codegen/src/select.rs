//! The operations that are wanted, and the types they need.
//!
//! Names are made before and stay: what is left is called what it is called in the whole crate, and is the same text.

mod owners;
mod places;

use crate::diagnostic::{At, Diagnostic, Diagnostics, similar};
use crate::ir::{Api, Filter, Operation, Property, Selection};
use crate::name::Names;
use crate::passes;
use crate::source::Pointer;
use places::Places;
use serde_json::Value;
use std::collections::BTreeSet;

/// A filter that is none.
const BAD_FILTER: &str = "bad-filter";

/// A filter that no operation is like.
const NO_MATCH: &str = "filter-no-match";

/// Filters that leave no operation.
const NOTHING_LEFT: &str = "nothing-selected";

/// Takes out the operations that the overlay or `asked` does not want, and what is there for them alone: types, and
/// warnings of their places. A filter that matches nothing is an error.
pub(crate) fn select(
    api: &mut Api,
    names: &mut Names,
    asked: &Selection,
    diagnostics: &mut Diagnostics,
) {
    let (ours, places) = of_overlay(api, diagnostics);
    if ours.is_everything() && asked.is_everything() {
        return;
    }
    let mut wanted = vec![true; api.operations.len()];
    narrow(api, &ours, &places, &mut wanted, diagnostics);
    narrow(api, asked, &[], &mut wanted, diagnostics);
    if diagnostics.has_errors() {
        return;
    }
    if !wanted.contains(&true) {
        let message = "the filters leave no operation";
        let help = "`include` takes what any of its filters matches; `exclude` has the last word";
        return diagnostics.push(Diagnostic::error(NOTHING_LEFT, At::Nowhere, message).help(help));
    }
    let mut places = Places::default();
    // Who includes some operations does not ask for what the server sends of its own accord.
    let all_webhooks = ours.include.is_empty() && asked.include.is_empty();
    take_out(api, names, &wanted, all_webhooks, &mut places);
    api.untyped
        .retain(|at| !places.is_left_out(&At::from(at), diagnostics.origins()));
    let origins = diagnostics.origins().clone();
    diagnostics.forget(|at| places.is_left_out(at, &origins));
}

/// The filters of `x-callsmith-package`, and where they stand: those of `include` first.
fn of_overlay(api: &Api, diagnostics: &mut Diagnostics) -> (Selection, Vec<Pointer>) {
    let mut places = Vec::new();
    let mut filters = |key: &str, value: &Value| {
        let at = Pointer::root().join("x-callsmith-package").join(key);
        let texts: Vec<(Option<&str>, Pointer)> = match value {
            Value::Null => Vec::new(),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items
                    .map(|(i, item)| (item.as_str(), at.index(i)))
                    .collect()
            }
            other => vec![(other.as_str(), at)],
        };
        let mut found = Vec::new();
        for (text, at) in texts {
            match text.map_or(Err("a filter is a text".to_owned()), str::parse::<Filter>) {
                Ok(filter) => {
                    found.push(filter);
                    places.push(at);
                }
                Err(message) => diagnostics.push(Diagnostic::error(BAD_FILTER, at, message)),
            }
        }
        found
    };
    let include = filters("include", &api.package.include);
    let exclude = filters("exclude", &api.package.exclude);
    (Selection { include, exclude }, places)
}

/// Takes from `wanted` what `selection` does not want.
fn narrow(
    api: &Api,
    selection: &Selection,
    places: &[Pointer],
    wanted: &mut [bool],
    diagnostics: &mut Diagnostics,
) {
    let here = || {
        api.operations
            .iter()
            .zip(wanted.iter())
            .filter(|(_, wanted)| **wanted)
    };
    let here: Vec<&Operation> = here().map(|(operation, _)| operation).collect();
    let filters = selection.include.iter().chain(&selection.exclude);
    for (index, filter) in filters.enumerate() {
        if !here.iter().any(|operation| filter.matches(operation)) {
            let at = places.get(index).map_or(At::Nowhere, At::from);
            diagnostics.push(no_match(filter, &here, at));
        }
    }
    for (operation, wanted) in api.operations.iter().zip(wanted) {
        *wanted &= selection.wants(operation);
    }
}

fn no_match(filter: &Filter, operations: &[&Operation], at: At) -> Diagnostic {
    let values = operations
        .iter()
        .flat_map(|operation| filter.property.values(operation));
    let values: BTreeSet<&str> = values.filter(|value| !value.is_empty()).collect();
    let bare = filter.pattern.trim_matches(['*', '/']);
    let meant = similar(&filter.pattern, values.iter().copied())
        .or_else(|| values.iter().copied().find(|value| holds(value, bare)));
    let help = match meant {
        Some(meant) => format!("did you mean `{}={meant}`?", filter.property.as_str()),
        None => listed(filter.property, &values),
    };
    Diagnostic::error(NO_MATCH, at, format!("no operation is like `{filter}`")).help(help)
}

fn holds(value: &str, part: &str) -> bool {
    !part.is_empty() && value.to_lowercase().contains(&part.to_lowercase())
}

/// A few of the values there are.
fn listed(property: Property, values: &BTreeSet<&str>) -> String {
    const SHOWN: usize = 8;
    let word = property.as_str();
    if values.is_empty() {
        return format!("no operation has anything for `{word}`");
    }
    let shown: Vec<String> = values
        .iter()
        .take(SHOWN)
        .map(|value| format!("`{word}={value}`"))
        .collect();
    let more = match values.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    format!("there is {}{more}", shown.join(", "))
}

/// Takes the other operations out, and what only they need; `places` learns what stays and what goes.
fn take_out(
    api: &mut Api,
    names: &mut Names,
    wanted: &[bool],
    all_webhooks: bool,
    places: &mut Places,
) {
    for (operation, wanted) in api.operations.iter().zip(wanted) {
        places.operation(operation, *wanted);
    }
    owners::settle(api, wanted, all_webhooks);
    owners::drop_unheard(api, &mut names.events);
    retain(&mut api.operations, wanted);
    retain(&mut names.operations, wanted);
    let types: Vec<Pointer> = api.types.iter().map(|def| def.at.clone()).collect();
    let stays = passes::keep_reached(api);
    retain(&mut names.types, &stays);
    for (at, stays) in types.into_iter().zip(stays) {
        places.set(at, stays);
    }
}

fn retain<T>(items: &mut Vec<T>, stays: &[bool]) {
    let mut stays = stays.iter();
    items.retain(|_| stays.next() == Some(&true));
}
