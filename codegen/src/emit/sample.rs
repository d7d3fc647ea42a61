//! Sample values as Rust expressions: for the example and the README.

use super::Cx;
use super::doc;
use super::field::is_asked_for;
use super::structs::takes_init;
use crate::ir::{
    Enum, JsonType, Scalar, Struct, Tag, Test, Type, TypeId, TypeKind, Union, Variant,
};
use crate::name::Case;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};

mod synthesize;
mod tuple;

pub(super) use synthesize::synthesize;

/// What examples import besides types: a type of that name is reached through its module.
const IN_USE: [&str; 3] = ["Auth", "Client", "Error"];

/// What the expressions need around them.
#[derive(Default)]
pub(super) struct Samples {
    /// `const TO_NUMBER: &str = "+1...";`, in the order of use.
    pub(super) constants: Vec<TokenStream>,
    names: BTreeMap<String, String>,
    /// Whether `Json` is mentioned.
    pub(super) uses_json: bool,
    /// The types mentioned.
    pub(super) types: BTreeSet<String>,
}

/// Where an expression stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// As an argument of a generated function, which converts it.
    Argument,
    /// As the value of a field or an element, which must have the exact type.
    Exact,
}

impl Samples {
    /// `value` as an expression of type `ty`; `name` is what a constant for it would be called. `None` where the
    /// value does not fit the type, or is of a kind that examples do not show.
    pub(super) fn expression(
        &mut self,
        cx: Cx<'_>,
        ty: &Type,
        value: &Json,
        name: &str,
        at: Position,
    ) -> Option<TokenStream> {
        match ty {
            Type::Nullable(inner) => match (value, at) {
                (Json::Null, _) => Some(quote!(None)),
                _ => {
                    let inner = self.expression(cx, inner, value, name, Position::Exact)?;
                    Some(quote!(Some(#inner)))
                }
            },
            Type::Scalar(scalar) => self.scalar(*scalar, value, name, at),
            Type::List(inner) => {
                let position = if copies(cx, inner) {
                    Position::Exact
                } else {
                    at
                };
                let items: Option<Vec<_>> = value
                    .as_array()?
                    .iter()
                    .map(|item| self.expression(cx, inner, item, name, position))
                    .collect();
                let items = items?;
                Some(if at == Position::Argument {
                    quote!([#(#items),*])
                } else {
                    quote!(vec![#(#items),*])
                })
            }
            Type::Named(id) => self.named(cx, *id, value, name, at),
            Type::Boxed(id) => {
                let inner = self.named(cx, *id, value, name, Position::Exact)?;
                Some(if at == Position::Argument {
                    inner
                } else {
                    quote!(Box::new(#inner))
                })
            }
            Type::Map(inner) => {
                let mut entries = Vec::new();
                for (key, value) in value.as_object()? {
                    let made = self.expression(cx, inner, value, key, Position::Exact)?;
                    entries.push(quote!((#key.to_owned(), #made)));
                }
                let entries = quote!([#(#entries),*]);
                Some(if at == Position::Argument {
                    entries
                } else {
                    quote!(#entries.into())
                })
            }
            Type::Json => self.json(value, name),
        }
    }

    /// Any JSON, as far as examples show it: no objects and no lists.
    fn json(&mut self, value: &Json, name: &str) -> Option<TokenStream> {
        let inner = match value {
            Json::String(text) => self.constant(name, text),
            Json::Bool(truth) => quote!(#truth),
            Json::Number(number) => {
                let number = proc_macro2::Literal::i64_unsuffixed(number.as_i64()?);
                quote!(#number)
            }
            Json::Null | Json::Array(_) | Json::Object(_) => return None,
        };
        self.uses_json = true;
        Some(quote!(Json::from(#inner)))
    }

    fn scalar(
        &mut self,
        scalar: Scalar,
        value: &Json,
        name: &str,
        at: Position,
    ) -> Option<TokenStream> {
        match (scalar, value) {
            (Scalar::Bool, Json::Bool(truth)) => Some(quote!(#truth)),
            (Scalar::F64, Json::Number(number)) => {
                let number = proc_macro2::Literal::f64_unsuffixed(number.as_f64()?);
                Some(quote!(#number))
            }
            (
                Scalar::I128 | Scalar::I64 | Scalar::I32 | Scalar::U64 | Scalar::U32,
                Json::Number(number),
            ) => {
                let number = proc_macro2::Literal::i64_unsuffixed(number.as_i64()?);
                Some(quote!(#number))
            }
            (_, Json::String(text)) => {
                let constant = self.constant(name, text);
                Some(if at == Position::Argument {
                    constant
                } else {
                    quote!(#constant.into())
                })
            }
            _ => None,
        }
    }

    /// A constant of this text, named after `name`; two texts never share one.
    fn constant(&mut self, name: &str, text: &str) -> TokenStream {
        let name = crate::name::words(name, Case::Value).to_uppercase();
        let name = match name.starts_with(char::is_alphabetic) {
            true => name,
            false => format!("SAMPLE_{name}"),
        };
        let mut unique = name.clone();
        let mut number = 2;
        while self.names.get(&unique).is_some_and(|known| known != text) {
            unique = format!("{name}_{number}");
            number += 1;
        }
        let ident = format_ident!("{unique}");
        if self.names.insert(unique, text.to_owned()).is_none() {
            self.constants.push(quote!(const #ident: &str = #text;));
        }
        quote!(#ident)
    }

    fn named(
        &mut self,
        cx: Cx<'_>,
        id: TypeId,
        value: &Json,
        name: &str,
        at: Position,
    ) -> Option<TokenStream> {
        let def = cx.api.type_def(id);
        match &def.kind {
            // `new` takes a list behind another name as it is, and there it needs a type that is not in sight.
            TypeKind::Alias(Type::List(_) | Type::Map(_)) if at == Position::Argument => None,
            TypeKind::Alias(target) => self.expression(cx, target, value, name, at),
            TypeKind::Tuple(found) => self.tuple(cx, found, value, name, at),
            TypeKind::Enum(found) => self.enumeration(cx, id, found, value),
            TypeKind::Struct(found) => self.structure(cx, id, found, value),
            TypeKind::Union(found) => self.union(cx, id, found, value),
        }
    }

    fn enumeration(
        &mut self,
        cx: Cx<'_>,
        id: TypeId,
        found: &Enum,
        value: &Json,
    ) -> Option<TokenStream> {
        let at = found.values.iter().position(|known| known.wire.is(value))?;
        let (name, variant) = (
            self.mention(cx, id),
            doc::ident(&cx.names.types[id.0].members[at]),
        );
        Some(quote!(#name::#variant))
    }

    fn structure(
        &mut self,
        cx: Cx<'_>,
        id: TypeId,
        found: &Struct,
        value: &Json,
    ) -> Option<TokenStream> {
        let object = value.as_object()?;
        let names = &cx.names.types[id.0];
        let name = self.mention(cx, id);
        let (mut asked, mut setters) = (Vec::new(), Vec::new());
        for (field, member) in found.fields.iter().zip(&names.members) {
            let ident = doc::ident(member);
            let init = takes_init(cx, found) && is_asked_for(cx, field);
            let position = if init {
                Position::Exact
            } else {
                Position::Argument
            };
            let plain = if is_asked_for(cx, field) {
                field.ty.clone()
            } else {
                field.ty.clone().without_null().0
            };
            match object.get(&field.wire) {
                Some(value) => {
                    let made = self.expression(cx, &plain, value, member, position);
                    match (is_asked_for(cx, field), init) {
                        (true, true) => asked.push(made.map(|made| quote!(#ident: #made))?),
                        (true, false) => asked.push(made?),
                        // What is optional and hard to show is left out.
                        (false, _) => setters.extend(made.map(|made| quote!(.#ident(#made)))),
                    }
                }
                None if is_asked_for(cx, field) => return None,
                None => {}
            }
        }
        let new = if takes_init(cx, found) {
            let init = format_ident!("{}", names.init);
            self.types.insert(names.init.clone());
            quote!(#name::new(#init { #(#asked),* }))
        } else {
            quote!(#name::new(#(#asked),*))
        };
        let rest = self.rest(cx, id, found, object);
        Some(quote!(#new #(#setters)* #rest))
    }

    /// The entries beside the properties.
    fn rest(
        &mut self,
        cx: Cx<'_>,
        id: TypeId,
        found: &Struct,
        object: &serde_json::Map<String, Json>,
    ) -> Option<TokenStream> {
        let (rest, name) = (found.rest.as_ref()?, cx.names.types[id.0].rest.as_ref()?);
        let others = object
            .iter()
            .filter(|(key, _)| !found.fields.iter().any(|field| field.wire == **key));
        let mut entries = Vec::new();
        for (key, value) in others {
            let made = self.expression(cx, &rest.ty, value, key, Position::Argument)?;
            entries.push(quote!((#key, #made)));
        }
        let name = doc::ident(name);
        (!entries.is_empty()).then(|| quote!(.#name([#(#entries),*])))
    }

    fn union(
        &mut self,
        cx: Cx<'_>,
        id: TypeId,
        found: &Union,
        value: &Json,
    ) -> Option<TokenStream> {
        let at = found
            .variants
            .iter()
            .position(|variant| fits(found, variant, value))?;
        let (variant, member) = (&found.variants[at], &cx.names.types[id.0].members[at]);
        let name = self.mention(cx, id);
        if let Some(inner) = cx.api.as_struct(&variant.ty) {
            let mut asked = inner.fields.iter().filter(|field| is_asked_for(cx, field));
            if let (Some(only), None, Some(1)) = (
                asked.next(),
                asked.next(),
                value.as_object().map(|object| object.len()),
            ) {
                let made = self.expression(
                    cx,
                    &only.ty,
                    value.get(&only.wire)?,
                    &only.wire,
                    Position::Argument,
                )?;
                let method = doc::ident(&cx.names.types[id.0].constructors[at]);
                return Some(quote!(#name::#method(#made)));
            }
        }
        let made = self.expression(cx, &variant.ty, value, member, Position::Exact)?;
        let member = doc::ident(member);
        Some(quote!(#name::#member(#made)))
    }

    fn mention(&mut self, cx: Cx<'_>, id: TypeId) -> TokenStream {
        let name = cx.names.ty(id);
        let ident = format_ident!("{name}");
        let imported = !IN_USE.contains(&name);
        self.types
            .insert(if imported { name } else { "self" }.to_owned());
        match imported {
            true => quote!(#ident),
            false => quote!(types::#ident),
        }
    }
}

fn copies(cx: Cx<'_>, ty: &Type) -> bool {
    !matches!(cx.api.resolved(ty), Type::Scalar(scalar) if !super::ty::scalar(*scalar).1)
}

fn fits(found: &Union, variant: &Variant, value: &Json) -> bool {
    match (&variant.test, &found.tag) {
        (Test::Tag { values, .. }, Tag::Property(tag)) => value
            .get(tag)
            .and_then(Json::as_str)
            .is_some_and(|text| values.iter().any(|value| value == text)),
        (Test::Shape { types, keys }, _) => {
            types.iter().any(|ty| is_of(*ty, value))
                && keys.iter().all(|key| value.get(key).is_some())
        }
        (Test::Tag { .. }, Tag::At(_) | Tag::Shape) => false,
        (Test::Otherwise, _) => value.is_object(),
    }
}

fn is_of(ty: JsonType, value: &Json) -> bool {
    match ty {
        JsonType::String => value.is_string(),
        JsonType::Integer => value.is_i64() || value.is_u64(),
        JsonType::Number => value.is_number(),
        JsonType::Boolean => value.is_boolean(),
        JsonType::Array => value.is_array(),
        JsonType::Object => value.is_object(),
    }
}
