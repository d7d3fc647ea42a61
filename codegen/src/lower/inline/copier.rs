//! Copies of what `$ref`s mean.

use serde_json::{Map, Value};

use super::{Form, collect, each_child};
use crate::diagnostic::{Diagnostic, Layer, Place};
use crate::lower::CARRIED;
use crate::lower::positions::Kind;
use crate::lower::schema::REF_SIBLINGS;
use crate::source::Pointer;

/// More values than any honest document has copied; a hostile one could ask for
/// exponentially many.
const MAX_COPIED: usize = 2_000_000;

/// How deep copies may lie in copies.
const MAX_DEPTH: usize = 16;

/// Makes copies and remembers where they come from.
pub(super) struct Copier {
    layer: Layer,
    found: Vec<Diagnostic>,
    /// The targets of the copies under way, each within the one before.
    within: Vec<Pointer>,
    /// How many values may still be copied.
    left: usize,
}

impl Default for Copier {
    fn default() -> Self {
        Self {
            layer: Layer::moves(),
            found: Vec::new(),
            within: Vec::new(),
            left: MAX_COPIED,
        }
    }
}

impl Copier {
    /// What `value`, which stands at `at`, is with its `$ref` replaced. `None`
    /// where the target is missing or contains itself.
    pub(super) fn copy(
        &mut self,
        document: &Value,
        at: &Pointer,
        value: Option<&Value>,
        form: Form,
    ) -> Option<Value> {
        let site = value?.as_object()?;
        let (target, found) = target(document, site)?;
        if self.within.contains(&target) || self.within.len() >= MAX_DEPTH {
            return None;
        }
        self.left = found.values().try_fold(self.left, spend)?;
        let origin = self.origin(at);
        let mut copy = found.clone();
        for key in copy.keys() {
            self.layer
                .insert(at.join(key), Place::Document(target.join(key)));
        }
        self.add_siblings(&mut copy, site, (at, &origin), form);
        let mut copy = Value::Object(copy);
        self.within.push(target);
        self.inner(document, at, &mut copy, form);
        self.within.pop();
        Some(copy)
    }

    /// Where `at` was before all copying.
    fn origin(&self, at: &Pointer) -> Pointer {
        match self.layer.before(at) {
            Place::Document(pointer) | Place::Source(_, pointer) => pointer,
        }
    }

    /// Where the copies come from, and what was found on the way.
    pub(super) fn finish(self) -> (Layer, Vec<Diagnostic>) {
        (self.layer, self.found)
    }

    /// Replaces what is to be replaced within a copy.
    fn inner(&mut self, document: &Value, at: &Pointer, copy: &mut Value, form: Form) {
        let mut sites = Vec::new();
        each_child(copy, form, &mut |tokens, child, form| {
            let mut place = Pointer::root();
            tokens.iter().for_each(|token| place.push(token));
            collect(child, form, &mut place, &mut sites);
        });
        for (place, form) in sites {
            let inner = self.copy(document, &at.extend(&place), place.get(copy), form);
            if let (Some(inner), Some(value)) = (inner, place.get_mut(copy)) {
                *value = inner;
            }
        }
    }

    /// Keys beside the `$ref` win where they may stand there; the others are
    /// carried.
    fn add_siblings(
        &mut self,
        copy: &mut Map<String, Value>,
        site: &Map<String, Value>,
        (at, origin): (&Pointer, &Pointer),
        form: Form,
    ) {
        let mut ignored = Map::new();
        for (key, value) in site.iter().filter(|(key, _)| *key != "$ref") {
            let here = Place::Document(origin.join(key));
            if counts(key, form) {
                self.layer.insert(at.join(key), here);
                copy.insert(key.clone(), value.clone());
            } else {
                let message = format!("`{key}` beside a `$ref` does not count");
                let place = origin.join(key);
                self.found
                    .push(Diagnostic::warning(REF_SIBLINGS, place, message));
                self.layer.insert(at.join(SIBLINGS).join(key), here);
                ignored.insert(key.clone(), value.clone());
            }
        }
        if matches!(form, Form::Members(_) | Form::Object(Kind::Callback)) {
            return;
        }
        if !ignored.is_empty() {
            copy.insert(SIBLINGS.to_owned(), Value::Object(ignored));
        }
        let note = format!("{CARRIED}ref");
        self.layer
            .insert(at.join(&note), Place::Document(origin.join("$ref")));
        copy.insert(note, site["$ref"].clone());
    }
}

const SIBLINGS: &str = "x-oas31-ref-siblings";

fn counts(key: &str, form: Form) -> bool {
    matches!(
        form,
        Form::Members(_) | Form::Object(Kind::PathItem | Kind::Callback)
    ) || matches!(key, "summary" | "description")
        || key.starts_with("x-")
}

/// What is left of a budget after a value and everything in it.
fn spend(left: usize, value: &Value) -> Option<usize> {
    let left = left.checked_sub(1)?;
    match value {
        Value::Object(map) => map.values().try_fold(left, spend),
        Value::Array(items) => items.iter().try_fold(left, spend),
        _ => Some(left),
    }
}

/// The object a `$ref` means in the end, and where it is.
fn target<'d>(
    document: &'d Value,
    site: &Map<String, Value>,
) -> Option<(Pointer, &'d Map<String, Value>)> {
    let mut site = site;
    for _ in 0..MAX_DEPTH {
        let pointer = Pointer::from_fragment(site.get("$ref")?.as_str()?)?;
        let found = pointer.get(document)?.as_object()?;
        if !found.get("$ref").is_some_and(Value::is_string) {
            return Some((pointer, found));
        }
        site = found;
    }
    None
}
