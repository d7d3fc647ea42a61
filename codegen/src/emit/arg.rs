//! How a value is taken as an argument, and when arguments could be mixed up.

use super::Cx;
use super::ty::{self, Place};
use crate::ir::{Api, Scalar, Type, TypeId, TypeKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// An argument: what callers may hand over, and what makes the value of it.
pub(super) struct Arg {
    /// For example `impl Into<String>`.
    pub(super) takes: TokenStream,
    /// `let call_id: String = call_id.into();`, or nothing where callers hand over the value itself.
    pub(super) binding: TokenStream,
}

/// The argument called `name` for a value of type `found`.
pub(super) fn arg(cx: Cx<'_>, found: &Type, name: &Ident, place: Place) -> Arg {
    let ty = ty::ty(cx, found, place);
    let form = match place {
        Place::Types => form_of_text(found),
        Place::Elsewhere => form(cx.api, found),
    };
    match form {
        Form::Plain => Arg {
            takes: ty,
            binding: TokenStream::new(),
        },
        Form::Into => Arg {
            takes: quote!(impl Into<#ty>),
            binding: quote!(let #name: #ty = #name.into();),
        },
        Form::Many(item) => many(cx, item, name, &ty, place),
    }
}

fn many(cx: Cx<'_>, item: &Type, name: &Ident, ty: &TokenStream, place: Place) -> Arg {
    let inner = ty::ty(cx, item, place);
    match form(cx.api, item) {
        Form::Into => Arg {
            takes: quote!(impl IntoIterator<Item = impl Into<#inner>>),
            binding: quote!(let #name: #ty = #name.into_iter().map(Into::into).collect();),
        },
        Form::Plain | Form::Many(_) => Arg {
            takes: quote!(impl IntoIterator<Item = #inner>),
            binding: quote!(let #name: #ty = #name.into_iter().collect();),
        },
    }
}

enum Form<'a> {
    Plain,
    Into,
    Many(&'a Type),
}

/// The rule of `derive(Model)`, which sees the text of a type and not what an alias stands for.
fn form_of_text(found: &Type) -> Form<'_> {
    match found {
        Type::Scalar(scalar) if ty::scalar(*scalar).1 => Form::Plain,
        Type::List(inner) => Form::Many(inner),
        Type::Nullable(_) => Form::Plain,
        Type::Scalar(_) | Type::Named(_) | Type::Boxed(_) | Type::Map(_) | Type::Json => Form::Into,
    }
}

fn form<'a>(api: &'a Api, found: &'a Type) -> Form<'a> {
    match api.resolved(found) {
        Type::Scalar(scalar) => {
            if ty::scalar(*scalar).1 {
                Form::Plain
            } else {
                Form::Into
            }
        }
        Type::Named(id) => match api.type_def(*id).kind {
            TypeKind::Union(_) | TypeKind::Tuple(_) => Form::Into,
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => Form::Plain,
        },
        Type::Json | Type::Boxed(_) => Form::Into,
        Type::List(inner) => Form::Many(inner),
        Type::Map(_) | Type::Nullable(_) => Form::Plain,
    }
}

/// Whether a caller could swap two arguments of these types unnoticed: they have the same Rust type, or both take
/// text.
pub(super) fn could_be_mixed_up<'a>(api: &Api, types: impl IntoIterator<Item = &'a Type>) -> bool {
    has_double(types.into_iter().map(|ty| {
        let plain = plain(api, ty);
        match takes_text(api, &plain) {
            true => Type::Scalar(Scalar::String),
            false => plain,
        }
    }))
}

/// Whether an argument of this type can be made of a text.
fn takes_text(api: &Api, found: &Type) -> bool {
    match found {
        Type::Scalar(scalar) => *scalar != Scalar::Upload && !ty::scalar(*scalar).1,
        Type::Json => true,
        Type::Named(id) => match &api.type_def(*id).kind {
            TypeKind::Union(union) => union.variants.iter().any(|variant| {
                let plain = plain(api, &variant.ty);
                plain == Type::Json
                    || matches!(plain, Type::Scalar(scalar) if !ty::scalar(scalar).1)
            }),
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => {
                false
            }
        },
        Type::List(_) | Type::Map(_) | Type::Boxed(_) | Type::Nullable(_) => false,
    }
}

/// Whether two of these are one Rust type.
pub(super) fn has_same<'a>(api: &Api, types: impl IntoIterator<Item = &'a Type>) -> bool {
    has_double(types.into_iter().map(|ty| plain(api, ty)))
}

fn has_double(types: impl Iterator<Item = Type>) -> bool {
    let mut seen: Vec<Type> = Vec::new();
    for ty in types {
        if seen.contains(&ty) {
            return true;
        }
        seen.push(ty);
    }
    false
}

/// `ty` without the differences that Rust does not see.
fn plain(api: &Api, ty: &Type) -> Type {
    bare(api, ty, &|id| same_tuple(api, id))
}

/// As [`plain`]; `same` says which type stands for those that are one Rust type.
fn bare(api: &Api, ty: &Type, same: &dyn Fn(TypeId) -> TypeId) -> Type {
    match api.resolved(ty) {
        Type::Named(id) | Type::Boxed(id) => Type::Named(same(*id)),
        Type::List(inner) => Type::List(Box::new(bare(api, inner, same))),
        Type::Map(inner) => Type::Map(Box::new(bare(api, inner, same))),
        // `Option<T>` is another type than `T`, but `None` fits any of them.
        Type::Nullable(inner) => bare(api, inner, same),
        other => other.clone(),
    }
}

/// Tuples of the same parts are one Rust type, whatever they are called: the first of them stands for all. Tuples inside
/// of them count as the same only if they are one definition.
fn same_tuple(api: &Api, id: TypeId) -> TypeId {
    let parts = |id: TypeId| -> Option<Vec<Type>> {
        let def = api.type_def(id);
        let parts = def.parts().map(|part| bare(api, part, &|id| id));
        matches!(def.kind, TypeKind::Tuple(_)).then(|| parts.collect())
    };
    let Some(wanted) = parts(id) else { return id };
    let mut before = (0..id.0).map(TypeId);
    let found = before.find(|other| parts(*other).as_ref() == Some(&wanted));
    found.unwrap_or(id)
}
