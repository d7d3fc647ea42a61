//! What types inside webhooks and callbacks are named after.

use super::{Case, OperationNames, Scope, ident};
use crate::ir::{Api, Webhook};

/// One name for each webhook: `CallEndedWebhook`, `CreateCallStatusCallback`; with its method and
/// then a number behind it where several are called the same.
pub(super) fn webhooks(api: &Api, operations: &[OperationNames]) -> Vec<String> {
    let mut scope = Scope::new(&[]);
    let names = api.webhooks.iter().map(|webhook| {
        let base = base(webhook, operations);
        if scope.is_claimed(&base) {
            let method = ident::part(webhook.method.as_str(), Case::Type);
            return scope.claim(&(base + &method), Case::Type);
        }
        scope.claim(&base, Case::Type)
    });
    names.collect()
}

fn base(webhook: &Webhook, operations: &[OperationNames]) -> String {
    let name = ident::part(&webhook.name, Case::Type);
    match &webhook.callback {
        Some(callback) => operations[callback.operation.0].call.clone() + &name + "Callback",
        None => name + "Webhook",
    }
}
