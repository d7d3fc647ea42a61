//! A request that the client's own limiter held back.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// The limit of requests is used up, and waiting was not asked for or would take longer than the call may.
#[derive(Debug)]
pub struct RateLimitExceeded {
    retry_after: Duration,
}

impl RateLimitExceeded {
    pub(crate) fn new(retry_after: Duration) -> Self {
        Self { retry_after }
    }

    /// When the limiter lets the next request through, from now.
    pub fn retry_after(&self) -> Duration {
        self.retry_after
    }
}

impl fmt::Display for RateLimitExceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was not sent: the rate limit of this client is used up")
    }
}

impl Error for RateLimitExceeded {}
