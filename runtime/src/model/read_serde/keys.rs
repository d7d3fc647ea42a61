//! The keys of a map as serde delivers them.

use super::super::Result;
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::Number;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// Reads a map's next key, without a copy where the format can lend it.
pub(super) struct NextKey<'de>(pub(super) PhantomData<&'de str>);

impl<'de> DeserializeSeed<'de> for NextKey<'de> {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for NextKey<'de> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    #[cold]
    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }

    fn visit_string<E>(self, key: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key))
    }
}

/// The only key of the map as which serde_json delivers numbers when some crate of the program has switched its
/// feature `arbitrary_precision` on.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// The number in such a map.
pub(super) fn number<'de, A: MapAccess<'de>>(mut access: A) -> Result<Number, A::Error> {
    let text: String = access.next_value()?;
    let number = text.parse();
    number.map_err(|_| A::Error::custom("a number is out of range"))
}
