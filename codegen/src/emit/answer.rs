//! What a call gives: the type, the step that asks for it, and the methods that ask for something else.

use super::Cx;
use super::doc;
use super::ty::{self, Place as File};
use crate::ir::{Operation, Own, Success, Type};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The type of a success.
pub(super) fn success_type(cx: Cx<'_>, found: &Own, names: &OperationNames) -> TokenStream {
    let item = |ty: &Type| ty::ty(cx, ty, File::Elsewhere);
    match found {
        Own::Empty => quote!(()),
        Own::Json(ty) => item(ty),
        Own::Text => quote!(String),
        Own::Bytes => quote!(Bytes),
        Own::Events(ty) => events(&item(ty)),
        Own::Lines(ty) => lines(&item(ty)),
        Own::ByStatus(_) => {
            let name = format_ident!("{}", names.success);
            quote!(#name)
        }
    }
}

/// The same as a caller reads it.
pub(crate) fn rust_success(cx: Cx<'_>, found: &Own, names: &OperationNames) -> String {
    ty::text(&success_type(cx, found, names))
}

fn events(item: &TokenStream) -> TokenStream {
    quote!(callsmith_runtime::stream::Events<#item>)
}

fn lines(item: &TokenStream) -> TokenStream {
    quote!(callsmith_runtime::stream::JsonLines<#item>)
}

/// The step that asks for it.
pub(super) fn step(found: &Success) -> TokenStream {
    let accept = found.accept.join(", ");
    match &found.own {
        Own::Empty => quote!(.discard()),
        Own::Text => quote!(.text(#accept)),
        Own::Bytes => quote!(.raw(#accept)),
        Own::Events(_) => quote!(.raw("text/event-stream").events()),
        Own::Lines(_) => quote!(.raw(#accept).json_lines(#accept)),
        Own::ByStatus(_) => {
            let accept = accepting(found);
            quote!(.by_status() #accept)
        }
        Own::Json(ty) => {
            let accept = accepting(found);
            match ty {
                Type::Json | Type::Nullable(_) => quote!(.or_null() #accept),
                _ => quote!(#accept),
            }
        }
    }
}

/// Where `application/json` alone will not do.
fn accepting(found: &Success) -> TokenStream {
    let mut names = found.accept.clone();
    let json = |arm: &crate::ir::Arm| matches!(arm.body, Own::Json(_));
    let is_json = |name: &String| name.to_ascii_lowercase().contains("json");
    if found.arms().iter().any(json) && !names.iter().any(is_json) {
        names.insert(0, "application/json".to_owned());
    }
    let names = names.join(", ");
    match found.accept.is_empty() {
        true => TokenStream::new(),
        false => quote!(.accepting(#names)),
    }
}

/// The methods of a call that ask for something else than its own answer.
pub(super) fn further(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Vec<TokenStream> {
    let found = &operation.success;
    let error = format_ident!("{}", names.error);
    let item = |ty: &Type| ty::ty(cx, ty, File::Elsewhere);
    let events = found.events.as_ref().map(|ty| {
        let (docs, events) = (doc::ours(EVENTS), events(&item(ty)));
        quote! {
            #docs
            pub fn events(self) -> Call<#events, #error> {
                self.0.events()
            }
        }
    });
    let lines = found.lines.as_ref().map(|(ty, accept)| {
        let (docs, lines, accept) = (doc::ours(LINES), lines(&item(ty)), accept.join(", "));
        quote! {
            #docs
            pub fn json_lines(self) -> Call<#lines, #error> {
                self.0.json_lines(#accept)
            }
        }
    });
    let text = (found.own == Own::Text).then(|| download(found, &error));
    let others = (!found.others.is_empty()).then(|| accept(found, &error));
    [events, lines, text, others]
        .into_iter()
        .flatten()
        .collect()
}

const EVENTS: &str =
    "Asks for the answer as events (`text/event-stream`), which are read as they come.";
const LINES: &str = "Asks for the answer as lines of JSON, which are read as they come.";

/// A text that need not be in memory.
fn download(found: &Success, error: &proc_macro2::Ident) -> TokenStream {
    let docs = doc::ours("Reads the text as it comes, whatever its length, as bytes.");
    let accept = found.accept.join(", ");
    quote! {
        #docs
        pub fn download(self) -> Call<callsmith_runtime::Download, #error> {
            self.0.accept(#accept).download()
        }
    }
}

fn accept(found: &Success, error: &proc_macro2::Ident) -> TokenStream {
    let names: Vec<String> = found.others.iter().map(|name| doc::code(name)).collect();
    let docs = doc::ours(&format!(
        "Asks for the answer in another media type, as bytes. The document has {}.",
        names.join(", ")
    ));
    quote! {
        #docs
        pub fn accept(self, media_type: impl AsRef<str>) -> Call<Bytes, #error> {
            self.0.accept(media_type.as_ref())
        }
    }
}
