//! The successes of an operation that have several types: an enum by status.

use super::Cx;
use super::answer::success_type;
use super::doc::{self, Doc};
use super::failure::status;
use crate::ir::{Arm, Operation, Own, StatusMatch};
use crate::name::OperationNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The declaration, where there are several; the rest comes from `derive(Success)`.
pub(super) fn declaration(
    cx: Cx<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let arms = operation.success.arms();
    if arms.is_empty() {
        return TokenStream::new();
    }
    let name = format_ident!("{}", names.success);
    let docs = doc::ours(&format!(
        "What [`Client::{}`] answers, by status.",
        names.shown()
    ));
    let variants = arms.iter().zip(&names.successes);
    let variants = variants.map(|(arm, name)| variant(cx, arm, name, names));
    quote! {
        #docs
        #[derive(Clone, Debug, callsmith_runtime::Success)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A success with a status that the document does not have.
            #[success(unknown)]
            Unrecognized(callsmith_runtime::Answer),
        }
    }
}

fn variant(cx: Cx<'_>, arm: &Arm, name: &str, names: &OperationNames) -> TokenStream {
    let (docs, status, name) = (text(arm).tokens(), status(arm.status), doc::ident(name));
    let body = success_type(cx, &arm.body, names);
    match arm.body {
        Own::Empty => quote!(#docs #[success(#status)] #name,),
        Own::Text => quote!(#docs #[success(#status, text)] #name(#body),),
        Own::Bytes => quote!(#docs #[success(#status, bytes)] #name(#body),),
        _ => quote!(#docs #[success(#status)] #name(#body),),
    }
}

fn text(arm: &Arm) -> Doc {
    let status = match arm.status {
        StatusMatch::Exactly(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}XX"),
        StatusMatch::Default => "Any other status".to_owned(),
    };
    match arm.docs.trim() {
        "" => Doc::ours(&format!("{status}.")),
        said => Doc::theirs(&format!("{status}: {said}")),
    }
}
