//! Limits of requests: what a provider documents, what it reports, and a limiter on this side.

#[cfg_attr(not(feature = "rate-limit"), path = "rate_limit/no_limiter.rs")]
mod limiter;
mod status;

pub(crate) use limiter::Limiter;
pub use status::RateLimitStatus;

use std::time::Duration;

/// So many requests in so long: a provider's limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub(crate) requests: u32,
    pub(crate) per: Duration,
}

impl Quota {
    /// `requests` in any `per`. Neither can be 0: then 1, or a nanosecond, is taken.
    pub const fn new(requests: u32, per: Duration) -> Self {
        Self {
            requests: if requests == 0 { 1 } else { requests },
            per: if per.is_zero() {
                Duration::from_nanos(1)
            } else {
                per
            },
        }
    }

    /// `requests` in any second.
    pub const fn per_second(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(1))
    }

    /// `requests` in any minute.
    pub const fn per_minute(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(60))
    }

    /// `requests` in any hour.
    pub const fn per_hour(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(3600))
    }

    /// `requests` in any 24 hours.
    pub const fn per_day(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(86_400))
    }

    /// How many.
    pub const fn requests(&self) -> u32 {
        self.requests
    }

    /// In how long.
    pub const fn per(&self) -> Duration {
        self.per
    }
}

/// A limiter on this side, shared by all clones of a client, so that the provider has nothing to refuse.
///
/// It never lets more requests through than the quota says, in whatever period one counts. A tenth of them may go out
/// at once, the others evenly. Attempts count, those after the first one too.
#[cfg(feature = "rate-limit")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    pub(crate) waits: bool,
    /// `None`: what the provider documents.
    pub(crate) quota: Option<Quota>,
}

#[cfg(feature = "rate-limit")]
impl RateLimit {
    /// A request that is too many waits. One that would have to wait longer than its call may take is refused at once.
    pub const fn wait() -> Self {
        Self {
            waits: true,
            quota: None,
        }
    }

    /// A request that is too many is refused, as [`Error::RateLimit`](crate::Error::RateLimit). An attempt after the
    /// first one is not made then, and the call returns what it got.
    pub const fn refuse() -> Self {
        Self {
            waits: false,
            quota: None,
        }
    }

    /// Another quota than the one that the provider documents: some agree upon one with their customers.
    pub const fn quota(mut self, quota: Quota) -> Self {
        self.quota = Some(quota);
        self
    }
}
