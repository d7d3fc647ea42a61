//! Unions.

use super::Cx;
use super::arg::{arg, has_same};
use super::doc::{self, Doc};
use super::field::is_asked_for;
use super::ty::{self, Place};
use crate::ir::{Field, JsonType, Tag, Test, Type, TypeDef, Union, Variant};
use crate::name::{TypeNames, UNKNOWN_VARIANT};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The declaration, and a constructor for each variant that needs just one value.
pub(super) fn declaration(
    cx: Cx<'_>,
    def: &TypeDef,
    found: &Union,
    names: &TypeNames,
) -> TokenStream {
    let name = format_ident!("{}", names.name);
    let docs = doc::of_type(cx, def);
    let tag = tag(found);
    let variants = found
        .variants
        .iter()
        .zip(&names.members)
        .map(|(variant, name)| variant_tokens(cx, found, variant, name, Place::Types));
    let unknown = format_ident!("{UNKNOWN_VARIANT}");
    let constructors = if def.usage.request {
        constructors(cx, found, names)
    } else {
        TokenStream::new()
    };
    quote! {
        #docs
        #[derive(Clone, Model)]
        #tag
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A shape that this version of the crate does not know; `as_unknown()` has it.
            #[model(unknown)]
            #unknown(Unknown<Json>),
        }
        #constructors
    }
}

/// What tells the variants apart, where one property does.
pub(super) fn tag(found: &Union) -> TokenStream {
    match &found.tag {
        Tag::Property(property) => {
            let itself = &found.itself;
            quote!(#[model(tag = #property #(, itself = #itself)*)])
        }
        Tag::At(at) => quote!(#[model(tag_at = #at)]),
        Tag::Shape => TokenStream::new(),
    }
}

/// A variant in the declaration of its enum.
pub(super) fn variant_tokens(
    cx: Cx<'_>,
    found: &Union,
    variant: &Variant,
    name: &str,
    place: Place,
) -> TokenStream {
    let docs = variant_docs(variant).tokens();
    let mut parts = test(&variant.test);
    let twice = found
        .variants
        .iter()
        .filter(|other| has_same(cx.api, [&other.ty, &variant.ty]))
        .count()
        > 1;
    parts.extend(twice.then(|| quote!(no_from)));
    let (name, ty) = (doc::ident(name), ty::ty(cx, &variant.ty, place));
    quote!(#docs #[model(#(#parts),*)] #name(#ty),)
}

fn variant_docs(variant: &Variant) -> Doc {
    let told = match &variant.test {
        Test::Tag { values, .. } if values.is_empty() => {
            "An object that fits: no value of the tag is said to mean it.".to_owned()
        }
        Test::Tag { values, .. } => values
            .iter()
            .map(|value| doc::code(value))
            .collect::<Vec<_>>()
            .join(" or "),
        Test::Otherwise => "An object that none of the others is for.".to_owned(),
        Test::Shape { types, keys } if keys.is_empty() => format!("A JSON {}.", words(types)),
        Test::Shape { keys, .. } => {
            let keys: Vec<String> = keys.iter().map(|key| doc::code(key)).collect();
            format!("An object with {}.", keys.join(", "))
        }
    };
    Doc::theirs(&variant.docs).and(Doc::ours(&told))
}

fn words(types: &[JsonType]) -> String {
    types
        .iter()
        .map(|ty| ty.as_str())
        .collect::<Vec<_>>()
        .join(" or ")
}

fn test(test: &Test) -> Vec<TokenStream> {
    match test {
        Test::Otherwise => vec![quote!(otherwise)],
        Test::Tag {
            values,
            outside,
            fits,
        } => values
            .iter()
            .map(|value| quote!(#value))
            .chain(outside.then(|| quote!(add_tag)))
            .chain(fits.then(|| quote!(fits)))
            .collect(),
        Test::Shape { types, keys } => {
            let types = types
                .iter()
                .filter(|ty| **ty != JsonType::Object || keys.is_empty());
            let words = types.map(|ty| {
                let word = format_ident!("{}", ty.as_str());
                quote!(#word)
            });
            words
                .chain((!keys.is_empty()).then(|| quote!(has(#(#keys),*))))
                .collect()
        }
    }
}

/// `Contact::phone_number("+1...")`: for variants whose struct asks for one value.
fn constructors(cx: Cx<'_>, found: &Union, names: &TypeNames) -> TokenStream {
    let made: Vec<TokenStream> = found
        .variants
        .iter()
        .zip(&names.members)
        .zip(&names.constructors)
        .filter_map(|((variant, name), method)| constructor(cx, variant, name, method))
        .collect();
    let name = format_ident!("{}", names.name);
    if made.is_empty() {
        TokenStream::new()
    } else {
        quote!(impl #name { #(#made)* })
    }
}

/// The types of the arguments of these methods.
pub(super) fn argument_types<'a>(
    cx: Cx<'a>,
    def: &TypeDef,
    found: &'a Union,
) -> impl Iterator<Item = &'a Type> {
    let asked = found
        .variants
        .iter()
        .filter_map(move |variant| only_asked(cx, variant));
    let has_methods = def.usage.request;
    asked
        .map(|(_, field)| &field.ty)
        .filter(move |_| has_methods)
}

/// The one value that the struct of a variant asks for. A map is best made by its own means.
fn only_asked<'a>(cx: Cx<'a>, variant: &'a Variant) -> Option<(usize, &'a Field)> {
    let fields = cx.api.as_struct(&variant.ty)?.fields.iter().enumerate();
    let mut asked = fields.filter(|(_, field)| is_asked_for(cx, field));
    let only = asked.next().filter(|_| asked.next().is_none())?;
    (!matches!(only.1.ty, Type::Map(_))).then_some(only)
}

fn constructor(cx: Cx<'_>, variant: &Variant, name: &str, method: &str) -> Option<TokenStream> {
    let (i, field) = only_asked(cx, variant)?;
    let id = cx.api.resolved(&variant.ty).named()?;
    let docs = doc::of_field(field).tokens();
    let arg_name = doc::ident(&cx.names.types[id.0].members[i]);
    let arg = arg(cx, &field.ty, &arg_name, Place::Types);
    let (method, variant_name, ty) = (
        doc::ident(method),
        doc::ident(name),
        format_ident!("{}", cx.names.ty(id)),
    );
    let takes = &arg.takes;
    let made = quote!(#ty::new(#arg_name));
    let made = if matches!(variant.ty, Type::Boxed(_)) {
        quote!(Box::new(#made))
    } else {
        made
    };
    Some(quote! {
        #docs
        pub fn #method(#arg_name: #takes) -> Self { Self::#variant_name(#made) }
    })
}
