//! What a call went through on the way to its outcome.

use crate::failure::CodeAt;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// Kept with the last answer or error of a call.
#[derive(Clone)]
pub(crate) struct History {
    /// How often the request was tried.
    pub(crate) attempts: u32,
    /// Whether an attempt before the last one may have been carried out.
    pub(crate) left_open: bool,
    /// Whether another attempt could follow by what the operation is and what happened.
    pub(crate) retryable: bool,
    /// Whether the provider guarantees for the last status that nothing happened.
    pub(crate) not_carried_out: bool,
    /// The key that all attempts carried.
    pub(crate) idempotency_key: Option<Arc<str>>,
    /// Where the body of a failure has its code.
    pub(crate) code_at: CodeAt,
    /// When the last attempt ended.
    pub(crate) received: SystemTime,
}

impl Default for History {
    fn default() -> Self {
        Self {
            attempts: 0,
            left_open: false,
            retryable: false,
            not_carried_out: false,
            idempotency_key: None,
            code_at: CodeAt::Unsaid,
            received: SystemTime::UNIX_EPOCH,
        }
    }
}

/// Without the key, which a caller may have made of anything.
impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("History")
            .field("attempts", &self.attempts)
            .field("retryable", &self.retryable)
            .finish_non_exhaustive()
    }
}
