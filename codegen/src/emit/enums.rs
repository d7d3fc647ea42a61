//! Enums of texts, of integers, and of whatever scalars there are.

use super::Cx;
use super::doc::{self, Doc};
use crate::ir::{Enum, EnumValue, EnumWire, TypeDef};
use crate::name::{TypeNames, UNKNOWN_VARIANT};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// The declaration; everything else comes from `derive(Model)`.
pub(super) fn declaration(
    cx: Cx<'_>,
    def: &TypeDef,
    found: &Enum,
    names: &TypeNames,
) -> TokenStream {
    let name = format_ident!("{}", names.name);
    let docs = doc::of_type(cx, def);
    let variants = found
        .values
        .iter()
        .zip(&names.members)
        .map(|(value, name)| variant(value, name));
    let unknown = format_ident!("{UNKNOWN_VARIANT}");
    let (held, accessor) = if found.of_texts() {
        (quote!(Unknown), "as_str()")
    } else if found.of_integers() {
        (quote!(Unknown<i64>), "value()")
    } else {
        (quote!(Unknown<Json>), "to_json()")
    };
    let told =
        format!(" A value that this version of the crate does not know; `{accessor}` has it.");
    quote! {
        #docs
        #[derive(Clone, PartialEq, Eq, Hash, Model)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #[doc = #told]
            #[model(unknown)]
            #unknown(#held),
        }
    }
}

fn variant(value: &EnumValue, name: &str) -> TokenStream {
    let plain = || Doc::ours(&doc::code(&value.wire.to_string()));
    let docs = Doc::theirs(&value.docs).or(plain).tokens();
    let wire = match &value.wire {
        EnumWire::Text(text) => quote!(#text),
        EnumWire::Int(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        EnumWire::Number(text) => {
            let number = Literal::f64_unsuffixed(text.parse().unwrap_or_default());
            quote!(#number)
        }
        EnumWire::Bool(truth) => quote!(#truth),
    };
    let name = doc::ident(name);
    quote!(#docs #[model(#wire)] #name,)
}
