//! What a request reaches, what a response reaches, and away with the rest.

use crate::ir::{Api, Owner, Type, TypeDef, TypeId, TypeKind, Usage, renumber};

/// Marks every type with who meets it and drops those nobody meets. A document without operations
/// is there for its types: all of them stay, for both directions.
pub(super) fn mark_and_drop(api: &mut Api) {
    if api.operations.is_empty() {
        api.types.iter_mut().for_each(|def| {
            def.usage = Usage {
                request: true,
                response: true,
            }
        });
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

pub(super) fn roots(api: &Api) -> (Vec<TypeId>, Vec<TypeId>) {
    let (mut requests, mut responses) = (Vec::new(), Vec::new());
    for operation in &api.operations {
        requests.extend(operation.params.iter().filter_map(|param| param.ty.named()));
        requests.extend(
            operation
                .bodies()
                .filter_map(|body| body.payload.ty()?.named()),
        );
        let success = operation.success.types().into_iter();
        responses.extend(success.filter_map(Type::named));
        responses.extend(
            operation
                .failures
                .iter()
                .filter_map(|failure| failure.payload.ty()?.named()),
        );
        responses.extend(operation.error_headers.iter().filter_map(Type::named));
    }
    // A receiver decodes what it is sent, and its tests build it.
    for webhook in &api.webhooks {
        let types = [webhook.payload.ty(), webhook.answer.ty()];
        let types = types.into_iter().flatten().filter_map(Type::named);
        requests.extend(types.clone());
        responses.extend(types);
    }
    (requests, responses)
}

pub(super) fn reached(api: &Api, roots: Vec<TypeId>) -> Vec<TypeId> {
    let mut seen = vec![false; api.types.len()];
    let (mut open, mut found) = (roots, Vec::new());
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut seen[id.0], true) {
            found.push(id);
            open.extend(api.types[id.0].parts().filter_map(Type::named));
        }
    }
    found
}

fn drop_unused(api: &mut Api) {
    let used = api.types.iter().map(|def| def.usage != Usage::default());
    let used = used.collect();
    keep(api, used);
}

/// Drops what no operation reaches any more, after some were taken out. Says of every type there was whether it is
/// still there.
pub(crate) fn keep_reached(api: &mut Api) -> Vec<bool> {
    let (requests, responses) = roots(api);
    let mut used = vec![false; api.types.len()];
    for id in reached(api, [requests, responses].concat()) {
        used[id.0] = true;
    }
    keep(api, used)
}

/// Drops every type that is not `used` and that no other one needs; says which stay.
fn keep(api: &mut Api, used: Vec<bool>) -> Vec<bool> {
    let stays = staying(api, used);
    let mut places = Vec::with_capacity(stays.len());
    let mut count = 0;
    for stay in &stays {
        places.push(TypeId(count));
        count += usize::from(*stay);
    }
    api.visits.renumber(|id| stays[id.0].then(|| places[id.0]));
    let mut kept = stays.iter();
    api.types.retain(|_| kept.next() == Some(&true));
    renumber(api, |id| places[id.0]);
    stays
}

/// A type stays when it is used, when one that stays is named after it or refers to it, and when it is an
/// alias that sharing left inside one that stays: its name was there before another place looked alike.
fn staying(api: &Api, used: Vec<bool>) -> Vec<bool> {
    let mut stays = used;
    loop {
        let before = stays.iter().filter(|stay| **stay).count();
        for id in 0..stays.len() {
            let def = &api.types[id];
            if let Owner::Type(owner) = def.origin.owner {
                stays[owner.0] |= stays[id];
                stays[id] |= stays[owner.0] && is_shared_alias(api, def);
            }
        }
        let kept = (0..stays.len()).filter(|id| stays[*id]).map(TypeId);
        for id in reached(api, kept.collect()) {
            stays[id.0] = true;
        }
        if before == stays.iter().filter(|stay| **stay).count() {
            return stays;
        }
    }
}

/// Whether sharing made `def` an alias that keeps a name of its own.
fn is_shared_alias(api: &Api, def: &TypeDef) -> bool {
    match &def.kind {
        TypeKind::Alias(target) => !target
            .named()
            .is_some_and(|target| def.name.is_some() && def.name == api.type_def(target).name),
        _ => false,
    }
}
