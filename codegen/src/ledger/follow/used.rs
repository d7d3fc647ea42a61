//! Which types are used where, written as the places that inline types would have there.

use crate::ir::Step;
use crate::ir::{Api, Type, TypeId, TypeKind};
use crate::ledger::place::{of_operation, of_type, step};
use std::collections::BTreeMap;

/// The types at all places that refer to one.
pub(super) fn used(api: &Api) -> BTreeMap<String, TypeId> {
    let mut found = BTreeMap::new();
    for id in (0..api.types.len()).map(TypeId) {
        let place = of_type(api, id);
        for (way, ty) in parts(api, id) {
            walk(place.clone() + &step(&way), ty, &mut found);
        }
    }
    for operation in &api.operations {
        let place = of_operation(operation);
        for param in &operation.params {
            walk(
                place.clone() + &step(&Step::Param(param.wire.clone())),
                &param.ty,
                &mut found,
            );
        }
        let body = operation.body.as_ref().and_then(|body| body.payload.ty());
        let success = operation.success.types().into_iter().next();
        let own = [(Step::Body, body), (Step::Response(None), success)];
        let failures = operation.failures.iter().map(|failure| {
            let status = failure.status.to_string();
            (Step::Response(Some(status)), failure.payload.ty())
        });
        for (way, ty) in own.into_iter().chain(failures) {
            if let Some(ty) = ty {
                walk(place.clone() + &step(&way), ty, &mut found);
            }
        }
    }
    found
}

/// The types that a type is made of, each with the step to it.
fn parts(api: &Api, id: TypeId) -> Vec<(Step, &Type)> {
    match &api.type_def(id).kind {
        TypeKind::Struct(found) => {
            let fields = found.fields.iter();
            let fields = fields.map(|field| (Step::Property(field.wire.clone()), &field.ty));
            fields
                .chain(found.rest.iter().map(|rest| (Step::Value, &rest.ty)))
                .collect()
        }
        TypeKind::Union(found) => (found.variants.iter())
            .map(|variant| (Step::Variant(variant.hint.clone()), &variant.ty))
            .collect(),
        TypeKind::Tuple(found) => (found.elements.iter().enumerate())
            .map(|(i, ty)| (Step::Element(i), ty))
            .collect(),
        TypeKind::Alias(_) | TypeKind::Enum(_) => Vec::new(),
    }
}

fn walk(place: String, ty: &Type, found: &mut BTreeMap<String, TypeId>) {
    match ty {
        Type::Named(id) | Type::Boxed(id) => {
            found.insert(place, *id);
        }
        Type::List(inner) => walk(place + &step(&Step::Item), inner, found),
        Type::Map(inner) => walk(place + &step(&Step::Value), inner, found),
        Type::Nullable(inner) => walk(place, inner, found),
        Type::Scalar(_) | Type::Json => {}
    }
}
