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
        // As a small letter.
        match self.letter(index) | 0x20 {
            b'o' => Kind::Optional,
            b'n' => Kind::Nullable,
            b'm' => Kind::Rest,
            _ => Kind::Required,
        }
    }

    #[inline]
    fn letter(&self, index: usize) -> u8 {
        self.kinds.as_bytes().get(index).copied().unwrap_or(b'r')
    }

    /// The position of the field with this name on the wire.
    pub(super) fn position(&self, wire: &str) -> Option<usize> {
        self.listed().iter().position(|listed| *listed == wire)
    }

    /// The names on the wire of the fields that have one.
    #[inline]
    pub(super) fn listed(&self) -> &'static [&'static str] {
        match (self.has_rest(), self.wires) {
            (true, [listed @ .., _]) => listed,
            (_, listed) => listed,
        }
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
