//! One object while it is rewritten.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::CARRIED;
use crate::source::Pointer;

/// The entries of an object, and where those that moved were before. Pointers
/// are relative to the object.
pub(super) struct Node {
    pub(super) map: Map<String, Value>,
    /// Now to before.
    moves: BTreeMap<Pointer, Pointer>,
    /// Before to now, where no entry tells.
    aliases: Vec<(Pointer, Pointer)>,
}

/// What moved within one object, seen from it.
pub(super) struct Moves {
    /// Now to before.
    pub(super) moves: BTreeMap<Pointer, Pointer>,
    /// Before to now, where no move tells.
    pub(super) aliases: Vec<(Pointer, Pointer)>,
}

impl Node {
    pub(super) fn new(map: Map<String, Value>) -> Self {
        Self {
            map,
            moves: BTreeMap::new(),
            aliases: Vec::new(),
        }
    }

    /// Says that what is now at `now` was at `before`, as the object was before
    /// this rewriting step.
    pub(super) fn moved(&mut self, now: Pointer, before: &Pointer) {
        let origin = self.before(before);
        self.moves.insert(now, origin);
    }

    /// The same, for a place as it was before all steps.
    pub(super) fn moved_from(&mut self, now: Pointer, origin: Pointer) {
        self.moves.insert(now, origin);
    }

    /// Says that who asks for what was at `before` is to be shown `now`.
    pub(super) fn alias(&mut self, before: &Pointer, now: Pointer) {
        self.aliases.push((self.before(before), now));
    }

    /// Gives an entry another key; what lay below it moves along.
    pub(super) fn rename(&mut self, key: &str, new: &str) {
        let Some(value) = self.map.shift_remove(key) else {
            return;
        };
        let (old_at, new_at) = (Pointer::root().join(key), Pointer::root().join(new));
        let origin = self.before(&old_at);
        let along: Vec<_> = self
            .moves
            .keys()
            .filter(|now| now.below(&old_at).is_some())
            .cloned()
            .collect();
        for now in along {
            if let (Some(before), Some(rest)) = (self.moves.remove(&now), now.below(&old_at)) {
                self.moves.insert(new_at.extend(&rest), before);
            }
        }
        self.moves.insert(new_at, origin);
        self.map.insert(new.to_owned(), value);
    }

    /// Puts an entry under `x-oas31-`.
    pub(super) fn carry(&mut self, key: &str) {
        self.rename(key, &format!("{CARRIED}{key}"));
    }

    /// Adds an entry under `x-oas31-` that says how this object was written.
    pub(super) fn note(&mut self, key: &str, value: impl Into<Value>) {
        self.map.insert(format!("{CARRIED}{key}"), value.into());
    }

    /// Takes keys of the document's own away that look like ours, but for the
    /// notes that inlining has left and that nothing depends on.
    pub(super) fn reserve(&mut self) {
        let note = |key: &str| {
            key.strip_prefix(CARRIED)
                .is_some_and(|key| key.starts_with("ref"))
        };
        for key in self
            .keys()
            .into_iter()
            .filter(|key| key.starts_with(CARRIED) && !note(key))
        {
            self.carry(&key);
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.map.keys().cloned().collect()
    }

    /// The finished object, and what it leaves behind.
    pub(super) fn finish(self) -> (Map<String, Value>, Moves) {
        (
            self.map,
            Moves {
                moves: self.moves,
                aliases: self.aliases,
            },
        )
    }

    /// Where `place` was before all steps.
    pub(super) fn before(&self, place: &Pointer) -> Pointer {
        let mut ancestor = Some(place.clone());
        while let Some(here) = ancestor {
            if let (Some(before), Some(rest)) = (self.moves.get(&here), place.below(&here)) {
                return before.extend(&rest);
            }
            ancestor = here.parent();
        }
        place.clone()
    }
}
