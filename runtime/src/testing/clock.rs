//! Time that passes when somebody waits for it.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant, SystemTime};

/// 2030-01-01 00:00:00 UTC.
const BEGIN: Duration = Duration::from_secs(1_893_456_000);

/// A thousand years are enough for everything, and can be added to any time there is.
const END: Duration = Duration::from_secs(1000 * 365 * 86_400);

/// How often a wait lets others go first. More is a wait that nobody polls any more.
const PATIENCE: u32 = 10_000;

pub(super) struct Clock {
    origin: Instant,
    time: Mutex<Time>,
}

#[derive(Default)]
struct Time {
    elapsed: Duration,
    waits: u64,
    /// When each wait ends, and its number.
    ends: BTreeSet<(Duration, u64)>,
}

impl Clock {
    pub(super) fn new() -> Self {
        Self {
            origin: Instant::now(),
            time: Mutex::default(),
        }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.time(|time| time.elapsed)
    }

    pub(super) fn now(&self) -> Instant {
        self.origin + self.elapsed()
    }

    pub(super) fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + BEGIN + self.elapsed()
    }

    /// Begins to wait now, whenever it is polled.
    pub(super) fn sleep(self: &Arc<Self>, duration: Duration) -> Sleep {
        let end = self.time(|time| {
            let end = time.elapsed.saturating_add(duration).min(END);
            time.waits += 1;
            (end, time.waits)
        });
        Sleep {
            clock: self.clone(),
            end,
            polls: 0,
        }
    }

    /// Ends when others have moved the clock that far; it is looked at whenever the task is.
    pub(super) fn deadline(
        self: &Arc<Self>,
        duration: Duration,
    ) -> impl Future<Output = ()> + use<> {
        let (clock, end) = (self.clone(), self.elapsed().saturating_add(duration));
        std::future::poll_fn(move |_| match clock.elapsed() >= end {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
    }

    fn time<T>(&self, step: impl FnOnce(&mut Time) -> T) -> T {
        step(&mut self.time.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A wait. It yields once, so that all who wait are known; then the one that ends first moves the clock.
pub(super) struct Sleep {
    clock: Arc<Clock>,
    end: (Duration, u64),
    polls: u32,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.polls += 1;
        let (end, polls) = (self.end, self.polls);
        let over = self.clock.time(|time| {
            time.ends.insert(end);
            let first = time.ends.first() == Some(&end) && polls > 1;
            if first || polls > PATIENCE {
                time.elapsed = time.elapsed.max(end.0);
            }
            let over = time.elapsed >= end.0;
            if over {
                time.ends.remove(&end);
            }
            over
        });
        match over {
            true => Poll::Ready(()),
            false => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.time(|time| time.ends.remove(&self.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn waits_end_in_order_and_at_their_time() {
        let clock = Arc::new(Clock::new());
        let begin = clock.now();
        let seen = Mutex::new(Vec::new());
        let wait = async |seconds: u32| {
            clock.sleep(SECOND * seconds).await;
            clock.sleep(SECOND * seconds).await;
            seen.lock()
                .expect("no panic")
                .push((seconds, clock.elapsed()));
        };
        tokio::join!(wait(5), wait(1), wait(3));
        assert_eq!(
            *seen.lock().expect("no panic"),
            [(1, SECOND * 2), (3, SECOND * 6), (5, SECOND * 10)]
        );
        assert_eq!(clock.now() - begin, SECOND * 10);
    }

    #[tokio::test]
    async fn a_wait_that_was_dropped_or_forgotten_holds_nobody_up() {
        let clock = Arc::new(Clock::new());
        let mut forgotten = Box::pin(clock.sleep(SECOND));
        let mut cx = Context::from_waker(std::task::Waker::noop());
        assert!(forgotten.as_mut().poll(&mut cx).is_pending());
        drop(Box::pin(clock.sleep(SECOND)));
        clock.sleep(SECOND * 2).await;
        assert_eq!(clock.elapsed(), SECOND * 2);
        assert!(forgotten.as_mut().poll(&mut cx).is_ready());
        clock.sleep(Duration::MAX).await;
        let _ = (clock.now(), clock.date());
    }
}
