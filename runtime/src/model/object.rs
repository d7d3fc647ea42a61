//! Reading a struct: which entry goes to which field.

use super::bits::Bits;
use super::input::{Entries, In, Keys, Null, Target};
use super::replay::Replay;
use super::table::{Kind, Table};
use super::{Blank, Error, Extra, Rest, Result, Slot, Value};

impl In<'_> {
    /// Fills the fields of a struct from an object, one for each row of `table`, and reads what the table does not list
    /// into `extra`. From null they are made as they were before.
    pub fn object(
        self,
        table: &'static Table,
        values: &mut [&mut dyn Value],
        extra: &mut Extra,
    ) -> Result<()> {
        let unlisted = Unlisted { rest: None, extra };
        read(self, Fields::new(table, values, unlisted))
    }

    /// The same for a struct with a map of unlisted entries, which is the last row.
    pub fn object_with_rest(
        self,
        table: &'static Table,
        values: &mut [&mut dyn Value],
        rest: &mut dyn Rest,
        extra: &mut Extra,
    ) -> Result<()> {
        let unlisted = Unlisted {
            rest: Some(rest),
            extra,
        };
        read(self, Fields::new(table, values, unlisted))
    }
}

fn read(input: In<'_>, mut fields: Fields<'_, '_>) -> Result<()> {
    match input {
        In::Object(entries) => fields.read(entries),
        other => {
            if let In::Null = other {
                fields.empty();
            }
            Err(other.expected("an object"))
        }
    }
}

struct Fields<'x, 'y> {
    table: &'static Table,
    /// What the table lists.
    wires: &'static [&'static str],
    values: &'x mut [&'y mut dyn Value],
    unlisted: Unlisted<'x>,
    seen: Bits,
    /// Where the next entry's field probably is.
    hint: usize,
}

impl<'x, 'y> Fields<'x, 'y> {
    fn new(
        table: &'static Table,
        values: &'x mut [&'y mut dyn Value],
        unlisted: Unlisted<'x>,
    ) -> Self {
        Fields {
            table,
            wires: table.listed(),
            values,
            unlisted,
            seen: Bits::default(),
            hint: 0,
        }
    }

    fn read(&mut self, entries: &mut dyn Entries) -> Result<()> {
        entries.each(self)?;
        match self.missing() {
            Some(wire) => Err(Error::new(format_args!("missing field `{wire}`"))),
            None => Ok(()),
        }
    }

    /// As if nothing had been read.
    #[cold]
    fn empty(&mut self) {
        self.values.iter_mut().for_each(|value| empty(*value));
        if let Some(rest) = &mut self.unlisted.rest {
            rest.empty();
        }
        *self.unlisted.extra = Extra::BLANK;
    }

    #[inline]
    fn listed(&mut self, index: usize) -> Target<'_> {
        let wire = self.wires[index];
        let value = &mut self.values[index];
        let extra = &mut *self.unlisted.extra;
        if self.seen.set(index) {
            begin_again(*value, extra, index, wire);
        }
        let null = match self.table.kind(index) {
            Kind::Required | Kind::Rest => Null::Value,
            Kind::Nullable => Null::Skip,
            Kind::Optional => Null::Remember(extra, index),
        };
        Target {
            key: wire,
            slot: value,
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
fn begin_again(value: &mut dyn Value, extra: &mut Extra, index: usize, wire: &'static str) {
    empty(value);
    extra.forget(index, wire);
}

/// Makes a value that was filled as it was before. Those that null says nothing to are overwritten as a whole.
fn empty(value: &mut dyn Value) {
    let _ = value.fill(In::Null);
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
struct Unlisted<'x> {
    rest: Option<&'x mut dyn Rest>,
    extra: &'x mut Extra,
}

impl Slot for Unlisted<'_> {
    fn put(&mut self, key: &str, value: In<'_>) -> Result<()> {
        value.replay(&mut |value| self.take(key, value))
    }
}

impl Unlisted<'_> {
    fn take(&mut self, key: &str, value: &Replay<'_>) -> Result<()> {
        let fits = match &mut self.rest {
            Some(rest) => value.attempt(Target::plain(key, &mut **rest)),
            None => false,
        };
        // The same name may have been there before with a value of the other sort.
        if fits {
            self.extra.remove(key);
            return Ok(());
        }
        if let Some(rest) = &mut self.rest {
            rest.remove(key);
        }
        value.put(Target::plain(key, &mut *self.extra))
    }
}
