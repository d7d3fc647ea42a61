//! Every use of a type, to be changed.

use super::{Api, Events, Owner, Payload, Type, TypeDef, TypeId};

/// Gives every reference to a type the number that `place` says.
pub(crate) fn renumber(api: &mut Api, place: impl Fn(TypeId) -> TypeId) {
    for def in &mut api.types {
        if let Owner::Type(owner) = &mut def.origin.owner {
            *owner = place(*owner);
        }
    }
    each_type(api, |ty| {
        if let Some(id) = ty.named_mut() {
            *id = place(*id);
        }
    });
}

/// Shows every use of a type to `change`.
pub(crate) fn each_type(api: &mut Api, mut change: impl FnMut(&mut Type)) {
    api.types
        .iter_mut()
        .flat_map(TypeDef::parts_mut)
        .for_each(&mut change);
    for operation in &mut api.operations {
        let params = operation.params.iter_mut().map(|param| &mut param.ty);
        let bodies = operation.body.iter_mut().chain(&mut operation.further);
        let body = bodies.filter_map(|body| body.payload.ty_mut());
        let failures = operation
            .failures
            .iter_mut()
            .filter_map(|failure| failure.payload.ty_mut());
        params
            .chain(body)
            .chain(operation.success.types_mut())
            .chain(failures)
            .chain(&mut operation.error_headers)
            .for_each(&mut change);
    }
    for webhook in &mut api.webhooks {
        let payloads = [&mut webhook.payload, &mut webhook.answer];
        payloads
            .into_iter()
            .filter_map(Payload::ty_mut)
            .for_each(&mut change);
    }
    let events = api.events.iter_mut();
    events.flat_map(Events::types_mut).for_each(&mut change);
}
