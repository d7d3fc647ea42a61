//! Reading from a JSON value in memory, without serde.

use super::input::{Elements, Entries, In, Keys, Place, Target};
use super::path::Path;
use super::tree::Tree;
use super::{Json, Result, Slot};
use serde_json::{Number, map};

/// Hands `tree`, which stands at `at`, to `target`.
pub(super) fn feed(tree: Tree<'_>, target: Target<'_>, at: &Path<'_>) -> Result<()> {
    let result = hand_over(tree, target, at);
    if let Err(error) = &result {
        at.fail(error);
    }
    result
}

fn hand_over(tree: Tree<'_>, mut target: Target<'_>, at: &Path<'_>) -> Result<()> {
    match tree.json() {
        Json::Null => target.put(In::Null),
        Json::Bool(value) => target.put(In::Bool(*value)),
        Json::Number(number) => target.put(number_input(number)),
        Json::String(text) => target.put(In::Str(text)),
        Json::Array(items) => {
            at.enter()?;
            let mut items = Items {
                tree,
                items: items.iter().enumerate(),
                at,
            };
            target.put(In::List(&mut items))
        }
        Json::Object(map) => {
            at.enter()?;
            target.put(In::Object(&mut Members::new(tree, map, at)))
        }
    }
}

/// An integer where it is one of 64 bits.
pub(super) fn number_input(number: &Number) -> In<'_> {
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) => In::Int(value),
        (None, Some(value)) => In::Uint(value),
        (None, None) => In::Number(number),
    }
}

struct Items<'p> {
    tree: Tree<'p>,
    items: std::iter::Enumerate<std::slice::Iter<'p, Json>>,
    at: &'p Path<'p>,
}

impl Place for Items<'_> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<Tree<'_>> {
        Some(self.tree)
    }
}

impl Elements for Items<'_> {
    fn each(&mut self, slot: &mut dyn Slot) -> Result<()> {
        self.items.by_ref().try_for_each(|(index, item)| {
            let item = Tree::whole(item);
            feed(item, Target::plain("", slot), &self.at.index(index))
        })
    }
}

/// The members of an object in memory.
pub(super) struct Members<'p> {
    tree: Tree<'p>,
    members: map::Iter<'p>,
    at: &'p Path<'p>,
}

impl<'p> Members<'p> {
    /// `map` is what `tree` is.
    pub(super) fn new(tree: Tree<'p>, map: &'p map::Map<String, Json>, at: &'p Path<'p>) -> Self {
        Members {
            tree,
            members: map.iter(),
            at,
        }
    }
}

impl Place for Members<'_> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<Tree<'_>> {
        Some(self.tree)
    }
}

impl Entries for Members<'_> {
    fn each(&mut self, keys: &mut dyn Keys) -> Result<()> {
        let tree = self.tree;
        let mut shown = self.members.by_ref().filter(|(key, _)| tree.shows(key));
        shown
            .try_for_each(|(key, value)| feed(Tree::whole(value), keys.key(key), &self.at.key(key)))
    }
}
