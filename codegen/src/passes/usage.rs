//! What a request reaches, what a response reaches, and away with the rest.

use crate::ir::{Api, Owner, Type, TypeDef, TypeId, TypeKind, Usage};

/// Marks every type with who meets it and drops those nobody meets. A document without operations
/// is there for its types: all of them stay, for both directions.
pub(super) fn mark_and_drop(api: &mut Api) {
    if api.operations.is_empty() {
        api.types.iter_mut().for_each(|def| def.usage = Usage { request: true, response: true });
        return;
    }
    let (requests, responses) = roots(api);
    for id in reached(api, requests) {
        api.types[id.0].usage.request = true;
    }
    for id in reached(api, responses) {
        api.types[id.0].usage.response = true;
    }
    drop_unused(api);
}

fn roots(api: &Api) -> (Vec<TypeId>, Vec<TypeId>) {
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for operation in &api.operations {
        requests.extend(operation.params.iter().filter_map(|param| param.ty.named()));
        requests.extend(operation.body.iter().filter_map(|body| body.payload.ty()?.named()));
        responses.extend(operation.success.ty().and_then(Type::named));
        responses.extend(operation.failures.iter().filter_map(|failure| failure.payload.ty()?.named()));
    }
    (requests, responses)
}

fn reached(api: &Api, roots: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = vec![false; api.types.len()];
    let (mut open, mut found) = (roots, Vec::new());
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut seen[id.0], true) {
            found.push(id);
            open.extend(parts(&api.types[id.0]).filter_map(Type::named));
        }
    }
    found
}

/// The types a definition is made of.
pub(super) fn parts(def: &TypeDef) -> Box<dyn Iterator<Item = &Type> + '_> {
    match &def.kind {
        TypeKind::Struct(found) => {
            Box::new(found.fields.iter().map(|field| &field.ty).chain(found.rest.iter().map(|rest| &rest.ty)))
        }
        TypeKind::Union(found) => Box::new(found.variants.iter().map(|variant| &variant.ty)),
        TypeKind::Alias(target) => Box::new(std::iter::once(target)),
        TypeKind::Enum(_) => Box::new(std::iter::empty()),
    }
}

/// The same, to be changed.
pub(super) fn parts_mut(def: &mut TypeDef) -> Box<dyn Iterator<Item = &mut Type> + '_> {
    match &mut def.kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter_mut().map(|field| &mut field.ty);
            Box::new(fields.chain(found.rest.iter_mut().map(|rest| &mut rest.ty)))
        }
        TypeKind::Union(found) => Box::new(found.variants.iter_mut().map(|variant| &mut variant.ty)),
        TypeKind::Alias(target) => Box::new(std::iter::once(target)),
        TypeKind::Enum(_) => Box::new(std::iter::empty()),
    }
}

/// A type stays when it is used, or when one that stays is named after it.
fn drop_unused(api: &mut Api) {
    let mut stays: Vec<bool> = api.types.iter().map(|def| def.usage != Usage::default()).collect();
    for id in 0..stays.len() {
        let mut next = stays[id].then_some(id);
        while let Some(Owner::Type(owner)) = next.map(|id| &api.types[id].origin.owner) {
            next = (!std::mem::replace(&mut stays[owner.0], true)).then_some(owner.0);
        }
    }
    // Sharing left aliases inside types that became aliases themselves. Nothing refers to those, but their
    // names were there before another place looked alike. Owners come before what they own.
    for id in 0..stays.len() {
        if let (TypeKind::Alias(target), Owner::Type(owner)) = (&api.types[id].kind, &api.types[id].origin.owner) {
            let name = &api.types[id].name;
            let renamed = target.named().is_some_and(|target| name.is_some() && *name == api.types[target.0].name);
            stays[id] |= stays[owner.0] && !renamed;
        }
    }
    let mut places = Vec::with_capacity(stays.len());
    let mut count = 0;
    for stay in &stays {
        places.push(TypeId(count));
        count += usize::from(*stay);
    }
    let mut kept = stays.iter();
    api.types.retain(|_| kept.next() == Some(&true));
    renumber(api, |id| places[id.0]);
}

/// Gives every reference to a type the number that `place` says.
pub(super) fn renumber(api: &mut Api, place: impl Fn(TypeId) -> TypeId) {
    for def in &mut api.types {
        if let Owner::Type(owner) = &mut def.origin.owner {
            *owner = place(*owner);
        }
        parts_mut(def).filter_map(Type::named_mut).for_each(|id| *id = place(*id));
    }
    for operation in &mut api.operations {
        let params = operation.params.iter_mut().map(|param| &mut param.ty);
        let body = operation.body.iter_mut().filter_map(|body| body.payload.ty_mut());
        let failures = operation.failures.iter_mut().filter_map(|failure| failure.payload.ty_mut());
        let all = params.chain(body).chain(operation.success.ty_mut()).chain(failures);
        all.filter_map(Type::named_mut).for_each(|id| *id = place(*id));
    }
}
