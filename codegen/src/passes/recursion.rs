//! Types that contain themselves: a `Box` on the way round, and no circles of mere names.

mod boxes;
mod circles;

pub(super) use boxes::put_boxes;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Type, TypeDef, TypeId, TypeKind};
use circles::circles;

/// A name that stands for itself, as in `A: {type: array, items: {$ref: A}}`.
const RECURSIVE_ALIAS: &str = "recursive-alias";

/// An alias that leads back to itself stands for nothing Rust could write down: its inside becomes
/// any JSON value, with a warning.
pub(super) fn break_aliases(api: &mut Api, diagnostics: &mut Diagnostics) {
    let targets = |def: &TypeDef| match is_alias(def) {
        true => def.parts().filter_map(Type::named).map(|id| id.0).collect(),
        false => Vec::new(),
    };
    let edges: Vec<Vec<usize>> = api.types.iter().map(targets).collect();
    let circle = circles(&edges);
    for id in in_circles(&edges) {
        let def = &mut api.types[id];
        let message = "this schema contains nothing but itself; the inner value is left untyped";
        diagnostics.push(Diagnostic::warning(
            RECURSIVE_ALIAS,
            def.at.clone(),
            message,
        ));
        let inside = |ty: &Type| ty.named().is_some_and(|to| circle[to.0] == circle[id]);
        (def.parts_mut().filter(|ty| inside(ty))).for_each(forget_name);
        let at = def.at.clone();
        api.untyped.push(at);
    }
}

/// Whether a type is written as another name, be it of a list whose elements have a type each.
fn is_alias(def: &TypeDef) -> bool {
    matches!(def.kind, TypeKind::Alias(_) | TypeKind::Tuple(_))
}

/// Any JSON in place of the type that `ty` names.
fn forget_name(ty: &mut Type) {
    match ty {
        Type::Named(_) | Type::Boxed(_) => *ty = Type::Json,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => forget_name(inner),
        Type::Scalar(_) | Type::Json => {}
    }
}

/// A union that is a member of itself says nothing by it: the member goes.
pub(super) fn drop_own_members(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in 0..api.types.len() {
        let TypeKind::Union(found) = &api.types[id].kind else {
            continue;
        };
        let is_self = |ty: &Type| *api.resolved(ty) == Type::Named(TypeId(id));
        let own: Vec<bool> = found
            .variants
            .iter()
            .map(|variant| is_self(&variant.ty))
            .collect();
        if !own.contains(&true) {
            continue;
        }
        let at = api.types[id].at.clone();
        let message = "this union is a member of itself; the member is left out";
        diagnostics.push(Diagnostic::warning(RECURSIVE_ALIAS, at, message));
        if let TypeKind::Union(found) = &mut api.types[id].kind {
            let mut own = own.into_iter();
            found.variants.retain(|_| own.next() != Some(true));
        }
    }
}

fn in_circles(edges: &[Vec<usize>]) -> Vec<usize> {
    circles(edges)
        .iter()
        .enumerate()
        .filter(|(_, circle)| circle.is_some())
        .map(|(id, _)| id)
        .collect()
}
