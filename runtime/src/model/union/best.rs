//! The variant that fits best: each candidate is read on trial, and the one that leaves the least unexplained is kept.
//!
//! What was chosen for a value in memory is noted. Unions inside of unions are then looked at once for each place and
//! not once for each combination of variants around it: a document of n values costs n times its depth at most.

use super::super::input::Target;
use super::super::replay::Replay;
use super::super::{Error, Result, Value};
use super::fit::{Fit, unexplained};
use super::{Arm, Attempt};
use std::any::TypeId;

/// How a comparison of candidates stands.
pub(super) struct Trial {
    /// `None`: there is nothing to compare, the value read last is taken.
    best: Option<u64>,
    compares: bool,
    /// Whether the last value was taken.
    took: bool,
    /// Nothing is taken, only weighed, with what the property of this name says.
    weighs: Option<&'static str>,
    fit: Option<Fit>,
}

impl Trial {
    /// One candidate only.
    pub(super) fn none() -> Self {
        Trial {
            best: None,
            compares: false,
            took: false,
            weighs: None,
            fit: None,
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
        if let Some(tag) = self.weighs {
            self.fit = Some(Fit::of(value, tag));
            return false;
        }
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

    pub(super) fn only_weighs(&self) -> bool {
        self.weighs.is_some()
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
    once(union, value, attempt, &mut |attempt| {
        explore(arms, unknown, value, attempt)
    })
}

/// Finds the arm of `value` and reads it, unless it is known from an earlier attempt. `find` does both, and says
/// which it was where that took more than one attempt.
pub(super) fn once(
    union: TypeId,
    value: &Replay<'_>,
    attempt: &mut Attempt<'_>,
    find: &mut dyn FnMut(&mut Attempt<'_>) -> Result<Option<usize>>,
) -> Result<()> {
    let Replay::Tree(tree, at) = value else {
        return find(attempt).map(|_| ());
    };
    if let Some(arm) = at.chosen(tree.identity(), union) {
        return read(arm, value, attempt);
    }
    if !at.open(tree.identity(), union) {
        return Err(Error::new("the union is a variant of itself"));
    }
    let found = find(attempt);
    at.close();
    if let Some(arm) = found? {
        at.choose(tree.identity(), union, arm);
    }
    Ok(())
}

fn explore(
    arms: &mut dyn Iterator<Item = usize>,
    unknown: usize,
    value: &Replay<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<Option<usize>> {
    let (first, second) = (arms.next(), arms.next());
    let mut trial = Trial::among_several(second.is_some());
    let (mut found, mut attempts) = (None, 0);
    for arm in first.into_iter().chain(second).chain(arms) {
        trial.took = false;
        attempts += 1;
        if try_as(arm, value, attempt, &mut trial) && trial.took {
            found = Some(arm);
        }
        if trial.is_settled() {
            break;
        }
    }
    if found.is_none() {
        read(unknown, value, attempt)?;
    }
    Ok((attempts > 1 || found.is_none()).then(|| found.unwrap_or(unknown)))
}

/// How `value` fits as `arm`; `None` where it cannot be read.
pub(super) fn weigh(
    arm: usize,
    tag: &'static str,
    value: &Replay<'_>,
    attempt: &mut Attempt<'_>,
) -> Option<Fit> {
    let mut trial = Trial {
        weighs: Some(tag),
        ..Trial::none()
    };
    try_as(arm, value, attempt, &mut trial);
    trial.fit
}

fn try_as(arm: usize, value: &Replay<'_>, attempt: &mut Attempt<'_>, trial: &mut Trial) -> bool {
    let slot = &mut Arm {
        arm,
        attempt,
        trial,
    };
    value.attempt(Target::plain("", slot))
}

pub(super) fn read(arm: usize, value: &Replay<'_>, attempt: &mut Attempt<'_>) -> Result<()> {
    let slot = &mut Arm {
        arm,
        attempt,
        trial: &mut Trial::none(),
    };
    value.put(Target::plain("", slot))
}
