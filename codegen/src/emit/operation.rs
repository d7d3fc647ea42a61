//! `src/operations.rs`, or a module of it: a method of the client, the call it makes, and its errors, for each operation.

use super::Cx;
use super::answer;
use super::arg::{arg, could_be_mixed_up};
use super::client::alternatives;
use super::doc::{self, Doc};
use super::failure;
use super::rules;
use super::server;
use super::success;
use super::ty::Place as File;
use crate::ir::{Body, Operation, Param, Payload, Safety, Sent};
use crate::name::OperationNames;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

mod body;
mod call;
mod imports;
mod style;
mod text;

/// An operation and its names.
pub(super) type Named<'a> = (&'a Operation, &'a OperationNames);

/// Every operation, by its first tag and then by name.
pub(super) fn sorted<'a>(cx: Cx<'a>) -> Vec<Named<'a>> {
    let mut all: Vec<Named<'_>> = cx.api.operations.iter().zip(&cx.names.operations).collect();
    all.sort_by_key(|(operation, names)| (operation.tags.first(), names.method.as_str()));
    all
}

/// A file with these operations in it. Where it is a module of `operations`, `under` says which.
pub(super) fn file(cx: Cx<'_>, docs: Doc, all: &[Named<'_>], under: Option<&str>) -> String {
    let methods = all
        .iter()
        .flat_map(|(operation, names)| methods(cx, operation, names));
    let about = under.map(|under| doc::theirs(&format!("{under}.")));
    let methods = quote!(#about impl Client { #(#methods)* });
    let calls = all.iter().flat_map(|(operation, names)| {
        [
            call::declaration(cx, operation, names),
            success::declaration(cx, operation, names),
            failure::declaration(cx, operation, names),
        ]
    });
    let items: Vec<TokenStream> = std::iter::once(methods).chain(calls).collect();
    let imports = imports::imports(&items, under.is_some());
    crate::format::file(
        cx.watch,
        &docs.into_lines(),
        &[],
        std::iter::once(imports).chain(items),
    )
}

/// The required parameters, in document order.
pub(super) fn required<'a>(
    operation: &'a Operation,
    names: &'a OperationNames,
) -> Vec<(&'a Param, &'a str)> {
    let all = operation
        .params
        .iter()
        .zip(names.params.iter().map(String::as_str));
    all.filter(|(param, _)| param.required).collect()
}

/// Whether the required parameters come in a struct with named fields, because they could be mixed up.
pub(super) fn takes_struct(cx: Cx<'_>, operation: &Operation) -> bool {
    could_be_mixed_up(
        cx.api,
        operation
            .params
            .iter()
            .filter(|param| param.required)
            .map(|param| &param.ty),
    )
}

