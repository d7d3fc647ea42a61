//! What an operation can be refused with: an enum of its own for each operation, so that a further status in
//! the document is a further variant and nothing else.

use super::Cx;
use super::doc::{self, Doc};
use super::ty::{self, Place as File};
use crate::ir::{CodeAt, Failure, Operation, StatusMatch, Type};
use crate::name::OperationNames;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The declaration; the rest comes from `derive(Failure)`.
pub(super) fn declaration(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let name = format_ident!("{}", names.error);
    let method = names.shown();
    let text = match operation.failures.is_empty() {
        true => format!(
            "What [`Client::{}`] can be refused with: the document names nothing.",
            method
        ),
        false => format!("What [`Client::{method}`] can be refused with."),
    };
    let headers = operation.error_headers.as_ref().and_then(Type::named);
    let headers = headers.map(|id| {
        format!(
            "Its headers: `error.typed_headers::<types::{}>()`.",
            cx.names.ty(id)
        )
    });
    let docs = Doc::ours(&text).and(headers.map_or_else(Doc::default, |text| Doc::ours(&text)));
    let docs = docs.tokens();
    let variants = operation
        .failures
        .iter()
        .zip(&names.failures)
        .map(|(failure, name)| variant(cx, failure, name));
    quote! {
        #docs
        #[derive(Clone, Debug, Failure)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

fn variant(cx: Cx<'_>, failure: &Failure, name: &str) -> TokenStream {
    let docs = text(failure).tokens();
    let status = status(failure.status);
    let when = failure.when.as_ref().map(|when| {
        let at = &when.at;
        match &when.is {
            Some(is) => quote!(, at = #at, is = #is),
            None => quote!(, at = #at, exists),
        }
    });
    let body = failure.payload.ty().map(|found| {
        let found = ty::ty(cx, found, File::Elsewhere);
        quote!((#found))
    });
    let code = failure.error_code.as_ref().map(|code| match code {
        CodeAt::Nowhere => quote!(, no_code),
        CodeAt::At(at) => quote!(, code = #at),
    });
    let name = doc::ident(name);
    quote!(#docs #[failure(#status #when #code)] #name #body,)
}

/// `CodeAt::At("/error/code")`
pub(super) fn code_at(code: &CodeAt) -> TokenStream {
    match code {
        CodeAt::Nowhere => quote!(CodeAt::Nowhere),
        CodeAt::At(at) => quote!(CodeAt::At(#at)),
    }
}

/// As the attributes of variants have it.
pub(super) fn status(status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Exactly(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusMatch::Range(digit) => {
            let range = format!("{digit}XX");
            quote!(#range)
        }
        StatusMatch::Default => quote!(default),
    }
}

fn text(failure: &Failure) -> Doc {
    let said = failure.docs.trim();
    let status = match failure.status {
        StatusMatch::Exactly(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}XX"),
        StatusMatch::Default => "Any other status".to_owned(),
    };
    match &failure.when {
        None if said.is_empty() => Doc::ours(&format!("{status}.")),
        None => Doc::theirs(&format!("{status}: {said}")),
        Some(when) => {
            let at = doc::code(&when.at);
            let told = when.is.as_ref().map_or(format!("{at} is there"), |is| {
                format!("{at} is {}", doc::code(is))
            });
            Doc::ours(&format!("Answered as a success, and yet refused: {told}."))
        }
    }
}
