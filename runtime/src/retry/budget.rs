//! How many retries a client may spend, so that it does not multiply an outage.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a success gives back, in parts of a retry: ten successes pay for one.
const PARTS: u32 = 10;

/// A supply of retries, shared by all clones of a client. 50 by default.
///
/// Each retry takes one, each success gives back a tenth, up to where it began. So a client whose calls go well has
/// retries for those that do not; one whose calls all fail soon sends each of them only once, instead of putting three
/// times the load on a service that is in trouble. Where the supply is used up, a call returns what it got.
pub struct RetryBudget {
    parts: AtomicU32,
    capacity: u32,
}

impl RetryBudget {
    /// `retries` to begin with, which is also the most there can be. Hundreds of millions are without a limit.
    pub const fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(PARTS);
        Self {
            parts: AtomicU32::new(capacity),
            capacity,
        }
    }

    /// Never used up.
    pub const fn unlimited() -> Self {
        Self {
            parts: AtomicU32::new(u32::MAX),
            capacity: u32::MAX,
        }
    }

    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.capacity == u32::MAX || self.change(|parts| parts.checked_sub(PARTS))
    }

    /// A call went well.
    pub(crate) fn give_back(&self) {
        self.change(|parts| (parts < self.capacity).then(|| parts + 1));
    }

    fn change(&self, step: impl Fn(u32) -> Option<u32>) -> bool {
        let (set, fetch) = (Ordering::Relaxed, Ordering::Relaxed);
        self.parts.fetch_update(set, fetch, step).is_ok()
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(50)
    }
}

/// How many retries are left.
impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.capacity {
            u32::MAX => f.write_str("RetryBudget(unlimited)"),
            _ => write!(
                f,
                "RetryBudget({})",
                self.parts.load(Ordering::Relaxed) / PARTS
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_pay_for_one_retry() {
        let budget = RetryBudget::new(2);
        assert!(budget.take() && budget.take());
        assert!(!budget.take());
        (0..9).for_each(|_| budget.give_back());
        assert!(!budget.take());
        budget.give_back();
        assert!(budget.take());
        assert!(!budget.take());
    }

    #[test]
    fn it_never_grows() {
        let budget = RetryBudget::new(1);
        (0..100).for_each(|_| budget.give_back());
        assert!(budget.take());
        assert!(!budget.take());
        assert!(!RetryBudget::new(0).take());
    }

    #[test]
    fn without_a_limit_there_is_none() {
        let budget = RetryBudget::unlimited();
        assert!((0..1000).all(|_| budget.take()));
        budget.give_back();
        assert_eq!(format!("{budget:?}"), "RetryBudget(unlimited)");
        assert_eq!(format!("{:?}", RetryBudget::default()), "RetryBudget(50)");
    }
}
