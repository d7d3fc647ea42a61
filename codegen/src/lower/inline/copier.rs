//! Copies of what `$ref`s mean.

use serde_json::{Map, Value};

use super::{Form, collect, each_child};
use crate::diagnostic::{Diagnostic, Layer, Place};
use crate::lower::CARRIED;
use crate::lower::positions::{Child, Kind, standing};
use crate::lower::schema::REF_SIBLINGS;
use crate::source::Pointer;

/// How many values a document may have copied for each of its own. A hostile
/// one could ask for exponentially many.
const COPIES: usize = 8;

/// As many as that are no harm in any document.
const FREE: usize = 200_000;

/// How deep copies may lie in copies.
const MAX_DEPTH: usize = 16;

/// A `$ref` leads to nothing but further `$ref`s.
pub(crate) const REF_CYCLE: &str = "ref-cycle";

/// A `$ref` to something of another kind than belongs there.
pub(crate) const REF_MISPLACED: &str = "ref-misplaced";

/// What is referred to would have to be copied too often.
pub(crate) const TOO_MANY_COPIES: &str = "too-many-copies";

/// Makes copies and remembers where they come from.
pub(super) struct Copier {
    layer: Layer,
    found: Vec<Diagnostic>,
    /// The targets of the copies under way, each within the one before.
    within: Vec<Pointer>,
    /// How many values may still be copied.
    left: usize,
    /// Whether that was too few.
    exhausted: bool,
}

impl Copier {
    pub(super) fn new(document: &Value) -> Self {
        let size = usize::MAX - spend(usize::MAX, document).unwrap_or(0);
        Self {
            layer: Layer::moves(),
            found: Vec::new(),
            within: Vec::new(),
            left: size.saturating_mul(COPIES).max(FREE),
            exhausted: false,
        }
    }

    /// What `value`, which stands at `at`, is with its `$ref` replaced. `None`
    /// where the target is missing, is of another kind or contains itself, and
    /// where there is too much to copy.
    pub(super) fn copy(
        &mut self,
        document: &Value,
        at: &Pointer,
        value: Option<&Value>,
        form: Form,
    ) -> Option<Value> {
        let site = value?.as_object()?;
        let (target, found) = match target(document, site) {
            Target::Found(target, found) => (target, found),
            Target::Nowhere => return None,
            Target::Circle => return self.circle(at),
        };
        if !fits(&target, form) {
            return self.misplaced(at, site, form);
        }
        if self.within.contains(&target) {
            return None;
        }
        self.spend(found, at)?;
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

    /// `translate` reports those that it comes by.
    fn misplaced<T>(&mut self, at: &Pointer, site: &Map<String, Value>, form: Form) -> Option<T> {
        let reported = [Kind::Parameter, Kind::RequestBody, Kind::Response].map(Form::Object);
        if !reported.contains(&form) || site.len() > 1 {
            let message = "this `$ref` leads to something of another kind; it is left out";
            let at = self.origin(at).join("$ref");
            self.found
                .push(Diagnostic::warning(REF_MISPLACED, at, message));
        }
        None
    }

    fn circle<T>(&mut self, at: &Pointer) -> Option<T> {
        let message = "this `$ref` leads to nothing but further `$ref`s; it is left out";
        let at = self.origin(at).join("$ref");
        self.found.push(Diagnostic::warning(REF_CYCLE, at, message));
        None
    }

    /// `None` where the copy would be one too many.
    fn spend(&mut self, found: &Map<String, Value>, at: &Pointer) -> Option<()> {
        let left = found.values().try_fold(self.left, spend);
        let left = left.filter(|_| self.within.len() < MAX_DEPTH);
        if let Some(left) = left {
            self.left = left;
            return Some(());
        }
        if !std::mem::replace(&mut self.exhausted, true) {
            let message = "the `$ref`s of this document multiply beyond measure; this one and more like it are left out";
            let at = self.origin(at).join("$ref");
            self.found
                .push(Diagnostic::warning(TOO_MANY_COPIES, at, message));
        }
        None
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

/// What the `$ref` of an object means.
enum Target<'d> {
    /// This object, which is at this place.
    Found(Pointer, &'d Map<String, Value>),
    Nowhere,
    Circle,
}

/// The object a `$ref` means in the end, through further `$ref`s that are the
/// target or on the way to it.
fn target<'d>(document: &'d Value, site: &Map<String, Value>) -> Target<'d> {
    let mut wanted = reference(site);
    for _ in 0..MAX_DEPTH {
        let Some(pointer) = wanted else {
            return Target::Nowhere;
        };
        match step_down(document, &pointer) {
            Ok(Value::Object(found)) => match reference(found) {
                Some(next) => wanted = Some(next),
                None if found.get("$ref").is_some_and(Value::is_string) => return Target::Nowhere,
                None => return Target::Found(pointer, found),
            },
            Ok(_) => return Target::Nowhere,
            Err(instead) => wanted = instead,
        }
    }
    Target::Circle
}

/// What is at a place, or which place is meant instead where a `$ref` stands on
/// the way.
fn step_down<'d>(document: &'d Value, wanted: &Pointer) -> Result<&'d Value, Option<Pointer>> {
    let (mut here, mut at) = (document, Pointer::root());
    for token in wanted.tokens() {
        let next = Pointer::root().join(&token).get(here);
        let Some(next) = next else {
            let rest = wanted.below(&at).unwrap_or_default();
            let around = here.as_object().and_then(reference);
            return Err(around.map(|around| around.extend(&rest)));
        };
        here = next;
        at.push(&token);
    }
    Ok(here)
}

fn reference(site: &Map<String, Value>) -> Option<Pointer> {
    Pointer::from_fragment(site.get("$ref")?.as_str()?)
}

/// Whether what stands at a place can stand where the `$ref` does. Of whole
/// maps and of places that OpenAPI does not know nobody can tell.
fn fits(target: &Pointer, form: Form) -> bool {
    match (standing(target), form) {
        (Some(Child::One(found)), Form::Object(kind)) => found == kind,
        (Some(_), Form::Object(_)) => false,
        (_, Form::Members(_)) | (None, _) => true,
    }
}
