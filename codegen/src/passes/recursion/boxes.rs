//! Which values lie behind a pointer, so that no type has to hold itself.

use super::circles::circles;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Type, TypeDef, TypeId, TypeKind};
use crate::source::Pointer;

/// A type that requires a value of its own type.
const ENDLESS_TYPE: &str = "endless-type";

/// Puts a box on the way round of every circle of containment, where the document lets it end: at what may be missing or
/// null, and at the variants of a union; only where there is no such place, at the elements of a tuple, which may be
/// missing as well. Lists and maps already are one.
///
/// What is always there is never boxed: such a field is read where it lies, which takes a value to begin with (see
/// `Blank` in the runtime). A circle of nothing else has no values; there the document is wrong, and what it calls
/// required may be missing.
pub(crate) fn put_boxes(api: &mut Api, diagnostics: &mut Diagnostics) {
    for places in [may_end, is_element] {
        for (id, part) in in_circles(api, places) {
            tell_box(api, id, part, diagnostics);
            let part = api.types[id.0].parts_mut().nth(part);
            part.into_iter().for_each(put_box);
        }
    }
    for (id, part) in in_circles(api, |_, _| true) {
        let message = "the value requires another one of its own type, without end; it is taken for one that may be missing";
        let at = place(api.type_def(id), part);
        diagnostics.push(Diagnostic::warning(ENDLESS_TYPE, at, message));
        end(api, id, part);
    }
}

/// The parts of types that are inside of a circle and of interest: the type, and the number of its part. An alias writes
/// no box: whoever uses it does.
fn in_circles(api: &Api, of_interest: fn(&TypeDef, usize) -> bool) -> Vec<(TypeId, usize)> {
    let edges: Vec<Vec<usize>> = (api.types.iter())
        .map(|def| contents(def).map(|(_, id)| id.0).collect())
        .collect();
    let circle = circles(&edges);
    let inside = |from: usize, to: TypeId| circle[from].is_some() && circle[from] == circle[to.0];
    let mut found = Vec::new();
    for (id, def) in api.types.iter().enumerate() {
        let parts = contents(def).filter(|(part, to)| inside(id, *to) && of_interest(def, *part));
        let parts = parts.map(|(part, _)| (TypeId(id), part));
        found.extend(parts.filter(|_| !matches!(def.kind, TypeKind::Alias(_))));
    }
    found
}

/// The parts whose values lie inside values of the type, by number, and their types. The values of a map and what
/// follows the elements of a tuple do not.
fn contents(def: &TypeDef) -> impl Iterator<Item = (usize, TypeId)> {
    let count = match &def.kind {
        TypeKind::Struct(found) => found.fields.len(),
        TypeKind::Tuple(found) => found.elements.len(),
        _ => usize::MAX,
    };
    let parts = def.parts().take(count).enumerate();
    parts.filter_map(|(part, ty)| Some((part, contained(ty)?)))
}

/// Whether a value of `def` may be without that part.
fn may_end(def: &TypeDef, part: usize) -> bool {
    match &def.kind {
        TypeKind::Struct(found) => {
            let field = found.fields.get(part);
            field.is_some_and(|field| !field.required || matches!(field.ty, Type::Nullable(_)))
        }
        TypeKind::Union(_) => true,
        TypeKind::Tuple(_) | TypeKind::Alias(_) | TypeKind::Enum(_) => false,
    }
}

/// Whether the part is an element of a tuple.
fn is_element(def: &TypeDef, _: usize) -> bool {
    matches!(def.kind, TypeKind::Tuple(_))
}

/// Makes a field one that may be missing, behind a box.
fn end(api: &mut Api, id: TypeId, part: usize) {
    if let TypeKind::Struct(found) = &mut api.types[id.0].kind
        && let Some(field) = found.fields.get_mut(part)
    {
        field.required = false;
        put_box(&mut field.ty);
    }
}

/// Notes where a box is put, and why.
fn tell_box(api: &Api, id: TypeId, part: usize, diagnostics: &Diagnostics) {
    let def = api.type_def(id);
    if let Some(target) = def.parts().nth(part).and_then(Type::named) {
        let around = &api.type_def(target).at;
        diagnostics.decided_by("box", place(def, part), around, || {
            "behind a `Box`: its type contains the type around it".to_owned()
        });
    }
}

/// Where a part stands.
fn place(def: &TypeDef, part: usize) -> Pointer {
    let field = match &def.kind {
        TypeKind::Struct(found) => found.fields.get(part),
        _ => None,
    };
    field.map_or(&def.at, |field| &field.at).clone()
}

/// The type whose values lie inside values of `ty`, not behind a pointer.
fn contained(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => contained(inner),
        Type::Boxed(_) | Type::List(_) | Type::Map(_) | Type::Scalar(_) | Type::Json => None,
    }
}

fn put_box(ty: &mut Type) {
    match ty {
        Type::Named(id) => *ty = Type::Boxed(*id),
        Type::Nullable(inner) => put_box(inner),
        _ => {}
    }
}
