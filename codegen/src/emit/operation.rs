//! `src/operations.rs`: a method of the client, the call it makes, and its errors, for each operation.

use super::Cx;
use super::arg::{arg, could_be_mixed_up};
use super::client::alternatives;
use super::doc::{self, Doc};
use super::failure;
use super::ty::{self, Place as File};
use crate::ir::{Operation, Param, Payload, Place, Safety};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

mod text;

/// The file.
pub(super) fn operations_rs(cx: Cx<'_>) -> String {
    let mut all: Vec<(&Operation, &OperationNames)> = cx.api.operations.iter().zip(&cx.names.operations).collect();
    all.sort_by_key(|(operation, names)| (operation.tags.first(), names.method.as_str()));
    let methods = all.iter().map(|(operation, names)| method(cx, operation, names));
    let methods = if all.is_empty() { TokenStream::new() } else { quote!(impl Client { #(#methods)* }) };
    let calls = all.iter().flat_map(|(operation, names)| [call(cx, operation, names), failure::declaration(cx, operation, names)]);
    let text = crate::format::body(std::iter::once(methods).chain(calls));
    let docs = Doc::theirs(&format!("The operations of {}.", doc::plain(&cx.api.title)))
        .and(Doc::ours("Methods of [`Client`], the calls they make, and what those can be refused with."))
        .into_lines();
    let head = crate::format::file(&docs, &[], imports(cx, &text));
    head + &text
}

/// What the file uses, read off the text: the names are our own.
fn imports(cx: Cx<'_>, text: &str) -> Vec<TokenStream> {
    let is_used = |name: &str| text.contains(&format!("{name}::")) || text.contains(&format!("({name}<")) || text.contains(&format!("<{name}"));
    let mut runtime = Vec::new();
    if !cx.api.operations.is_empty() {
        runtime.extend(["Call", "Failure", "Operation", "Route"]);
    }
    runtime.extend(["Safety"].into_iter().filter(|name| is_used(name)));
    runtime.extend(text.contains("Bytes").then_some("Bytes"));
    runtime.extend(text.contains("model::").then_some("model"));
    runtime.sort_unstable();
    let runtime: Vec<_> = runtime.into_iter().map(|name| format_ident!("{name}")).collect();
    let mut uses = Vec::new();
    uses.extend(match (cx.api.operations.is_empty(), text.contains("types::")) {
        (false, true) => Some(quote!(use super::{Client, types};)),
        (false, false) => Some(quote!(use super::Client;)),
        (true, _) => None,
    });
    if !runtime.is_empty() {
        uses.push(quote!(use callsmith_runtime::{#(#runtime),*};));
    }
    uses
}

/// The required parameters, in document order.
pub(super) fn required<'a>(operation: &'a Operation, names: &'a OperationNames) -> Vec<(&'a Param, &'a str)> {
    let all = operation.params.iter().zip(names.params.iter().map(String::as_str));
    all.filter(|(param, _)| param.required).collect()
}

/// Whether the required parameters come in a struct with named fields, because they could be mixed up.
pub(super) fn takes_struct(cx: Cx<'_>, operation: &Operation) -> bool {
    could_be_mixed_up(cx.api, operation.params.iter().filter(|param| param.required).map(|param| &param.ty))
}

fn method(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let docs = text::method(cx, operation, names).tokens();
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let (method, call) = (doc::ident(&names.method), format_ident!("{}", names.call));
    let required = required(operation, names);
    let mut takes = Vec::new();
    let mut lets = Vec::new();
    let mut steps = Vec::new();
    if takes_struct(cx, operation) {
        let args = format_ident!("{}", names.args);
        takes.push(quote!(params: #args));
        steps.extend(required.iter().map(|(param, name)| {
            let (step, wire, name) = (step(param.place), &param.wire, doc::ident(name));
            quote!(.#step(#wire, &params.#name))
        }));
    } else {
        for (param, name) in &required {
            let name = doc::ident(name);
            let made = arg(cx, &param.ty, &name, File::Elsewhere);
            let (accepts, value, ty) = (made.takes, made.value, made.ty);
            takes.push(quote!(#name: #accepts));
            if value.to_string() != name.to_string() {
                lets.push(quote!(let #name: #ty = #value;));
            }
            let (step, wire) = (step(param.place), &param.wire);
            steps.push(quote!(.#step(#wire, &#name)));
        }
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
        let (accepts, step, made) = body_parts(cx, &body.payload);
        takes.push(quote!(body: #accepts));
        lets.extend(made);
        steps.push(step);
    }
    let route = route(operation);
    let decode = match operation.success {
        Payload::Empty => quote!(.discard()),
        Payload::Raw(_) => quote!(.raw()),
        Payload::Json(_) => TokenStream::new(),
    };
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, #(#takes),*) -> #call {
            #(#lets)*
            #call(self.core.call(#route) #(#steps)* #decode)
        }
    }
}

/// What is accepted as a body, the step that sends it, and what must be said before.
fn body_parts(cx: Cx<'_>, payload: &Payload) -> (TokenStream, TokenStream, Option<TokenStream>) {
    let name = format_ident!("body");
    match payload {
        Payload::Json(ty) => {
            let made = arg(cx, ty, &name, File::Elsewhere);
            let (value, ty) = (made.value, made.ty);
            let plain = value.to_string() == "body";
            (made.takes, quote!(.json(&body)), (!plain).then(|| quote!(let body: #ty = #value;)))
        }
        Payload::Raw(media_type) => (quote!(impl Into<Bytes>), quote!(.bytes(#media_type, body.into())), None),
        Payload::Empty => (quote!(()), TokenStream::new(), None),
    }
}

fn route(operation: &Operation) -> TokenStream {
    let (method, path) = (format_ident!("{}", operation.method.as_str()), &operation.path);
    let safety = (operation.safety != operation.method.safety()).then(|| match operation.safety {
        Safety::Safe => quote!(.safety(Safety::Safe)),
        Safety::Idempotent => quote!(.safety(Safety::Idempotent)),
        Safety::Unsafe => quote!(.safety(Safety::Unsafe)),
    });
    let security = operation.security.as_ref().map(|security| {
        let security = alternatives(security);
        quote!(.security(#security))
    });
    quote!(Route::#method(#path) #safety #security)
}

fn step(place: Place) -> proc_macro2::Ident {
    match place {
        Place::Path => format_ident!("path"),
        Place::Query => format_ident!("query"),
        Place::Header => format_ident!("header_param"),
        Place::Cookie => format_ident!("cookie"),
    }
}

/// The call: what is optional is set on it.
fn call(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let (call, error) = (format_ident!("{}", names.call), format_ident!("{}", names.error));
    let intro = doc::ours(&format!("A call of [`Client::{}`]: set what is optional, then `.await` it.", names.method));
    let success = match &operation.success {
        Payload::Json(ty) => ty::ty(cx, ty, File::Elsewhere),
        Payload::Empty => quote!(()),
        Payload::Raw(_) => quote!(Bytes),
    };
    let setters: Vec<TokenStream> = operation
        .params
        .iter()
        .zip(&names.params)
        .filter(|(param, _)| !param.required)
        .map(|(param, name)| setter(cx, param, name))
        .chain(operation.body.iter().filter(|body| !body.required).map(|body| body_setter(cx, body)))
        .collect();
    let setters = if setters.is_empty() { TokenStream::new() } else { quote!(impl #call { #(#setters)* }) };
    let args = if takes_struct(cx, operation) { args_struct(cx, operation, names) } else { TokenStream::new() };
    quote! {
        #args
        #intro
        #[derive(Operation)]
        #[must_use = "a call is sent when it is awaited"]
        pub struct #call(Call<#success, #error>);
        #setters
    }
}

fn setter(cx: Cx<'_>, param: &Param, name: &str) -> TokenStream {
    let docs = doc::with_default(&param.docs, &param.wire, param.default.as_ref()).tokens();
    let deprecated = param.deprecated.then(|| quote!(#[deprecated]));
    let name = doc::ident(name);
    let made = arg(cx, &param.ty, &name, File::Elsewhere);
    let (takes, value, ty) = (made.takes, made.value, made.ty);
    let bind = (value.to_string() != name.to_string()).then(|| quote!(let #name: #ty = #value;));
    let (step, wire) = (step(param.place), &param.wire);
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #takes) -> Self {
            #bind
            Self(self.0.#step(#wire, &#name))
        }
    }
}

fn body_setter(cx: Cx<'_>, body: &crate::ir::Body) -> TokenStream {
    let docs = Doc::theirs(&body.docs).or(|| Doc::ours("What is sent.")).tokens();
    let (takes, step, made) = body_parts(cx, &body.payload);
    quote! {
        #docs
        pub fn body(self, body: #takes) -> Self {
            #made
            Self(self.0 #step)
        }
    }
}

fn args_struct(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = format_ident!("{}", names.args);
    let intro = doc::ours(&format!("What [`Client::{}`] must be told.", names.method));
    let fields = required(operation, names).into_iter().map(|(param, name)| {
        let docs = doc::with_default(&param.docs, &param.wire, param.default.as_ref()).tokens();
        let (name, ty) = (doc::ident(name), ty::ty(cx, &param.ty, File::Elsewhere));
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #intro
        #[derive(Clone)]
        pub struct #name { #(#fields)* }
    }
}
