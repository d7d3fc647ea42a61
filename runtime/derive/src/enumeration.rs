//! Enums of texts or integers with an unknown arm.

use crate::attribute::Kind;
use crate::declaration::{Declaration, Variant};
use crate::doors::{self, DERIVED, MODEL};
use crate::error::{Error, Result};

/// An enum with everything its attributes say.
struct Enumeration<'a> {
    name: String,
    visibility: &'a str,
    /// Name and literal of each named value.
    values: Vec<(String, String)>,
    unknown: String,
    integers: bool,
}

/// Whether this is an enum of texts or integers, not a union.
pub(crate) fn is_enumeration(declaration: &Declaration, variants: &[Variant]) -> bool {
    let unknown = |variant: &Variant| {
        let holds_json =
            |ty: &crate::ty::Type| ty.argument("Unknown").is_some_and(|ty| ty.name() == "Json");
        is_unknown(variant) && !variant.payload.as_ref().is_some_and(holds_json)
    };
    declaration.items.is_empty()
        && variants
            .iter()
            .all(|variant| variant.payload.is_none() || unknown(variant))
}

/// Whether a variant is the unknown arm.
pub(crate) fn is_unknown(variant: &Variant) -> bool {
    matches!(variant.items.as_slice(), [item] if matches!(&item.kind, Kind::Word(word) if word == "unknown"))
}

/// Takes the unknown arm out of the variants.
pub(crate) fn split_unknown<'a>(
    declaration: &Declaration,
    variants: &'a [Variant],
) -> Result<(&'a Variant, Vec<&'a Variant>)> {
    let (unknown, known): (Vec<_>, Vec<_>) =
        variants.iter().partition(|variant| is_unknown(variant));
    match unknown.as_slice() {
        [unknown] if unknown.payload.is_some() => Ok((unknown, known)),
        [unknown] => Err(Error::new(
            unknown.name.span(),
            "the unknown arm holds an `Unknown`",
        )),
        [_, second, ..] => Err(Error::new(
            second.name.span(),
            "there is one unknown arm only",
        )),
        [] => Err(Error::new(
            declaration.name.span(),
            "an arm for what is not known is missing: `#[model(unknown)] Unknown(Unknown)`",
        )),
    }
}

/// The derived code of an enum.
pub(crate) fn derive(declaration: &Declaration, variants: &[Variant]) -> Result<String> {
    let enumeration = Enumeration::new(declaration, variants)?;
    let name = &enumeration.name;
    let (methods, sort) = match enumeration.integers {
        true => (integer_methods(&enumeration), integers(&enumeration)),
        false => (text_methods(&enumeration), texts(&enumeration)),
    };
    let impls = doors::block(&(sort + &common(&enumeration) + &doors::doors(name)));
    Ok(format!(
        "#[allow(deprecated)] impl {name} {{ {} {methods} }} {impls}",
        known(&enumeration)
    ))
}

impl<'a> Enumeration<'a> {
    fn new(declaration: &'a Declaration, variants: &[Variant]) -> Result<Self> {
        let (unknown, known) = split_unknown(declaration, variants)?;
        let mut integers = unknown
            .payload
            .as_ref()
            .is_some_and(|ty| ty.argument("Unknown").is_some_and(|t| t.is_scalar()));
        let mut values = Vec::new();
        for (index, variant) in known.into_iter().enumerate() {
            let (literal, is_integer) = literal(variant)?;
            if index > 0 && is_integer != integers {
                return Err(Error::new(
                    variant.name.span(),
                    "the values of an enum are all texts or all integers",
                ));
            }
            integers = is_integer;
            values.push((variant.name.to_string(), literal));
        }
        Ok(Enumeration {
            name: declaration.name.to_string(),
            visibility: &declaration.visibility,
            values,
            unknown: unknown.name.to_string(),
            integers,
        })
    }

    /// One piece of text for each named value.
    fn each(&self, write: impl Fn(&str, &str) -> String) -> String {
        self.values
            .iter()
            .map(|(variant, literal)| write(variant, literal))
            .collect()
    }

