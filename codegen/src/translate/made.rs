//! Schemas that the document says in several places and writes down in none.
//!
//! They can lead back to themselves: where two recursive schemas hold together, their inner values are both of them
//! again. What is being made is kept by what it is made of, and a second meeting refers to the first.

use super::Translation;
use super::facts::{Facts, Node, Placed};
use crate::diagnostic::Diagnostic;
use crate::ir::{Origin, Type, TypeId};
use crate::resolve::normal;
use std::rc::Rc;

/// Combinations of schemas that are too many, or that lead nowhere.
pub(super) const TOO_MANY: &str = "too-many-combinations";

/// Combinations inside combinations deeper than this are left untyped.
const MAX_DEPTH: usize = 8;

/// More combinations than this in one document are left untyped. Real ones have up to 300.
const MAX_MADE: usize = 2000;

/// What is being translated, the outermost first.
#[derive(Default)]
pub(super) struct InProgress {
    open: Vec<Entry>,
    made: usize,
}

struct Entry {
    /// What a combination is made of; `None` for a schema that the document writes.
    key: Option<String>,
    /// The type's place, once it is known to be one with parts.
    id: Option<TypeId>,
}

/// How much was open before.
pub(super) struct Mark(usize);

impl InProgress {
    pub(super) fn enter_item(&mut self) -> Mark {
        self.enter(None)
    }

    fn enter(&mut self, key: Option<String>) -> Mark {
        self.open.push(Entry { key, id: None });
        Mark(self.open.len() - 1)
    }

    pub(super) fn leave(&mut self, mark: Mark) {
        self.open.truncate(mark.0);
    }

    /// The innermost schema is the type with this place.
    pub(super) fn named(&mut self, id: TypeId) {
        if let Some(entry) = self.open.last_mut() {
            entry.id.get_or_insert(id);
        }
    }

    /// The place of the combination of this key, if it is being made.
    fn find(&self, key: &str) -> Option<Option<TypeId>> {
        let mut open = self.open.iter();
        let found = open.find(|entry| entry.key.as_deref() == Some(key))?;
        Some(found.id)
    }

    fn depth(&self) -> usize {
        self.open.iter().filter(|entry| entry.key.is_some()).count()
    }
}

impl<'a> Translation<'a> {
    /// The type of a combination.
    pub(super) fn made(
        &mut self,
        placed: &Placed<'a>,
        made: &Rc<Facts<'a>>,
        origin: Origin,
    ) -> Type {
        let key = key(placed, made);
        match self.in_progress.find(&key) {
            Some(Some(id)) => return Type::Named(id),
            Some(None) => return self.given_up(placed),
            None => {}
        }
        self.in_progress.made += 1;
        if self.in_progress.depth() >= MAX_DEPTH || self.in_progress.made > MAX_MADE {
            return self.given_up(placed);
        }
        let mark = self.in_progress.enter(Some(key));
        let ty = self.inline(placed, origin);
        self.in_progress.leave(mark);
        ty
    }

    fn given_up(&mut self, placed: &Placed<'a>) -> Type {
        let message =
            "what holds here together leads back to itself or is too much; it is left untyped";
        self.warn(Diagnostic::warning(TOO_MANY, placed.at.clone(), message));
        self.untyped(&placed.at)
    }
}

/// What a combination is made of, the same wherever it is met.
fn key(placed: &Placed<'_>, made: &Facts<'_>) -> String {
    let members = made.choices.iter().flat_map(|choice| &choice.members);
    let mut keys: Vec<String> = made.all_of.iter().chain(members).map(key_of).collect();
    keys.sort();
    if made.has_own_shape() || !made.choices.is_empty() {
        keys.push(format!("{}!", placed.at));
    }
    keys.join(" & ")
}

fn key_of(placed: &Placed<'_>) -> String {
    match &placed.node {
        Node::Ref(reference) => normal(reference),
        Node::Item(_) => placed.at.to_string(),
        Node::Made(made) => format!("({})", key(placed, made)),
    }
}
