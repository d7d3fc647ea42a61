//! Inline types that are the same in every respect become one.
//!
//! Each keeps a name of its own: all but one turn into aliases. So a place in the document has the
//! same Rust name whether or not another place happens to look alike. The one that was the definition
//! before, by the ledger, stays it: a further place that looks alike moves nothing. Where the overlay
//! gives several places the same name, they become one type under that name.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Type, TypeId, TypeKind, renumber};
use crate::ledger::Ledger;
use indexmap::IndexMap;
use shape::{Shape, shape};

mod shape;

/// Sharing inner types can make outer ones alike; documents are rarely deeper than this.
const ROUNDS: usize = 8;

/// Shares until nothing is alike any more.
pub(super) fn identical_inline_types(api: &mut Api, ledger: &Ledger, diagnostics: &Diagnostics) {
    for _ in 0..ROUNDS {
        if !share(api, ledger, diagnostics) {
            break;
        }
    }
}

fn share(api: &mut Api, ledger: &Ledger, diagnostics: &Diagnostics) -> bool {
    let mut replaced: IndexMap<TypeId, TypeId> = IndexMap::new();
    let mut changed = false;
    for ids in groups(api) {
        let Some(first) = ids.iter().copied().min_by_key(|id| rank(api, ledger, *id)) else {
            continue;
        };
        for id in ids.iter().copied().filter(|id| *id != first) {
            if api.type_def(id).name.is_some() && api.type_def(id).name == api.type_def(first).name
            {
                replaced.insert(id, first);
            }
            tell(api, ledger, first, id, diagnostics);
            let alias = TypeKind::Alias(Type::Named(first));
            let other = std::mem::replace(&mut api.types[id.0].kind, alias);
            keep_common_rules(api, first, &other);
            changed = true;
        }
    }
    renumber(api, |id| replaced.get(&id).copied().unwrap_or(id));
    changed
}

/// The types that are the same, where there are several.
fn groups(api: &Api) -> Vec<Vec<TypeId>> {
    let mut groups: IndexMap<Shape<'_>, Vec<TypeId>> = IndexMap::new();
    for (i, def) in api.types.iter().enumerate() {
        if let Some(shape) = shape(api, def) {
            groups.entry(shape).or_default().push(TypeId(i));
        }
    }
    groups.into_values().filter(|ids| ids.len() > 1).collect()
}

/// Notes which of two equal types is the definition, and why.
fn tell(api: &Api, ledger: &Ledger, first: TypeId, id: TypeId, diagnostics: &Diagnostics) {
    let (kept, other) = (&api.type_def(first).at, &api.type_def(id).at);
    let why = match ledger.defines(api, first) {
        true => "the ledger has that one as the definition",
        false => "that one is nearest to something with a name",
    };
    diagnostics.decided_by("shared", other, kept, || {
        format!("another name for the equal inline type there: {why}")
    });
    diagnostics.decided_by("shared", kept, other, || {
        "the definition of an equal inline type, too".to_owned()
    });
}

/// What is checked makes no difference between types. One that stands for several keeps to what all of them ask.
fn keep_common_rules(api: &mut Api, kept: TypeId, other: &TypeKind) {
    let kept = &mut api.types[kept.0].kind;
    if let (TypeKind::Struct(kept), TypeKind::Struct(other)) = (kept, other) {
        // Equal types may have their properties in another order.
        for field in &mut kept.fields {
            let other = other.fields.iter().find(|other| other.wire == field.wire);
            let rules = other.map_or(&[][..], |other| &other.rules);
            field.rules.retain(|rule| rules.contains(rule));
        }
        if let (Some(rest), Some(other)) = (&mut kept.rest, &other.rest) {
            rest.rules.retain(|rule| other.rules.contains(rule));
        }
    }
}

/// Which of several equal types keeps the definition: the one that had it, then the one nearest to a named thing, then
/// by name.
fn rank(api: &Api, ledger: &Ledger, id: TypeId) -> (bool, bool, usize, Vec<String>) {
    let def = api.type_def(id);
    let path = api.way(&def.origin);
    (
        def.name.is_none(),
        !ledger.defines(api, id),
        path.len(),
        path,
    )
}
