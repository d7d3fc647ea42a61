//! Where the overlay asks for checks before sending: `x-callsmith-check`.

use super::{entries, place};
use crate::source::Pointer;
use serde_json::Value;
use std::collections::BTreeMap;

const NAME: &str = "x-callsmith-check";

/// The marks of a document. Each holds for everything inside of what it stands on, unless a nearer one says otherwise.
pub(crate) struct Marks(BTreeMap<Pointer, bool>);

impl Marks {
    pub(super) fn new(document: &Value) -> Self {
        let mut marks = BTreeMap::new();
        entries(document, &mut Vec::new(), &mut |key, value, path| {
            let mark = value.as_bool().filter(|_| key == NAME);
            marks.extend(mark.map(|mark| (place(path), mark)));
        });
        Marks(marks)
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the nearest mark around `at` says.
    pub(crate) fn nearest(&self, at: &Pointer) -> Option<bool> {
        let mut next = Some(at.clone());
        while let Some(at) = next {
            if let Some(mark) = self.0.get(&at) {
                return Some(*mark);
            }
            next = at.parent();
        }
        None
    }
}
