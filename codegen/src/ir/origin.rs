//! Where types come from.

use super::{OperationId, TypeId, WebhookId};

/// Where a type comes from: the nearest thing that has a name, and the way from there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The nearest thing that has a name.
    pub owner: Owner,
    /// The way from the owner; empty for a component.
    pub steps: Vec<Step>,
}

/// Something that has a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Owner {
    /// A schema under `components.schemas`.
    Component(String),
    /// A type around this one.
    Type(TypeId),
    /// An operation.
    Operation(OperationId),
    /// A webhook or callback; without steps, what it brings.
    Webhook(WebhookId),
}

/// A step from an owner to a type inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// A property.
    Property(String),
    /// The elements of a list.
    Item,
    /// An element of a tuple, counted from 0.
    Element(usize),
    /// The values of a map.
    Value,
    /// A member of a union: what tells it apart.
    Variant(String),
    /// A parameter.
    Param(String),
    /// The request's body.
    Body,
    /// A request's body under another media type than the method's own: what its method is called by.
    BodyAs(String),
    /// What is written as parts, in distinction from the same schema in JSON.
    Form,
    /// The answer under a key of the Responses Object; `None` for the success.
    Response(Option<String>),
    /// An event of the success.
    Event,
    /// A line of JSON of the success.
    Line,
    /// The headers of the success.
    Headers,
    /// The headers of refusals.
    ErrorHeaders,
}