/// The method, and one for each further body that every call must have.
fn methods(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Vec<TokenStream> {
    let further = operation.further.iter().zip(&names.bodies);
    let further = further.filter(|(body, _)| body.required);
    let own = std::iter::once((operation.body.as_ref(), &names.method));
    own.chain(further.map(|(body, name)| (Some(body), name)))
        .map(|(body, name)| method(cx, operation, names, body, name))
        .collect()
}

fn method(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    body: Option<&Body>,
    name: &str,
) -> TokenStream {
    let docs = text::method(cx, operation, names, body).tokens();
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let (method, call) = (doc::ident(name), format_ident!("{}", names.call));
    let required = required(operation, names);
    let mut takes = Vec::new();
    let mut lets = Vec::new();
    let mut steps = Vec::new();
    if takes_struct(cx, operation) {
        let args = format_ident!("{}", names.args);
        takes.push(quote!(params: #args));
        steps.extend(required.iter().map(|(param, name)| {
            let name = doc::ident(name);
            step(cx, param, &quote!(params.#name))
        }));
    } else {
        for (param, name) in &required {
            let name = doc::ident(name);
            let made = arg(cx, &param.ty, &name, File::Elsewhere);
            let accepts = made.takes;
            takes.push(quote!(#name: #accepts));
            lets.push(made.binding);
            steps.push(step(cx, param, &quote!(#name)));
        }
    }
    if let Some(body) = body.filter(|body| body.required) {
        let (accepts, step, made) = body_parts(cx, body);
        takes.push(quote!(body: #accepts));
        lets.push(made);
        steps.push(step);
    }
    let route = route(cx, operation);
    let decode = answer::step(&operation.success);
    let hides_call = required.iter().any(|(_, name)| *name == "call");
    let made = made(&route, &quote!(#(#steps)* #decode), hides_call);
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, #(#takes),*) -> #call {
            #(#lets)*
            #made
        }
    }
}

/// The call, in as few lines as read well: one expression, a line for the route and one for the rest, or a chain.
fn made(route: &TokenStream, steps: &TokenStream, hides_call: bool) -> TokenStream {
    let (of_route, of_steps) = (width(route), width(steps));
    if fits("Request(self.core.call())", of_route + of_steps) || hides_call {
        return quote!(Request(self.core.call(#route) #steps));
    }
    let start = fits("letcall=self.core.call();", of_route);
    let end = fits("Request(call)", of_steps);
    let more = fits("letcall=call;", of_steps);
    match (start, end, more) {
        (true, true, _) => quote!(let call = self.core.call(#route); Request(call #steps)),
        (true, false, true) => {
            quote!(let call = self.core.call(#route); let call = call #steps; Request(call))
        }
        _ => quote!(let call = self.core.call(#route) #steps; Request(call)),
    }
}

/// Whether tokens this wide stand on one line of a method, with those `around` them, about.
fn fits(around: &str, width: usize) -> bool {
    around.len() + width <= 77
}

/// How wide tokens are without the spaces between them.
fn width(tokens: &TokenStream) -> usize {
    let text = tokens.to_string();
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// What is accepted as a body, the step that sends it, and what must be said before.
fn body_parts(cx: Cx<'_>, body: &Body) -> (TokenStream, TokenStream, TokenStream) {
    let name = format_ident!("body");
    let media_type = &body.media_type;
    let (ty, step) = match &body.payload {
        Payload::Json(ty) if media_type == "application/json" => (ty, quote!(.json(&body))),
        Payload::Json(ty) => (ty, quote!(.json_as(#media_type, &body))),
        Payload::Form(ty, encodings) => (ty, body::form(encodings)),
        Payload::Multipart(ty, encodings) => (ty, body::multipart(media_type, encodings)),
        Payload::Raw(_) => {
            return (
                quote!(impl Into<callsmith_runtime::Body>),
                quote!(.body(#media_type, body)),
                TokenStream::new(),
            );
        }
        Payload::Empty => return (quote!(()), TokenStream::new(), TokenStream::new()),
    };
    let made = arg(cx, ty, &name, File::Elsewhere);
    let check = rules::step("$", &quote!(body), &body.rules);
    (made.takes, quote!(#step #check), made.binding)
}

fn route(cx: Cx<'_>, operation: &Operation) -> TokenStream {
    let (method, path) = (
        format_ident!("{}", operation.method.as_str()),
        &operation.path,
    );
    let safety = (operation.safety != operation.method.safety()).then(|| match operation.safety {
        Safety::Safe => quote!(.safety(Safety::Safe)),
        Safety::Idempotent => quote!(.safety(Safety::Idempotent)),
        Safety::Keyed => operation
            .idempotency_key
            .as_ref()
            .map_or_else(TokenStream::new, |header| quote!(.keyed(#header))),
        Safety::Unsafe => quote!(.safety(Safety::Unsafe)),
    });
    let statuses = operation.not_carried_out.iter().copied();
    let statuses: Vec<_> = statuses.map(Literal::u16_unsuffixed).collect();
    let not_carried_out =
        (!statuses.is_empty()).then(|| quote!(.not_carried_out(&[#(#statuses),*])));
    let listed = operation.successes.iter().copied();
    let listed: Vec<_> = listed.map(Literal::u16_unsuffixed).collect();
    let successes = match operation.successes.as_slice() {
        // What a route lists unless it is told otherwise.
        [200] => TokenStream::new(),
        [] => quote!(.any_success()),
        _ => quote!(.successes(&[#(#listed),*])),
    };
    let code = operation.error_code.as_ref().map(failure::code_at);
    let code = code.map(|code| quote!(.error_code(#code)));
    let security = operation.security.as_ref().map(|security| {
        let security = alternatives(security);
        quote!(.security(#security))
    });
    let headers = headers(operation);
    let servers = server::of_route(cx, &operation.servers);
    quote!(Route::#method(#path) #safety #not_carried_out #successes #code #headers #security #servers)
}

/// Headers that the document asks for where there is nothing to choose.
fn headers(operation: &Operation) -> Option<TokenStream> {
    let all = operation.headers.iter();
    let texts: Vec<_> = all
        .filter_map(|header| match &header.sent {
            Sent::Text(text) => Some((&header.name, text)),
            Sent::Credential | Sent::Message => None,
        })
        .map(|(name, text)| quote!((#name, #text)))
        .collect();
    (!texts.is_empty()).then(|| quote!(.headers(&[#(#texts),*])))
}

/// Sets a parameter to `value`, and checks it where that is asked.
fn step(cx: Cx<'_>, param: &Param, value: &TokenStream) -> TokenStream {
    let check = rules::step(&param.wire, value, &param.rules);
    let sent = style::step(cx, param, value);
    quote!(#sent #check)
}
