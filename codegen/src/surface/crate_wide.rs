//! What holds for the whole crate: the client, credentials, servers, events.

use super::{Item, Key, Kind, Surface, facts};
use crate::emit::{Cx, Place, feature_names, rust_type};
use crate::ir::{CodeAt, SchemeKind};
use crate::ledger;
use crate::outline::{recognised, scheme_text, security_text};
use crate::source::Pointer;

pub(super) fn add(cx: Cx<'_>, surface: &mut Surface) {
    let root = Pointer::root();
    let limit = cx.api.rate_limit.as_ref();
    let limit = limit.map(|limit| format!("{} per {}", limit.requests, limit.per.as_str()));
    let code = match &cx.api.error_code {
        None => String::new(),
        Some(CodeAt::Nowhere) => "none".to_owned(),
        Some(CodeAt::At(at)) => at.clone(),
    };
    let server = cx.api.first_server().map(|server| server.default.clone());
    let signature = cx.api.signature.as_ref();
    let client = Item::new("Client", &root)
        .say(facts::RATE_LIMIT, limit.unwrap_or_default())
        .say(facts::SECURITY, security_text(&cx.api.security))
        .say(facts::ERROR_CODE, code)
        .say(facts::SERVER, server.unwrap_or_default())
        .say(
            facts::SIGNATURE,
            signature.map_or_else(String::new, |found| found.scheme.clone()),
        );
    surface.add(Key::new(Kind::Client, ""), client);
    for name in feature_names(cx) {
        let item = Item::new(format!("features::{name}"), &root);
        surface.add(Key::new(Kind::Feature, name), item);
    }
    credentials(cx, surface);
    servers(cx, surface);
    events(cx, surface);
}

fn credentials(cx: Cx<'_>, surface: &mut Surface) {
    for (scheme, name) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        let takes = match scheme.kind {
            SchemeKind::Basic => "user and password",
            _ => "secret",
        };
        let at = Pointer::root()
            .join("components")
            .join("securitySchemes")
            .join(&scheme.id);
        let item = Item::new(format!("Auth::{name}"), &at)
            .say(facts::TYPE, takes)
            .say(facts::STYLE, scheme_text(scheme));
        surface.add(Key::new(Kind::Auth, scheme.id.clone()), item);
    }
}

/// The servers to choose from, and what can be set in their URLs.
fn servers(cx: Cx<'_>, surface: &mut Surface) {
    let at = Pointer::root().join("servers");
    for id in cx.api.server_choices() {
        let (server, name) = (cx.api.server_at(id), &cx.names.servers[id.0]);
        let item = Item::new(format!("Server::{name}"), &at).say(facts::SERVER, &server.url);
        surface.add(Key::new(Kind::Server, server.url.clone()), item);
    }
    for names in &cx.names.variables {
        let key = Key::new(Kind::Server, format!("{{{}}}", names.wire));
        let takes = if names.ty.is_empty() {
            "String"
        } else {
            &names.ty
        };
        let item = Item::new(format!("Server::{}", names.setter), &at).say(facts::TYPE, takes);
        surface.add(key.clone(), item);
        for (value, name) in &names.values {
            let item = Item::new(format!("{}::{name}", names.ty), &at).of(&key);
            surface.add(key.inside(Kind::Server, value), item);
        }
    }
}

fn events(cx: Cx<'_>, surface: &mut Surface) {
    let Some(events) = &cx.api.events else { return };
    let places = ledger::of_events(cx.api);
    let variants = events.union.variants.iter().zip(&cx.names.events.members);
    for ((variant, name), place) in variants.zip(places) {
        let item = Item::new(
            format!("events::Event::{name}"),
            &Pointer::root().join("webhooks"),
        )
        .say(facts::TYPE, rust_type(cx, &variant.ty, Place::Elsewhere))
        .say(facts::TOLD_BY, recognised(&variant.test))
        .say(facts::DOCS, variant.docs.trim());
        surface.add(Key::new(Kind::Event, place), item);
    }
}
