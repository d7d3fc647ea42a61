//! OpenAPI Overlay 1.0 and 1.1: corrections and settings over a document.

mod action;
mod merge;
mod target;

use serde_json::Value;

use crate::diagnostic::{At, Diagnostic, Diagnostics, Layer, Place};
use crate::source::Pointer;

use action::Action;

/// An overlay cannot be applied: it is not one, or one of its actions cannot be
/// carried out.
pub const INVALID_OVERLAY: &str = "invalid-overlay";

/// The target of an action is nowhere in the document.
pub const OVERLAY_NO_MATCH: &str = "overlay-no-match";

/// The document has already what an action would bring into it.
pub const OVERLAY_NO_EFFECT: &str = "overlay-no-effect";

/// What overlays brought into a document.
#[derive(Clone, Debug)]
pub struct Provenance {
    layer: Layer,
}

impl Default for Provenance {
    fn default() -> Self {
        Self {
            layer: Layer::inserts(),
        }
    }
}

impl Provenance {
    /// Whether an overlay wrote what is at `pointer`; false for what stood in
    /// the document or its parts.
    pub fn is_overlay(&self, pointer: &Pointer) -> bool {
        matches!(self.layer.before(pointer), Place::Source(..))
    }
}

/// Applies overlays in turn, each given with the index of its source, and each
/// action in turn. An action that matches nothing is a warning; what cannot be
/// carried out is an error at its place in the overlay, and changes nothing.
///
/// `diagnostics` learns where the document's places come from.
pub fn apply(
    document: &mut Value,
    overlays: &[(usize, Value)],
    diagnostics: &mut Diagnostics,
) -> Provenance {
    let mut provenance = Provenance::default();
    for (source, overlay) in overlays {
        let actions = match actions(overlay) {
            Ok(actions) => actions,
            Err((at, message)) => {
                diagnostics.push(Diagnostic::error(
                    INVALID_OVERLAY,
                    At::Source(*source, at),
                    message,
                ));
                continue;
            }
        };
        for (index, action) in actions.iter().enumerate() {
            let at = Pointer::root().join("actions").index(index);
            let action = Action {
                source: *source,
                at,
                action,
            };
            let mut idle = action.idle_names(document);
            idle.extend(action.no_effect(document));
            let touched = match diagnostics.decisions().are_wanted() {
                true => action.touched(document),
                false => Vec::new(),
            };
            for (pointer, text) in touched {
                // The layer of overlays is not among the origins yet.
                let at = match provenance.layer.before(&pointer) {
                    Place::Document(pointer) => At::Document(pointer),
                    Place::Source(source, pointer) => At::Source(source, pointer),
                };
                diagnostics.decided_by("overlay", at, action.place(), || text);
            }
            match action.run(document, &mut provenance.layer) {
                Ok(()) => idle
                    .into_iter()
                    .for_each(|warning| diagnostics.push(warning)),
                // An action that matches nothing at all says so itself.
                Err(diagnostic) => diagnostics.push(*diagnostic),
            }
        }
    }
    diagnostics.moved(provenance.layer.clone());
    provenance
}

/// The actions of an overlay, or what is wrong with it.
fn actions(overlay: &Value) -> Result<&Vec<Value>, (Pointer, String)> {
    let root = Pointer::root();
    let version = overlay.get("overlay").map(|version| match version {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    match version {
        Some(version) if version.starts_with("1.") => {}
        Some(version) => {
            return Err((
                root.join("overlay"),
                format!("`overlay: {version}` is not a version this generator knows"),
            ));
        }
        None => {
            return Err((
                root,
                "this is not an overlay: it has no key `overlay`".to_owned(),
            ));
        }
    }
    let actions = overlay.get("actions").and_then(Value::as_array);
    actions.ok_or_else(|| (root, "`actions` must be a list".to_owned()))
}

#[cfg(test)]
mod tests;
