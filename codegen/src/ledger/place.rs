//! Places in the document as the ledger writes them: short, and the same in whatever order the document stands.

use super::text::word;
use crate::ir::{
    Api, Failure, Method, Operation, Origin, Owner, Param, Step, Type, TypeDef, TypeId, TypeKind,
    Variant, Webhook, WebhookId,
};
use crate::source::Pointer;
use std::collections::BTreeMap;

/// `POST /calls`.
pub fn of_operation(operation: &Operation) -> String {
    place_of_operation(operation.method, &operation.path)
}

/// The same of a method and a path.
pub fn place_of_operation(method: Method, path: &str) -> String {
    format!("{} {path}", method.as_str().to_ascii_uppercase())
}

/// `webhook POST callEnded`, `POST /calls callback POST status`.
fn of_webhook(api: &Api, webhook: &Webhook) -> String {
    let method = webhook.method.as_str().to_ascii_uppercase();
    let name = word(&webhook.name);
    match &webhook.callback {
        None => format!("webhook {method} {name}"),
        Some(callback) => {
            let operation = of_operation(&api.operations[callback.operation.0]);
            format!("{operation} callback {method} {name}")
        }
    }
}

/// `Contact`, `Contact.phones[]`, `GET /calls response[].agent`.
pub fn of_type(api: &Api, id: TypeId) -> String {
    let (mut steps, mut def) = (Vec::new(), api.type_def(id));
    let root = loop {
        let origin = &def.origin;
        steps.extend(origin.steps.iter().rev().map(step));
        match &origin.owner {
            Owner::Type(owner) => def = api.type_def(*owner),
            Owner::Component(name) => break of_component(api, name, &def.at),
            Owner::Operation(id) => break of_operation(&api.operations[id.0]),
            Owner::Webhook(id) => break of_webhook(api, &api.webhooks[id.0]),
        }
    };
    steps.reverse();
    root + &steps.concat()
}

/// The name of a schema under `components`. A part of the document that is referred to elsewhere has no name of its own,
/// and neither has one of another file: what it is called among the components depends on what else there is.
fn of_component(api: &Api, name: &str, at: &Pointer) -> String {
    match at.as_str().starts_with("/paths/") {
        true => at.to_string(),
        false => word(api.parts.get(name).map_or(name, String::as_str)),
    }
}

/// A step as it stands in places.
pub(super) fn step(step: &Step) -> String {
    match step {
        Step::Property(text) => format!(".{}", word(text)),
        Step::Item => "[]".to_owned(),
        Step::Element(index) => format!("[{index}]"),
        Step::Value => "{}".to_owned(),
        Step::Variant(text) => format!("|{}", word(text)),
        Step::Param(text) => format!(" ?{}", word(text)),
        Step::Body => " request".to_owned(),
        Step::BodyAs(text) => format!(" request as {}", word(text)),
        Step::Form => " form".to_owned(),
        Step::Event => " event".to_owned(),
        Step::Line => " line".to_owned(),
        Step::Headers => " headers".to_owned(),
        Step::ErrorHeaders => " error headers".to_owned(),
        Step::Response(None) => " response".to_owned(),
        Step::Response(Some(status)) => format!(" {status}"),
    }
}

/// The places of all types. Where two are the same, the second one in the document is marked.
pub fn places(api: &Api) -> Vec<String> {
    let all = (0..api.types.len()).map(|id| of_type(api, TypeId(id)));
    marked(all)
}

/// `texts`, with a number behind what was there before.
fn marked(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mark = |text: String| {
        let count = seen.entry(text.clone()).or_default();
        *count += 1;
        match *count {
            1 => text,
            count => format!("{text} ~{count}"),
        }
    };
    texts.map(mark).collect()
}

/// The places of all servers: their URLs.
pub fn of_servers(api: &Api) -> Vec<String> {
    marked(api.servers.iter().map(|server| server.url.clone()))
}

/// The places of an operation's parameters: `query limit`.
pub fn of_parameters(operation: &Operation) -> Vec<String> {
    let one = |param: &Param| format!("{} {}", param.place.as_str(), param.wire);
    marked(operation.params.iter().map(one))
}

/// The places of an operation's failures: the status, and what tells a refusal inside a success.
pub fn of_failures(operation: &Operation) -> Vec<String> {
    marked(operation.failures.iter().map(failure))
}

/// The places of the successes that an operation's enum tells apart: the status.
pub fn of_successes(operation: &Operation) -> Vec<String> {
    marked(
        operation
            .success
            .arms()
            .iter()
            .map(|arm| arm.status.to_string()),
    )
}

fn failure(failure: &Failure) -> String {
    let status = failure.status;
    match &failure.when {
        None => status.to_string(),
        Some(when) => format!(
            "{status} {} {}",
            when.at,
            when.is.as_deref().unwrap_or_default()
        ),
    }
}

/// The place of the choice of events: there is one.
pub const EVENTS: &str = "/webhooks";

/// The places of events: the type that is brought, or what brings it where that has no name.
pub fn of_events(api: &Api) -> Vec<String> {
    let Some(events) = &api.events else {
        return Vec::new();
    };
    let one = |(variant, brought_by): (&Variant, &Vec<WebhookId>)| match variant.ty.named() {
        Some(id) => of_type(api, id),
        None => {
            (brought_by.first()).map_or_else(String::new, |id| of_webhook(api, &api.webhooks[id.0]))
        }
    };
    marked(
        events
            .union
            .variants
            .iter()
            .zip(&events.brought_by)
            .map(one),
    )
}

/// The places of a type's fields, values or variants.
pub fn of_members(api: &Api, kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Struct(found) => marked(found.fields.iter().map(|field| field.wire.clone())),
        TypeKind::Enum(found) => marked(found.values.iter().map(|value| value.wire.to_string())),
        TypeKind::Union(found) => marked(found.variants.iter().map(|found| variant(api, found))),
        TypeKind::Tuple(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// The schema that a variant refers to; for one that is written in place, what tells it from the others.
fn variant(api: &Api, variant: &Variant) -> String {
    let origin = variant.ty.named().map(|id| &api.type_def(id).origin);
    let component = origin.filter(|Origin { steps, .. }| steps.is_empty());
    let component = component.and_then(|origin| super::is_component(&origin.owner));
    component.map_or_else(|| format!("|{}", variant.hint), str::to_owned)
}

/// What a component without members stands for, in terms of places: `[Contact]`, `String, I64` for a tuple.
pub(crate) fn standing_for(api: &Api, def: &TypeDef) -> Option<String> {
    match &def.kind {
        TypeKind::Alias(target) if def.origin.steps.is_empty() => Some(written(api, target)),
        TypeKind::Tuple(found) => {
            let elements = found.elements.iter().map(|ty| written(api, ty));
            Some(elements.collect::<Vec<_>>().join(", "))
        }
        _ => None,
    }
}

fn written(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => format!("{scalar:?}"),
        Type::Named(id) | Type::Boxed(id) => of_type(api, *id),
        Type::List(inner) => format!("[{}]", written(api, inner)),
        Type::Map(inner) => format!("{{{}}}", written(api, inner)),
        Type::Nullable(inner) => format!("{} or null", written(api, inner)),
        Type::Json => "any".to_owned(),
    }
}
