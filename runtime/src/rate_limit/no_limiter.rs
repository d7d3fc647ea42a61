//! Without the feature `rate-limit` there is no limiter.

use std::time::{Duration, Instant};

/// Cannot be made.
pub(crate) enum Limiter {}

impl Limiter {
    pub(crate) fn check(&self, _: Instant) -> Result<(), Duration> {
        match *self {}
    }

    pub(crate) fn waits(&self) -> bool {
        match *self {}
    }
}
