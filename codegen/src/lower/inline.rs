//! `$ref`s that `openapiv3` has no place for are replaced by what they mean.

mod copier;

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::positions::{Child, Kind, may_refer, row, section};
use crate::diagnostic::{Diagnostic, Layer};
use crate::source::Pointer;

use copier::Copier;
pub(crate) use copier::REF_MISPLACED;

/// Replaces `$ref`s of path items, media types, security schemes, an operation's
/// callbacks and whole maps, those to something that is no component
/// (`#/paths/~1a/get/parameters/0`), and those with keys beside them (3.1
/// allows `summary` and `description`), by a copy of the target with these
/// keys. Schemas are not touched here; lone `$ref`s to components stay. Tells
/// where the copies come from, which keys do not count, and what was too much.
pub(super) fn inline(document: &mut Value) -> (Layer, Vec<Diagnostic>) {
    let mut sites = Vec::new();
    collect(
        document,
        Form::Object(Kind::Root),
        &mut Pointer::root(),
        &mut sites,
    );
    let mut copier = Copier::new(document);
    for (at, form) in sites {
        let copy = copier.copy(document, &at, at.get(document), form);
        if let (Some(copy), Some(place)) = (copy, at.get_mut(document)) {
            *place = copy;
        }
    }
    copier.finish()
}

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// An object of that kind.
    Object(Kind),
    /// Names to objects of that kind.
    Members(Kind),
}

/// The places in and below this one that are to be replaced.
fn collect(value: &Value, form: Form, at: &mut Pointer, sites: &mut Vec<(Pointer, Form)>) {
    if matches!(
        form,
        Form::Object(Kind::Schema) | Form::Members(Kind::Schema)
    ) {
        return;
    }
    if is_site(value, form, at) {
        return sites.push((at.clone(), form));
    }
    each_child(value, form, &mut |tokens, child, form| {
        tokens.iter().for_each(|token| at.push(token));
        collect(child, form, at, sites);
        tokens.iter().for_each(|_| at.pop());
    });
}

fn is_site(value: &Value, form: Form, at: &Pointer) -> bool {
    let Value::Object(map) = value else {
        return false;
    };
    if !map.get("$ref").is_some_and(Value::is_string) {
        return false;
    }
    match form {
        Form::Members(_)
        | Form::Object(Kind::PathItem | Kind::MediaType | Kind::SecurityScheme) => true,
        // `openapiv3` takes a `$ref` among the components' callbacks only.
        Form::Object(Kind::Callback) => !at.as_str().starts_with("/components/callbacks"),
        Form::Object(kind) => may_refer(kind) && (map.len() > 1 || !names_component(map, kind)),
    }
}

/// Whether a `$ref` is one to a component of that kind.
fn names_component(map: &Map<String, Value>, kind: Kind) -> bool {
    let target = map.get("$ref").and_then(Value::as_str);
    let target = target.and_then(Pointer::from_fragment).unwrap_or_default();
    let mut steps = target.tokens();
    let is_next = |step: Option<Cow<'_, str>>, wanted| step.as_deref() == wanted;
    is_next(steps.next(), Some("components"))
        && is_next(steps.next(), section(kind))
        && steps.count() == 1
}

/// Calls `visit` with the tokens, value and form of everything in this one.
fn each_child<'v>(value: &'v Value, form: Form, visit: &mut dyn FnMut(&[&str], &'v Value, Form)) {
    let Value::Object(map) = value else { return };
    for (key, child) in map {
        let kind = match form {
            Form::Members(kind) => {
                visit(&[key], child, Form::Object(kind));
                continue;
            }
            Form::Object(kind) => kind,
        };
        match (row(kind, key).map(|row| row.child), child) {
            (Some(Child::One(kind)), child) => visit(&[key], child, Form::Object(kind)),
            (Some(Child::Map(kind)), child) => visit(&[key], child, Form::Members(kind)),
            (Some(Child::List(kind)), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    visit(&[key, &index.to_string()], item, Form::Object(kind));
                }
            }
            _ => {}
        }
    }
}
