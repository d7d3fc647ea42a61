//! The keys of a map as serde delivers them.

use super::super::Result;
use super::super::input::{In, Keys, Target};
use super::super::read_json::number_input;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Reads a map's first key, without a copy where the format can lend it.
pub(super) struct FirstKey<'de>(pub(super) PhantomData<&'de str>);

impl<'de> DeserializeSeed<'de> for FirstKey<'de> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for FirstKey<'de> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

/// Finds the target of the next entry, and puts it where the reader has room for it: it is large, and would be copied on
/// every step of the way back.
pub(super) struct NextKey<'t, 's>(
    pub(super) &'s mut dyn Keys,
    pub(super) &'t mut Option<Target<'s>>,
);

impl<'de> DeserializeSeed<'de> for NextKey<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NextKey<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        *self.1 = Some(self.0.key(key));
        Ok(())
    }
}

/// The only key of the map as which serde_json delivers numbers when some crate of the program has switched its
/// feature `arbitrary_precision` on.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// The number in such a map.
pub(super) fn number<'de, A: MapAccess<'de>>(mut access: A) -> Result<In<'static>, A::Error> {
    let text: String = access.next_value()?;
    match text.parse() {
        Ok(number) => Ok(number_input(&number)),
        Err(_) => Err(A::Error::custom("a number is out of range")),
    }
}
