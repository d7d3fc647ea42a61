//! The lowered tree as `openapiv3` types.

mod guilty;

use std::borrow::Borrow;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Pointer;
use crate::stack::deeply;

/// `openapiv3` refuses something that lowering let through.
pub const NOT_MODELLED: &str = "not-modelled";

/// Reads what `lower` left. Lowering leaves nothing that `openapiv3` refuses;
/// should it nevertheless, the objects it refuses are taken out one by one,
/// each with a warning. `None`, after an error, where even that does not help.
pub fn parse(document: impl Borrow<Value>, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    let document = document.borrow();
    if let Some(Ok(api)) = deeply(|| OpenAPI::deserialize(document)) {
        return Some(api);
    }
    let mut document = document.clone();
    for (at, message) in deeply(|| guilty::remove(&mut document)).unwrap_or_default() {
        let message = format!("this cannot be read, so it is left out: {message}");
        diagnostics.push(Diagnostic::warning(NOT_MODELLED, at, message));
    }
    let error = match deeply(|| OpenAPI::deserialize(&document))? {
        Ok(api) => return Some(api),
        Err(error) => format!("this document cannot be read: {error}"),
    };
    diagnostics.push(Diagnostic::error(NOT_MODELLED, Pointer::root(), error));
    None
}

#[cfg(test)]
mod tests;
