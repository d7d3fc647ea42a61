//! What a document holds beyond what it says.

use super::bits::Bits;
use super::path::Shown;
use super::table::{Kind, Table};
use super::{Blank, In, Json, Result, Slot, Value};
use serde_json::map::{self, Map};
use std::fmt;

/// The entries of an object that its type does not list, so that reading and writing loses nothing.
///
/// Two words while there are none. Generated structs show theirs through `extra()` and take more with `with_extra`.
/// It also remembers which optional fields were null instead of absent.
#[derive(Clone, Default, PartialEq)]
pub struct Extra {
    /// Which of the first fields are null. Most answers have some; they take no memory of their own.
    nulls: u64,
    kept: Option<Box<Kept>>,
}

#[derive(Clone, Default, PartialEq)]
struct Kept {
    /// Which of the fields after those are null.
    nulls: Bits,
    unlisted: Map<String, Json>,
}

/// How many fields have their bit in [`Extra`] itself.
const FIRST: usize = u64::BITS as usize;

impl Blank for Extra {
    const BLANK: Self = Extra {
        nulls: 0,
        kept: None,
    };
}

impl Extra {
    /// The unlisted entries, without remembered nulls.
    #[doc(hidden)]
    pub fn unlisted(&self, table: &'static Table) -> Extras<'_> {
        Extras {
            entries: self.kept.as_ref().map(|kept| kept.unlisted.iter()),
            table,
        }
    }

    /// Sets an entry.
    #[doc(hidden)]
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<Json>) {
        self.insert(key.into(), value.into());
    }

    fn insert(&mut self, key: String, value: Json) {
        let kept = self.kept.get_or_insert_default();
        kept.unlisted.insert(key, value);
    }

    /// Remembers that the optional field `wire` at `index` of the table is null, not absent.
    #[doc(hidden)]
    pub fn remember(&mut self, index: usize, wire: &str) {
        match index.checked_sub(FIRST) {
            None => self.nulls |= 1 << index,
            Some(further) => {
                self.kept.get_or_insert_default().nulls.set(further);
            }
        }
        if let Some(kept) = &mut self.kept {
            kept.unlisted.remove(wire);
        }
    }

    /// Forgets that the field `wire` at `index` of the table is null.
    #[doc(hidden)]
    pub fn forget(&mut self, index: usize, wire: &str) {
        if index < FIRST {
            self.nulls &= !(1 << index);
        }
        let Some(kept) = &mut self.kept else { return };
        if let Some(further) = index.checked_sub(FIRST) {
            kept.nulls.clear(further);
        }
        match kept.unlisted.get(wire) {
            Some(json) if !json.is_null() => {}
            _ => self.remove(wire),
        }
    }

    /// Takes the entry `key` out.
    pub(super) fn remove(&mut self, key: &str) {
        // Not `retain`: that looks at all others, and a document may ask for this once for each of its entries.
        if let Some(kept) = &mut self.kept {
            kept.unlisted.remove(key);
            if kept.unlisted.is_empty() && kept.nulls.is_empty() {
                self.kept = None;
            }
        }
    }

    /// Whether the optional field `wire` at `index` of the table is null. An entry of its name that somebody has set counts
    /// for more than what was read.
    pub(super) fn is_null(&self, index: usize, wire: &str) -> bool {
        match self.get(wire) {
            Some(json) => json.is_null(),
            None => self.has_null(index),
        }
    }

    /// The same, where no entry has the field's name.
    #[inline]
    pub(super) fn has_null(&self, index: usize) -> bool {
        match (index.checked_sub(FIRST), &self.kept) {
            (None, _) => self.nulls & (1 << index) != 0,
            (Some(further), Some(kept)) => kept.nulls.has(further),
            (Some(_), None) => false,
        }
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

    #[inline]
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        self.kept.as_ref()?.unlisted.get(key)
    }

    #[inline]
    pub(super) fn has_unlisted(&self) -> bool {
        let kept = self.kept.as_ref();
        kept.is_some_and(|kept| !kept.unlisted.is_empty())
    }

    /// The entries, without remembered nulls.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let kept = self.kept.iter();
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
        .position(wire)
        .is_some_and(|index| table.kind(index) == Kind::Optional)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_of_late_fields_are_as_good_as_those_of_early_ones() {
        for index in [0, 63, 64, 130] {
            let mut extra = Extra::default();
            extra.remember(index, "wire");
            assert!(extra.is_null(index, "wire") && !extra.has_unlisted());
            assert!((0..140).all(|other| extra.is_null(other, "other") == (other == index)));
            extra.set("wire", 1);
            assert!(!extra.is_null(index, "wire") && extra.has_unlisted());
            extra.remember(index, "wire");
            assert!(extra.is_null(index, "wire") && extra.get("wire").is_none());
            extra.forget(index, "wire");
            assert!(!extra.is_null(index, "wire") && !extra.has_unlisted());
        }
    }
}
