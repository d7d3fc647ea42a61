//! Inline types that are the same in every respect become one.
//!
//! Each keeps a name of its own: all but one turn into aliases. So a place in the document has the
//! same Rust name whether or not another place happens to look alike. The one that was the definition
//! before, by the ledger, stays it: a further place that looks alike moves nothing. Where the overlay
//! gives several places the same name, they become one type under that name.

use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Owner, Struct, Tag, Test, Tuple, Type, TypeDef, TypeId, TypeKind, renumber};
use crate::ledger::Ledger;
use indexmap::IndexMap;
use std::collections::{BTreeSet, HashMap};

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
    let mut groups: IndexMap<Shape, Vec<TypeId>> = IndexMap::new();
    let with_alike = with_alike(api);
    for (i, def) in api.types.iter().enumerate() {
        if matches!(def.kind, TypeKind::Struct(_)) && !with_alike.contains(&i) {
            continue;
        }
        if let Some(shape) = shape(api, def) {
            groups.entry(shape).or_default().push(TypeId(i));
        }
    }
    let mut replaced: IndexMap<TypeId, TypeId> = IndexMap::new();
    let mut changed = false;
    for ids in groups.values().filter(|ids| ids.len() > 1) {
        let Some(first) = ids.iter().copied().min_by_key(|id| rank(api, ledger, *id)) else {
            continue;
        };
        for id in ids.iter().copied().filter(|id| *id != first) {
            if api.type_def(id).name.is_some() && api.type_def(id).name == api.type_def(first).name
            {
                replaced.insert(id, first);
            }
            tell(api, ledger, first, id, diagnostics);
            keep_common_rules(api, first, id);
            api.types[id.0].kind = TypeKind::Alias(Type::Named(first));
            changed = true;
        }
    }
    renumber(api, |id| replaced.get(&id).copied().unwrap_or(id));
    changed
}

/// The structs whose properties another one has, too. The others, which are most, need not be compared in full.
fn with_alike(api: &Api) -> BTreeSet<usize> {
    let mut alike: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
    for (i, def) in api.types.iter().enumerate() {
        if let TypeKind::Struct(found) = &def.kind {
            let fields = found.fields.iter();
            let mut names: Vec<&str> = fields.map(|field| field.wire.as_str()).collect();
            names.sort_unstable();
            alike.entry(names).or_default().push(i);
        }
    }
    let several = alike.into_values().filter(|found| found.len() > 1);
    several.flatten().collect()
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
fn keep_common_rules(api: &mut Api, kept: TypeId, other: TypeId) {
    let other = api.types[other.0].kind.clone();
    if let (TypeKind::Struct(kept), TypeKind::Struct(other)) = (&mut api.types[kept.0].kind, &other)
    {
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

/// What makes two types the same. Documentation of fields belongs to it, that of enum values does not.
#[derive(PartialEq, Eq, Hash)]
enum Shape {
    Enum(Option<String>, Vec<crate::ir::EnumValue>),
    Struct(Option<String>, String),
    Union(Option<String>, Tag, Vec<(String, Type, Test)>),
    Tuple(Option<String>, Tuple),
}

/// `None` for components, which keep their identity, and for aliases.
fn shape(api: &Api, def: &TypeDef) -> Option<Shape> {
    if matches!(def.origin.owner, Owner::Component(_)) && def.origin.steps.is_empty() {
        return None;
    }
    let name = def.name.clone();
    match &def.kind {
        TypeKind::Enum(found) => {
            let plain = |value: &crate::ir::EnumValue| crate::ir::EnumValue {
                docs: String::new(),
                ..value.clone()
            };
            Some(Shape::Enum(name, found.values.iter().map(plain).collect()))
        }
        TypeKind::Struct(found) => Some(Shape::Struct(name, struct_text(api, found))),
        TypeKind::Union(found) => {
            let variants = found.variants.iter().map(|variant| {
                (
                    variant.hint.clone(),
                    deep(api, &variant.ty),
                    variant.test.clone(),
                )
            });
            Some(Shape::Union(name, found.tag.clone(), variants.collect()))
        }
        TypeKind::Tuple(found) => {
            let deep = |ty: &Type| deep(api, ty);
            let plain = Tuple {
                elements: found.elements.iter().map(deep).collect(),
                further: found.further.as_ref().map(deep),
                least: found.least,
            };
            Some(Shape::Tuple(name, plain))
        }
        TypeKind::Alias(_) => None,
    }
}

/// Everything of a struct but the places in the document, and the order of its properties.
fn struct_text(api: &Api, found: &Struct) -> String {
    let mut plain = found.clone();
    plain.fields.sort_by(|a, b| a.wire.cmp(&b.wire));
    for field in &mut plain.fields {
        field.at = Default::default();
        field.rules.clear();
        field.ty = deep(api, &field.ty);
    }
    if let Some(rest) = &mut plain.rest {
        rest.at = Default::default();
        rest.rules.clear();
        rest.ty = deep(api, &rest.ty);
    }
    format!("{plain:?}")
}

/// `ty` with the aliases that sharing has made looked through.
fn deep(api: &Api, ty: &Type) -> Type {
    match ty {
        Type::List(inner) => Type::List(Box::new(deep(api, inner))),
        Type::Map(inner) => Type::Map(Box::new(deep(api, inner))),
        Type::Nullable(inner) => Type::Nullable(Box::new(deep(api, inner))),
        Type::Named(_) => match api.resolved(ty) {
            named @ Type::Named(_) => named.clone(),
            _ => ty.clone(),
        },
        other => other.clone(),
    }
}
