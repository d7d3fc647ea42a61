//! Texts, booleans and numbers.

use super::error::Error;
use super::input::In;
use super::{Blank, Result, Value, View, refill};
use serde_json::Number;

impl Value for String {
    fn read(input: In<'_>) -> Result<Self> {
        match input {
            In::Str(text) => Ok(text.to_owned()),
            other => Err(other.expected("a string")),
        }
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Str(self)
    }
}

impl Value for bool {
    fn read(input: In<'_>) -> Result<Self> {
        match input {
            In::Bool(value) => Ok(value),
            other => Err(other.expected("a boolean")),
        }
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Bool(*self)
    }
}

impl Value for f64 {
    fn read(input: In<'_>) -> Result<Self> {
        input.float()
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        View::Float(*self)
    }
}

impl Value for f32 {
    fn read(input: In<'_>) -> Result<Self> {
        let value = input.float()? as f32;
        if value.is_finite() {
            Ok(value)
        } else {
            Err(out_of_range("a 32-bit number"))
        }
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        // By way of the text: 0.1 of 32 bits is to be written as 0.1, not as the 64-bit number next to it.
        View::Float(self.to_string().parse().unwrap_or(f64::from(*self)))
    }
}

macro_rules! integers {
    ($($type:ty, $view:ident, $what:literal;)*) => { $(
        impl Value for $type {
            fn read(input: In<'_>) -> Result<Self> {
                input.integer($what)
            }

            fn fill(&mut self, input: In<'_>) -> Result<()> {
                refill(self, input)
            }

            fn view(&self) -> View<'_> {
                View::$view((*self).into())
            }
        }
    )* };
}

/// For integers of which some are below zero and others past 63 bits.
impl Value for i128 {
    fn read(input: In<'_>) -> Result<Self> {
        input.integer("an integer")
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        match (i64::try_from(*self), u64::try_from(*self)) {
            (Ok(value), _) => View::Int(value),
            (_, Ok(value)) => View::Uint(value),
            // Only by hand: JSON is read up to 64 bits.
            _ => View::Float(*self as f64),
        }
    }
}

integers! {
    i8, Int, "an 8-bit integer";
    i16, Int, "a 16-bit integer";
    i32, Int, "a 32-bit integer";
    i64, Int, "an integer";
    u8, Uint, "an unsigned 8-bit integer";
    u16, Uint, "an unsigned 16-bit integer";
    u32, Uint, "an unsigned 32-bit integer";
    u64, Uint, "an unsigned integer";
}

macro_rules! blanks {
    ($($type:ty: $blank:expr;)*) => { $(
        impl Blank for $type {
            const BLANK: Self = $blank;
        }
    )* };
}

blanks! {
    String: String::new();
    bool: false;
    f32: 0.0;
    f64: 0.0;
    i8: 0;
    i16: 0;
    i32: 0;
    i64: 0;
    i128: 0;
    u8: 0;
    u16: 0;
    u32: 0;
    u64: 0;
}

impl In<'_> {
    /// An integer; `5.0` is one too.
    pub fn integer<T: TryFrom<i64> + TryFrom<u64>>(self, what: &str) -> Result<T> {
        let integer = match self.whole() {
            Ok(Whole::Int(value)) => T::try_from(value).ok(),
            Ok(Whole::Uint(value)) => T::try_from(value).ok(),
            Ok(Whole::Beyond) => None,
            Ok(Whole::Fraction) => {
                return Err(Error::new(format_args!(
                    "expected {what}, found a number with a fraction"
                )));
            }
            Err(other) => return Err(other.expected(what)),
        };
        integer.ok_or_else(|| out_of_range(what))
    }

    /// What the number is as a whole number; not a number comes back.
    pub(super) fn whole(self) -> Result<Whole, Self> {
        Ok(match self {
            In::Int(value) => Whole::Int(value),
            In::Uint(value) => Whole::Uint(value),
            In::Float(value) => Whole::of(value),
            In::Number(number) => number.as_f64().map_or(Whole::Beyond, Whole::of),
            other => return Err(other),
        })
    }

    fn float(self) -> Result<f64> {
        match self {
            In::Float(value) => Ok(value),
            In::Int(value) => Ok(value as f64),
            In::Uint(value) => Ok(value as f64),
            In::Number(number) => finite(number),
            other => Err(other.expected("a number")),
        }
    }
}

/// A number seen as a whole number.
pub(super) enum Whole {
    Int(i64),
    Uint(u64),
    /// It is whole but fits no 64-bit integer.
    Beyond,
    Fraction,
}

impl Whole {
    fn of(value: f64) -> Whole {
        // The bounds are powers of two, hence exact; within them a whole `f64` converts exactly.
        if value.fract() != 0.0 {
            Whole::Fraction
        } else if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&value) {
            Whole::Int(value as i64)
        } else if (0.0..18_446_744_073_709_551_616.0).contains(&value) {
            Whole::Uint(value as u64)
        } else {
            Whole::Beyond
        }
    }
}

fn finite(number: &Number) -> Result<f64> {
    number
        .as_f64()
        .filter(|value| value.is_finite())
        .ok_or_else(|| out_of_range("a number"))
}

#[cold]
fn out_of_range(what: &str) -> Error {
    Error::new(format_args!(
        "expected {what}, found a number outside its range"
    ))
}
