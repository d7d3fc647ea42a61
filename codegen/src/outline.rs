//! The API in short: what a reviewer reads to see what changed.
//!
//! One line for each operation with what it takes and gives, one for each failure, each type, each field.
//! Sorted, so that a document put into another order gives no difference.

use crate::emit::Cx;
use crate::ir::{CodeAt, Operation, Own, Payload, Scheme, SchemeKind, Sent, Webhook};
use crate::name::OperationNames;
use std::fmt::Write;

mod pages;
mod params;
mod servers;
mod types;

pub(crate) use pages::pages;
pub(crate) use params::style;
pub(crate) use types::recognised;

/// The outline.
pub(crate) fn outline(cx: Cx<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} {}", cx.package.name, cx.package.version);
    let _ = writeln!(
        out,
        "{}, version {}",
        line(&cx.api.title),
        line(&cx.api.version)
    );
    servers::servers(cx, &mut out);
    for (scheme, name) in cx.api.schemes.iter().zip(&cx.names.schemes) {
        let _ = writeln!(out, "auth: {name} = {}", scheme_text(scheme));
    }
    let _ = writeln!(out, "security: {}", security_text(&cx.api.security));
    servers::scopes(&cx.api.needs, "", &mut out);
    if let Some(limit) = &cx.api.rate_limit {
        let _ = writeln!(
            out,
            "rate limit: {} per {}",
            limit.requests,
            limit.per.as_str()
        );
    }
    match &cx.api.error_code {
        None => {}
        Some(CodeAt::Nowhere) => out.push_str("error codes: none\n"),
        Some(CodeAt::At(at)) => {
            let _ = writeln!(out, "error codes: at {}", line(at));
        }
    }
    operations(cx, &mut out);
    webhooks(cx, &mut out);
    types::events(cx, &mut out);
    types::types(cx, &mut out);
    untyped(cx, &mut out);
    out
}

pub(crate) fn scheme_text(scheme: &Scheme) -> String {
    match &scheme.kind {
        SchemeKind::Bearer => "header Authorization: Bearer".to_owned(),
        SchemeKind::Basic => "header Authorization: Basic".to_owned(),
        SchemeKind::Authorization(scheme) => {
            format!("header Authorization, all of it: {}", line(scheme))
        }
        SchemeKind::Header(name) => format!("header {}", line(name)),
        SchemeKind::Query(name) => format!("query {}", line(name)),
        SchemeKind::Cookie(name) => format!("cookie {}", line(name)),
    }
}

pub(crate) fn security_text(security: &[Vec<String>]) -> String {
    let one = |schemes: &Vec<String>| {
        if schemes.is_empty() {
            "none".to_owned()
        } else {
            line(&schemes.join(" and "))
        }
    };
    if security.is_empty() {
        "none".to_owned()
    } else {
        security.iter().map(one).collect::<Vec<_>>().join(" or ")
    }
}

fn operations(cx: Cx<'_>, out: &mut String) {
    let mut all: Vec<_> = cx.api.operations.iter().zip(&cx.names.operations).collect();
    all.sort_by_key(|(_, names)| names.method.as_str());
    let _ = writeln!(out, "\noperations: {}", all.len());
    for (operation, names) in all {
        self::operation(cx, operation, names, out);
    }
}