    /// The trait that says how values are read and shown.
    fn sort(&self) -> &'static str {
        if self.integers {
            "IntegerEnum"
        } else {
            "TextEnum"
        }
    }

    fn named(&self) -> String {
        self.each(|variant, _| format!("Self::{variant},"))
    }

    fn parts(&self) -> String {
        self.each(|variant, literal| {
            format!("Self::{variant} => ({:?}, {literal}),", plain(variant))
        })
    }

    fn of(&self) -> String {
        self.each(|variant, literal| format!("{literal} => Self::{variant},"))
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The literal of a variant, and whether it is an integer.
fn literal(variant: &Variant) -> Result<(String, bool)> {
    match variant.items.as_slice() {
        [item] => match &item.kind {
            Kind::Text(text) => Ok((text.clone(), false)),
            Kind::Integer(integer) => Ok((integer.clone(), true)),
            _ => Err(item.unexpected("a text, an integer or `unknown`")),
        },
        _ => Err(Error::new(
            variant.name.span(),
            "a value of an enum says what it is on the wire: `#[model(\"text\")]`",
        )),
    }
}

fn texts(enumeration: &Enumeration<'_>) -> String {
    let Enumeration { name, unknown, .. } = enumeration;
    let (named, parts, of) = (enumeration.named(), enumeration.parts(), enumeration.of());
    format!(
        "{DERIVED} impl __model::TextEnum for {name} {{
            const NAMED: &'static [Self] = &[{named}];
            fn parts(&self) -> (&'static ::core::primitive::str, &::core::primitive::str) {{
                match self {{ {parts} Self::{unknown}(__text) => (\"\", __text.get()) }}
            }}
            fn of(__text: &::core::primitive::str) -> Self {{
                match __text {{ {of} _ => Self::{unknown}(__model::Unknown::new(::core::convert::Into::into(__text))) }}
            }}
        }}
        {DERIVED} impl ::core::fmt::Display for {name} {{
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ __f.pad(self.as_str()) }}
        }}"
    )
}

fn integers(enumeration: &Enumeration<'_>) -> String {
    let Enumeration { name, unknown, .. } = enumeration;
    let (named, parts, of) = (enumeration.named(), enumeration.parts(), enumeration.of());
    format!(
        "{DERIVED} impl __model::IntegerEnum for {name} {{
            const NAMED: &'static [Self] = &[{named}];
            fn parts(&self) -> (&'static ::core::primitive::str, ::core::primitive::i64) {{
                match self {{ {parts} Self::{unknown}(__number) => (\"\", *__number.get()) }}
            }}
            fn of(__number: ::core::primitive::i64) -> Self {{
                match __number {{ {of} _ => Self::{unknown}(__model::Unknown::new(__number)) }}
            }}
        }}
        {DERIVED} impl ::core::fmt::Display for {name} {{
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                ::core::fmt::Display::fmt(&self.value(), __f)
            }}
        }}"
    )
}

fn common(enumeration: &Enumeration<'_>) -> String {
    let (name, sort) = (&enumeration.name, enumeration.sort());
    format!(
        "{DERIVED} impl __model::Value for {name} {{
            fn read(__input: __model::In<'_>) -> __model::Result<Self> {{ __model::{sort}::read(__input) }}
            fn view(&self) -> __model::View<'_> {{ __model::{sort}::view(self) }}
        }}
        {DERIVED} impl ::core::str::FromStr for {name} {{
            type Err = __model::UnknownValue;
            fn from_str(__text: &::core::primitive::str) -> ::core::result::Result<Self, Self::Err> {{
                __model::{sort}::parse(__text)
            }}
        }}"
    )
}

fn known(enumeration: &Enumeration<'_>) -> String {
    let (visibility, sort) = (enumeration.visibility, enumeration.sort());
    format!(
        "#[doc = \"The values that have a name here, in the order of the API's document.\"]
        {visibility} const KNOWN: &'static [Self] = <Self as {MODEL}::{sort}>::NAMED;"
    )
}

fn text_methods(enumeration: &Enumeration<'_>) -> String {
    let visibility = enumeration.visibility;
    format!(
        "#[doc = \"The text on the wire.\"]
        {visibility} fn as_str(&self) -> &::core::primitive::str {{ {MODEL}::TextEnum::parts(self).1 }}
        #[doc = \"The value with this text on the wire, also one that has no name here.\"]
        {visibility} fn other(text: impl ::core::convert::Into<::std::boxed::Box<::core::primitive::str>>) -> Self {{
            let __text = ::core::convert::Into::into(text);
            {MODEL}::TextEnum::of(&__text)
        }}"
    )
}

fn integer_methods(enumeration: &Enumeration<'_>) -> String {
    let visibility = enumeration.visibility;
    format!(
        "#[doc = \"The number on the wire.\"]
        {visibility} fn value(&self) -> ::core::primitive::i64 {{ {MODEL}::IntegerEnum::parts(self).1 }}
        #[doc = \"The value with this number on the wire, also one that has no name here.\"]
        {visibility} fn other(number: ::core::primitive::i64) -> Self {{ {MODEL}::IntegerEnum::of(number) }}"
    )
}
