//! The facts about a struct that its Rust type does not say.

use super::Rule;

/// A struct on the wire.
pub struct Table {
    /// The Rust name, for `Debug`.
    pub name: &'static str,
    /// The fields in declaration order; a field of kind [`Kind::Rest`] is the last one.
    pub fields: &'static [Field],
    /// Whether unlisted entries are not written back.
    pub closed: bool,
    /// Whether unlisted entries are meant to be there.
    pub open: bool,
}

/// A field of a struct.
pub struct Field {
    /// The name on the wire; empty for [`Kind::Rest`].
    pub wire: &'static str,
    /// The Rust name, for `Debug`.
    pub name: &'static str,
    /// What absence and null mean.
    pub kind: Kind,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
    /// What is checked before a value is sent.
    pub rules: &'static [Rule],
}

/// What absence and null mean for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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
    /// The position of the field with this name on the wire, looked for from `hint` on: senders mostly keep the order
    /// of the document.
    pub(super) fn position(&self, wire: &str, hint: usize) -> Option<usize> {
        let is = |field: &Field| field.wire == wire && field.kind != Kind::Rest;
        let (before, after) = self.fields.split_at(hint.min(self.fields.len()));
        match after.iter().position(is) {
            Some(index) => Some(before.len() + index),
            None => before.iter().position(is),
        }
    }

    /// Whether no unlisted entry is a surprise: the document says so, or describes no entry at all.
    pub(super) fn takes_any(&self) -> bool {
        self.open || self.fields.is_empty() && !self.closed
    }

    /// Whether the last field takes unlisted entries.
    pub(super) fn has_rest(&self) -> bool {
        self.fields
            .last()
            .is_some_and(|field| field.kind == Kind::Rest)
    }
}
