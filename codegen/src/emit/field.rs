//! The table of optional and nullable: which Rust type a field has and how it is written.

use super::Cx;
use super::ty::{self, Place};
use crate::ir::{Field, Scalar, Type, TypeKind};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value as Json;

/// A field's Rust type and what `derive(Model)` must be told of it.
///
/// | required | nullable | field | `None` writes |
/// |---|---|---|---|
/// | yes | no | `T` | - |
/// | no | no | `Option<T>` | nothing |
/// | yes | yes | `Option<T>` (`nullable`) | `null` |
/// | no | yes | `Option<T>` (`null`) | nothing, or `null` where it was set or read |
pub(super) fn field_type(cx: Cx<'_>, field: &Field) -> (TokenStream, Option<TokenStream>) {
    let (inner, nullable) = field.ty.clone().without_null();
    let inner = ty::ty(cx, &inner, Place::Types);
    match (field.required, nullable) {
        (true, false) => (quote!(#inner), None),
        (false, false) => (quote!(Option<#inner>), None),
        (true, true) => (quote!(Option<#inner>), Some(quote!(nullable))),
        (false, true) => (quote!(Option<#inner>), Some(quote!(null))),
    }
}

/// The Rust type of a field as a caller reads it.
pub(crate) fn rust_field(cx: Cx<'_>, field: &Field) -> String {
    ty::text(&field_type(cx, field).0)
}

/// The expression that a constant is filled with, where it is required or tells variants apart; `None` where callers
/// decide.
pub(super) fn fill(cx: Cx<'_>, field: &Field) -> Option<TokenStream> {
    let fixed = field.fixed.as_ref();
    let value = constant(cx, field, fixed.filter(|_| field.required || field.tag)?)?;
    let optional = !field.required || matches!(field.ty, Type::Nullable(_));
    Some(if optional {
        quote!(Some(#value))
    } else {
        value
    })
}

fn constant(cx: Cx<'_>, field: &Field, fixed: &Json) -> Option<TokenStream> {
    let (ty, _) = field.ty.clone().without_null();
    match (cx.api.resolved(&ty), fixed) {
        (Type::Named(id), fixed) => {
            let TypeKind::Enum(found) = &cx.api.type_def(*id).kind else {
                return None;
            };
            let at = found.values.iter().position(|value| value.wire.is(fixed))?;
            let name = format_ident!("{}", cx.names.ty(*id));
            let variant = format_ident!("{}", cx.names.types[id.0].members[at]);
            Some(quote!(#name::#variant))
        }
        (Type::Scalar(Scalar::Bool), Json::Bool(truth)) => Some(quote!(#truth)),
        (Type::Scalar(Scalar::String), Json::String(text)) => Some(quote!(#text.to_owned())),
        _ => None,
    }
}

/// Whether `new` asks for the field.
pub(crate) fn is_asked_for(cx: Cx<'_>, field: &Field) -> bool {
    field.required && fill(cx, field).is_none()
}
