//! A value as it arrives, and the traits between the one who delivers it and the one who takes it.

use super::error::Error;
use super::path::Path;
use super::tree::Tree;
use super::{Extra, Result, Slot};
use serde_json::Number;

/// A value as it arrives: a scalar, or an object or array still to be read.
///
/// Who takes an object or array reads it to its end, or fails.
///
/// It owns nothing: every type has a function that takes one, and would have to clean up after it.
pub enum In<'a> {
    /// null
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of the signed 64-bit range.
    Int(i64),
    /// An integer above that range.
    Uint(u64),
    /// A number with a fraction or an exponent, or one past 64 bits.
    Float(f64),
    /// The same, as a value in memory has it; with serde_json's `arbitrary_precision` it has digits that `f64` has not.
    Number(&'a Number),
    /// A text.
    Str(&'a str),
    /// An object, open at its first entry.
    Object(&'a mut (dyn Entries + 'a)),
    /// An array, open at its first element.
    List(&'a mut (dyn Elements + 'a)),
}

/// Where an object or array stands.
pub trait Place {
    /// The path of the object or array itself.
    fn path(&self) -> &Path<'_>;

    /// The whole object or array, if it is in memory already.
    fn source(&self) -> Option<Tree<'_>>;
}

/// The entries of an open object.
pub trait Entries: Place {
    /// Reads all entries, each to where `keys` says.
    fn each(&mut self, keys: &mut dyn Keys) -> Result<()>;
}

/// The elements of an open array.
pub trait Elements: Place {
    /// Reads all elements into `slot`.
    fn each(&mut self, slot: &mut dyn Slot) -> Result<()>;
}

/// Who says where the entries of an object go.
pub trait Keys {
    /// Where the value of the entry `key` goes.
    fn key<'s>(&'s mut self, key: &'s str) -> Target<'s>;
}

/// Where one value goes.
pub struct Target<'s> {
    /// The entry's name, which the slot of a map wants to know.
    pub key: &'s str,
    /// The place that takes the value.
    pub slot: &'s mut (dyn Slot + 's),
    /// What becomes of a null.
    pub null: Null<'s>,
}

/// What becomes of a null.
pub enum Null<'s> {
    /// It is a value like any other.
    Value,
    /// The slot stays as it is.
    Skip,
    /// The slot stays as it is, and the null is remembered among the unlisted entries.
    Remember(&'s mut Extra, usize),
}

impl<'s> Target<'s> {
    /// A place where null is a value like any other.
    #[inline]
    pub(super) fn plain(key: &'s str, slot: &'s mut (dyn Slot + 's)) -> Self {
        Target {
            key,
            slot,
            null: Null::Value,
        }
    }

    /// Hands `value` over.
    #[inline]
    pub(super) fn put(&mut self, value: In<'_>) -> Result<()> {
        match (&value, &mut self.null) {
            (In::Null, Null::Skip) => Ok(()),
            (In::Null, Null::Remember(extra, index)) => {
                extra.remember(*index, self.key);
                Ok(())
            }
            _ => self.slot.put(self.key, value),
        }
    }
}

impl<'a> In<'a> {
    /// The error for a value of the wrong kind. Says the kind only: a value may be a phone number.
    #[cold]
    pub fn expected(&self, what: &str) -> Error {
        Error::new(format_args!("expected {what}, found {}", self.kind()))
    }

    fn kind(&self) -> &'static str {
        match self {
            In::Null => "null",
            In::Bool(_) => "a boolean",
            In::Int(_) | In::Uint(_) | In::Float(_) | In::Number(_) => "a number",
            In::Str(_) => "a string",
            In::Object(_) => "an object",
            In::List(_) => "an array",
        }
    }

    /// The text of a string.
    pub fn text(self) -> Result<&'a str> {
        match self {
            In::Str(text) => Ok(text),
            other => Err(other.expected("a string")),
        }
    }

    /// Reads all elements of an array into `slot`.
    pub fn list(self, slot: &mut dyn Slot) -> Result<()> {
        let In::List(elements) = self else {
            return Err(self.expected("an array"));
        };
        elements.each(slot)
    }

    /// Reads all entries of an object into `slot`, each under its own name.
    pub fn map(self, slot: &mut dyn Slot) -> Result<()> {
        let In::Object(entries) = self else {
            return Err(self.expected("an object"));
        };
        entries.each(&mut Every(slot))
    }

    /// A copy of a scalar; objects and arrays cannot be copied.
    pub(super) fn again(&self) -> Option<In<'_>> {
        Some(match self {
            In::Null => In::Null,
            In::Bool(value) => In::Bool(*value),
            In::Int(value) => In::Int(*value),
            In::Uint(value) => In::Uint(*value),
            In::Float(value) => In::Float(*value),
            In::Number(number) => In::Number(number),
            In::Str(text) => In::Str(text),
            In::Object(_) | In::List(_) => return None,
        })
    }
}

/// Every entry goes into one map.
struct Every<'a>(&'a mut dyn Slot);

impl Keys for Every<'_> {
    fn key<'s>(&'s mut self, key: &'s str) -> Target<'s> {
        Target::plain(key, &mut *self.0)
    }
}
