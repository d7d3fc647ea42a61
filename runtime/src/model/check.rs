//! Values against the rules of the document, before anything is sent.
//!
//! Which rules hold where is data: in the tables of structs, and in the few lists that generated operations hand over.
//! Here is one walk over a value's [`View`] for all types. It finds every fault, not only the first. Answers are never
//! looked at: what a server sends is as it is.

mod fault;
mod json;
mod multiple;
#[cfg(feature = "pattern")]
mod pattern;
mod rule;
mod subject;
mod whole;

pub use fault::Fault;
pub use rule::Rule;

use super::path::{Path, Root};
use super::{Object, Value, View};
use subject::Subject;

/// More faults of one value than this are not listed: a long list may have one in each element.
pub(crate) const MAX_FAULTS: usize = 100;

/// Is told of a place and the rule that is broken there.
type See<'a> = dyn FnMut(&Path<'_>, Rule) + 'a;

/// What of `value` breaks `rules`, or those of the types in it. Paths begin with `name`.
pub(crate) fn faults(name: &'static str, value: &dyn Value, rules: &'static [Rule]) -> Vec<Fault> {
    let (root, mut found) = (Root::default(), Vec::new());
    walk(value.view(), rules, &root.path(), &mut |at, rule| {
        if found.len() < MAX_FAULTS {
            found.push(Fault::new(name, &at.text(), rule));
        }
    });
    found
}

/// Goes as deep as writing does: what lies deeper is refused there.
fn walk(view: View<'_>, rules: &'static [Rule], at: &Path<'_>, see: &mut See<'_>) {
    if at.enter().is_err() {
        return;
    }
    match view {
        View::Some(value) | View::Variant(_, value) => walk(value.view(), rules, at, see),
        View::Tagged(_, value) => {
            count_entries(view, rules, at, see);
            match value.view().bare() {
                View::Object(object) => walk_object(object, at, see),
                // Its entries are counted: the tag is one of them.
                content => walk(content, &[], at, see),
            }
        }
        View::Object(object) => {
            count_entries(view, rules, at, see);
            walk_object(object, at, see);
        }
        View::List(list) => {
            apply(&Subject::Items(list.count(), view), rules, at, see);
            for (index, item) in (0..list.count()).filter_map(|i| Some((i, list.item(i)?))) {
                walk(item.view(), each(rules), &at.index(index), see);
            }
        }
        View::Map(map) => {
            apply(&Subject::Entries(map.count()), rules, at, see);
            map.each(&mut |key, view| walk(view, each(rules), &at.key(key), see));
        }
        View::Json(json) | View::Hidden(json, _) => json::walk(json, rules, at, see),
        scalar => {
            if let Some(subject) = Subject::of(scalar) {
                apply(&subject, rules, at, see);
            }
        }
    }
}

/// The entries of an object as it is written: absent fields and a tag make a difference.
fn count_entries(view: View<'_>, rules: &'static [Rule], at: &Path<'_>, see: &mut See<'_>) {
    if whole::counts_entries(rules)
        && let Some(count) = whole::entries(view)
    {
        apply(&Subject::Entries(count), rules, at, see);
    }
}

fn walk_object(object: Object<'_>, at: &Path<'_>, see: &mut See<'_>) {
    let table = object.table();
    object.fields(&mut |values, _| {
        for (field, value) in table.fields().zip(values) {
            match field.wire {
                // A map of further entries stands beside the fields.
                "" if table.has_rest() => walk(value.view(), field.rules, at, see),
                wire => walk(value.view(), field.rules, &at.key(wire), see),
            }
        }
    });
}

/// The rules of the elements of a list, or of the values of a map.
fn each(rules: &'static [Rule]) -> &'static [Rule] {
    let inner = |rule: &Rule| match rule {
        Rule::Each(rules) => Some(*rules),
        _ => None,
    };
    rules.iter().find_map(inner).unwrap_or_default()
}

fn apply(subject: &Subject<'_>, rules: &'static [Rule], at: &Path<'_>, see: &mut See<'_>) {
    for rule in rules.iter().filter(|rule| rule.refuses(subject)) {
        see(at, *rule);
    }
}
