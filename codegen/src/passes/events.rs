//! What the server sends of its own accord, as one choice with a variant for each type of payload.
//!
//! Two webhooks that bring the same type are one variant: nothing in the body says which of them it is. Types are told
//! apart as unions are: by a property with values of its own in each, else by JSON type and required keys, and
//! where several remain by the best fit.

use crate::ir::{
    Api, Events, JsonType, Tag, Test, Type, TypeId, TypeKind, Union, Variant, WebhookId,
};
use evidence::Evidence;

mod evidence;

/// Fills in [`Api::events`]. Payloads that are not typed have no variant: they are JSON by any name.
pub(super) fn collect(api: &mut Api) {
    let found = payloads(api);
    if found.is_empty() {
        return;
    }
    let types: Vec<&Type> = found.iter().map(|(ty, _)| ty).collect();
    let named = |(_, ids): &(Type, Vec<WebhookId>)| names(api, ids);
    let names: Vec<Vec<&str>> = found.iter().map(named).collect();
    let (tag, tests) = Evidence { api }.plan(&types, &names);
    let variants = found.iter().zip(tests).map(|((ty, ids), test)| Variant {
        name: None,
        hint: hint(api, ty, ids),
        ty: ty.clone(),
        test,
        docs: docs(api, ids),
    });
    let mut both: Vec<(Variant, Vec<WebhookId>)> = variants
        .zip(found.iter().map(|(_, ids)| ids.clone()))
        .collect();
    both.sort_by_key(|(variant, _)| rank(&variant.test));
    let (variants, brought_by) = both.into_iter().unzip();
    let union = Union {
        variants,
        tag,
        itself: Vec::new(),
    };
    api.events = Some(Events { union, brought_by });
}

/// The types of payloads, each once, and who brings them.
fn payloads(api: &Api) -> Vec<(Type, Vec<WebhookId>)> {
    let mut found: Vec<(Type, Vec<WebhookId>)> = Vec::new();
    for (i, webhook) in api.webhooks.iter().enumerate() {
        let Some(ty) = webhook.payload.ty() else {
            continue;
        };
        let (ty, _) = api.resolved(ty).clone().without_null();
        let ty = api.resolved(&ty).clone();
        if ty == Type::Json {
            continue;
        }
        match found.iter_mut().find(|(known, _)| *known == ty) {
            Some((_, ids)) => ids.push(WebhookId(i)),
            None => found.push((ty, vec![WebhookId(i)])),
        }
    }
    found
}

fn names<'a>(api: &'a Api, ids: &[WebhookId]) -> Vec<&'a str> {
    let mut names: Vec<&str> = ids
        .iter()
        .map(|id| api.webhooks[id.0].name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The webhook's name; that of the schema where several bring it.
fn hint(api: &Api, ty: &Type, ids: &[WebhookId]) -> String {
    let names = names(api, ids);
    let schema = || component(api, ty.named()?);
    match names.as_slice() {
        [only] => (*only).to_owned(),
        all => schema().unwrap_or_else(|| all.join(" or ")),
    }
}

fn component(api: &Api, id: TypeId) -> Option<String> {
    let origin = &api.type_def(id).origin;
    match &origin.owner {
        crate::ir::Owner::Component(name) if origin.steps.is_empty() => Some(name.clone()),
        _ => None,
    }
}

/// What is said of the only webhook that brings it.
fn docs(api: &Api, ids: &[WebhookId]) -> String {
    match ids {
        [only] => api.webhooks[only.0].docs.clone(),
        _ => String::new(),
    }
}

/// Those told by more keys are tried first.
fn rank(test: &Test) -> usize {
    match test {
        Test::Tag { .. } | Test::Otherwise => 0,
        Test::Shape { keys, .. } => usize::MAX - keys.len(),
    }
}
