//! Names that types had before, for callers who still write them.

use super::{Cx, doc, structs};
use crate::ir::{TypeDef, TypeKind};
use crate::name::{Former, TypeNames, init_of};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A deprecated alias for each former name, and for that of the struct that `new` took.
pub(super) fn aliases(cx: Cx<'_>, def: &TypeDef, names: &TypeNames) -> TokenStream {
    let takes_init = match &def.kind {
        TypeKind::Struct(found) => def.usage.request && structs::takes_init(cx, found),
        _ => false,
    };
    let aliases = names.was.iter().map(|former| {
        let of_type = alias(&former.name, &names.name, former);
        let of_init = takes_init.then(|| alias(&init_of(&former.name), &names.init, former));
        quote!(#of_type #of_init)
    });
    quote!(#(#aliases)*)
}

fn alias(old: &str, new: &str, former: &Former) -> TokenStream {
    let docs = doc::ours(&format!(
        "The former name of [`{new}`], from when it stood at {} in the document.",
        doc::code(&former.place)
    ));
    let note = format!("renamed to `{new}`");
    let (old, new) = (format_ident!("{old}"), format_ident!("{new}"));
    quote!(#docs #[deprecated(note = #note)] pub type #old = #new;)
}
