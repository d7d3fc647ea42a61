//! Webhooks and callbacks: what the server sends, and what it may be answered.

use super::Translation;
use super::operation::{docs, methods};
use super::response::status_match;
use crate::diagnostic::Diagnostic;
use crate::ir::{Callback, Method, OperationId, Origin, Owner, Payload, Step, Webhook, WebhookId};
use crate::source::Pointer;
use openapiv3::{Operation, PathItem};

/// Parameters of a request that the server makes.
const WEBHOOK_PARAMETERS: &str = "webhook-parameters-ignored";

impl<'a> Translation<'a> {
    pub(super) fn webhooks(&mut self) {
        let resolver = self.resolver;
        for (name, item) in resolver.webhooks() {
            let at = Pointer::root().join("x-oas31-webhooks").join(name);
            self.path_item(name, None, item, &at);
        }
    }

    /// The callbacks of an operation. Lowering has put referenced ones in place.
    pub(super) fn callbacks(&mut self, found: &'a Operation, id: OperationId, here: &Pointer) {
        for (name, callback) in &found.callbacks {
            for (expression, item) in callback {
                let at = here.join("callbacks").join(name).join(expression);
                let callback = Callback {
                    operation: id,
                    expression: expression.clone(),
                };
                self.path_item(name, Some(callback), item, &at);
            }
        }
    }

    fn path_item(
        &mut self,
        name: &str,
        callback: Option<Callback>,
        item: &'a PathItem,
        at: &Pointer,
    ) {
        for (method, found) in methods(item) {
            let here = at.join(method.as_str());
            self.webhook(name, callback.clone(), method, found, here.clone());
            if !(item.parameters.is_empty() && found.parameters.is_empty()) {
                let message = "the parameters of what the server sends are not typed";
                self.warn(Diagnostic::warning(WEBHOOK_PARAMETERS, here, message));
            }
        }
    }

    fn webhook(
        &mut self,
        name: &str,
        callback: Option<Callback>,
        method: Method,
        found: &'a Operation,
        at: Pointer,
    ) {
        let id = WebhookId(self.api.webhooks.len());
        // Its place is kept first: what is inside is named after it.
        self.api.webhooks.push(Webhook {
            name: name.to_owned(),
            callback,
            method,
            payload: Payload::Empty,
            answer: Payload::Empty,
            docs: docs(found),
            deprecated: found.deprecated,
            at: at.clone(),
        });
        let payload = self.brought(found, id, &at);
        let answer = self.answer(found, id, &at);
        let webhook = &mut self.api.webhooks[id.0];
        (webhook.payload, webhook.answer) = (payload, answer);
    }

    /// What the request carries.
    fn brought(&mut self, found: &'a Operation, id: WebhookId, at: &Pointer) -> Payload {
        let Some(body) = &found.request_body else {
            return Payload::Empty;
        };
        let Some((body, at)) = self.resolver.body(body, at.join("requestBody")) else {
            return Payload::Empty;
        };
        let origin = Origin {
            owner: Owner::Webhook(id),
            steps: Vec::new(),
        };
        self.payload(&body.content, &at, origin)
    }

    /// The first success that says something.
    fn answer(&mut self, found: &'a Operation, id: WebhookId, at: &Pointer) -> Payload {
        let resolver = self.resolver;
        let at = at.join("responses");
        for (status, response) in &found.responses.responses {
            let place = at.join(status.to_string());
            let Some((response, place)) = resolver.response(response, place) else {
                continue;
            };
            if status_match(status).is_success() && !response.content.is_empty() {
                let origin = Origin {
                    owner: Owner::Webhook(id),
                    steps: vec![Step::Response(None)],
                };
                return self.payload(&response.content, &place, origin);
            }
        }
        Payload::Empty
    }
}
