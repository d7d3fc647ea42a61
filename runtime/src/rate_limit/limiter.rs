//! The limiter: GCRA, by `governor`, on the transport's clock.

use super::Quota;
use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Lets requests through, or says when it will.
pub(crate) struct Limiter {
    governor: governor::RateLimiter<NotKeyed, InMemoryState, Handed, NoOpMiddleware<Nanos>>,
    clock: Handed,
    origin: Instant,
    waits: bool,
}

impl Limiter {
    pub(crate) fn new(quota: Quota, waits: bool, now: Instant) -> Self {
        let clock = Handed::default();
        Self {
            governor: governor::RateLimiter::direct_with_clock(pace(quota), clock.clone()),
            clock,
            origin: now,
            waits,
        }
    }

    /// Takes a place, or says how long there will be none.
    pub(crate) fn check(&self, now: Instant) -> Result<(), Duration> {
        self.clock.set(now.saturating_duration_since(self.origin));
        let later = |until: governor::NotUntil<Nanos>| until.wait_time_from(self.clock.now());
        self.governor.check().map_err(later)
    }

    pub(crate) fn waits(&self) -> bool {
        self.waits
    }
}

/// A tenth at once and the others evenly, so that any period has at most `requests` in it: those at once, and one for
/// each interval that ends in it.
fn pace(quota: Quota) -> governor::Quota {
    let burst = (quota.requests / 10).max(1);
    // Rounded up: a nanosecond less, and a period would have room for one more.
    let interval = quota
        .per
        .as_nanos()
        .div_ceil(u128::from(quota.requests - burst + 1));
    let interval = Duration::from_nanos(u64::try_from(interval).unwrap_or(u64::MAX));
    // Neither can be 0.
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    governor::Quota::with_period(interval)
        .unwrap_or(governor::Quota::per_second(burst))
        .allow_burst(burst)
}

/// A clock that is told the time, the latest of all that it was told.
#[derive(Clone, Debug, Default)]
struct Handed(Arc<Mutex<u64>>);

impl Handed {
    fn set(&self, since: Duration) {
        let nanos = u64::try_from(since.as_nanos()).unwrap_or(u64::MAX);
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *latest = nanos.max(*latest);
    }
}

impl Clock for Handed {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        (*self.0.lock().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When requests get through that are made as soon as they can be, for two periods.
    fn times(quota: Quota) -> Vec<Duration> {
        let origin = Instant::now();
        let limiter = Limiter::new(quota, true, origin);
        let (mut now, mut times) = (Duration::ZERO, Vec::new());
        while now < quota.per * 2 {
            match limiter.check(origin + now) {
                Ok(()) => times.push(now),
                Err(wait) => now += wait,
            }
        }
        times
    }

    #[test]
    fn no_period_has_more_than_the_quota() {
        for requests in [1, 2, 9, 10, 60, 100, 1000] {
            let quota = Quota::new(requests, Duration::from_secs(60));
            let times = times(quota);
            for (i, begin) in times.iter().enumerate() {
                let inside = times[i..].iter().filter(|time| **time < *begin + quota.per);
                assert!(inside.count() <= requests as usize, "{requests}");
            }
            let first = times.iter().filter(|time| **time < quota.per).count();
            assert!(
                first as f64 >= f64::from(requests) * 0.99,
                "{first} of {requests}"
            );
        }
    }

    #[test]
    fn a_tenth_goes_out_at_once() {
        let at_once = times(Quota::new(100, Duration::from_secs(60)));
        assert_eq!(at_once.iter().filter(|time| time.is_zero()).count(), 10);
    }

    #[test]
    fn a_quota_of_nothing_is_none() {
        let quota = Quota::new(0, Duration::ZERO);
        assert_eq!(
            (quota.requests(), quota.per()),
            (1, Duration::from_nanos(1))
        );
        let now = Instant::now();
        assert!(Limiter::new(quota, false, now).check(now).is_ok());
    }
}
