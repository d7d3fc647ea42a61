//! The lowered tree as `openapiv3` types.

mod guilty;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Pointer;

/// `openapiv3` refuses something that lowering let through.
pub const NOT_MODELLED: &str = "not-modelled";

/// Reads what `lower` left. Lowering leaves nothing that `openapiv3` refuses;
/// should it nevertheless, the objects it refuses are taken out one by one,
/// each with a warning. `None`, after an error, where even that does not help.
pub fn parse(mut document: Value, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    if let Ok(api) = OpenAPI::deserialize(&document) {
        return Some(api);
    }
    for (at, message) in guilty::remove(&mut document) {
        let message = format!("this cannot be read, so it is left out: {message}");
        diagnostics.push(Diagnostic::warning(NOT_MODELLED, at, message));
    }
    match serde_json::from_value(document) {
        Ok(api) => Some(api),
        Err(error) => {
            let message = format!("this document cannot be read: {error}");
            diagnostics.push(Diagnostic::error(NOT_MODELLED, Pointer::root(), message));
            None
        }
    }
}
