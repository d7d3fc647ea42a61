//! Reading from a JSON value in memory, without serde.

use super::input::{Elements, Entries, In, Keys, Place, Target};
use super::path::Path;
use super::{Json, Result, Slot};
use serde_json::{Number, map};

/// Hands `json`, which stands at `at`, to `target`.
pub(super) fn feed(json: &Json, target: Target<'_>, at: &Path<'_>) -> Result<()> {
    let result = hand_over(json, target, at);
    if let Err(error) = &result {
        at.fail(error);
    }
    result
}

/// As [`feed`], for a value whose owner lets go of it afterwards.
pub(super) fn feed_owned(json: Json, target: Target<'_>, at: &Path<'_>) -> Result<()> {
    let result = feed(&json, target, at);
    at.forget_choices();
    result
}

fn hand_over(json: &Json, target: Target<'_>, at: &Path<'_>) -> Result<()> {
    match json {
        Json::Null => target.put(In::Null),
        Json::Bool(value) => target.put(In::Bool(*value)),
        Json::Number(number) => target.put(number_input(number)),
        Json::String(text) => target.put(In::Str(text)),
        Json::Array(items) => {
            at.enter()?;
            let mut items = Items {
                json,
                items: items.iter().enumerate(),
                at,
            };
            target.put(In::List(&mut items))
        }
        Json::Object(map) => {
            at.enter()?;
            target.put(In::Object(&mut Members::new(json, map, None, at)))
        }
    }
}

/// An integer where it is one of 64 bits.
pub(super) fn number_input(number: &Number) -> In<'static> {
    match (number.as_i64(), number.as_u64()) {
        (Some(value), _) => In::Int(value),
        (None, Some(value)) => In::Uint(value),
        (None, None) => In::Number(number.clone()),
    }
}

struct Items<'p> {
    json: &'p Json,
    items: std::iter::Enumerate<std::slice::Iter<'p, Json>>,
    at: &'p Path<'p>,
}

impl Place for Items<'_> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<&Json> {
        Some(self.json)
    }
}

impl Elements for Items<'_> {
    fn next(&mut self, slot: &mut dyn Slot) -> Result<bool> {
        let Some((index, item)) = self.items.next() else {
            return Ok(false);
        };
        feed(item, Target::plain("", slot), &self.at.index(index))?;
        Ok(true)
    }
}

/// The members of an object in memory.
pub(super) struct Members<'p> {
    json: &'p Json,
    members: map::Iter<'p>,
    /// A member that is passed over.
    without: Option<&'p str>,
    at: &'p Path<'p>,
}

impl<'p> Members<'p> {
    pub(super) fn new(
        json: &'p Json,
        map: &'p map::Map<String, Json>,
        without: Option<&'p str>,
        at: &'p Path<'p>,
    ) -> Self {
        Members {
            json,
            members: map.iter(),
            without,
            at,
        }
    }
}

impl Place for Members<'_> {
    fn path(&self) -> &Path<'_> {
        self.at
    }

    fn source(&self) -> Option<&Json> {
        if self.without.is_some() {
            None
        } else {
            Some(self.json)
        }
    }
}

impl Entries for Members<'_> {
    fn next(&mut self, keys: &mut dyn Keys) -> Result<bool> {
        let without = self.without;
        let Some((key, value)) = self.members.find(|(key, _)| Some(key.as_str()) != without) else {
            return Ok(false);
        };
        feed(value, keys.key(key), &self.at.key(key))?;
        Ok(true)
    }
}
