//! Why the output is what it is, for those who ask.

use super::{At, Diagnostics};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The decisions of a run, by the place in the sources that they are about. Nothing is kept, and no text is made,
/// unless somebody wants to know.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    wanted: bool,
    /// Stages that only look decide as well.
    made: RefCell<BTreeMap<At, Vec<Decision>>>,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it is about: `lowered`, `allOf`, `type`, `union`, `box`, `shared`, `name`, `overlay`, `optional`, ...
    pub about: &'static str,
    /// What was decided and why, without a full stop.
    pub text: String,
    /// Where the reason stands.
    pub because: Option<At>,
}

impl Decisions {
    /// Nothing so far.
    pub(crate) fn new(wanted: bool) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// Whether anything is kept.
    pub(crate) fn are_wanted(&self) -> bool {
        self.wanted
    }

    /// Those about one place, in the order in which they were made.
    pub fn about(&self, at: &At) -> Vec<Decision> {
        self.made.borrow().get(at).cloned().unwrap_or_default()
    }

    fn add(&self, at: At, decision: Decision) {
        let mut made = self.made.borrow_mut();
        let known = made.entry(at).or_default();
        if !known.contains(&decision) {
            known.push(decision);
        }
    }
}

impl Diagnostics {
    /// The same with decisions kept, if they are `wanted`.
    pub(crate) fn with_decisions(wanted: bool) -> Self {
        Self {
            decisions: Decisions::new(wanted),
            ..Self::default()
        }
    }

    /// What was decided.
    pub fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Notes a decision about the place `at`, which is one of the document as it is now.
    pub(crate) fn decided(
        &self,
        about: &'static str,
        at: impl Into<At>,
        text: impl FnOnce() -> String,
    ) {
        if self.decisions.wanted {
            self.add(about, at.into(), text(), None);
        }
    }

    /// The same with the place of the reason.
    pub(crate) fn decided_by(
        &self,
        about: &'static str,
        at: impl Into<At>,
        because: impl Into<At>,
        text: impl FnOnce() -> String,
    ) {
        if self.decisions.wanted {
            self.add(about, at.into(), text(), Some(because.into()));
        }
    }

    fn add(&self, about: &'static str, at: At, text: String, because: Option<At>) {
        let because = because.map(|at| self.origins.resolve(at));
        let decision = Decision {
            about,
            text,
            because,
        };
        self.decisions.add(self.origins.resolve(at), decision);
    }
}
