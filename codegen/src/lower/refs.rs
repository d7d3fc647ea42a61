//! `$ref`s after things have moved.

use std::collections::BTreeMap;

use serde_json::Value;

use super::CARRIED;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Layer, Place, similar};
use crate::source::Pointer;

/// A `$ref` points at nothing.
pub(crate) const REF_TO_NOWHERE: &str = "ref-to-nowhere";

/// Makes every `$ref` that the walk met a pointer into the lowered document.
/// One to nowhere stays as it is, with a warning. Gives back what the walk has
/// to tell.
pub(super) fn retarget(document: &mut Value, walk: Walk) -> (Layer, Vec<Diagnostic>) {
    let Walk {
        layer,
        forward,
        mut found,
        refs,
        anchors,
        ..
    } = walk;
    let targets = Targets {
        layer: &layer,
        forward: &forward,
        anchors: &anchors,
    };
    let mut seen = BTreeMap::new();
    for at in refs {
        let Some(text) = at.join("$ref").get(document).and_then(Value::as_str) else {
            continue;
        };
        let target = match seen.get(text) {
            Some(known) => known,
            None => seen
                .entry(text.to_owned())
                .or_insert(targets.find(document, text)),
        };
        match target {
            Target::Same => {}
            Target::Moved(to) => set(document, &at, to.to_fragment()),
            Target::Nowhere => found.push(nowhere(document, &layer, &at, text)),
        }
    }
    (layer, found)
}

enum Target {
    Same,
    Moved(Pointer),
    Nowhere,
}

struct Targets<'w> {
    layer: &'w Layer,
    forward: &'w BTreeMap<Pointer, Pointer>,
    anchors: &'w BTreeMap<String, Pointer>,
}

impl Targets<'_> {
    fn find(&self, document: &Value, text: &str) -> Target {
        if let Some(schema) = self.anchors.get(text) {
            return Target::Moved(schema.clone());
        }
        let Some(wanted) = self.pointer(text) else {
            return Target::Nowhere;
        };
        match self.lowered(document, &wanted) {
            Some(lowered) if Pointer::from_fragment(text).as_ref() == Some(&lowered) => {
                Target::Same
            }
            Some(lowered) => Target::Moved(lowered),
            None => Target::Nowhere,
        }
    }

    /// The place before lowering a `$ref` means: a pointer, or a pointer into
    /// the schema that an `$id` names.
    fn pointer(&self, text: &str) -> Option<Pointer> {
        if let Some(pointer) = Pointer::from_fragment(text) {
            return Some(pointer);
        }
        let (id, fragment) = text.split_once('#')?;
        let schema = match self.layer.before(self.anchors.get(id)?) {
            Place::Document(pointer) | Place::Source(_, pointer) => pointer,
        };
        Some(schema.extend(&Pointer::from_fragment(&format!("#{fragment}"))?))
    }

    /// Where a place of the document before is now: down its tokens, by what
    /// moved, what stayed and what is carried.
    fn lowered(&self, document: &Value, wanted: &Pointer) -> Option<Pointer> {
        let mut before = Pointer::root();
        let mut now = Some(Pointer::root());
        for token in wanted.tokens() {
            before = before.join(&token);
            // A list may be gone, and what was in it be elsewhere.
            now = match self.forward.get(&before) {
                Some(moved) => Some(moved.clone()),
                None => now.and_then(|now| step(document, &now, &token)),
            };
        }
        now
    }
}

fn step(document: &Value, now: &Pointer, token: &str) -> Option<Pointer> {
    let places = [now.join(token), now.join(format!("{CARRIED}{token}"))];
    places
        .into_iter()
        .find(|place| place.get(document).is_some())
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
