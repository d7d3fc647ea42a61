//! The properties that unions tell their variants apart by.

use crate::ir::{Api, Tag, Test, Type, TypeId, TypeKind};

/// Marks them. A constant among them must be sent even where the document does not require it: without it
/// nobody could tell what was sent.
pub(super) fn mark(api: &mut Api) {
    let mut tags: Vec<(TypeId, String)> = Vec::new();
    for def in &api.types {
        let TypeKind::Union(found) = &def.kind else {
            continue;
        };
        let Tag::Property(property) = &found.tag else {
            continue;
        };
        for variant in &found.variants {
            if let (Test::Tag { outside: false, .. }, Type::Named(id)) =
                (&variant.test, api.resolved(&variant.ty))
            {
                tags.push((*id, property.clone()));
            }
        }
    }
    for (id, property) in tags {
        if let TypeKind::Struct(found) = &mut api.types[id.0].kind {
            let tagged = found
                .fields
                .iter_mut()
                .filter(|field| field.wire == property);
            tagged.for_each(|field| field.tag = true);
        }
    }
}
