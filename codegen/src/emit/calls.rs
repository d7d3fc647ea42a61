//! `examples/every_call.rs`: every call, made of values that come as JSON, for those who hold the client against a mock
//! of the API. It goes to this machine only: made-up values must not ring anybody.

use super::operation::{required, sorted, takes_struct};
use super::ty::{self, Place};
use super::{Cx, doc};
use crate::ir::{Body, Operation, Param, SchemeKind};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

mod body;

/// The program, where it is wanted.
pub(super) fn calls(cx: Cx<'_>) -> Option<String> {
    if !cx.package.emit_calls || cx.api.operations.is_empty() {
        return None;
    }
    let rows: Vec<TokenStream> = sorted(cx)
        .iter()
        .flat_map(|(operation, names)| rows(cx, operation, names))
        .collect();
    let docs = [
        "Makes calls of values that come as JSON, a line each, and prints a line for what came of each.",
        "",
        "The server is the one at `CALLSMITH_MOCK_URL`, which must be on this machine.",
    ];
    let docs: Vec<String> = docs.map(str::to_owned).to_vec();
    let table = quote!(const ROWS: &[Row<Client>] = &[#(#rows),*];);
    let (uses, main) = (uses(cx, &table), main(cx));
    Some(crate::format::file(
        cx.watch,
        &docs,
        &[
            "#![allow(deprecated, reason = \"every call is made, also what the provider advises against\")]",
        ],
        [uses, table, main],
    ))
}

fn uses(cx: Cx<'_>, table: &TokenStream) -> TokenStream {
    let name = format_ident!("{}", cx.package.crate_name);
    let text = table.to_string();
    let module = |module: &str| text.contains(&format!("{module} ::"));
    let operations = module("operations").then(|| quote!(operations,));
    let types = module("types").then(|| quote!(types,));
    let model = module("model").then(|| quote!(use #name::runtime::model;));
    let auth = (!cx.api.schemes.is_empty()).then(|| quote!(Auth,));
    quote! {
        use #name::{#auth Client, #operations #types};
        #model
        use #name::runtime::strict::calls::{Outcome, Row, mock_url, run};
    }
}

fn main(cx: Cx<'_>) -> TokenStream {
    let schemes = cx.api.schemes.iter().zip(&cx.names.schemes);
    let auth = schemes.map(|(scheme, name)| {
        let name = doc::ident(name);
        match scheme.kind {
            SchemeKind::Basic => quote!(.auth(Auth::#name("user", "secret"))),
            _ => quote!(.auth(Auth::#name("secret"))),
        }
    });
    quote! {
        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let builder = Client::builder().base_url(mock_url()?) #(#auth)*;
            let client = builder.check_requests(false).build()?;
            run(&client, ROWS).await
        }
    }
}

/// One row for each body that an operation can have.
fn rows(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Vec<TokenStream> {
    let method = operation.method.as_str().to_uppercase();
    let route = format!("{method} {}", operation.path);
    let mut rows = Vec::new();
    if operation.body.as_ref().is_none_or(|body| !body.required) {
        rows.push(row(cx, operation, names, &route, &names.method, None));
    }
    let own = operation
        .body
        .iter()
        .map(|body| (body, names.method.as_str(), "body"));
    let further = operation.further.iter().zip(&names.bodies);
    let further = further.map(|(body, name)| match body.required {
        true => (body, name.as_str(), ""),
        false => (body, names.method.as_str(), name.as_str()),
    });
    for (body, method, setter) in own.chain(further) {
        let call = format!("{route} {}", body.media_type);
        rows.push(row(
            cx,
            operation,
            names,
            &call,
            method,
            Some((body, setter)),
        ));
    }
    rows
}

/// `setter`: what sets the body, where it is optional.
fn row(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
    name: &str,
    method: &str,
    body: Option<(&Body, &str)>,
) -> TokenStream {
    let method = doc::ident(method);
    let named = takes_struct(cx, operation);
    let arguments = required(operation, names).into_iter().map(|(param, name)| {
        let (value, name) = (given(cx, param, &quote!(need)), doc::ident(name));
        if named {
            quote!(#name: #value?)
        } else {
            quote!(#value?)
        }
    });
    let mut arguments: Vec<TokenStream> = arguments.collect();
    if named {
        let args = format_ident!("{}", names.args);
        arguments = vec![quote!(operations::#args { #(#arguments),* })];
    }
    let made = body.and_then(|(body, _)| self::body::body(cx, &body.payload));
    let required_body = body.is_some_and(|(body, _)| body.required);
    arguments.extend(made.clone().filter(|_| required_body));
    let body_setter = body.zip(made).filter(|_| !required_body);
    let body_setter = body_setter.map(|((_, setter), made)| {
        let setter = doc::ident(setter);
        quote!(call = call.#setter(#made);)
    });
    let optional = operation.params.iter().zip(&names.params);
    let setters: Vec<TokenStream> = optional
        .filter(|(param, _)| !param.required)
        .map(|(param, name)| {
            let (value, name) = (given(cx, param, &quote!(take)), doc::ident(name));
            quote!(if let Some(value) = #value? { call = call.#name(value); })
        })
        .chain(body_setter)
        .collect();
    let mutable = (!setters.is_empty()).then(|| quote!(mut));
    quote! {
        Row::of(#name, |client, given| Box::pin(async move {
            let _ = given;
            let #mutable call = client.#method(#(#arguments),*);
            #(#setters)*
            Ok(Outcome::of(call.response().await))
        }))
    }
}

/// `given.take::<i64>("query limit")`
fn given(cx: Cx<'_>, param: &Param, how: &TokenStream) -> TokenStream {
    let ty = ty::ty(cx, &param.ty, Place::Elsewhere);
    let place = format!("{} {}", param.place.as_str(), param.wire);
    quote!(given.#how::<#ty>(#place))
}
