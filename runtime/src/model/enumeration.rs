//! Enums of texts, of integers and of scalars of any kind, open to values nobody has listed.

use super::input::In;
use super::{Json, Result, Unknown, Value, View, refill};
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
        input.text().map(Self::of)
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
            let text = |index: usize| Self::NAMED[index].parts().1.to_owned();
            Err(UnknownValue::new(Self::NAMED.len(), &text))
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
            let text = |index: usize| Self::NAMED[index].parts().1.to_string();
            UnknownValue::new(Self::NAMED.len(), &text)
        })
    }
}

/// What derived code says about an enum of scalars of several kinds.
pub trait ScalarEnum: Sized + 'static {
    /// The values that have a name, in declaration order.
    const NAMED: &'static [Self];

    /// What they are on the wire, in the same order.
    const WIRE: &'static [Literal];

    /// The Rust name and the place among the named ones, or what else it is.
    fn parts(&self) -> Result<(&'static str, usize), &Unknown<Json>>;

    /// The value that is `json`, if it has a name.
    fn named(json: &Json) -> Option<Self>;

    /// The unknown arm.
    fn unnamed(json: Json) -> Self;

    /// The value that is `json`.
    fn of(json: Json) -> Self {
        Self::named(&json).unwrap_or_else(|| Self::unnamed(json))
    }

    /// The value as it arrives.
    fn read(input: In<'_>) -> Result<Self> {
        match input {
            In::Object(_) | In::List(_) => Err(input.expected("a text, a number or a boolean")),
            scalar => Json::read(scalar).map(Self::of),
        }
    }

    /// The value as it shows itself.
    fn view(&self) -> View<'_> {
        match self.parts() {
            Ok((name, index)) => View::Variant(name, &Self::WIRE[index]),
            Err(unknown) => View::Variant("Unknown", unknown),
        }
    }

    /// The value on the wire.
    fn json(&self) -> Json {
        match self.parts() {
            Ok((_, index)) => Self::WIRE[index].json(),
            Err(unknown) => unknown.get().clone(),
        }
    }
}

/// A named value of an enum of scalars of several kinds.
pub enum Literal {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A number that is not whole.
    Float(f64),
    /// A text.
    Text(&'static str),
}

impl Literal {
    /// The place of `json` among `literals`.
    pub fn position(literals: &[Literal], json: &Json) -> Option<usize> {
        literals.iter().position(|literal| literal.is(json))
    }

    fn is(&self, json: &Json) -> bool {
        match self {
            Literal::Bool(value) => json.as_bool() == Some(*value),
            Literal::Int(value) => {
                json.as_i64() == Some(*value) || json.as_f64() == Some(*value as f64)
            }
            Literal::Float(value) => json.as_f64() == Some(*value),
            Literal::Text(text) => json.as_str() == Some(text),
        }
    }

    fn json(&self) -> Json {
        match self {
            Literal::Bool(value) => (*value).into(),
            Literal::Int(value) => (*value).into(),
            Literal::Float(value) => (*value).into(),
            Literal::Text(text) => (*text).into(),
        }
    }
}

impl Value for Literal {
    /// Never asked for: an enum finds its literals by itself.
    fn read(input: In<'_>) -> Result<Self> {
        Err(input.expected("a value of an enum"))
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        match self {
            Literal::Bool(value) => View::Bool(*value),
            Literal::Int(value) => View::Int(*value),
            Literal::Float(value) => View::Float(*value),
            Literal::Text(text) => View::Str(text),
        }
    }
}

/// A text is not one of an enum's named values. Says which there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue(String);

impl UnknownValue {
    /// There are `count` known values, with these texts.
    #[cold]
    fn new(count: usize, text: &dyn Fn(usize) -> String) -> Self {
        let known: Vec<String> = (0..count).map(text).collect();
        UnknownValue(known.join(", "))
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not one of the known values: {}", self.0)
    }
}

impl std::error::Error for UnknownValue {}
