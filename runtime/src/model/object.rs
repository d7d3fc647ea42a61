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
    entries.each(&mut fields)?;
    match fields.missing() {
        Some(wire) => Err(Error::new(format_args!("missing field `{wire}`"))),
        None => Ok(()),
    }
}

struct Fields<'x, 'y> {
    table: &'static Table,
    /// What the table lists.
    wires: &'static [&'static str],
    slots: &'x mut [&'y mut dyn Slot],
    unlisted: Unlisted<'x, 'y>,
    seen: Bits,
    /// Where the next entry's field probably is.
    hint: usize,
}

impl<'x, 'y> Fields<'x, 'y> {
    fn new(table: &'static Table, slots: &'x mut [&'y mut dyn Slot], extra: &'x mut Extra) -> Self {
        let wires = table.listed();
        let (slots, rest) = slots.split_at_mut(wires.len().min(slots.len()));
        let unlisted = Unlisted {
            rest: rest.first_mut(),
            extra,
        };
        Fields {
            table,
            wires,
            slots,
            unlisted,
            seen: Bits::default(),
            hint: 0,
        }
    }

    #[inline]
    fn listed(&mut self, index: usize) -> Target<'_> {
        let wire = self.wires[index];
        let slot = &mut *self.slots[index];
        let extra = &mut *self.unlisted.extra;
        if self.seen.set(index) {
            begin_again(slot, extra, index, wire);
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

    #[cold]
    fn unlisted<'s>(&'s mut self, key: &'s str) -> Target<'s> {
        match self.unlisted.rest {
            Some(_) => Target::plain(key, &mut self.unlisted),
            None => Target::plain(key, &mut *self.unlisted.extra),
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
    fn key<'s>(&'s mut self, key: &'s str) -> Target<'s> {
        let index = match self.wires.get(self.hint) {
            Some(next) if *next == key => self.hint,
            _ => match search(self.wires, key, self.hint) {
                Some(index) => index,
                None => return self.unlisted(key),
            },
        };
        self.hint = index + 1;
        self.listed(index)
    }
}

/// The same name again: the last one wins, also where it is null.
#[cold]
fn begin_again(slot: &mut dyn Slot, extra: &mut Extra, index: usize, wire: &'static str) {
    slot.clear(wire);
    extra.forget(index, wire);
}

/// The position of the field with this name on the wire. Begins at `hint`, behind the entry before: what is passed over
/// is missing more often than it comes late.
#[cold]
fn search(wires: &[&str], key: &str, hint: usize) -> Option<usize> {
    let hint = hint.min(wires.len());
    let mut all = (hint..wires.len()).chain(0..hint);
    all.find(|index| wires[*index] == key)
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
