//! Reading through serde: generic over the format, never over the type that is read.

mod keys;

use super::error::Error;
use super::input::{Elements, Entries, In, Keys, Place, Target};
use super::path::{Path, Root};
use super::read_json::number_input;
use super::tree::Tree;
use super::{DecodeFault, Result, Slot, Value};
use keys::{NUMBER, NextKey, number};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The `Deserialize` of every type: the path is put in front of the format's message.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value: Option<T> = None;
    match run(deserializer, &mut value) {
        Ok(()) => value.ok_or_else(|| D::Error::custom("there is no value")),
        Err((error, root)) => {
            let DecodeFault { path, .. } = root.fault(String::new(), None);
            Err(D::Error::custom(format_args!("{path}: {error}")))
        }
    }
}

/// Reads one value into `slot`. After a failure the root knows the path, and the reason unless the format has failed.
pub(super) fn run<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut dyn Slot,
) -> Result<(), (D::Error, Box<Root>)> {
    let root = Root::default();
    let seed = Seed {
        target: &mut Target::plain("", slot),
        at: &root.path(),
    };
    match deserializer.deserialize_any(seed) {
        Ok(()) => Ok(()),
        Err(error) => Err((error, Box::new(root))),
    }
}

/// The only visitor of values: turns what comes into an [`In`]. Two pointers, because it is handed on for every value.
struct Seed<'a, 's> {
    target: &'a mut Target<'s>,
    at: &'a Path<'a>,
}

impl Seed<'_, '_> {
    fn put<E: serde::de::Error>(self, value: In<'_>) -> Result<(), E> {
        self.target
            .put(value)
            .map_err(|error| raise(self.at, &error))
    }
}

#[cold]
fn raise<E: serde::de::Error>(at: &Path<'_>, error: &Error) -> E {
    at.fail(error);
    E::custom(error)
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.put(In::Null)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.put(In::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.put(In::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        self.put(In::Int(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.put(i64::try_from(value).map_or(In::Uint(value), In::Int))
    }

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<(), E> {
        self.put(i64::try_from(value).map_or(In::Float(value as f64), In::Int))
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<(), E> {
        self.put(u64::try_from(value).map_or(In::Float(value as f64), In::Uint))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        self.put(In::Float(value))
    }

    #[inline]
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.put(In::Str(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let at = self.at;
        at.enter().map_err(|error| raise(at, &error))?;
        let first = match access.next_key_seed(NextKey(PhantomData)) {
            Ok(Some(key)) if key == NUMBER => return self.put(number_input(&number(access)?)),
            Ok(first) => first,
            Err(error) => {
                at.broken();
                return Err(error);
            }
        };
        let mut map = MapReader {
            access,
            first,
            at,
            kept: None,
        };
        let result = self.target.put(In::Object(&mut map));
        result.map_err(|error| map.kept.take().unwrap_or_else(|| raise(at, &error)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let at = self.at;
        at.enter().map_err(|error| raise(at, &error))?;
        let mut list = ListReader {
            access,
            at,
            kept: None,
        };
        let result = self.target.put(In::List(&mut list));
        result.map_err(|error| list.kept.take().unwrap_or_else(|| raise(at, &error)))
    }
}

struct MapReader<'p, 'de, A, E> {
    access: A,
    first: Option<Cow<'de, str>>,
    at: &'p Path<'p>,
    /// The format's own error, which travels up unchanged.
    kept: Option<E>,
}

impl<'de, A: MapAccess<'de>> Place for MapReader<'_, 'de, A, A::Error> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<Tree<'_>> {
        None
    }
}

impl<'de, A: MapAccess<'de>> Entries for MapReader<'_, 'de, A, A::Error> {
    fn each(&mut self, keys: &mut dyn Keys) -> Result<()> {
        let mut next = self.first.take();
        while let Some(key) = next {
            self.value(&mut keys.key(&key))?;
            next = match self.access.next_key_seed(NextKey(PhantomData)) {
                Ok(next) => next,
                Err(error) => return Err(keep(&mut self.kept, error, self.at)),
            };
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> MapReader<'_, 'de, A, A::Error> {
    #[inline]
    fn value(&mut self, target: &mut Target<'_>) -> Result<()> {
        let here = self.at.key(target.key);
        let result = self.access.next_value_seed(Seed { target, at: &here });
        result.map_err(|error| keep(&mut self.kept, error, &here))
    }
}

/// Puts the format's error aside until the reader of the object or array is left.
#[cold]
fn keep<E>(kept: &mut Option<E>, error: E, at: &Path<'_>) -> Error {
    at.broken();
    *kept = Some(error);
    Error::below()
}

struct ListReader<'p, A, E> {
    access: A,
    at: &'p Path<'p>,
    kept: Option<E>,
}

impl<'de, A: SeqAccess<'de>> Place for ListReader<'_, A, A::Error> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<Tree<'_>> {
        None
    }
}

impl<'de, A: SeqAccess<'de>> Elements for ListReader<'_, A, A::Error> {
    fn each(&mut self, slot: &mut dyn Slot) -> Result<()> {
        let mut target = Target::plain("", slot);
        for index in 0.. {
            let here = self.at.index(index);
            let seed = Seed {
                target: &mut target,
                at: &here,
            };
            match self.access.next_element_seed(seed) {
                Ok(Some(())) => {}
                Ok(None) => break,
                Err(error) => return Err(keep(&mut self.kept, error, &here)),
            }
        }
        Ok(())
    }
}
