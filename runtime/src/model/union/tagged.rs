//! Unions by a tag property: the text of one entry says which variant the object is.
//!
//! The object is in memory while it is read: a variant that cannot be read is not the end of it.

use super::super::input::In;
use super::super::read_json::Members;
use super::super::replay::Replay;
use super::super::tree::Tree;
use super::super::{Json, Result};
use super::Attempt;
use super::best::{Trial, choose, once, read as read_as, weigh};
use super::fit::Fit;
use super::named::speaks_of;
use std::any::TypeId;
use std::borrow::Cow;

/// How a variant is tagged.
pub struct TagArm {
    /// The texts that mean this variant; the first one is written.
    pub texts: &'static [&'static str],
    /// Whether the content does not hold the tag: it is taken out on reading and written first.
    pub add: bool,
    /// Whether it is for every tag that means no other variant, and for objects without a tag.
    pub otherwise: bool,
    /// Whether nothing that the document says of the tag means this variant, but at most the name of its schema: then
    /// a tag that is a part of its own name means it too.
    pub fits: bool,
    /// Its Rust name.
    pub name: &'static str,
}

/// A union by tag.
pub struct Tags {
    /// The property.
    pub property: &'static str,
    /// Where the tag stands inside of a part of the object (a JSON pointer), in place of the property; else empty.
    pub at: &'static str,
    /// Texts that mean the union itself: they say no more than no tag does.
    pub itself: &'static [&'static str],
    /// Its variants.
    pub arms: &'static [TagArm],
}

/// Reads a tagged union; fails only if the text is not JSON.
///
/// A variant that the tag means and that cannot be read is the unknown one: no other is meant. A tag that means none
/// is the variant that lists it among the values of its own property, or whose name speaks of it, if that explains at
/// least half of the object; else it is one of tomorrow: the one for every other tag, or the unknown one. An object without a tag is the variant
/// that fits best among those that need none.
pub(super) fn read(
    tags: &'static Tags,
    union: TypeId,
    input: In<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    input.replay(&mut |value| {
        let Some(tree) = value.tree().filter(|tree| tree.json().is_object()) else {
            return read_as(tags.arms.len(), value, attempt);
        };
        let attempt =
            &mut |arm, input: In<'_>, trial: &mut Trial| tags.read_arm(arm, input, trial, attempt);
        match tags.meaning(tree) {
            Meaning::Variant(arm) => {
                let unknown = tags.arms.len();
                choose(&mut std::iter::once(arm), unknown, union, value, attempt)
            }
            Meaning::None => tags.read_untagged(union, value, attempt),
            Meaning::Other => once(union, value, attempt, &mut |attempt| {
                let arm = tags.closest(tree, value, attempt);
                read_as(arm, value, attempt)?;
                Ok(Some(arm))
            }),
        }
    })
}

/// What the tag of an object says.
enum Meaning {
    Variant(usize),
    None,
    Other,
}

