//! Unions by a tag property: the text of one entry says which variant the object is.

use super::super::input::{Entries, In, Keys, Place, Target};
use super::super::path::Path;
use super::super::read_json::{Members, feed_owned};
use super::super::tree::Tree;
use super::super::{Json, Result};
use super::Attempt;

/// How a variant is tagged.
pub struct TagArm {
    /// The texts that mean this variant; the first one is written.
    pub texts: &'static [&'static str],
    /// Whether the content does not hold the tag: it is taken out on reading and written first.
    pub add: bool,
}

/// Reads a tagged union. Anything without a known tag is the unknown variant.
pub(super) fn read(
    tag: &'static str,
    arms: &'static [TagArm],
    input: In<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    let entries = match input {
        In::Object(entries) => entries,
        other => return attempt(arms.len(), other),
    };
    let Some(tree) = entries.source() else {
        return read_stream(tag, arms, entries, attempt);
    };
    let (arm, take_out) = choose(arms, tree.get(tag));
    match tree.json() {
        Json::Object(map) if take_out => {
            let hidden = tree.hide(tag);
            let mut members = Members::new(tree.without(&hidden), map, entries.path());
            attempt(arm, In::Object(&mut members))
        }
        _ => attempt(arm, In::Object(entries)),
    }
}

/// Which variant a tag means, and whether the tag is taken out of the content.
///
/// A second text of the same variant stays in, as an extra: it would be written as the first one otherwise.
fn choose(arms: &[TagArm], tag: Option<&Json>) -> (usize, bool) {
    let text = tag.and_then(Json::as_str).unwrap_or_default();
    for (index, arm) in arms.iter().enumerate() {
        if let Some(position) = arm.texts.iter().position(|known| *known == text) {
            return (index, arm.add && position == 0);
        }
    }
    (arms.len(), false)
}

/// Reads on until the tag shows up; only what came before it is kept in memory.
fn read_stream(
    tag: &'static str,
    arms: &'static [TagArm],
    rest: &mut dyn Entries,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    let mut head = Vec::new();
    while head.last().is_none_or(|(key, _)| key != tag) {
        let mut one = One::default();
        if !rest.next(&mut one)? {
            break;
        }
        head.push((one.key, one.value.unwrap_or_default()));
    }
    let found = head.last().filter(|(key, _)| key == tag);
    let (arm, take_out) = choose(arms, found.map(|(_, value)| value));
    if take_out {
        head.pop();
    }
    attempt(
        arm,
        In::Object(&mut Rewound {
            head: head.into_iter(),
            rest,
        }),
    )
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
