//! The facts about a struct that its Rust type does not say.

use super::Rule;

/// A struct on the wire.
///
/// Its columns are lists of their own, in declaration order and with a map of unlisted entries at the end: literals
/// cost the compiler less than a struct for each field would.
pub struct Table {
    /// The Rust name, for `Debug`.
    pub(super) name: &'static str,
    pub(super) wires: &'static [&'static str],
    kinds: &'static str,
    names: &'static [&'static str],
    rules: &'static [(usize, &'static [Rule])],
    pub(super) closed: bool,
    open: bool,
}

/// A field of a struct.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// The name on the wire; empty for [`Kind::Rest`].
    pub(crate) wire: &'static str,
    /// The Rust name, for `Debug`.
    pub(crate) name: &'static str,
    /// What absence and null mean.
    pub(crate) kind: Kind,
    /// Whether `Debug` hides the value.
    pub(crate) sensitive: bool,
    /// What is checked before a value is sent.
    pub(crate) rules: &'static [Rule],
}

/// What absence and null mean for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `T`: must be there.
    Required,
    /// `Option<T>`: may be missing; null reads as `None` and is remembered; `None` is not written.
    Optional,
    /// `Option<T>`: must be there; `None` is null.
    Nullable,
    /// A map: takes the unlisted entries whose value fits.
    Rest,
}

impl Table {
    /// A struct of this Rust name.
    ///
    /// `wires`: the names of its fields on the wire, empty for the map of unlisted entries. `kinds`: a letter for each, `r`
    /// for one that must be there, `o` for one that may be missing, `n` for one that must be there and may be null, `m` for
    /// that map; a capital letter where `Debug` hides the value.
    pub const fn new(
        name: &'static str,
        wires: &'static [&'static str],
        kinds: &'static str,
    ) -> Self {
        Self {
            name,
            wires,
            kinds,
            names: &[],
            rules: &[],
            closed: false,
            open: false,
        }
    }

    /// The Rust names of the fields, where they are not those on the wire.
    pub const fn names(mut self, names: &'static [&'static str]) -> Self {
        self.names = names;
        self
    }

    /// What is checked before a value is sent: which field, and its rules.
    pub const fn rules(mut self, rules: &'static [(usize, &'static [Rule])]) -> Self {
        self.rules = rules;
        self
    }

    /// Unlisted entries are not written back.
    pub const fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    /// Unlisted entries are meant to be there.
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// The fields in their order.
    pub(crate) fn fields(&'static self) -> impl Iterator<Item = Field> {
        (0..self.wires.len()).map(|index| self.field(index))
    }

    fn field(&'static self, index: usize) -> Field {
        let wire = self.wires[index];
        let rules = self.rules.iter().find(|(of, _)| *of == index);
        Field {
            wire,
            name: self.names.get(index).copied().unwrap_or(wire),
            kind: self.kind(index),
            sensitive: self.letter(index).is_ascii_uppercase(),
            rules: rules.map_or(&[], |(_, rules)| rules),
        }
    }

    /// What absence and null mean for the field at `index`.
    #[inline]
    pub(super) fn kind(&self, index: usize) -> Kind {
        match self.letter(index) {
            b'o' | b'O' => Kind::Optional,
            b'n' | b'N' => Kind::Nullable,
            b'm' | b'M' => Kind::Rest,
            _ => Kind::Required,
        }
    }

    #[inline]
    fn letter(&self, index: usize) -> u8 {
        self.kinds.as_bytes().get(index).copied().unwrap_or(b'r')
    }

    /// The position of the field with this name on the wire, looked for from `hint` on: senders mostly keep the order
    /// of the document.
    #[inline]
    pub(super) fn position(&self, wire: &str, hint: usize) -> Option<usize> {
        let is = |index: usize| self.wires[index] == wire && !self.is_rest(index);
        match hint < self.wires.len() && is(hint) {
            true => Some(hint),
            false => self.search(hint, is),
        }
    }

    fn search(&self, hint: usize, is: impl Fn(usize) -> bool) -> Option<usize> {
        let hint = hint.min(self.wires.len());
        let mut all = (hint..self.wires.len()).chain(0..hint);
        all.find(|index| is(*index))
    }

    #[inline]
    fn is_rest(&self, index: usize) -> bool {
        index + 1 == self.wires.len() && self.has_rest()
    }

    /// Whether no unlisted entry is a surprise: the document says so, or describes no entry at all.
    pub(super) fn takes_any(&self) -> bool {
        self.open || self.wires.is_empty() && !self.closed
    }

    /// Whether the last field takes unlisted entries.
    #[inline]
    pub(super) fn has_rest(&self) -> bool {
        matches!(self.kinds.as_bytes().last(), Some(b'm' | b'M'))
    }
}
