//! `examples/<operation>.rs`: one program that runs, for the operation people come for.

use super::client::schemes_of_new;
use super::operation::{required, takes_struct};
use super::sample::{Position, Samples, synthesize};
use super::{Cx, doc};
use crate::ir::{Body, Operation, Safety, SchemeKind};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value as Json;

/// A call with everything it needs, as source.
pub(super) struct SampleCall {
    /// `client.get_call(CALL_ID)`
    pub(super) call: TokenStream,
    /// What stands around it.
    pub(super) samples: Samples,
}

/// The file's name without its ending, and its text.
pub(super) fn example(cx: Cx<'_>) -> Option<(String, String)> {
    let (operation, names, sample) = operation(cx)?;
    let title = doc::plain(operation.docs.lines().next().unwrap_or_default());
    let warning = if operation.safety == Safety::Unsafe {
        "\n\nThis is a real call."
    } else {
        ""
    };
    let title = if title.is_empty() {
        format!("Calls `Client::{}`.", names.method)
    } else {
        title
    };
    let docs = doc::Doc::theirs(&title)
        .and(doc::Doc::ours(&(usage(cx) + warning)))
        .into_lines();
    let text = crate::format::file(cx.watch, &docs, &[], program(cx, operation, sample));
    Some((names.shown().to_owned(), text))
}

fn usage(cx: Cx<'_>) -> String {
    let env = &cx.package.env;
    let url = match cx.api.needs_base_url() {
        false => format!("the base URL from `{env}_BASE_URL`, where it is set"),
        true => format!("the base URL from `{env}_BASE_URL`"),
    };
    match schemes_of_new(cx).is_empty() {
        true => format!("Takes {url}. There is no key."),
        false => format!("Takes the key from `{env}_API_KEY` and {url}."),
    }
}

/// The operation the overlay names, else the first one for which sample values can be made up: reading before writing.
pub(super) fn operation<'a>(cx: Cx<'a>) -> Option<(&'a Operation, &'a OperationNames, SampleCall)> {
    if schemes_of_new(cx).len() > 1
        || schemes_of_new(cx)
            .iter()
            .any(|(scheme, _)| matches!(scheme.kind, SchemeKind::Basic))
    {
        return None;
    }
    let mut all: Vec<_> = cx.api.operations.iter().zip(&cx.names.operations).collect();
    all.sort_by_key(|(operation, names)| {
        (
            operation.example.is_none(),
            operation.deprecated,
            operation.method,
            names.method.as_str(),
        )
    });
    all.into_iter()
        .find_map(|(operation, names)| Some((operation, names, sample_call(cx, operation, names)?)))
}

