//! Unions by a tag property: the text of one entry says which variant the object is.

use super::super::input::{Entries, In, Keys, Place, Target};
use super::super::path::Path;
use super::super::read_json::{Members, feed_owned};
use super::super::replay::{Replay, show};
use super::super::tree::Tree;
use super::super::{Json, Result};
use super::Attempt;
use super::best::{Trial, choose};
use std::any::TypeId;
use std::borrow::Cow;

/// How a variant is tagged.
pub struct TagArm {
    /// The texts that mean this variant; the first one is written. None: it is for every tag that no other variant
    /// knows, and for objects without a tag.
    pub texts: &'static [&'static str],
    /// Whether the content does not hold the tag: it is taken out on reading and written first.
    pub add: bool,
}

/// Reads a tagged union. Anything with an unknown tag is the unknown variant; an object without a tag is the variant
/// that fits best among those that need none.
pub(super) fn read(
    tag: &'static str,
    arms: &'static [TagArm],
    union: TypeId,
    input: In<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    let plan = Plan { tag, arms, union };
    let entries = match input {
        In::Object(entries) => entries,
        other => return attempt(arms.len(), other, &mut Trial::none()),
    };
    let Some(tree) = entries.source() else {
        return plan.read_stream(entries, attempt);
    };
    let (arm, take_out) = match tree.get(tag) {
        Some(value) => plan.choose(value),
        None => return plan.read_untagged(&Replay::Tree(tree, entries.path()), attempt),
    };
    match tree.json() {
        Json::Object(map) if take_out => {
            let hidden = tree.hide(tag);
            let mut members = Members::new(tree.without(&hidden), map, entries.path());
            attempt(arm, In::Object(&mut members), &mut Trial::none())
        }
        _ => attempt(arm, In::Object(entries), &mut Trial::none()),
    }
}

struct Plan {
    tag: &'static str,
    arms: &'static [TagArm],
    union: TypeId,
}

impl Plan {
    /// Which variant a tag means, and whether the tag is taken out of the content.
    ///
    /// A second text of the same variant stays in, as an extra: it would be written as the first one otherwise.
    fn choose(&self, tag: &Json) -> (usize, bool) {
        let text = match tag {
            Json::String(text) => Cow::Borrowed(text.as_str()),
            Json::Number(_) | Json::Bool(_) => Cow::Owned(tag.to_string()),
            Json::Null | Json::Array(_) | Json::Object(_) => return (self.otherwise(), false),
        };
        for (index, arm) in self.arms.iter().enumerate() {
            if let Some(position) = arm.texts.iter().position(|known| *known == text) {
                return (index, arm.add && position == 0);
            }
        }
        (self.otherwise(), false)
    }

    /// The variant for what has another tag or none, if there is one; else the unknown one.
    fn otherwise(&self) -> usize {
        let mut arms = self.arms.iter();
        let found = arms.position(|arm| arm.texts.is_empty());
        found.unwrap_or(self.arms.len())
    }

    fn read_untagged(&self, value: &Replay<'_>, attempt: &mut Attempt<'_>) -> Result<()> {
        let otherwise = self.otherwise();
        let needs_no_tag = |arm: &usize| otherwise == self.arms.len() && !self.arms[*arm].add;
        let mut arms = (0..self.arms.len()).filter(needs_no_tag);
        choose(&mut arms, otherwise, self.union, value, attempt)
    }

    /// Reads on until the tag shows up; only what came before it is kept in memory.
    fn read_stream(&self, rest: &mut dyn Entries, attempt: &mut Attempt<'_>) -> Result<()> {
        let mut head: Vec<(String, Json)> = Vec::new();
        while head.last().is_none_or(|(key, _)| key != self.tag) {
            let mut one = One::default();
            if !rest.next(&mut one)? {
                let whole = Json::Object(head.into_iter().collect());
                return show(&whole, rest.path(), &mut |value| {
                    self.read_untagged(value, attempt)
                });
            }
            head.push((one.key, one.value.unwrap_or_default()));
        }
        let (arm, take_out) = match head.last() {
            Some((_, value)) => self.choose(value),
            None => (self.otherwise(), false),
        };
        if take_out {
            head.pop();
        }
        let head = head.into_iter();
        let mut entries = Rewound { head, rest };
        attempt(arm, In::Object(&mut entries), &mut Trial::none())
    }
}

/// Takes any one entry.
#[derive(Default)]
struct One {
    key: String,
    value: Option<Json>,
}

impl Keys for One {
    fn key<'s>(&'s mut self, key: &str) -> Target<'s> {
        key.clone_into(&mut self.key);
        Target::plain(&self.key, &mut self.value)
    }
}

/// A few entries that have been read already, then the others.
struct Rewound<'a> {
    head: std::vec::IntoIter<(String, Json)>,
    rest: &'a mut dyn Entries,
}

impl Place for Rewound<'_> {
    fn path(&self) -> &Path<'_> {
        self.rest.path()
    }

    fn source(&self) -> Option<Tree<'_>> {
        None
    }
}

impl Entries for Rewound<'_> {
    fn next(&mut self, keys: &mut dyn Keys) -> Result<bool> {
        let Some((key, value)) = self.head.next() else {
            return self.rest.next(keys);
        };
        feed_owned(value, keys.key(&key), &self.rest.path().key(&key))?;
        Ok(true)
    }
}
