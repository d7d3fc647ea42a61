//! How a value is taken as an argument, and when arguments could be mixed up.

use super::Cx;
use super::ty::{self, Place};
use crate::ir::{Api, Type, TypeKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An argument: what callers may hand over, and what makes the value of it.
pub(super) struct Arg {
    /// For example `impl Into<String>`.
    pub(super) takes: TokenStream,
    /// For example `call_id.into()`.
    pub(super) value: TokenStream,
    /// For example `String`.
    pub(super) ty: TokenStream,
}

/// The argument called `name` for a value of type `found`.
pub(super) fn arg(cx: Cx<'_>, found: &Type, name: &Ident, place: Place) -> Arg {
    let ty = ty::ty(cx, found, place);
    match form(cx.api, found) {
        Form::Plain => Arg { takes: ty.clone(), value: quote!(#name), ty },
        Form::Into => Arg { takes: quote!(impl Into<#ty>), value: quote!(#name.into()), ty },
        Form::Many(item) => {
            let inner = ty::ty(cx, item, place);
            match form(cx.api, item) {
                Form::Into => Arg {
                    takes: quote!(impl IntoIterator<Item = impl Into<#inner>>),
                    value: quote!(#name.into_iter().map(Into::into).collect()),
                    ty,
                },
                Form::Plain | Form::Many(_) => {
                    Arg { takes: quote!(impl IntoIterator<Item = #inner>), value: quote!(#name.into_iter().collect()), ty }
                }
            }
        }
    }
}

enum Form<'a> {
    Plain,
    Into,
    Many(&'a Type),
}

fn form<'a>(api: &'a Api, found: &'a Type) -> Form<'a> {
    match api.resolved(found) {
        Type::Scalar(scalar) => if ty::scalar(*scalar).1 { Form::Plain } else { Form::Into },
        Type::Named(id) => match api.type_def(*id).kind {
            TypeKind::Union(_) => Form::Into,
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => Form::Plain,
        },
        Type::Json | Type::Boxed(_) => Form::Into,
        Type::List(inner) => Form::Many(inner),
        Type::Map(_) | Type::Nullable(_) => Form::Plain,
    }
}

/// Whether two of these have the same Rust type, so that a caller could swap them unnoticed.
pub(super) fn could_be_mixed_up<'a>(api: &Api, types: impl IntoIterator<Item = &'a Type>) -> bool {
    let mut seen: Vec<Type> = Vec::new();
    for ty in types {
        let plain = plain(api, ty);
        if seen.contains(&plain) {
            return true;
        }
        seen.push(plain);
    }
    false
}

/// `ty` without the differences that Rust does not see.
fn plain(api: &Api, ty: &Type) -> Type {
    match api.resolved(ty) {
        Type::Boxed(id) => Type::Named(*id),
        Type::List(inner) => Type::List(Box::new(plain(api, inner))),
        Type::Map(inner) => Type::Map(Box::new(plain(api, inner))),
        // `Option<T>` is another type than `T`, but `None` fits any of them.
        Type::Nullable(inner) => plain(api, inner),
        other => other.clone(),
    }
}
