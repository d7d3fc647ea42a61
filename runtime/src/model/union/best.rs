//! The variant that fits best: each candidate is read on trial, and the one that leaves the least unexplained is kept.
//!
//! What was chosen for a value in memory is noted. Unions inside of unions are then looked at once for each place and
//! not once for each combination of variants around it: a document of n values costs n times its depth at most.

use super::super::input::Target;
use super::super::replay::Replay;
use super::super::{Error, Result, Value};
use super::fit::unexplained;
use super::{Arm, Attempt};
use std::any::TypeId;

/// How a comparison of candidates stands.
pub(super) struct Trial {
    /// `None`: there is nothing to compare, the value read last is taken.
    best: Option<usize>,
    compares: bool,
    /// Whether the last value was taken.
    took: bool,
}

impl Trial {
    /// One candidate only.
    pub(super) fn none() -> Self {
        Trial {
            best: None,
            compares: false,
            took: false,
        }
    }

    fn among_several(several: bool) -> Self {
        Trial {
            compares: several,
            ..Trial::none()
        }
    }

    /// Whether `value` is better than what was there before.
    pub(super) fn takes(&mut self, value: &dyn Value) -> bool {
        let rest = match self.compares {
            true => unexplained(value),
            false => 0,
        };
        self.took = !self.compares || self.best.is_none_or(|best| rest < best);
        if self.took {
            self.best = Some(rest);
        }
        self.took
    }

    fn is_settled(&self) -> bool {
        self.best == Some(0)
    }
}

/// Reads `value` as the best of `arms`, which stand in the order in which they are preferred; as the arm `unknown`
/// where none can be read.
pub(super) fn choose(
    arms: &mut dyn Iterator<Item = usize>,
    unknown: usize,
    union: TypeId,
    value: &Replay<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    let Replay::Tree(tree, at) = value else {
        return explore(arms, unknown, value, attempt, &mut |_| {});
    };
    if let Some(arm) = at.chosen(tree.identity(), union) {
        return read(arm, value, attempt);
    }
    if !at.open(tree.identity(), union) {
        return Err(Error::new("the union is a variant of itself"));
    }
    let mut note = |arm| at.choose(tree.identity(), union, arm);
    let result = explore(arms, unknown, value, attempt, &mut note);
    at.close();
    result
}

/// `note` is told which variant it is where that took more than one attempt.
fn explore(
    arms: &mut dyn Iterator<Item = usize>,
    unknown: usize,
    value: &Replay<'_>,
    attempt: &mut Attempt<'_>,
    note: &mut dyn FnMut(usize),
) -> Result<()> {
    let (first, second) = (arms.next(), arms.next());
    let mut trial = Trial::among_several(second.is_some());
    let (mut found, mut attempts) = (None, 0);
    for arm in first.into_iter().chain(second).chain(arms) {
        trial.took = false;
        let slot = &mut Arm {
            arm,
            attempt: &mut *attempt,
            trial: &mut trial,
        };
        attempts += 1;
        if value.attempt(Target::plain("", slot)) && trial.took {
            found = Some(arm);
        }
        if trial.is_settled() {
            break;
        }
    }
    if attempts > 1 || found.is_none() {
        note(found.unwrap_or(unknown));
    }
    match found {
        Some(_) => Ok(()),
        None => read(unknown, value, attempt),
    }
}

fn read(arm: usize, value: &Replay<'_>, attempt: &mut Attempt<'_>) -> Result<()> {
    let slot = &mut Arm {
        arm,
        attempt,
        trial: &mut Trial::none(),
    };
    value.put(Target::plain("", slot))
}
