//! Methods, what they take, and what comes back.

use super::{Item, Key, Kind, Surface, facts};
use crate::emit::{Cx, Place, rust_success, rust_type};
use crate::ir::{Arm, Body, Failure, Operation, Paged, Param, Payload, Type};
use crate::ledger;
use crate::name::OperationNames;
use crate::outline::{pages, repeat, security_text, style};

pub(super) fn add(cx: Cx<'_>, surface: &mut Surface) {
    for (operation, names) in cx.api.operations.iter().zip(&cx.names.operations) {
        let key = Key::new(Kind::Operation, ledger::of_operation(operation));
        surface.add(key.clone(), method(cx, operation, names));
        parameters(cx, operation, names, &key, surface);
        bodies(cx, operation, names, &key, surface);
        answers(cx, operation, names, &key, surface);
    }
}

fn method(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Item {
    let required = operation.params.iter().zip(&names.params);
    let required = required.filter(|(param, _)| param.required);
    let order: Vec<&str> = required.map(|(_, name)| name.as_str()).collect();
    let success = &operation.success;
    let statuses: Vec<String> = operation.successes.iter().map(u16::to_string).collect();
    let security = operation.security.as_ref().map(|own| security_text(own));
    let servers: Vec<&str> = operation
        .servers
        .iter()
        .map(|id| cx.api.server_at(*id).url.as_str())
        .collect();
    let paged = match operation.paged {
        Paged::Confirmed(_) => pages(operation).unwrap_or_default(),
        _ => String::new(),
    };
    let optional = |found: Option<&Type>| found.map(|found| ty(cx, found)).unwrap_or_default();
    let lines = success.lines.as_ref().map(|(found, _)| found);
    Item::new(format!("Client::{}", names.shown()), &operation.at)
        .say(facts::PLACE, ledger::of_operation(operation))
        .say(facts::ORDER, order.join(", "))
        .say(facts::GIVES, rust_success(cx, &success.own, names))
        .say(facts::EVENTS, optional(success.events.as_ref()))
        .say(facts::LINES, optional(lines))
        .say(facts::HEADERS, optional(success.headers.as_ref()))
        .say(facts::MEDIA_TYPES, success.accept.join(", "))
        .say(facts::ACCEPT, success.others.join(", "))
        .say(facts::SAFETY, repeat(operation))
        .say(facts::STATUSES, statuses.join(", "))
        .say(facts::SECURITY, security.unwrap_or_default())
        .say(facts::SERVER, servers.join(", "))
        .say(facts::PAGES, paged)
        .say(facts::DOCS, operation.docs.trim())
        .holds(facts::DEPRECATED, operation.deprecated)
}

fn ty(cx: Cx<'_>, found: &Type) -> String {
    rust_type(cx, found, Place::Elsewhere)
}

fn parameters(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    owner: &Key,
    surface: &mut Surface,
) {
    let places = ledger::of_parameters(operation);
    for ((param, name), place) in operation.params.iter().zip(&names.params).zip(places) {
        let item = parameter(cx, param, &format!("{}::{name}", names.call)).of(owner);
        surface.add(owner.inside(Kind::Parameter, &place), item);
    }
}

fn parameter(cx: Cx<'_>, param: &Param, path: &str) -> Item {
    let default = param.default.as_ref();
    Item::new(format!("operations::{path}"), &param.at)
        .say(facts::TYPE, ty(cx, &param.ty))
        .holds(facts::REQUIRED, param.required)
        .say(
            facts::DEFAULT,
            default.map_or_else(String::new, ToString::to_string),
        )
        .say(facts::STYLE, style(param).trim())
        .checks(&param.rules)
        .holds(facts::SENSITIVE, param.sensitive)
        .holds(facts::DEPRECATED, param.deprecated)
        .say(facts::DOCS, param.docs.trim())
}

/// A further body that must be sent has a method of its own: nobody is asked for it who does not call that one.
fn bodies(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    owner: &Key,
    surface: &mut Surface,
) {
    if let Some(body) = &operation.body {
        let item = self::body(cx, body, names.shown()).of(owner);
        let item = item.holds(facts::REQUIRED, body.required);
        surface.add(owner.inside(Kind::Body, "request"), item);
    }
    for (body, name) in operation.further.iter().zip(&names.bodies) {
        let item = self::body(cx, body, name).of(owner);
        surface.add(owner.inside(Kind::Body, &body.media_type), item);
    }
}

fn body(cx: Cx<'_>, body: &Body, method: &str) -> Item {
    let (found, how) = payload(cx, &body.payload);
    Item::new(format!("Client::{method}(body)"), &body.at)
        .say(facts::TYPE, found)
        .say(facts::STYLE, how)
        .say(facts::MEDIA_TYPES, body.media_type.clone())
        .checks(&body.rules)
        .say(facts::DOCS, body.docs.trim())
}

fn payload(cx: Cx<'_>, payload: &Payload) -> (String, &'static str) {
    match payload {
        Payload::Json(found) => (ty(cx, found), ""),
        Payload::Form(found, _) => (ty(cx, found), "form"),
        Payload::Multipart(found, _) => (ty(cx, found), "parts"),
        Payload::Raw(_) => ("Body".to_owned(), ""),
        Payload::Empty => (String::new(), ""),
    }
}

fn answers(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    owner: &Key,
    surface: &mut Surface,
) {
    let arms = operation.success.arms().iter().zip(&names.successes);
    for ((arm, name), place) in arms.zip(ledger::of_successes(operation)) {
        let path = format!("operations::{}::{name}", names.success);
        let key = owner.inside(Kind::Success, &place);
        surface.add(key, success(cx, arm, path, names).of(owner));
    }
    let failures = operation.failures.iter().zip(&names.failures);
    for ((failure, name), place) in failures.zip(ledger::of_failures(operation)) {
        let path = format!("operations::{}::{name}", names.error);
        let key = owner.inside(Kind::Failure, &place);
        surface.add(key, self::failure(cx, failure, path).of(owner));
    }
}

fn success(cx: Cx<'_>, arm: &Arm, path: String, names: &OperationNames) -> Item {
    Item::new(path, &arm.at)
        .say(facts::TYPE, rust_success(cx, &arm.body, names))
        .say(facts::DOCS, arm.docs.trim())
}

fn failure(cx: Cx<'_>, failure: &Failure, path: String) -> Item {
    let found = failure.payload.ty();
    Item::new(path, &failure.at)
        .say(
            facts::TYPE,
            found.map_or_else(|| "()".to_owned(), |found| ty(cx, found)),
        )
        .say(facts::DOCS, failure.docs.trim())
}
