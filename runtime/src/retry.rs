//! What is sent again, how often, and after which wait. No I/O: clocks are in the transport.

mod after;
mod backoff;
mod budget;
mod table;

pub use budget::RetryBudget;

pub(crate) use after::asked;
pub(crate) use backoff::{Jitter, backoff};
pub(crate) use table::{Outcome, Subject, may_repeat};

use std::time::Duration;

/// How often a call is tried, and how long the waits between its attempts are.
///
/// It never decides *whether* an outcome may be followed by another attempt: that follows from the operation's
/// [`Safety`](crate::Safety) and from what happened.
///
/// ```
/// use callsmith_runtime::Retry;
/// use std::time::Duration;
///
/// let patient = Retry::attempts(5).backoff(Duration::from_secs(1), Duration::from_secs(30));
/// # let _ = patient;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    pub(crate) attempts: u32,
    pub(crate) first: Duration,
    pub(crate) most: Duration,
    pub(crate) budget: bool,
}

impl Retry {
    /// Up to `attempts` in all, the first one included; 0 counts as 1. By default there are 3.
    pub const fn attempts(attempts: u32) -> Self {
        Self {
            attempts,
            first: Duration::from_millis(500),
            most: Duration::from_secs(8),
            budget: true,
        }
    }

    /// One attempt and no other.
    pub const fn never() -> Self {
        Self::attempts(1)
    }

    /// The wait after an attempt is random between nothing and a bound ("full jitter"), so that many clients do not
    /// come back at the same moment. The bound is `first` after the first attempt and doubles up to `most`.
    /// 0.5 and 8 seconds by default. What a server asks for with `Retry-After` is never undercut.
    pub const fn backoff(mut self, first: Duration, most: Duration) -> Self {
        self.first = first;
        self.most = most;
        self
    }

    /// Neither asks the client's [`RetryBudget`] nor takes from it.
    pub const fn without_budget(mut self) -> Self {
        self.budget = false;
        self
    }
}

impl Default for Retry {
    /// 3 attempts.
    fn default() -> Self {
        Self::attempts(3)
    }
}
