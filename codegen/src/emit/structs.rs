//! Structs.

use super::Cx;
use super::arg::could_be_mixed_up;
use super::doc::{self, Doc};
use super::field::{field_type, fill, is_asked_for};
use super::rules;
use super::ty::{self, Place};
use crate::ir::{Field, Struct, TypeDef};
use crate::name::TypeNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The declaration; everything else comes from `derive(Model)`.
pub(super) fn declaration(
    cx: Cx<'_>,
    def: &TypeDef,
    found: &Struct,
    names: &TypeNames,
) -> TokenStream {
    let name = format_ident!("{}", names.name);
    let docs = doc::of_type(cx, def);
    let model = model_attribute(cx, def, found, names);
    let fields = found
        .fields
        .iter()
        .zip(&names.members)
        .map(|(field, name)| field_tokens(cx, def, field, name));
    let rest = rest(cx, found, names);
    quote! {
        #docs
        #[derive(Clone, Model)]
        #model
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #rest
            extra: Extra,
        }
    }
}

/// `#[model(new, setters, closed, open)]`, as far as it applies.
fn model_attribute(cx: Cx<'_>, def: &TypeDef, found: &Struct, names: &TypeNames) -> TokenStream {
    let mut parts = Vec::new();
    if def.usage.request {
        let init = format_ident!("{}", names.init);
        parts.push(if takes_init(cx, found) {
            quote!(new = #init)
        } else {
            quote!(new)
        });
        parts.push(quote!(setters));
    }
    if found.closed {
        parts.push(quote!(closed));
    }
    if found.open {
        parts.push(quote!(open));
    }
    if parts.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[model(#(#parts),*)])
    }
}

/// Whether `new` takes a struct with named fields, because its arguments could be mixed up.
pub(super) fn takes_init(cx: Cx<'_>, found: &Struct) -> bool {
    could_be_mixed_up(
        cx.api,
        found
            .fields
            .iter()
            .filter(|field| is_asked_for(cx, field))
            .map(|field| &field.ty),
    )
}

fn field_tokens(cx: Cx<'_>, def: &TypeDef, field: &Field, name: &str) -> TokenStream {
    let docs = doc::of_field(field).and(rules::docs(&field.rules)).tokens();
    let checks = rules::attribute(&field.rules);
    let (ty, kind) = field_type(cx, field);
    let mut parts = Vec::new();
    if name.trim_start_matches("r#") != field.wire {
        let wire = &field.wire;
        parts.push(quote!(#wire));
    }
    parts.extend(kind);
    parts.extend(field.sensitive.then(|| quote!(sensitive)));
    if def.usage.request {
        parts.extend(fill(cx, field).map(|value| quote!(fill = #value)));
    }
    let model = if parts.is_empty() {
        TokenStream::new()
    } else {
        quote!(#[model(#(#parts),*)])
    };
    let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
    let name = doc::ident(name);
    quote!(#docs #deprecated #model #checks pub #name: #ty,)
}

fn rest(cx: Cx<'_>, found: &Struct, names: &TypeNames) -> TokenStream {
    let (Some(rest), Some(name)) = (&found.rest, &names.rest) else {
        return TokenStream::new();
    };
    let docs = Doc::theirs(&rest.docs)
        .or(|| Doc::ours("Entries beside the ones above."))
        .and(rules::docs(&rest.rules))
        .tokens();
    let sensitive = rest.sensitive.then(|| quote!(, sensitive));
    let checks = rules::attribute(&rest.rules);
    let (name, ty) = (doc::ident(name), ty::ty(cx, &rest.ty, Place::Types));
    quote!(#docs #[model(rest #sensitive)] #checks pub #name: BTreeMap<String, #ty>,)
}
