//! Lists whose first elements have a type each.

use super::ty::{self, Place};
use super::{Cx, doc};
use crate::ir::{Tuple, Type, TypeDef};
use crate::name::TypeNames;
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

/// `pub type Pair = Tuple<(String, i64)>;`: what a tuple can do, the runtime has once for all of them.
pub(super) fn declaration(
    cx: Cx<'_>,
    def: &TypeDef,
    found: &Tuple,
    names: &TypeNames,
) -> TokenStream {
    let (docs, name) = (doc::of_type(cx, def), format_ident!("{}", names.name));
    let ty = |part: &Type| ty::ty(cx, part, Place::Types);
    let elements = found.elements.iter().map(ty);
    let elements = quote!((#(#elements,)*));
    let further = found.further.as_ref().map(ty);
    let arguments = match (further, least(found)) {
        (None, None) => elements,
        (Some(further), None) => quote!(#elements, #further),
        (None, Some(least)) => quote!(#elements, Unlisted, #least),
        (Some(further), Some(least)) => quote!(#elements, #further, #least),
    };
    quote!(#docs pub type #name = Tuple<#arguments>;)
}

/// What the declaration uses of the runtime.
pub(super) fn imports(found: &Tuple) -> impl Iterator<Item = &'static str> {
    let unlisted = found.further.is_none() && least(found).is_some();
    std::iter::once("Tuple").chain(unlisted.then_some("Unlisted"))
}

/// How many elements there are at least, where that is not all of those with a type.
fn least(found: &Tuple) -> Option<Literal> {
    (found.least < found.elements.len()).then(|| Literal::usize_unsuffixed(found.least))
}