fn sample_call(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Option<SampleCall> {
    let mut samples = Samples::default();
    let given = operation.example.clone().unwrap_or_default();
    let named = takes_struct(cx, operation);
    let position = if named {
        Position::Exact
    } else {
        Position::Argument
    };
    let mut arguments = Vec::new();
    for (param, name) in required(operation, names) {
        let value = given
            .parameters
            .get(&param.wire)
            .cloned()
            .or_else(|| synthesize(cx.api, &param.ty))?;
        let made = samples.expression(cx, &param.ty, &value, name, position)?;
        let name = doc::ident(name);
        arguments.push(if named { quote!(#name: #made) } else { made });
    }
    if named {
        let args = format_ident!("{}", names.args);
        arguments = vec![quote!(operations::#args { #(#arguments),* })];
    }
    let mut setters = TokenStream::new();
    if let Some(body) = &operation.body {
        match body_sample(cx, body, given.body.as_ref(), &mut samples)? {
            Some(made) if body.required => arguments.push(made),
            Some(made) => setters = quote!(.body(#made)),
            None => {}
        }
    }
    let method = doc::ident(&names.method);
    Some(SampleCall {
        call: quote!(client.#method(#(#arguments),*) #setters),
        samples,
    })
}

/// The body; `Some(None)` where it may be left out, `None` where it cannot be shown.
fn body_sample(
    cx: Cx<'_>,
    body: &Body,
    given: Option<&Json>,
    samples: &mut Samples,
) -> Option<Option<TokenStream>> {
    let ty = match body.payload.ty() {
        Some(ty) if given.is_some() || body.required => ty,
        _ if body.required => return None,
        _ => return Some(None),
    };
    let value = given.cloned().or_else(|| synthesize(cx.api, ty))?;
    let made = samples.expression(cx, ty, &value, "body", Position::Argument);
    made.map(Some)
}

fn program(cx: Cx<'_>, operation: &Operation, sample: SampleCall) -> Vec<TokenStream> {
    let crate_name = format_ident!("{}", cx.package.crate_name);
    let SampleCall { call, samples } = sample;
    let env = &cx.package.env;
    let (key_name, url_name) = (format!("{env}_API_KEY"), format!("{env}_BASE_URL"));
    let auth = schemes_of_new(cx).first().map(|(_, name)| {
        let constructor = doc::ident(name);
        let missing = format!("set {key_name}");
        quote! {
            let key = env::var(#key_name).map_err(|_| #missing)?;
            builder = builder.auth(Auth::#constructor(key));
        }
    });
    // Also a documented 500 can come after the phone rang: this question is the first.
    let lost = (operation.safety == Safety::Unsafe).then(|| {
        quote! {
            Err(error) if error.may_have_been_carried_out() => {
                return Err(format!("look it up before you try again: {error}").into());
            }
        }
    });
    let use_auth = auth.is_some().then(|| quote!(Auth,));
    let uses = uses(cx, &call, &samples);
    let constants = samples.constants;
    vec![
        quote!(use #crate_name::{#use_auth Client, Error}; #uses use std::env;),
        quote!(#(#constants)*),
        quote! {
            #[tokio::main(flavor = "current_thread")]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                let mut builder = Client::builder();
                #auth
                if let Ok(url) = env::var(#url_name) {
                    builder = builder.base_url(url);
                }
                let client = builder.build()?;
                match #call.await {
                    Ok(answer) => println!("{answer:#?}"),
                    #lost
                    Err(Error::Api(refused)) => println!("refused: {:#?}", refused.error),
                    Err(error) => return Err(error.to_string().into()),
                }
                Ok(())
            }
        },
    ]
}

/// The `use` lines that a call needs besides the client.
fn uses(cx: Cx<'_>, call: &TokenStream, samples: &Samples) -> TokenStream {
    let crate_name = format_ident!("{}", cx.package.crate_name);
    let types: Vec<_> = samples
        .types
        .iter()
        .map(|name| format_ident!("{name}"))
        .collect();
    let operations = call
        .to_string()
        .contains("operations ::")
        .then(|| quote!(use #crate_name::operations;));
    let json = samples
        .uses_json
        .then(|| quote!(use #crate_name::runtime::model::Json;));
    let types = (!types.is_empty()).then(|| quote!(use #crate_name::types::{#(#types),*};));
    quote!(#operations #json #types)
}

/// The same call as a few lines for the README.
pub(super) fn snippet(cx: Cx<'_>) -> Option<String> {
    let (_, _, SampleCall { call, samples }) = operation(cx)?;
    let crate_name = format_ident!("{}", cx.package.crate_name);
    let scheme = schemes_of_new(cx).first().map(|(_, name)| doc::ident(name));
    let key = scheme.as_ref().map(|name| match cx.api.needs_base_url() {
        false => quote!(key),
        true => quote!(Auth::#name(key)),
    });
    let takes = scheme.as_ref().map(|_| quote!(key: String));
    let use_auth = (scheme.is_some() && cx.api.needs_base_url()).then(|| quote!(Auth,));
    let url = cx
        .api
        .needs_base_url()
        .then(|| quote!("https://api.example.com"));
    let arguments = url.into_iter().chain(key);
    let uses = uses(cx, &call, &samples);
    let constants = samples.constants;
    let text = crate::format::body(
        cx.watch,
        [
            quote!(use #crate_name::{#use_auth Client}; #uses),
            quote!(#(#constants)*),
            quote! {
                async fn run(#takes) -> Result<(), Box<dyn std::error::Error>> {
                    let client = Client::new(#(#arguments),*);
                    let answer = #call.await?;
                    println!("{answer:#?}");
                    Ok(())
                }
            },
        ],
    );
    Some(text.trim().to_owned())
}
