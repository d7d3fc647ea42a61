//! The properties that unions tell their variants apart by.

use crate::ir::{Api, Tag, Test, Type, TypeId, TypeKind};
use indexmap::IndexMap;

/// Marks them. A constant among them must be sent even where the document does not require it: without it
/// nobody could tell what was sent. One that the document leaves to a discriminator is a constant as well, unless
/// the type is told by different ones in different places.
pub(super) fn mark(api: &mut Api) {
    for ((id, property), only) in told(api) {
        let TypeKind::Struct(found) = &mut api.types[id.0].kind else {
            continue;
        };
        let fields = found.fields.iter_mut();
        for field in fields.filter(|field| field.wire == property) {
            field.tag = true;
            let only = only.as_deref().map(Into::into);
            field.fixed = field.fixed.take().or(only);
        }
    }
}

/// The types that a property tells, with the only text that means each.
type Told = IndexMap<(TypeId, String), Option<String>>;

fn told(api: &Api) -> Told {
    let mut told = Told::new();
    for def in &api.types {
        let TypeKind::Union(found) = &def.kind else {
            continue;
        };
        let Tag::Property(property) = &found.tag else {
            continue;
        };
        for variant in &found.variants {
            if let Type::Named(id) = api.resolved(&variant.ty) {
                add(&mut told, (*id, property.clone()), &variant.test);
            }
        }
    }
    told
}

fn add(told: &mut Told, key: (TypeId, String), test: &Test) {
    let only = match test {
        Test::Tag {
            values,
            outside: false,
            ..
        } if values.len() == 1 => values.first().cloned(),
        Test::Tag { outside: false, .. } | Test::Otherwise => None,
        Test::Tag { outside: true, .. } | Test::Shape { .. } => return,
    };
    let before = told.entry(key).or_insert_with(|| only.clone());
    if *before != only {
        *before = None;
    }
}
