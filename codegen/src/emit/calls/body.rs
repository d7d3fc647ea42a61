//! The body of a call, as an expression.

use super::super::field::is_asked_for;
use super::super::structs::takes_init;
use super::super::ty::{self, Place};
use super::super::{Cx, doc};
use crate::ir::{Field, Payload, Scalar, Struct, Type, TypeId};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// `None`: there is nothing to hand over.
pub(super) fn body(cx: Cx<'_>, payload: &Payload) -> Option<TokenStream> {
    Some(match payload {
        Payload::Json(ty) | Payload::Form(ty, _) => of_json(cx, ty),
        Payload::Multipart(ty, _) => of_parts(cx, ty),
        Payload::Raw(_) => quote!(given.text("body")?),
        Payload::Empty => return None,
    })
}

fn of_json(cx: Cx<'_>, ty: &Type) -> TokenStream {
    let ty = ty::ty(cx, ty, Place::Elsewhere);
    quote!(given.need::<#ty>("body")?)
}

/// Field by field: JSON has no form for files.
fn of_parts(cx: Cx<'_>, ty: &Type) -> TokenStream {
    let Some((id, found)) = structure(cx, ty) else {
        return of_json(cx, ty);
    };
    let is_file = |field: &Field| upload(cx, &field.ty).is_some();
    if !found.fields.iter().any(is_file) {
        return of_json(cx, ty);
    }
    made(cx, id, found)
}

fn structure<'a>(cx: Cx<'a>, ty: &'a Type) -> Option<(TypeId, &'a Struct)> {
    match cx.api.resolved(ty) {
        Type::Named(id) => Some((*id, cx.api.as_struct(ty)?)),
        _ => None,
    }
}

fn made(cx: Cx<'_>, id: TypeId, found: &Struct) -> TokenStream {
    let names = &cx.names.types[id.0];
    let init = takes_init(cx, found);
    let (mut asked, mut setters) = (Vec::new(), Vec::new());
    for (field, member) in found.fields.iter().zip(&names.members) {
        let name = doc::ident(member);
        match (is_asked_for(cx, field), init) {
            (true, true) => {
                let value = value(cx, field, true);
                asked.push(quote!(#name: #value));
            }
            (true, false) => asked.push(value(cx, field, true)),
            (false, _) => {
                let value = value(cx, field, false);
                setters.push(quote!(if let Some(value) = #value { body = body.#name(value); }));
            }
        }
    }
    let ty = format_ident!("{}", cx.names.ty(id));
    let asked = match init {
        true => {
            let init = format_ident!("{}", names.init);
            quote!(types::#init { #(#asked),* })
        }
        false => quote!(#(#asked),*),
    };
    let mutable = (!setters.is_empty()).then(|| quote!(mut));
    quote!({
        let #mutable body = types::#ty::new(#asked);
        #(#setters)*
        body
    })
}

fn value(cx: Cx<'_>, field: &Field, needed: bool) -> TokenStream {
    let place = format!("body {}", field.wire);
    match (upload(cx, &field.ty), needed) {
        (Some(false), true) => quote!(given.need_upload(#place)?),
        (Some(false), false) => quote!(given.upload(#place)?),
        (Some(true), true) => quote!(given.need_uploads(#place)?),
        (Some(true), false) => quote!(given.uploads(#place)?),
        (None, _) => {
            let plain = match needed {
                true => field.ty.clone(),
                false => field.ty.clone().without_null().0,
            };
            let ty = ty::ty(cx, &plain, Place::Elsewhere);
            let how = if needed { quote!(need) } else { quote!(take) };
            quote!(given.#how::<#ty>(#place)?)
        }
    }
}

/// Whether it is a file (`false`) or a list of files (`true`).
fn upload(cx: Cx<'_>, ty: &Type) -> Option<bool> {
    match cx.api.resolved(ty) {
        Type::Scalar(Scalar::Upload) => Some(false),
        Type::List(inner) => upload(cx, inner).map(|_| true),
        Type::Nullable(inner) => upload(cx, inner),
        _ => None,
    }
}
