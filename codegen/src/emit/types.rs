//! `src/types.rs`: every type, by name.

use super::doc::{self, Doc};
use super::ty::{self, Place};
use super::{Cx, enums, structs, unions};
use crate::ir::{Scalar, Type, TypeDef, TypeKind};
use crate::name::TypeNames;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::BTreeSet;

/// The file.
pub(super) fn types_rs(cx: Cx<'_>) -> String {
    let mut all: Vec<(&TypeDef, &TypeNames)> = cx.api.types.iter().zip(&cx.names.types).collect();
    // A document that is put into another order makes no difference here.
    all.sort_by_key(|(_, names)| names.name.as_str());
    let items = all.iter().map(|(def, names)| item(cx, def, names));
    let docs = Doc::theirs(&format!(
        "The types of {}: what is sent and what comes back.",
        doc::plain(&cx.api.title)
    ))
    .into_lines();
    crate::format::file(&docs, &[], imports(cx).into_iter().chain(items))
}

fn item(cx: Cx<'_>, def: &TypeDef, names: &TypeNames) -> TokenStream {
    match &def.kind {
        TypeKind::Struct(found) => structs::declaration(cx, def, found, names),
        TypeKind::Enum(found) => enums::declaration(cx, def, found, names),
        TypeKind::Union(found) => unions::declaration(cx, def, found, names),
        TypeKind::Alias(target) => {
            let (docs, name) = (doc::of_type(cx, def), format_ident!("{}", names.name));
            let target = ty::ty(cx, target, Place::Types);
            quote!(#docs pub type #name = #target;)
        }
    }
}

/// What the file uses, and nothing else.
fn imports(cx: Cx<'_>) -> Vec<TokenStream> {
    let mut used = BTreeSet::new();
    let mut has_map = false;
    for def in &cx.api.types {
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
    model.into_iter().chain(map).collect()
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
