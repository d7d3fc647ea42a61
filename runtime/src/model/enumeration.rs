//! Enums of texts and of integers, open to values nobody has listed.

use super::input::In;
use super::{Result, View};
use std::fmt;

/// What derived code says about an enum of texts.
pub trait TextEnum: Sized + 'static {
    /// The values that have a name, in declaration order.
    const NAMED: &'static [Self];

    /// The Rust name (empty for the unknown arm) and the text on the wire.
    fn parts(&self) -> (&'static str, &str);

    /// The value with this text on the wire.
    fn of(text: &str) -> Self;

    /// The value as it arrives.
    fn read(input: In<'_>) -> Result<Self> {
        input.text().map(|text| Self::of(&text))
    }

    /// The value as it shows itself.
    fn view(&self) -> View<'_> {
        let (name, text) = self.parts();
        View::Enum(name, text)
    }

    /// The named value with this text.
    fn parse(text: &str) -> Result<Self, UnknownValue> {
        let value = Self::of(text);
        if value.parts().0.is_empty() {
            Err(UnknownValue::new(Self::NAMED, |known, f| {
                f.push_str(known.parts().1)
            }))
        } else {
            Ok(value)
        }
    }
}

/// What derived code says about an enum of integers.
pub trait IntegerEnum: Sized + 'static {
    /// The values that have a name, in declaration order.
    const NAMED: &'static [Self];

    /// The Rust name (empty for the unknown arm) and the number on the wire.
    fn parts(&self) -> (&'static str, i64);

    /// The value with this number on the wire.
    fn of(number: i64) -> Self;

    /// The value as it arrives.
    fn read(input: In<'_>) -> Result<Self> {
        input.integer("an integer").map(Self::of)
    }

    /// The value as it shows itself.
    fn view(&self) -> View<'_> {
        let (name, number) = self.parts();
        View::IntEnum(name, number)
    }

    /// The named value with this number.
    fn parse(text: &str) -> Result<Self, UnknownValue> {
        let value = text.parse().ok().map(Self::of);
        let named = value.filter(|value| !value.parts().0.is_empty());
        named.ok_or_else(|| {
            UnknownValue::new(Self::NAMED, |known, f| {
                f.push_str(&known.parts().1.to_string())
            })
        })
    }
}

/// A text is not one of an enum's named values. Says which there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue(String);

impl UnknownValue {
    #[cold]
    fn new<T>(known: &[T], write: fn(&T, &mut String)) -> Self {
        let mut text = String::new();
        for value in known {
            text.push_str(if text.is_empty() { "" } else { ", " });
            write(value, &mut text);
        }
        UnknownValue(text)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not one of the known values: {}", self.0)
    }
}

impl std::error::Error for UnknownValue {}
