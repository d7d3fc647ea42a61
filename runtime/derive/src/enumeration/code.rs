//! What is written for an enum.

use super::{Enumeration, Sort};
use crate::doors::{DERIVED, MODEL};

pub(super) fn texts(enumeration: &Enumeration<'_>) -> String {
    let Enumeration { name, unknown, .. } = enumeration;
    let (named, parts, of) = (enumeration.named(), enumeration.parts(), enumeration.of());
    format!(
        "{DERIVED} impl {MODEL}::TextEnum for {name} {{
            const NAMED: &'static [Self] = &[{named}];
            fn parts(&self) -> (&'static ::core::primitive::str, &::core::primitive::str) {{
                match self {{ {parts} Self::{unknown}(__text) => (\"\", __text.get()) }}
            }}
            fn of(__text: &::core::primitive::str) -> Self {{
                match __text {{ {of} _ => Self::{unknown}({MODEL}::Unknown::new(::core::convert::Into::into(__text))) }}
            }}
        }}
        {DERIVED} impl ::core::fmt::Display for {name} {{
            #[inline] fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{ __f.pad(self.as_str()) }}
        }}"
    )
}

pub(super) fn integers(enumeration: &Enumeration<'_>) -> String {
    let Enumeration { name, unknown, .. } = enumeration;
    let (named, parts, of) = (enumeration.named(), enumeration.parts(), enumeration.of());
    format!(
        "{DERIVED} impl {MODEL}::IntegerEnum for {name} {{
            const NAMED: &'static [Self] = &[{named}];
            fn parts(&self) -> (&'static ::core::primitive::str, ::core::primitive::i64) {{
                match self {{ {parts} Self::{unknown}(__number) => (\"\", *__number.get()) }}
            }}
            fn of(__number: ::core::primitive::i64) -> Self {{
                match __number {{ {of} _ => Self::{unknown}({MODEL}::Unknown::new(__number)) }}
            }}
        }}
        {DERIVED} impl ::core::fmt::Display for {name} {{
            #[inline] fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                ::core::fmt::Display::fmt(&self.value(), __f)
            }}
        }}"
    )
}

/// The literals stand in a list, and the runtime does the comparing.
pub(super) fn scalars(enumeration: &Enumeration<'_>) -> String {
    let Enumeration { name, unknown, .. } = enumeration;
    let named = enumeration.named();
    let wire = enumeration.each(|_, literal| format!("{MODEL}::Literal::{literal},"));
    let parts: String = (enumeration.values.iter().enumerate())
        .map(|(place, (variant, _))| {
            let plain = super::plain(variant);
            format!("Self::{variant} => ::core::result::Result::Ok(({plain:?}, {place})),")
        })
        .collect();
    format!(
        "{DERIVED} impl {MODEL}::ScalarEnum for {name} {{
            const NAMED: &'static [Self] = &[{named}];
            const WIRE: &'static [{MODEL}::Literal] = &[{wire}];
            fn parts(&self) -> ::core::result::Result<
                (&'static ::core::primitive::str, ::core::primitive::usize), &{MODEL}::Unknown<{MODEL}::Json>
            > {{
                match self {{ {parts} Self::{unknown}(__json) => ::core::result::Result::Err(__json) }}
            }}
            fn named(__json: &{MODEL}::Json) -> ::core::option::Option<Self> {{
                let __place = {MODEL}::Literal::position(Self::WIRE, __json);
                __place.map(|__place| ::core::clone::Clone::clone(&Self::NAMED[__place]))
            }}
            fn unnamed(__json: {MODEL}::Json) -> Self {{ Self::{unknown}({MODEL}::Unknown::new(__json)) }}
        }}
        {DERIVED} impl ::core::fmt::Display for {name} {{
            #[inline] fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{
                ::core::fmt::Display::fmt(&self.to_json(), __f)
            }}
        }}"
    )
}

pub(super) fn common(enumeration: &Enumeration<'_>) -> String {
    let (name, sort) = (&enumeration.name, enumeration.sort());
    let first = enumeration.first();
    format!(
        "{DERIVED} impl {MODEL}::Blank for {name} {{
            const BLANK: Self = Self::{first};
        }}
        {DERIVED} impl {MODEL}::Value for {name} {{
            fn read(__input: {MODEL}::In<'_>) -> {MODEL}::Result<Self> {{ {MODEL}::{sort}::read(__input) }}
            fn fill(&mut self, __input: {MODEL}::In<'_>) -> {MODEL}::Result<()> {{ {MODEL}::refill(self, __input) }}
            fn view(&self) -> {MODEL}::View<'_> {{ {MODEL}::{sort}::view(self) }}
        }}"
    )
}

/// What is a text or a number can be read from one.
pub(super) fn from_str(enumeration: &Enumeration<'_>) -> String {
    let (name, sort) = (&enumeration.name, enumeration.sort());
    if enumeration.sort == Sort::Scalars {
        return String::new();
    }
    format!(
        "{DERIVED} impl ::core::str::FromStr for {name} {{
            type Err = {MODEL}::UnknownValue;
            #[inline] fn from_str(__text: &::core::primitive::str) -> ::core::result::Result<Self, {MODEL}::UnknownValue> {{
                {MODEL}::{sort}::parse(__text)
            }}
        }}"
    )
}

pub(super) fn known(enumeration: &Enumeration<'_>) -> String {
    let (visibility, sort) = (enumeration.visibility, enumeration.sort());
    format!(
        "#[doc = \"The values that have a name here, in the order of the API's document.\"]
        {visibility} const KNOWN: &'static [Self] = <Self as {MODEL}::{sort}>::NAMED;"
    )
}

pub(super) fn text_methods(enumeration: &Enumeration<'_>) -> String {
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

pub(super) fn integer_methods(enumeration: &Enumeration<'_>) -> String {
    let visibility = enumeration.visibility;
    format!(
        "#[doc = \"The number on the wire.\"]
        {visibility} fn value(&self) -> ::core::primitive::i64 {{ {MODEL}::IntegerEnum::parts(self).1 }}
        #[doc = \"The value with this number on the wire, also one that has no name here.\"]
        {visibility} fn other(number: ::core::primitive::i64) -> Self {{ {MODEL}::IntegerEnum::of(number) }}"
    )
}

pub(super) fn scalar_methods(enumeration: &Enumeration<'_>) -> String {
    let visibility = enumeration.visibility;
    format!(
        "#[doc = \"The value on the wire.\"]
        {visibility} fn to_json(&self) -> {MODEL}::Json {{ {MODEL}::ScalarEnum::json(self) }}
        #[doc = \"The value that is this on the wire, also one that has no name here.\"]
        {visibility} fn other(value: impl ::core::convert::Into<{MODEL}::Json>) -> Self {{
            {MODEL}::ScalarEnum::of(::core::convert::Into::into(value))
        }}"
    )
}
