//! What a method's documentation says.

use super::super::Cx;
use super::super::doc::{self, Doc};
use super::super::server;
use super::{required, takes_struct};
use crate::ir::{Body, Operation, Safety};
use crate::name::OperationNames;

/// What the document says, the arguments, the request line, and what a repeat would do.
pub(super) fn method(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    body: Option<&Body>,
) -> Doc {
    let request = format!(
        "{} {}",
        operation.method.as_str().to_uppercase(),
        operation.path
    );
    let line = format!("{}; {}", doc::code(&request), repeat(operation));
    let more = [
        headers(cx, operation),
        server::docs(cx, &operation.servers),
        needs(operation),
    ];
    let lines = std::iter::once(line).chain(more.into_iter().flatten());
    let line = Doc::ours(&lines.collect::<Vec<_>>().join("\n\n"));
    let sent = body.filter(|body| body.required).map(media_types);
    let sent = sent.unwrap_or_default();
    let (said, arguments) = (
        Doc::theirs(&operation.docs),
        arguments(cx, operation, names),
    );
    // The first paragraph is what lists of methods show.
    match said.is_empty() {
        true => line.and(arguments).and(sent),
        false => said.and(arguments).and(line).and(sent),
    }
}

/// The media type of a body, where it is not plain JSON.
pub(super) fn media_types(body: &Body) -> Doc {
    let also = body.also.iter().map(|name| doc::code(name));
    let also = also.collect::<Vec<_>>().join(", ");
    let name = doc::code(&body.media_type);
    match (body.media_type == "application/json", also.is_empty()) {
        (true, true) => Doc::default(),
        (_, true) => Doc::ours(&format!("Sent as {name}.")),
        (_, false) => Doc::ours(&format!("Sent as {name}; the server also takes {also}.")),
    }
}

/// Which scopes a credential must have been granted, and whether a certificate is asked for.
fn needs(operation: &Operation) -> Option<String> {
    let all = operation.needs.scopes.iter().map(|scopes| {
        let scopes: Vec<_> = scopes.iter().map(|scope| doc::code(scope)).collect();
        scopes.join(" and ")
    });
    let scopes: Vec<String> = all.collect();
    let scopes = match operation.needs.scopes.as_slice() {
        [] => None,
        [only] if only.len() == 1 => Some(format!("Needs the scope {}.", scopes.concat())),
        _ => Some(format!("Needs the scopes {}.", scopes.join(", or "))),
    };
    let certificate = "Asks for a client certificate; see [`Client`].";
    let certificate = operation.needs.certificate.then_some(certificate);
    let all: Vec<&str> = scopes.as_deref().into_iter().chain(certificate).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// How the documented headers are read.
fn headers(cx: Cx<'_>, operation: &Operation) -> Option<String> {
    let id = operation.success.headers.as_ref()?.named()?;
    let name = &cx.names.types[id.0].name;
    Some(format!(
        "Its answer has headers: `.response().await?.typed_headers::<types::{name}>()`."
    ))
}

/// What is said of the arguments. Those in a struct are documented there.
fn arguments(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Doc {
    let params = required(operation, names);
    let params = params.iter().filter(|_| !takes_struct(cx, operation));
    let params = params.map(|(param, name)| (name.trim_start_matches("r#"), param.docs.as_str()));
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| ("body", body.docs.as_str()));
    let described = params
        .chain(body)
        .filter(|(_, docs)| !docs.trim().is_empty());
    let items = described.map(|(name, docs)| format!("* `{name}`: {}\n", doc::plain(docs)));
    Doc::theirs(&items.collect::<String>())
}

/// What a repeat would do.
fn repeat(operation: &Operation) -> String {
    let text = match (operation.safety, &operation.idempotency_key) {
        (Safety::Safe, _) => "safe: it only reads, and may be repeated.",
        (Safety::Idempotent, _) => "idempotent: a repeat changes nothing further.",
        (Safety::Keyed, Some(header)) => &format!(
            "keyed: all attempts carry the same {}, so that a repeat changes nothing further.",
            doc::code(header)
        ),
        (Safety::Unsafe | Safety::Keyed, _) => "unsafe: a repeat would do it again.",
    };
    let statuses: Vec<_> = operation
        .not_carried_out
        .iter()
        .map(u16::to_string)
        .collect();
    match statuses.is_empty() {
        true => text.to_owned(),
        false => format!(
            "{text} After {} nothing has happened.",
            statuses.join(" or ")
        ),
    }
}
