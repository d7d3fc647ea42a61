//! Reading a struct: which entry goes to which field.

use super::bits::Bits;
use super::input::{Entries, In, Keys, Null, Target};
use super::replay::Replay;
use super::table::{Kind, Table};
use super::{Error, Extra, Result, Slot};

impl In<'_> {
    /// Reads an object into the fields of a struct, one slot for each row of `table`, and what the table does not list
    /// into `extra`.
    pub fn object(
        self,
        table: &'static Table,
        slots: &mut [&mut dyn Slot],
        extra: &mut Extra,
    ) -> Result<()> {
        match self {
            In::Object(entries) => read(entries, Fields::new(table, slots, extra)),
            other => Err(other.expected("an object")),
        }
    }
}

fn read(entries: &mut dyn Entries, mut fields: Fields<'_, '_>) -> Result<()> {
    while entries.next(&mut fields)? {}
    match fields.missing() {
        Some(wire) => Err(Error::new(format_args!("missing field `{wire}`"))),
        None => Ok(()),
    }
}

struct Fields<'x, 'y> {
    table: &'static Table,
    slots: &'x mut [&'y mut dyn Slot],
    unlisted: Unlisted<'x, 'y>,
    seen: Bits,
    /// Where the next entry's field probably is.
    hint: usize,
    /// The name of the current unlisted entry, kept because the one handed over lives no longer than the call.
    key: String,
}

impl<'x, 'y> Fields<'x, 'y> {
    fn new(table: &'static Table, slots: &'x mut [&'y mut dyn Slot], extra: &'x mut Extra) -> Self {
        let listed = slots.len().saturating_sub(usize::from(table.has_rest()));
        let (slots, rest) = slots.split_at_mut(listed);
        let unlisted = Unlisted {
            rest: rest.first_mut(),
            extra,
        };
        Fields {
            table,
            slots,
            unlisted,
            seen: Bits::default(),
            hint: 0,
            key: String::new(),
        }
    }

    fn listed(&mut self, index: usize) -> Target<'_> {
        let wire = self.table.wires[index];
        let slot = &mut *self.slots[index];
        let extra = &mut *self.unlisted.extra;
        if self.seen.set(index) {
            // The same name again: the last one wins, also where it is null.
            slot.clear(wire);
            extra.forget(index, wire);
        }
        let null = match self.table.kind(index) {
            Kind::Required | Kind::Rest => Null::Value,
            Kind::Nullable => Null::Skip,
            Kind::Optional => Null::Remember(extra, index),
        };
        Target {
            key: wire,
            slot,
            null,
        }
    }

    fn unlisted(&mut self, key: &str) -> Target<'_> {
        self.key.clear();
        self.key.push_str(key);
        match self.unlisted.rest {
            Some(_) => Target::plain(&self.key, &mut self.unlisted),
            None => Target::plain(&self.key, &mut *self.unlisted.extra),
        }
    }

    fn missing(&self) -> Option<&'static str> {
        let must =
            |index: &usize| matches!(self.table.kind(*index), Kind::Required | Kind::Nullable);
        let mut unseen = self.seen.unset(self.table.wires.len());
        unseen.find(must).map(|index| self.table.wires[index])
    }
}

impl Keys for Fields<'_, '_> {
    fn key<'s>(&'s mut self, key: &str) -> Target<'s> {
        match self.table.position(key, self.hint) {
            Some(index) => {
                self.hint = index + 1;
                self.listed(index)
            }
            None => self.unlisted(key),
        }
    }
}

/// Where unlisted entries go: to the map of the type if their value fits, else to the extras.
struct Unlisted<'x, 'y> {
    rest: Option<&'x mut &'y mut dyn Slot>,
    extra: &'x mut Extra,
}

impl Slot for Unlisted<'_, '_> {
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()> {
        value.replay(&mut |value| self.take(key, value))
    }
}

impl Unlisted<'_, '_> {
    fn take(&mut self, key: &str, value: &Replay<'_>) -> Result<()> {
        let fits = match &mut self.rest {
            Some(rest) => value.attempt(Target::plain(key, &mut ***rest)),
            None => false,
        };
        // The same name may have been there before with a value of the other sort.
        if fits {
            self.extra.clear(key);
            return Ok(());
        }
        if let Some(rest) = &mut self.rest {
            rest.clear(key);
        }
        value.put(Target::plain(key, &mut *self.extra))
    }
}
