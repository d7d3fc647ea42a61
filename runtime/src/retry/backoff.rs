//! Waits between attempts: exponential, with full jitter.

use super::Retry;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The wait after attempt number `attempt` (from 1): `random` of the way from nothing to the bound.
pub(crate) fn backoff(retry: &Retry, attempt: u32, random: u64) -> Duration {
    let doublings = attempt.saturating_sub(1).min(31);
    let bound = retry.first.saturating_mul(1 << doublings).min(retry.most);
    // 53 bits are what an `f64` between 0 and 1 can tell apart.
    bound.mul_f64((random >> 11) as f64 / (1_u64 << 53) as f64)
}

/// Where the jitter comes from: a SplitMix64 sequence, begun at random. Nobody must be kept from guessing it.
#[derive(Debug)]
pub(crate) struct Jitter {
    seed: u64,
    /// Not 64 bits: not every machine can count those in one step.
    taken: AtomicUsize,
}

impl Jitter {
    /// Begun by the operating system's source; if that has nothing, by a constant, which costs no safety.
    pub(crate) fn new() -> Self {
        Self::seeded(getrandom::u64().unwrap_or(1))
    }

    pub(crate) fn seeded(seed: u64) -> Self {
        Self {
            seed,
            taken: AtomicUsize::new(1),
        }
    }

    pub(crate) fn next(&self) -> u64 {
        const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
        let taken = self.taken.fetch_add(1, Ordering::Relaxed) as u64;
        let state = self.seed.wrapping_add(STEP.wrapping_mul(taken));
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_from_half_a_second_to_eight() {
        let retry = Retry::default();
        let bounds = [0.5, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0];
        for (attempt, bound) in (0..).zip(bounds) {
            assert_eq!(backoff(&retry, attempt, 0), Duration::ZERO);
            let most = backoff(&retry, attempt, u64::MAX).as_secs_f64();
            assert!(
                bound - 1e-6 < most && most <= bound,
                "{attempt}: {most} of {bound}"
            );
        }
        assert!(backoff(&retry, u32::MAX, u64::MAX) <= Duration::from_secs(8));
        let wild = retry.backoff(Duration::MAX, Duration::MAX);
        assert!(backoff(&wild, 9, u64::MAX) <= Duration::MAX);
    }

    #[test]
    fn the_jitter_is_full() {
        let (retry, jitter) = (Retry::default(), Jitter::seeded(7));
        let waits: Vec<f64> = (0..4000)
            .map(|_| backoff(&retry, 1, jitter.next()).as_secs_f64())
            .collect();
        let mean = waits.iter().sum::<f64>() / waits.len() as f64;
        assert!((0.24..0.26).contains(&mean), "{mean}");
        assert!(waits.iter().any(|wait| *wait < 0.01) && waits.iter().any(|wait| *wait > 0.49));
    }

    #[test]
    fn two_clients_do_not_wait_alike() {
        assert_ne!(Jitter::new().next(), Jitter::new().next());
        let jitter = Jitter::new();
        assert_ne!(jitter.next(), jitter.next());
    }
}