fn operation(cx: Cx<'_>, operation: &Operation, names: &OperationNames, out: &mut String) {
    let params = || operation.params.iter().zip(&names.params);
    let mut takes: Vec<String> = params()
        .filter(|(param, _)| param.required)
        .map(|(param, name)| params::param(cx, param, name))
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        takes.push(format!("body: {}", payload(cx, &body.payload)));
    }
    let _ = writeln!(
        out,
        "\n  {}({}) -> {}",
        names.method,
        takes.join(", "),
        own(cx, &operation.success.own)
    );
    let deprecated = if operation.deprecated {
        ", deprecated"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "    {} {}, {}{}{}{deprecated}",
        operation.method.as_str().to_uppercase(),
        line(&operation.path),
        repeat(operation),
        successes(operation),
        code(operation.error_code.as_ref())
    );
    for (param, name) in params().filter(|(param, _)| !param.required) {
        let _ = writeln!(out, "    ? {}", params::param(cx, param, name));
    }
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let _ = writeln!(out, "    ? body: {}", payload(cx, &body.payload));
    }
    bodies(cx, operation, names, out);
    headers(operation, out);
    out.extend(pages::pages(operation).map(|text| format!("    pages: {text}\n")));
    success(cx, operation, names, out);
    if let Some(security) = &operation.security {
        let _ = writeln!(out, "    security: {}", security_text(security));
    }
    servers::of_operation(cx, operation, out);
    if let Some(ty) = &operation.error_headers {
        let _ = writeln!(out, "    error headers: {}", types::ty(cx, ty));
    }
    for (failure, name) in operation.failures.iter().zip(&names.failures) {
        let when = failure.when.as_ref().map(|when| match &when.is {
            Some(is) => format!(" where {} is {}", line(&when.at), line(is)),
            None => format!(" where {} is there", line(&when.at)),
        });
        let _ = writeln!(
            out,
            "    ! {}{} {name}({}){}",
            failure.status,
            when.unwrap_or_default(),
            payload(cx, &failure.payload),
            code(failure.error_code.as_ref())
        );
    }
}

/// One line for each: name, method, what is brought and what may be answered.
fn webhooks(cx: Cx<'_>, out: &mut String) {
    if cx.api.webhooks.is_empty() {
        return;
    }
    let mut lines: Vec<String> = cx
        .api
        .webhooks
        .iter()
        .map(|found| webhook(cx, found))
        .collect();
    lines.sort();
    let _ = writeln!(out, "\nwebhooks: {}\n", lines.len());
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
}

fn webhook(cx: Cx<'_>, found: &Webhook) -> String {
    let of = found.callback.as_ref().map(|callback| {
        let operation = &cx.names.operations[callback.operation.0].method;
        format!(" of {operation} at {}", line(&callback.expression))
    });
    let answer = match &found.answer {
        Payload::Empty => String::new(),
        answer => format!(" -> {}", payload(cx, answer)),
    };
    format!(
        "{}{}: {} {}{answer}",
        line(&found.name),
        of.unwrap_or_default(),
        found.method.as_str().to_uppercase(),
        payload(cx, &found.payload)
    )
}

/// `keyed by Idempotency-Key, not carried out after 429`
pub(crate) fn repeat(operation: &Operation) -> String {
    let mut text = operation.safety.as_str().to_owned();
    if let Some(header) = &operation.idempotency_key {
        let _ = write!(text, " by {}", line(header));
    }
    let statuses: Vec<_> = operation
        .not_carried_out
        .iter()
        .map(u16::to_string)
        .collect();
    if !statuses.is_empty() {
        let _ = write!(text, ", not carried out after {}", statuses.join(", "));
    }
    text
}

/// `, answers 201 or 202`; nothing for 200 alone.
fn successes(operation: &Operation) -> String {
    let all: Vec<String> = operation.successes.iter().map(u16::to_string).collect();
    match all.as_slice() {
        [] => ", answers any 2xx".to_owned(),
        [only] if only == "200" => String::new(),
        all => format!(", answers {}", all.join(" or ")),
    }
}

/// `, code at /error`
fn code(code: Option<&CodeAt>) -> String {
    match code {
        None => String::new(),
        Some(CodeAt::Nowhere) => ", no code".to_owned(),
        Some(CodeAt::At(at)) => format!(", code at {}", line(at)),
    }
}

/// Headers of the document that no caller needs to set.
fn headers(operation: &Operation, out: &mut String) {
    for header in &operation.headers {
        let sent = match &header.sent {
            Sent::Text(text) => line(text),
            Sent::Credential => "the credential".to_owned(),
            Sent::Message => "by itself".to_owned(),
        };
        let _ = writeln!(out, "    = header {}: {sent}", line(&header.name));
    }
}

