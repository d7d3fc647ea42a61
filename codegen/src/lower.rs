//! OpenAPI 3.0, 3.1 and 3.2 to the one form that `openapiv3` holds.
//!
//! `openapiv3` models 3.0 and drops or refuses the rest. Here everything else
//! is put into 3.0's words where they mean the same, and carried under
//! `x-oas31-<keyword>` where they do not, so that nothing is lost.

mod callbacks;
mod extensions;
mod inline;
mod keywords;
mod node;
mod nullable;
mod parameters;
pub(crate) mod positions;
mod refs;
mod resources;
mod schema;
mod sound;
mod types;
mod version;
mod walk;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Layer};

use walk::Walk;

pub use extensions::extensions;
pub(crate) use inline::REF_MISPLACED;

/// What a keyword is carried under that `openapiv3` has no field for.
pub const CARRIED: &str = "x-oas31-";

/// Lowers a document of one file (see `bundle`) with its overlays applied.
///
/// `None` after an error: this is not OpenAPI 3. Otherwise, in the result:
///
/// * every schema is an object, or a lone `$ref`;
/// * `nullable: true` is the only spelling of null;
/// * `type` is one text; several types are an `anyOf`;
/// * path items, media types and an operation's callbacks are never `$ref`s;
/// * every local `$ref` is a JSON Pointer to a place that exists, or a warning
///   has said that it is not;
/// * what 3.0 has no word for is under `x-oas31-`, subschemas lowered as well.
///
/// `diagnostics` learns where moved places come from: pointers into the result
/// can be reported as they are.
pub fn lower(mut document: Value, diagnostics: &mut Diagnostics) -> Option<Value> {
    let version = version::check(&mut document, diagnostics)?;
    settle(inline::inline(&mut document), diagnostics);
    let mut walk = Walk::new(version, diagnostics.decisions().are_wanted());
    walk.root(&mut document);
    settle(refs::retarget(&mut document, &mut walk), diagnostics);
    for (at, text) in walk.told {
        diagnostics.decided("lowered", at, || text.to_owned());
    }
    Some(document)
}

/// What a step found is in the coordinates before it.
fn settle((layer, found): (Layer, Vec<Diagnostic>), diagnostics: &mut Diagnostics) {
    found
        .into_iter()
        .for_each(|diagnostic| diagnostics.push(diagnostic));
    diagnostics.moved(layer);
}

#[cfg(test)]
mod tests;
