//! What a document holds beyond what it says.

use super::bits::Bits;
use super::path::Shown;
use super::table::{Kind, Table};
use super::{In, Json, Result, Slot, Value};
use serde_json::map::{self, Map};
use std::fmt;

/// The entries of an object that its type does not list, so that reading and writing loses nothing.
///
/// One pointer while there are none. Generated structs show theirs through `extra()` and take more with `with_extra`.
/// It also remembers which optional fields were null instead of absent.
#[derive(Clone, Default, PartialEq)]
pub struct Extra(Option<Box<Kept>>);

#[derive(Clone, Default, PartialEq)]
struct Kept {
    /// The optional fields that are null. Most answers have some, so that is a bit for each.
    nulls: Bits,
    unlisted: Map<String, Json>,
}

impl Extra {
    /// The unlisted entries, without remembered nulls.
    #[doc(hidden)]
    pub fn unlisted(&self, table: &'static Table) -> Extras<'_> {
        Extras {
            entries: self.0.as_ref().map(|kept| kept.unlisted.iter()),
            table,
        }
    }

    /// Sets an entry.
    #[doc(hidden)]
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        self.insert(key.into(), value.into());
    }

    fn insert(&mut self, key: String, value: Json) {
        self.0.get_or_insert_default().unlisted.insert(key, value);
    }

    /// Remembers that the optional field `wire` at `index` of the table is null, not absent.
    #[doc(hidden)]
    pub fn remember(&mut self, index: usize, wire: &str) {
        let kept = self.0.get_or_insert_default();
        kept.nulls.set(index);
        if !kept.unlisted.is_empty() {
            kept.unlisted.remove(wire);
        }
    }

    /// Forgets that the field `wire` at `index` of the table is null.
    #[doc(hidden)]
    pub fn forget(&mut self, index: usize, wire: &str) {
        let Some(kept) = &mut self.0 else { return };
        kept.nulls.clear(index);
        match kept.unlisted.get(wire) {
            Some(json) if !json.is_null() => {}
            _ => self.clear(wire),
        }
    }

    /// Whether the optional field `wire` at `index` of the table is null. An entry of its name that somebody has set counts
    /// for more than what was read.
    pub(super) fn is_null(&self, index: usize, wire: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|kept| match kept.unlisted.get(wire) {
                Some(json) => json.is_null(),
                None => kept.nulls.has(index),
            })
    }

    /// Whether both say the same of an object with that table.
    pub(super) fn is_same(&self, other: &Self, table: &'static Table) -> bool {
        let nulls = || {
            let mut wires = table.wires.iter().enumerate();
            wires.all(|(index, wire)| self.is_null(index, wire) == other.is_null(index, wire))
        };
        let entries = || {
            let (mut own, others) = (self.unlisted(table), other.unlisted(table));
            self.unlisted(table).count() == others.count()
                && own.all(|(key, value)| other.get(key) == Some(value))
        };
        self == other || nulls() && entries()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        self.0.as_ref()?.unlisted.get(key)
    }

    /// The entries, without remembered nulls.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let kept = self.0.iter();
        kept.flat_map(|kept| &kept.unlisted)
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// The entries of an object that its type does not list, by name or, with serde_json's `preserve_order`, in the
/// order of the document. Made by `extra()`.
///
/// A type of its own rather than `impl Iterator`, which every generated struct would have to be checked for anew.
#[derive(Clone)]
pub struct Extras<'a> {
    entries: Option<map::Iter<'a>>,
    table: &'static Table,
}

impl<'a> Iterator for Extras<'a> {
    type Item = (&'a str, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        let table = self.table;
        let shown = |(key, value): &(&String, &Json)| !(value.is_null() && is_optional(table, key));
        self.entries
            .as_mut()?
            .find(shown)
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// Shows the names only, and of those no one that may be a value.
impl fmt::Debug for Extras<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.clone().map(|(key, _)| Shown(key)))
            .finish()
    }
}

/// Sets the optional field `wire` at `index` of the table to `value`: that it was null before is over.
#[doc(hidden)]
pub fn set<T>(field: &mut Option<T>, value: T, extra: &mut Extra, index: usize, wire: &str) {
    extra.forget(index, wire);
    *field = Some(value);
}

impl Slot for Extra {
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()> {
        self.insert(key.to_owned(), Json::read(value)?);
        Ok(())
    }

    fn clear(&mut self, key: &str) {
        // Not `retain`: that looks at all others, and a document may ask for this once for each of its entries.
        if let Some(kept) = &mut self.0 {
            kept.unlisted.remove(key);
            if kept.unlisted.is_empty() && kept.nulls.is_empty() {
                self.0 = None;
            }
        }
    }
}

/// Shows the names only, and of those no one that may be a value: nobody has said what may be in the values.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(|(key, _)| Shown(key)))
            .finish()
    }
}

fn is_optional(table: &Table, wire: &str) -> bool {
    table
        .position(wire, 0)
        .is_some_and(|index| table.kind(index) == Kind::Optional)
}