/// What is sent under which media type, where that is not plain JSON, and what may be sent in its stead.
fn bodies(cx: Cx<'_>, operation: &Operation, names: &OperationNames, out: &mut String) {
    let own = operation.body.iter().map(|body| (body, None));
    let further = operation.further.iter().zip(&names.bodies);
    for (body, name) in own.chain(further.map(|(body, name)| (body, Some(name)))) {
        let also = match body.also.is_empty() {
            true => String::new(),
            false => format!(", also as {}", line(&body.also.join(", "))),
        };
        let media_type = line(&body.media_type);
        let _ = match name {
            Some(name) => writeln!(
                out,
                "    or {name}(body: {}) as {media_type}{also}",
                payload(cx, &body.payload)
            ),
            None if also.is_empty() && media_type == "application/json" => Ok(()),
            None => writeln!(out, "    sends {media_type}{also}"),
        };
        encodings(&body.payload, out);
    }
}

/// A line for each field of which the document says how it is written.
fn encodings(payload: &Payload, out: &mut String) {
    let (Payload::Form(_, all) | Payload::Multipart(_, all)) = payload else {
        return;
    };
    for found in all {
        let mut words: Vec<String> = found.content_type.iter().map(|text| line(text)).collect();
        if let Some(style) = found.style {
            words.push(style.name.as_str().to_owned());
            words.extend((!style.explode).then(|| "not exploded".to_owned()));
            words.extend(
                style
                    .allow_reserved
                    .then(|| "reserved characters pass".to_owned()),
            );
        }
        let headers = found.headers.iter();
        words.extend(headers.map(|(name, text)| line(&format!("{name}: {text}"))));
        let _ = writeln!(out, "      {}: {}", line(&found.name), words.join(", "));
    }
}

fn payload(cx: Cx<'_>, payload: &Payload) -> String {
    match payload {
        Payload::Json(ty) => types::ty(cx, ty),
        Payload::Form(ty, _) => format!("form of {}", types::ty(cx, ty)),
        Payload::Multipart(ty, _) => format!("parts of {}", types::ty(cx, ty)),
        Payload::Empty => "nothing".to_owned(),
        Payload::Raw(media_type) => format!("bytes of {}", line(media_type)),
    }
}

fn own(cx: Cx<'_>, found: &Own) -> String {
    match found {
        Own::Empty => "nothing".to_owned(),
        Own::Json(ty) => types::ty(cx, ty),
        Own::Text => "text".to_owned(),
        Own::Bytes => "bytes".to_owned(),
        Own::Events(ty) => format!("events of {}", types::ty(cx, ty)),
        Own::Lines(ty) => format!("lines of {}", types::ty(cx, ty)),
        Own::ByStatus(_) => "by status".to_owned(),
    }
}

/// Several successes, what else can be asked for, and what is asked for by its media type.
fn success(cx: Cx<'_>, operation: &Operation, names: &OperationNames, out: &mut String) {
    let found = &operation.success;
    for (arm, name) in found.arms().iter().zip(&names.successes) {
        let _ = writeln!(out, "    + {} {name}({})", arm.status, own(cx, &arm.body));
    }
    let mut also = |what: &str, text: String| {
        let _ = writeln!(out, "    {what}: {text}");
    };
    if !found.accept.is_empty() {
        also("as", line(&found.accept.join(", ")));
    }
    if let Some(ty) = &found.events {
        also("also", format!("events of {}", types::ty(cx, ty)));
    }
    if let Some((ty, _)) = &found.lines {
        also("also", format!("lines of {}", types::ty(cx, ty)));
    }
    if !found.others.is_empty() {
        also("also as", line(&found.others.join(", ")));
    }
    if let Some(ty) = &found.headers {
        also("headers", types::ty(cx, ty));
    }
}

fn untyped(cx: Cx<'_>, out: &mut String) {
    let mut places: Vec<String> = cx
        .api
        .untyped
        .iter()
        .map(|at| line(&at.to_string()))
        .collect();
    places.sort();
    let _ = writeln!(out, "\nuntyped: {}", places.len());
    places.iter().for_each(|place| {
        let _ = writeln!(out, "  {place}");
    });
}

/// Text from the document as one line that a terminal shows as it is.
pub(crate) fn line(text: &str) -> String {
    crate::diagnostic::plain(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
