//! Names that an object of a JSON text has twice.

use super::drift::{Drift, DriftKind};
use super::path::{Path, Root};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// Every entry whose name its object has had before. Nothing for a text that is not JSON.
pub(crate) fn duplicate_keys(text: &[u8]) -> Vec<Drift> {
    let root = Root::default();
    let found = RefCell::default();
    let seen = Seen {
        at: &root.path(),
        found: &found,
    };
    // How deep it goes serde_json limits. What is wrong with the text, reading says.
    let _ = seen.deserialize(&mut serde_json::Deserializer::from_slice(text));
    found.into_inner()
}

/// Looks at one value and what is in it.
#[derive(Clone, Copy)]
struct Seen<'p> {
    at: &'p Path<'p>,
    found: &'p RefCell<Vec<Drift>>,
}

impl<'de> DeserializeSeed<'de> for Seen<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seen<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let mut names = BTreeSet::new();
        while let Some(name) = access.next_key::<String>()? {
            let at = &self.at.key(&name);
            access.next_value_seed(Seen { at, ..self })?;
            if names.contains(&name) {
                let drift = Drift::new(at, DriftKind::DuplicateKey);
                self.found.borrow_mut().push(drift);
            } else {
                names.insert(name);
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        for index in 0.. {
            let at = &self.at.index(index);
            if access.next_element_seed(Seen { at, ..self })?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}
