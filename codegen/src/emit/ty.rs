//! The table of types: [`Type`] and [`Scalar`] to Rust.

use super::Cx;
use crate::ir::{Enum, Scalar, Type, TypeId};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Which file the type is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// `types.rs`, where the types are.
    Types,
    /// Anywhere else: types are reached through their module.
    Elsewhere,
}

/// One row per scalar: Rust type, and whether it is `Copy`, so that arguments take it as it is.
pub(super) fn scalar(scalar: Scalar) -> (&'static str, bool) {
    match scalar {
        Scalar::Bool => ("bool", true),
        Scalar::I128 => ("i128", true),
        Scalar::I64 => ("i64", true),
        Scalar::I32 => ("i32", true),
        Scalar::U64 => ("u64", true),
        Scalar::U32 => ("u32", true),
        Scalar::F64 => ("f64", true),
        Scalar::String | Scalar::Binary => ("String", false),
        Scalar::Upload => ("Upload", false),
        Scalar::DateTime => ("DateTime", false),
        Scalar::Date => ("Date", false),
        Scalar::Time => ("Time", false),
        Scalar::Duration => ("Duration", false),
        Scalar::Uuid => ("Uuid", false),
        Scalar::Decimal => ("Decimal", false),
        Scalar::Base64 => ("Base64", false),
        Scalar::E164 => ("E164", false),
    }
}

/// The Rust type of a scalar, for people.
pub(crate) fn scalar_name(found: Scalar) -> &'static str {
    scalar(found).0
}

/// The Rust type.
pub(super) fn ty(cx: Cx<'_>, found: &Type, place: Place) -> TokenStream {
    match found {
        // In full: a component called `Upload` keeps its name.
        Type::Scalar(Scalar::Upload) => quote!(callsmith_runtime::model::Upload),
        Type::Scalar(found) => {
            let name = format_ident!("{}", scalar(*found).0);
            // The runtime's own names are reached through `model` where they are not imported.
            if place == Place::Elsewhere && is_from_model(*found) {
                quote!(model::#name)
            } else {
                quote!(#name)
            }
        }
        Type::Named(id) => named(cx, *id, place),
        Type::Boxed(id) => {
            let inner = named(cx, *id, place);
            quote!(Box<#inner>)
        }
        Type::List(inner) => {
            let inner = ty(cx, inner, place);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let inner = ty(cx, inner, place);
            if place == Place::Elsewhere {
                quote!(std::collections::BTreeMap<String, #inner>)
            } else {
                quote!(BTreeMap<String, #inner>)
            }
        }
        Type::Nullable(inner) => {
            let inner = ty(cx, inner, place);
            quote!(Option<#inner>)
        }
        Type::Json if place == Place::Elsewhere => quote!(model::Json),
        Type::Json => quote!(Json),
    }
}

/// Whether a scalar is a type of `callsmith_runtime::model` rather than of the prelude.
pub(super) fn is_from_model(found: Scalar) -> bool {
    matches!(
        found,
        Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Duration
            | Scalar::Uuid
            | Scalar::Decimal
            | Scalar::Base64
            | Scalar::E164
    )
}

/// Whether an enum's values are neither all texts nor all integers.
pub(super) fn is_mixed(found: &Enum) -> bool {
    !found.of_texts() && !found.of_integers()
}

/// The Rust type as a caller reads it, for example `Vec<types::Call>`.
pub(crate) fn rust_type(cx: Cx<'_>, found: &Type, place: Place) -> String {
    text(&ty(cx, found, place))
}

/// The tokens of a type as people write them.
pub(super) fn text(tokens: &TokenStream) -> String {
    let text = tokens.to_string().replace(' ', "");
    text.replace(',', ", ")
}

fn named(cx: Cx<'_>, id: TypeId, place: Place) -> TokenStream {
    let name = format_ident!("{}", cx.names.ty(id));
    match place {
        Place::Types => quote!(#name),
        Place::Elsewhere => quote!(types::#name),
    }
}
