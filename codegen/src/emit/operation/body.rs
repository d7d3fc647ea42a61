//! The steps that send forms and multipart bodies: what the document says of their fields, as data.

use super::style::words;
use crate::ir::Encoding;
use proc_macro2::TokenStream;
use quote::quote;

/// `.form(&body, &[Encoding::of("filter").style(Style::DEEP_OBJECT)])`
pub(super) fn form(encodings: &[Encoding]) -> TokenStream {
    let all = encodings.iter().map(encoding);
    quote!(.form(&body, &[#(#all),*]))
}

pub(super) fn multipart(media_type: &str, encodings: &[Encoding]) -> TokenStream {
    let all = encodings.iter().map(encoding);
    match media_type {
        "multipart/form-data" => quote!(.multipart(&body, &[#(#all),*])),
        other => quote!(.multipart_as(#other, &body, &[#(#all),*])),
    }
}

fn encoding(found: &Encoding) -> TokenStream {
    let name = &found.name;
    let content_type = found.content_type.iter();
    let style = found.style.map(words).into_iter();
    let headers = (found.headers.iter()).map(|(name, text)| quote!((#name, #text)));
    let headers = (!found.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    quote!(Encoding::of(#name) #(.content_type(#content_type))* #(.style(#style))* #headers)
}
