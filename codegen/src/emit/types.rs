//! `src/types.rs`: every type, by name.

use super::doc::{self, Doc};
use super::ty::{self, Place};
use super::{Cx, enums, former, structs, tuples, unions};
use crate::ir::{Scalar, Type, TypeDef, TypeKind};
use crate::name::TypeNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// A type and its names.
pub(super) type Named<'a> = (&'a TypeDef, &'a TypeNames);

/// Every type, by name: a document that is put into another order makes no difference here.
pub(super) fn sorted<'a>(cx: Cx<'a>) -> Vec<Named<'a>> {
    let mut all: Vec<Named<'_>> = cx.api.types.iter().zip(&cx.names.types).collect();
    all.sort_by_key(|(_, names)| names.name.as_str());
    all
}

/// A file with these types in it.
pub(super) fn file(cx: Cx<'_>, docs: Doc, types: &[Named<'_>]) -> String {
    let items = types.iter().map(|(def, names)| {
        let (item, former) = (item(cx, def, names), former::aliases(cx, def, names));
        quote!(#item #former)
    });
    let imports = imports(cx, types);
    crate::format::file(
        cx.watch,
        &docs.into_lines(),
        &[],
        imports.into_iter().chain(items),
    )
}

fn item(cx: Cx<'_>, def: &TypeDef, names: &TypeNames) -> TokenStream {
    match &def.kind {
        TypeKind::Struct(found) => structs::declaration(cx, def, found, names),
        TypeKind::Enum(found) => enums::declaration(cx, def, found, names),
        TypeKind::Union(found) => unions::declaration(cx, def, found, names),
        TypeKind::Tuple(found) => tuples::declaration(cx, def, found, names),
        TypeKind::Alias(target) => {
            let (docs, name) = (doc::of_type(cx, def), format_ident!("{}", names.name));
            let target = ty::ty(cx, target, Place::Types);
            quote!(#docs pub type #name = #target;)
        }
    }
}

/// What the file uses, and nothing else.
fn imports(cx: Cx<'_>, types: &[Named<'_>]) -> Vec<TokenStream> {
    let mut used = BTreeSet::new();
    let mut has_map = false;
    for (def, _) in types {
        match &def.kind {
            TypeKind::Struct(found) => {
                used.extend(["Extra", "Model"]);
                has_map |= found.rest.is_some();
                found
                    .fields
                    .iter()
                    .for_each(|field| mention(&field.ty, &mut used, &mut has_map));
                found
                    .rest
                    .iter()
                    .for_each(|rest| mention(&rest.ty, &mut used, &mut has_map));
            }
            TypeKind::Enum(found) => {
                used.extend(["Model", "Unknown"]);
                used.extend(ty::is_mixed(found).then_some("Json"));
            }
            TypeKind::Union(found) => {
                used.extend(["Json", "Model", "Unknown"]);
                found
                    .variants
                    .iter()
                    .for_each(|variant| mention(&variant.ty, &mut used, &mut has_map));
                // The struct that asks for it may stand in another file.
                unions::argument_types(cx, def, found)
                    .for_each(|ty| mention(ty, &mut used, &mut has_map));
            }
            TypeKind::Tuple(found) => {
                used.extend(tuples::imports(found));
                def.parts()
                    .for_each(|part| mention(part, &mut used, &mut has_map));
            }
            TypeKind::Alias(target) => mention(target, &mut used, &mut has_map),
        }
    }
    let used: Vec<_> = used.iter().map(|name| format_ident!("{name}")).collect();
    let model = (!used.is_empty()).then(|| quote!(use callsmith_runtime::model::{#(#used),*};));
    let map = has_map.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let others = (cx.deep && leads_out(cx, types)).then(|| {
        quote!(
            use super::*;
        )
    });
    [others, model, map].into_iter().flatten().collect()
}

/// Whether these types are made of others.
fn leads_out(cx: Cx<'_>, types: &[Named<'_>]) -> bool {
    let here: BTreeSet<&str> = types.iter().map(|(_, names)| names.name.as_str()).collect();
    let parts = types.iter().flat_map(|(def, _)| def.parts());
    let arguments = types.iter().filter_map(|(def, _)| match &def.kind {
        TypeKind::Union(found) => Some(unions::argument_types(cx, def, found)),
        _ => None,
    });
    let mut named = parts.chain(arguments.flatten()).filter_map(Type::named);
    named.any(|id| !here.contains(cx.names.ty(id)))
}

fn mention(found: &Type, used: &mut BTreeSet<&'static str>, has_map: &mut bool) {
    match found {
        Type::Scalar(found) => mention_scalar(*found, used),
        Type::Json => {
            used.insert("Json");
        }
        Type::Map(inner) => {
            *has_map = true;
            mention(inner, used, has_map);
        }
        Type::List(inner) | Type::Nullable(inner) => mention(inner, used, has_map),
        Type::Named(_) | Type::Boxed(_) => {}
    }
}

fn mention_scalar(found: Scalar, used: &mut BTreeSet<&'static str>) {
    if ty::is_from_model(found) {
        used.insert(ty::scalar(found).0);
    }
}
