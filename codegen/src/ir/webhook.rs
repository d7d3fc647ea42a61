//! What a server sends of its own accord.

use super::{Method, OperationId, Payload, Type, Union, WebhookId};
use crate::source::Pointer;

/// A request that the server makes: a webhook (OpenAPI 3.1.1, 4.8.1), or a callback that an
/// operation asks for (4.8.18).
#[derive(Clone, Debug, PartialEq)]
pub struct Webhook {
    /// The key under `webhooks` or `callbacks`, for example `callEnded`.
    pub name: String,
    /// Who asks for it, where it is a callback.
    pub callback: Option<Callback>,
    /// The method of the request.
    pub method: Method,
    /// What the request carries.
    pub payload: Payload,
    /// What the receiver may answer with when all is well.
    pub answer: Payload,
    /// Summary and description.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Where it stands.
    pub at: Pointer,
}

/// What makes a webhook a callback.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// The operation that asks for it.
    pub operation: OperationId,
    /// Where the server sends it, for example `{$request.body#/webhookUrl}`.
    pub expression: String,
}

/// What the server sends of its own accord, as one choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// The payloads, each type once.
    pub union: Union,
    /// For each variant the webhooks and callbacks that bring it.
    pub brought_by: Vec<Vec<WebhookId>>,
}

impl Events {
    /// Every use of a type.
    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        self.union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.ty)
    }
}

/// How requests of the server are signed: `x-callsmith-signature`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The scheme's word, for example `hmac-sha256`.
    pub scheme: String,
    /// The header of the signature, where it is another than the scheme has.
    pub header: Option<String>,
    /// What stands before the signature.
    pub prefix: Option<String>,
    /// The header of the time.
    pub time_header: Option<String>,
    /// The header of the delivery's identifier.
    pub id_header: Option<String>,
}
