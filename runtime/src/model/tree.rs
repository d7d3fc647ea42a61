//! A value in memory as a reader sees it: whole, or without the tags that belong to the unions around it.

use super::Json;

/// A value in memory, perhaps without some of its entries.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    json: &'a Json,
    hidden: Option<&'a Hidden<'a>>,
}

/// The name of an entry that is passed over, and further ones: a linked list on the stack, one for each union that has
/// taken its tag out of the same object.
pub(super) struct Hidden<'a> {
    tag: &'static str,
    more: Option<&'a Hidden<'a>>,
}

impl<'a> Tree<'a> {
    pub(super) fn whole(json: &'a Json) -> Self {
        Tree { json, hidden: None }
    }

    /// As [`Tree::without`] wants it: what is hidden here, and `tag`.
    pub(super) fn hide(&self, tag: &'static str) -> Hidden<'a> {
        Hidden {
            tag,
            more: self.hidden,
        }
    }

    pub(super) fn without<'b>(&self, hidden: &'b Hidden<'b>) -> Tree<'b>
    where
        'a: 'b,
    {
        Tree {
            json: self.json,
            hidden: Some(hidden),
        }
    }

    /// The value itself, for its JSON type.
    pub(super) fn json(&self) -> &'a Json {
        self.json
    }

    /// The value, if nothing of it is hidden.
    pub(super) fn complete(&self) -> Option<&'a Json> {
        self.hidden.is_none().then_some(self.json)
    }

    /// The entry `key`.
    pub(super) fn get(&self, key: &str) -> Option<&'a Json> {
        self.json.get(key).filter(|_| self.shows(key))
    }

    pub(super) fn shows(&self, key: &str) -> bool {
        self.hidden().all(|hidden| hidden.tag != key)
    }

    /// What tells this view of a value from others, as long as the value does not move.
    pub(super) fn identity(&self) -> (usize, usize) {
        (std::ptr::from_ref(self.json).addr(), self.hidden().count())
    }

    fn hidden(&self) -> impl Iterator<Item = &'a Hidden<'a>> {
        std::iter::successors(self.hidden, |hidden| hidden.more)
    }
}
