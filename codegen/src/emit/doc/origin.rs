//! Where a type comes from, for types of which the document says nothing.

use super::code;
use crate::emit::Cx;
use crate::ir::{Origin, Owner, Step, WebhookId};

/// For example "An element of `messages` of [`Call`]."
pub(super) fn text(cx: Cx<'_>, origin: &Origin) -> String {
    let mut text: String = origin.steps.iter().rev().map(step).collect();
    match &origin.owner {
        Owner::Component(name) if origin.steps.is_empty() => {
            return format!("The schema {}.", code(name));
        }
        Owner::Webhook(id) if origin.steps.is_empty() => {
            return format!("What {} brings.", webhook(cx, *id));
        }
        Owner::Webhook(id) => text.push_str(&webhook(cx, *id)),
        Owner::Component(name) => text.push_str(&code(name)),
        Owner::Type(id) => text.push_str(&type_link(cx, cx.names.ty(*id))),
        Owner::Operation(id) => {
            let method = cx.names.operations[id.0].shown();
            let root = if cx.deep { "super::super" } else { "super" };
            text.push_str(&format!("[`Client::{method}`]({root}::Client::{method})"));
        }
    }
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str() + "."
}

fn webhook(cx: Cx<'_>, id: WebhookId) -> String {
    let webhook = &cx.api.webhooks[id.0];
    let kind = match webhook.callback {
        Some(_) => "callback",
        None => "webhook",
    };
    format!("the {kind} {}", code(&webhook.name))
}

/// The type may stand in another file.
fn type_link(cx: Cx<'_>, name: &str) -> String {
    match cx.deep {
        true => format!("[`{name}`](super::{name})"),
        false => format!("[`{name}`]"),
    }
}

fn step(step: &Step) -> String {
    match step {
        Step::Property(name) => format!("{} of ", code(name)),
        Step::Item => "an element of ".to_owned(),
        Step::Element(index) => format!("element {index} of "),
        Step::Value => "an entry of ".to_owned(),
        Step::Variant(_) => "a variant of ".to_owned(),
        Step::Param(name) => format!("the parameter {} of ", code(name)),
        Step::Body | Step::BodyAs(_) => "the body of ".to_owned(),
        Step::Form => "the parts of ".to_owned(),
        Step::Event => "an event of ".to_owned(),
        Step::Line => "a line of ".to_owned(),
        Step::Headers => "the headers of the answer of ".to_owned(),
        Step::ErrorHeaders => "the headers of refusals of ".to_owned(),
        Step::Response(None) => "the answer of ".to_owned(),
        Step::Response(Some(status)) => format!("the answer {} of ", code(status)),
    }
}
