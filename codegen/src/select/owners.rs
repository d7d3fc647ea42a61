//! What is left of webhooks, and whose the types are of which the owner goes.

use super::retain;
use crate::ir::{Api, OperationId, Owner, WebhookId};
use crate::name::TypeNames;

/// Takes out the callbacks of operations that are not `wanted`, and webhooks unless `all_webhooks`. A type may be named
/// after something that goes: it keeps its name, and its owner is told by the request line from now on, since there is
/// no method to point to.
pub(super) fn settle(api: &mut Api, wanted: &[bool], all_webhooks: bool) {
    let heard: Vec<bool> = (api.webhooks.iter())
        .map(|webhook| match &webhook.callback {
            Some(callback) => wanted[callback.operation.0],
            None => all_webhooks,
        })
        .collect();
    let (operations, webhooks) = (numbers(wanted), numbers(&heard));
    for id in 0..api.types.len() {
        let owner = match api.types[id].origin.owner {
            Owner::Operation(OperationId(old)) => match operations[old] {
                Some(new) => Owner::Operation(OperationId(new)),
                None => Owner::Component(operation_line(api, old)),
            },
            Owner::Webhook(WebhookId(old)) => match webhooks[old] {
                Some(new) => Owner::Webhook(WebhookId(new)),
                None => Owner::Component(webhook_line(api, old)),
            },
            Owner::Component(_) | Owner::Type(_) => continue,
        };
        api.types[id].origin.owner = owner;
    }
    events(api, &webhooks);
    retain(&mut api.webhooks, &heard);
    for callback in api
        .webhooks
        .iter_mut()
        .filter_map(|webhook| webhook.callback.as_mut())
    {
        // Only callbacks of operations that stay are left.
        callback.operation = OperationId(operations[callback.operation.0].unwrap_or_default());
    }
}

/// Says of events which webhooks bring them, by the numbers that those have from now on.
fn events(api: &mut Api, webhooks: &[Option<usize>]) {
    for brought_by in api
        .events
        .iter_mut()
        .flat_map(|found| &mut found.brought_by)
    {
        *brought_by = (brought_by.iter())
            .filter_map(|WebhookId(old)| webhooks[*old].map(WebhookId))
            .collect();
    }
}

/// Drops the events that nothing brings any more, and the choice if none is left.
pub(super) fn drop_unheard(api: &mut Api, names: &mut TypeNames) {
    let Some(found) = &mut api.events else { return };
    let stays: Vec<bool> = (found.brought_by.iter())
        .map(|brought_by| !brought_by.is_empty())
        .collect();
    retain(&mut found.union.variants, &stays);
    retain(&mut found.brought_by, &stays);
    retain(&mut names.members, &stays);
    api.events.take_if(|found| found.brought_by.is_empty());
}

/// The place that each thing has among those that stay.
fn numbers(stays: &[bool]) -> Vec<Option<usize>> {
    let mut count = 0;
    let number = |stays: &bool| {
        count += usize::from(*stays);
        stays.then(|| count - 1)
    };
    stays.iter().map(number).collect()
}

fn operation_line(api: &Api, id: usize) -> String {
    let operation = &api.operations[id];
    let method = operation.method.as_str().to_uppercase();
    format!("{method} {}", operation.path)
}

fn webhook_line(api: &Api, id: usize) -> String {
    let webhook = &api.webhooks[id];
    let method = webhook.method.as_str().to_uppercase();
    format!("{method} {}", webhook.name)
}
