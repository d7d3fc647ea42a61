//! How much may be merged: `allOf`s that lead to each other in a circle ask for the square of what a document holds, or
//! for more.

use super::super::Translation;
use super::super::facts::{Facts, Placed};
use super::super::made::TOO_MANY;
use crate::diagnostic::Diagnostic;
use crate::source::Pointer;

/// As much as that is no harm in any document.
const FREE: usize = 100_000;

/// How much may be merged for each value of the document. Real ones need up to 2.
const FOR_EACH: usize = 4;

/// What is left to spend.
#[derive(Debug)]
pub(in super::super) struct Budget {
    left: usize,
    is_told: bool,
}

impl Budget {
    /// For a document of so many values.
    pub(in super::super) fn new(values: usize) -> Self {
        Self {
            left: values.saturating_mul(FOR_EACH).saturating_add(FREE),
            is_told: false,
        }
    }
}

impl<'a> Translation<'a> {
    /// Whether the member at `placed` may be merged, which costs what it says of properties. Tells of the first that
    /// may not.
    pub(super) fn may_merge(&mut self, placed: &Placed<'a>, facts: &Facts<'a>) -> bool {
        self.may_take(1 + facts.properties.len(), &placed.at)
    }

    /// The same of so many parts of what stands at `at`.
    pub(in super::super) fn may_take(&mut self, parts: usize, at: &Pointer) -> bool {
        let left = self.budget.left.checked_sub(parts);
        if let Some(left) = left {
            self.budget.left = left;
            return true;
        }
        self.budget.left = 0;
        if !std::mem::replace(&mut self.budget.is_told, true) {
            let message = "the `allOf`s of this document multiply beyond measure; this one and more like it are left out";
            self.warn(Diagnostic::warning(TOO_MANY, at.clone(), message));
        }
        false
    }
}
