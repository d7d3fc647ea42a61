//! What a server sends of its own accord.

use super::{Method, OperationId, Payload};
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