impl Tags {
    fn tag<'a>(&self, tree: Tree<'a>) -> Option<&'a Json> {
        match self.at {
            "" => tree.get(self.property),
            at => tree.json().pointer(at),
        }
    }

    fn meaning(&self, tree: Tree<'_>) -> Meaning {
        let Some(tag) = self.tag(tree) else {
            return Meaning::None;
        };
        let Some(text) = text(tag) else {
            return Meaning::Other;
        };
        let mut arms = self.arms.iter();
        match arms.position(|arm| arm.texts.contains(&text.as_ref())) {
            Some(arm) => Meaning::Variant(arm),
            None if self.itself.contains(&text.as_ref()) => Meaning::None,
            None => Meaning::Other,
        }
    }

    /// The variant for what has another tag or none, if there is one; else the unknown one.
    fn otherwise(&self) -> usize {
        let mut arms = self.arms.iter();
        let found = arms.position(|arm| arm.otherwise);
        found.unwrap_or(self.arms.len())
    }

    fn read_untagged(
        &self,
        union: TypeId,
        value: &Replay<'_>,
        attempt: &mut Attempt<'_>,
    ) -> Result<()> {
        let otherwise = self.otherwise();
        let needs_no_tag = |arm: &usize| match otherwise < self.arms.len() {
            true => *arm == otherwise,
            false => !self.arms[*arm].add,
        };
        let mut arms = (0..self.arms.len()).filter(needs_no_tag);
        choose(&mut arms, self.arms.len(), union, value, attempt)
    }

    /// The variant of an object whose tag means none.
    fn closest(&self, tree: Tree<'_>, value: &Replay<'_>, attempt: &mut Attempt<'_>) -> usize {
        let otherwise = self.otherwise();
        let has_base = otherwise < self.arms.len();
        let base = has_base.then(|| weigh(otherwise, self.property, value, attempt));
        let base = base.flatten();
        let unknown = match base {
            Some(_) => otherwise,
            None => self.arms.len(),
        };
        let limit = base.map_or(entries(tree) / 2 + 1, |base| base.rest);
        let tag = self.tag(tree).and_then(text).unwrap_or_default();
        let mut found = Closest::default();
        let arms = self.arms.iter().enumerate();
        for (arm, about) in arms.filter(|(_, arm)| !arm.otherwise) {
            let Some(fit) = weigh(arm, self.property, value, attempt) else {
                continue;
            };
            let named = about.fits && speaks_of(about.name, &tag);
            if fit.rest < limit && (fit.listed == Some(true) || (fit.listed.is_none() && named)) {
                found.add(arm, named, &fit);
            }
        }
        found.arm.unwrap_or(unknown)
    }

    /// Reads the content of a variant, without the tag where it does not hold it.
    ///
    /// A second text of the same variant stays in, as an extra: it would be written as the first one otherwise.
    fn read_arm(
        &self,
        arm: usize,
        input: In<'_>,
        trial: &mut Trial,
        attempt: &mut Attempt<'_>,
    ) -> Result<()> {
        let entries = match input {
            In::Object(entries) => entries,
            other => return attempt(arm, other, trial),
        };
        let add = self.arms.get(arm).filter(|arm| arm.add);
        let (Some(add), Some(tree)) = (add, entries.source()) else {
            return attempt(arm, In::Object(entries), trial);
        };
        let is_first =
            |tag| text(tag).is_some_and(|text| add.texts.first() == Some(&text.as_ref()));
        let take_out = trial.only_weighs() || tree.get(self.property).is_some_and(is_first);
        match tree.json() {
            Json::Object(map) if take_out => {
                let hidden = tree.hide(self.property);
                let mut members = Members::new(tree.without(&hidden), map, entries.path());
                attempt(arm, In::Object(&mut members), trial)
            }
            _ => attempt(arm, In::Object(entries), trial),
        }
    }
}

/// The variant that an object with an unclaimed tag is.
#[derive(Default)]
struct Closest {
    /// Whether its name does not speak of the tag, and how much of the object it leaves unexplained: the best so far.
    best: Option<(bool, u64)>,
    arm: Option<usize>,
}

impl Closest {
    /// `named`: the variant's name speaks of the tag. Nobody says of a value that is not listed that it may be there,
    /// so that of several such variants which are as good as each other it is none.
    fn add(&mut self, arm: usize, named: bool, fit: &Fit) {
        let found = Some((!named, fit.rest));
        if self.best.is_none() || found < self.best {
            (self.best, self.arm) = (found, Some(arm));
        } else if found == self.best && fit.listed.is_none() {
            self.arm = None;
        }
    }
}

/// A tag as it is compared.
fn text(tag: &Json) -> Option<Cow<'_, str>> {
    match tag {
        Json::String(text) => Some(Cow::Borrowed(text.as_str())),
        Json::Number(_) | Json::Bool(_) => Some(Cow::Owned(tag.to_string())),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

fn entries(tree: Tree<'_>) -> u64 {
    tree.json().as_object().map_or(0, |map| map.len() as u64)
}
