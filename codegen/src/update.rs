//! Takes a new document of a provider into the one that is kept in `specs`.
//!
//! What is kept is the provider's structure in our own words: so the structure comes from the new document, and titles,
//! summaries and descriptions stay where the place stays. Which operations are carried is a decision of people, who say
//! for each what a repeat does; the others are left out and told of.

use crate::diagnostic::Diagnostics;
use crate::ir::{Filter, Method};
use crate::load::load;
use crate::source::Source;
use serde_json::Value;

mod carried;
mod merge;
mod write;

pub use write::text;

/// What a person decides.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Operations to carry besides those that are carried already.
    pub add: Vec<Filter>,
    /// The new document describes some of the operations: what it lacks stays.
    pub partial: bool,
}

/// A document that was updated, and what is to be told of it.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The document's text.
    pub text: String,
    /// Operations of the new document that are not carried, as `GET /calls`.
    pub left_out: Vec<String>,
    /// Operations that are carried now and were not.
    pub added: Vec<String>,
    /// Operations that the new document does not have: gone, or kept where it is partial.
    pub missing: Vec<String>,
    /// Places that are new and have no words yet, as JSON Pointers.
    pub wordless: Vec<String>,
}

/// Takes `theirs` into `ours`; `None` when one of them cannot be read, and the diagnostics say why: 0 is the source
/// `ours`, 1 is `theirs`.
pub fn update(
    ours: &Source,
    theirs: &Source,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Update> {
    let old = load(ours, 0, diagnostics)?;
    let new = load(theirs, 1, diagnostics)?;
    let mut update = Update::default();
    let new = carried::carried(&old, new, options, &mut update);
    let merged = merge::merge(&old, &new, &mut update.wordless);
    update.text = text(&merged, ours);
    Some(update)
}

/// The operations of a document: path, method, and what stands there.
fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document.get("paths").and_then(Value::as_object);
    let items = paths.into_iter().flatten();
    items.flat_map(|(path, item)| {
        let parts = item.as_object().into_iter().flatten();
        let methods = parts.filter(|(key, _)| is_method(key));
        methods.map(move |(method, operation)| (path, method, operation))
    })
}

/// Whether a key of a path item is a method.
fn is_method(key: &str) -> bool {
    Method::ALL.iter().any(|method| method.as_str() == key)
}

/// How an operation is called: `GET /calls`.
fn called(path: &str, method: &str) -> String {
    format!("{} {path}", method.to_uppercase())
}

#[cfg(test)]
mod tests;
