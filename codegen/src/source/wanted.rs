//! The pointers a pass over a text looks for, as a tree that is walked in step
//! with the text.

use std::collections::BTreeMap;

use super::{Pointer, Position};

/// A tree of tokens with what was found at each. Found places stay, so that
/// the nearest ancestor of a missing one is at hand afterwards.
#[derive(Default)]
pub(super) struct Wanted {
    children: BTreeMap<String, Wanted>,
    /// Where the key of this place is written, every time it is.
    keys: Vec<Position>,
    /// Where a scalar, or the first entry of an array element, begins.
    value: Option<Position>,
}

impl Wanted {
    pub(super) fn new<'a>(pointers: impl IntoIterator<Item = &'a Pointer>) -> Self {
        let mut root = Self::default();
        for pointer in pointers {
            pointer.tokens().fold(&mut root, |node, token| {
                node.children.entry(token.into_owned()).or_default()
            });
        }
        root
    }

    /// The place below this one called `token`, if anyone wants it.
    pub(super) fn child(&mut self, token: &str) -> Option<&mut Wanted> {
        self.children.get_mut(token)
    }

    /// Whether something below this place is wanted.
    pub(super) fn goes_on(&self) -> bool {
        !self.children.is_empty()
    }

    /// Notes where the key of this place stands. A repeated key starts this
    /// place anew: the last one is the one that counts.
    pub(super) fn found_key(&mut self, at: Position) {
        self.value = None;
        self.keys.push(at);
    }

    /// Notes where the value begins.
    pub(super) fn found_value(&mut self, at: Position) {
        self.value = Some(at);
    }

    /// Notes where an object or array begins: only an element of an array and
    /// the root have nothing better, everything else has a key.
    pub(super) fn found_container(&mut self, at: Position) {
        if self.keys.is_empty() {
            self.value = Some(at);
        }
    }

    /// Forgets everything found.
    pub(super) fn forget(&mut self) {
        self.keys.clear();
        self.value = None;
        self.children.values_mut().for_each(Wanted::forget);
    }

    /// The position of `pointer` or of its nearest ancestor that was found; a document as a whole begins where its
    /// text begins.
    pub(super) fn nearest(&self, pointer: &Pointer) -> Option<Position> {
        let mut node = self;
        let mut found = self.position().or(Some(Position { line: 1, column: 1 }));
        for token in pointer.tokens() {
            let Some(child) = node.children.get(token.as_ref()) else {
                break;
            };
            found = child.position().or(found);
            node = child;
        }
        found
    }

    /// Every position of the key that `pointer` ends in.
    pub(super) fn keys(&self, pointer: &Pointer) -> Vec<Position> {
        let end = pointer
            .tokens()
            .try_fold(self, |node, token| node.children.get(token.as_ref()));
        end.map(|node| node.keys.clone()).unwrap_or_default()
    }

    fn position(&self) -> Option<Position> {
        self.value.or_else(|| self.keys.last().copied())
    }
}
