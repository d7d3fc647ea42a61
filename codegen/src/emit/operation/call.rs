//! The call that a method returns: what is optional is set on it.

use super::super::Cx;
use super::super::answer;
use super::super::arg::arg;
use super::super::doc::{self, Doc};
use super::super::pages;
use super::super::rules;
use super::super::ty::{self, Place as File};
use super::{body_parts, required, step, takes_struct, text};
use crate::ir::{Operation, Param, Scalar, Sort, Type};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The call: what is optional is set on it.
pub(super) fn declaration(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let (call, error) = (
        format_ident!("{}", names.call),
        format_ident!("{}", names.error),
    );
    let intro = doc::ours(&format!(
        "A call of [`Client::{}`]: set what is optional, then `.await` it.",
        names.shown()
    ));
    let success = answer::success_type(cx, &operation.success.own, names);
    let setters: Vec<TokenStream> = operation
        .params
        .iter()
        .zip(&names.params)
        .filter(|(param, _)| !param.required)
        .map(|(param, name)| setter(cx, param, name))
        .chain(body_setters(cx, operation, names))
        .chain(answer::further(cx, operation, names))
        .chain(pages::methods(cx, operation, names))
        .collect();
    let setters = if setters.is_empty() {
        TokenStream::new()
    } else {
        quote!(impl #call { #(#setters)* })
    };
    let args = if takes_struct(cx, operation) {
        args_struct(cx, operation, names)
    } else {
        TokenStream::new()
    };
    quote! {
        #args
        #intro
        pub type #call = Request<#success, #error>;
        #setters
    }
}

fn setter(cx: Cx<'_>, param: &Param, name: &str) -> TokenStream {
    let docs = doc::with_default(&param.docs, &param.wire, param.default.as_ref());
    let docs = docs.and(rules::docs(&param.rules));
    let docs = docs.and(without_value(cx, param)).tokens();
    let deprecated = param.deprecated.then(|| quote!(#[deprecated]));
    let name = doc::ident(name);
    let made = arg(cx, &param.ty, &name, File::Elsewhere);
    let (takes, bind) = (made.takes, made.binding);
    let step = step(cx, param, &quote!(#name));
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #takes) -> Self {
            #bind
            Self(self.0 #step)
        }
    }
}

/// `allowEmptyValue` of what has no empty text.
fn without_value(cx: Cx<'_>, param: &Param) -> Doc {
    let resolved = cx.api.resolved(&param.ty);
    let has_none =
        cx.api.sort(&param.ty) == Sort::Scalar && !matches!(resolved, Type::Scalar(Scalar::String));
    match param.allow_empty && has_none {
        true => Doc::ours(&format!(
            "It may be sent without a value: `extra_query({:?}, \"\")`.",
            doc::plain(&param.wire)
        )),
        false => Doc::default(),
    }
}

/// One for each media type; the last one that is set counts.
fn body_setters(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Vec<TokenStream> {
    let own = operation.body.iter().map(|body| (body, "body"));
    let further = operation.further.iter().zip(&names.bodies);
    let all = own.chain(further.map(|(body, name)| (body, name.as_str())));
    all.filter(|(body, _)| !body.required)
        .map(|(body, name)| body_setter(cx, body, name))
        .collect()
}

fn body_setter(cx: Cx<'_>, body: &crate::ir::Body, name: &str) -> TokenStream {
    let name = doc::ident(name);
    let docs = Doc::theirs(&body.docs).or(|| Doc::ours("What is sent."));
    let docs = docs.and(text::media_types(body)).tokens();
    let (takes, step, made) = body_parts(cx, body);
    quote! {
        #docs
        pub fn #name(self, body: #takes) -> Self {
            #made
            Self(self.0 #step)
        }
    }
}

fn args_struct(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let name = format_ident!("{}", names.args);
    let intro = doc::ours(&format!("What [`Client::{}`] must be told.", names.shown()));
    let fields = required(operation, names).into_iter().map(|(param, name)| {
        let docs = doc::with_default(&param.docs, &param.wire, param.default.as_ref());
        let docs = docs.and(rules::docs(&param.rules)).tokens();
        let (name, ty) = (doc::ident(name), ty::ty(cx, &param.ty, File::Elsewhere));
        quote!(#docs pub #name: #ty,)
    });
    let sensitive = required(operation, names)
        .iter()
        .any(|(param, _)| param.sensitive);
    let (derive, debug) = match sensitive {
        true => (quote!(#[derive(Clone)]), args_debug(operation, names)),
        false => (quote!(#[derive(Clone, Debug)]), TokenStream::new()),
    };
    quote! {
        #intro
        #derive
        pub struct #name { #(#fields)* }
        #debug
    }
}

/// `Debug` that does not show what is sensitive.
fn args_debug(operation: &Operation, names: &OperationNames) -> TokenStream {
    let (name, text) = (format_ident!("{}", names.args), &names.args);
    let fields = required(operation, names).into_iter().map(|(param, name)| {
        let text = name.trim_start_matches("r#");
        let ident = doc::ident(name);
        match param.sensitive {
            true => quote!(.field(#text, &format_args!("[redacted]"))),
            false => quote!(.field(#text, &self.#ident)),
        }
    });
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text) #(#fields)* .finish()
            }
        }
    }
}
