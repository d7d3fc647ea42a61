//! How a parameter is written, in the words of the runtime.

use super::super::Cx;
use crate::ir::{Param, Place, Serialization, Sort, Style, StyleName};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The step that sends `value`. What a place does by itself costs no further word.
pub(super) fn step(cx: Cx<'_>, param: &Param, value: &TokenStream) -> TokenStream {
    let (plain, styled) = match param.place {
        Place::Path => ("path", "path_in"),
        Place::Query => ("query", "query_in"),
        Place::Header => ("header_param", "header_param_in"),
        Place::Cookie => ("cookie", "cookie_in"),
    };
    let (plain, styled) = (format_ident!("{plain}"), format_ident!("{styled}"));
    let wire = &param.wire;
    match style(cx, param) {
        None => quote!(.#plain(#wire, &#value)),
        Some(style) => quote!(.#styled(#style, #wire, &#value)),
    }
}

/// `Style::FORM.explode(false)`; `None` where it is the default of the place.
fn style(cx: Cx<'_>, param: &Param) -> Option<TokenStream> {
    let empty = param.allow_empty && cx.api.sort(&param.ty) != Sort::Scalar;
    let empty = empty.then(|| quote!(.or_empty()));
    if param.serialization == Serialization::of(param.place) && empty.is_none() {
        return None;
    }
    let base = match param.serialization {
        Serialization::Json => quote!(Style::JSON),
        Serialization::Text => quote!(Style::TEXT),
        Serialization::Style(style) => words(style),
    };
    Some(quote!(#base #empty))
}

pub(super) fn words(style: Style) -> TokenStream {
    let name = format_ident!("{}", constant(style.name));
    let explode = style.explode;
    let explode = (explode != style.name.explodes()).then(|| quote!(.explode(#explode)));
    let reserved = style.allow_reserved.then(|| quote!(.reserved()));
    quote!(Style::#name #explode #reserved)
}

/// The constant of the runtime's `Style`.
fn constant(name: StyleName) -> &'static str {
    match name {
        StyleName::Simple => "SIMPLE",
        StyleName::Label => "LABEL",
        StyleName::Matrix => "MATRIX",
        StyleName::Form => "FORM",
        StyleName::SpaceDelimited => "SPACE_DELIMITED",
        StyleName::PipeDelimited => "PIPE_DELIMITED",
        StyleName::DeepObject => "DEEP_OBJECT",
        StyleName::Cookie => "COOKIE",
    }
}
