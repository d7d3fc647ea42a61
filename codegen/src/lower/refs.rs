//! `$ref`s after things have moved.

mod targets;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::positions::standing;
use super::resources::Resource;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Layer, Place, similar};
use crate::source::Pointer;

use targets::Targets;

/// A `$ref` points at nothing.
pub(crate) const REF_TO_NOWHERE: &str = "ref-to-nowhere";

/// A `$ref` that the walk met.
#[derive(Clone)]
pub(super) struct Ref {
    /// The object with the `$ref`, in the lowered document.
    pub(super) at: Pointer,
    /// Whether it stands where a schema does.
    pub(super) is_schema: bool,
    /// The schema with an `$id` around it.
    pub(super) around: Option<Rc<Resource>>,
}

/// Makes every `$ref` that the walk met a pointer into the lowered document.
/// One to nowhere stays as it is, with a warning. Schemas at places that are
/// not for schemas (`#/x-shared/Call`, `#/definitions/Call`) are lowered when
/// a `$ref` leads there. Gives back what the walk has to tell.
pub(super) fn retarget(document: &mut Value, walk: &mut Walk) -> (Layer, Vec<Diagnostic>) {
    let mut seen: BTreeMap<(Option<Rc<Resource>>, String), Option<Pointer>> = BTreeMap::new();
    let mut next = 0;
    while let Some(found) = walk.refs.get(next).cloned() {
        next += 1;
        let Some(Value::String(text)) = found.at.join("$ref").get(document).cloned() else {
            continue;
        };
        let targets = Targets {
            document,
            layer: &walk.layer,
            forward: &walk.forward,
            resources: &walk.resources,
        };
        let target = seen
            .entry((found.around.clone(), text.clone()))
            .or_insert_with(|| targets.find(found.around.as_deref(), &text))
            .clone();
        match target {
            Some(target) => {
                if found.is_schema && standing(&target).is_none() {
                    walk.schema_elsewhere(document, &target);
                }
                if Pointer::from_fragment(&text).as_ref() != Some(&target) {
                    set(document, &found.at, target.to_fragment());
                }
            }
            // Bundling has said so.
            None if text.contains("://") => {}
            None => {
                let warning = nowhere(document, &walk.layer, &found.at, &text);
                walk.found.push(warning);
            }
        }
    }
    (
        std::mem::replace(&mut walk.layer, Layer::moves()),
        std::mem::take(&mut walk.found),
    )
}

fn set(document: &mut Value, at: &Pointer, text: String) {
    if let Some(reference) = at.join("$ref").get_mut(document) {
        *reference = text.into();
    }
}

fn nowhere(document: &Value, layer: &Layer, at: &Pointer, text: &str) -> Diagnostic {
    let (Place::Document(place) | Place::Source(_, place)) = layer.before(&at.join("$ref"));
    let message = format!("`{text}` does not exist");
    let warning = Diagnostic::warning(REF_TO_NOWHERE, place, message);
    match meant(document, text) {
        Some(name) => warning.help(format!("did you mean `{name}`?")),
        None => warning,
    }
}

/// The name of a sibling of the missing target that looks like it.
fn meant(document: &Value, text: &str) -> Option<String> {
    let wanted = Pointer::from_fragment(text)?;
    let around = wanted.parent()?;
    let siblings = around.get(document)?.as_object()?;
    let name = wanted.last()?;
    let close = similar(&name, siblings.keys().map(String::as_str))?;
    Some(around.join(close).to_fragment())
}
