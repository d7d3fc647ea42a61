//! Operations that stand under another path than before and are the same: the document calls them the same.

use super::operation::of_id;
use super::{Case, ident};
use crate::ir::Method;
use crate::ledger::{Block, Kind, Ledger, Moves, Role, place_of_operation};
use serde_json::Value;
use std::collections::BTreeMap;

/// An operation of the document.
struct Operation<'a> {
    place: String,
    id: Option<&'a str>,
    /// What its names are made from: those that the overlay asks for and those that the operationId gives.
    names: Vec<String>,
}

/// `ledger` for the operations of `document`: those whose place is gone are looked for by their operationIds. What
/// several could be is none.
pub(crate) fn moved_operations(ledger: &Ledger, document: &Value) -> Ledger {
    let all = operations(document);
    let is_there = |place: &str| all.iter().any(|operation| operation.place == place);
    let gone = ledger
        .of_kind(Kind::Operation)
        .filter(|(place, _)| !is_there(place));
    let gone: Vec<(&str, &Block)> = gone.collect();
    if gone.is_empty() {
        return ledger.clone();
    }
    let is_new =
        |operation: &&Operation<'_>| ledger.block(Kind::Operation, &operation.place).is_none();
    let new: Vec<&Operation<'_>> = all.iter().filter(is_new).collect();
    let mut moves = BTreeMap::new();
    for (place, block) in &gone {
        let mut found = new.iter().filter(|operation| is_it(block, operation));
        if let (Some(one), None) = (found.next(), found.next())
            && gone.iter().filter(|(_, block)| is_it(block, one)).count() == 1
        {
            moves.insert((*place).to_owned(), one.place.clone());
        }
    }
    ledger.moved(&Moves::of_operations(moves))
}

fn is_it(block: &Block, operation: &Operation<'_>) -> bool {
    match block.place(Role::Id) {
        Some(id) => operation.id == Some(id),
        None => operation.names.contains(&block.name),
    }
}

fn operations(document: &Value) -> Vec<Operation<'_>> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten();
    let all = items.flat_map(|(path, item)| {
        let one = move |method: &Method| {
            let found = item.get(method.as_str())?;
            Some(operation(path, *method, found))
        };
        Method::ALL.iter().filter_map(one)
    });
    all.collect()
}

fn operation<'a>(path: &str, method: Method, found: &'a Value) -> Operation<'a> {
    let text = |key: &str| found.get(key).and_then(Value::as_str);
    let id = text("operationId");
    let asked = text("x-callsmith-name").map(|name| ident(name, Case::Value));
    let given = id.map(|id| of_id(id, method, path));
    let names = asked.into_iter().chain(given.into_iter().flatten());
    Operation {
        place: place_of_operation(method, path),
        id,
        names: names
            .map(|name| name.trim_start_matches("r#").to_owned())
            .collect(),
    }
}
