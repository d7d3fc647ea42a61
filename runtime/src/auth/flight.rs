//! One question that several calls wait for.

use super::provider::Token;
use crate::transport::BoxFuture;
use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};

type Asking = BoxFuture<Result<Token, Box<dyn Error + Send + Sync>>>;
type Outcome = Result<Token, Arc<dyn Error + Send + Sync>>;

/// A provider's future and everybody who waits for it. Whoever is polled polls it; it wakes all. So it needs no task of
/// its own, and goes on if the one who asked first gives up.
pub(super) struct Flight {
    asking: Mutex<Option<Asking>>,
    outcome: OnceLock<Outcome>,
    waiting: Arc<Waiting>,
}

impl Flight {
    pub(super) fn new(asking: Asking) -> Self {
        Self {
            asking: Mutex::new(Some(asking)),
            outcome: OnceLock::new(),
            waiting: Arc::default(),
        }
    }

    fn poll(&self, waker: &Waker) -> Poll<Outcome> {
        // First, so that no change is missed while somebody else polls.
        self.waiting.add(waker);
        let mut slot = match self.asking.try_lock() {
            Ok(slot) => slot,
            Err(TryLockError::Poisoned(slot)) => slot.into_inner(),
            // Another thread polls, or the provider waits for itself, which the call's deadline ends.
            Err(TryLockError::WouldBlock) => return self.landed(),
        };
        if let Poll::Ready(outcome) = self.landed() {
            return Poll::Ready(outcome);
        }
        let _waking = OnPanic(&self.waiting);
        let polled = match slot.take() {
            Some(asking) => poll(asking, &mut slot, &self.waiting),
            None => Poll::Ready(Err("the provider panicked".into())),
        };
        let Poll::Ready(outcome) = polled else {
            return Poll::Pending;
        };
        let outcome = self.outcome.get_or_init(|| outcome.map_err(Arc::from));
        self.waiting.wake_all();
        Poll::Ready(outcome.clone())
    }

    fn landed(&self) -> Poll<Outcome> {
        match self.outcome.get() {
            Some(outcome) => Poll::Ready(outcome.clone()),
            None => Poll::Pending,
        }
    }
}

/// Puts the future back if it has more to do.
fn poll(
    mut asking: Asking,
    slot: &mut Option<Asking>,
    waiting: &Arc<Waiting>,
) -> Poll<Result<Token, Box<dyn Error + Send + Sync>>> {
    let waker = Waker::from(waiting.clone());
    let polled = asking.as_mut().poll(&mut Context::from_waker(&waker));
    if polled.is_pending() {
        *slot = Some(asking);
    }
    polled
}

/// Waits for the outcome.
pub(super) struct Landed<'a>(pub(super) &'a Flight);

impl Future for Landed<'_> {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Outcome> {
        self.0.poll(cx.waker())
    }
}

#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !all.iter().any(|there| there.will_wake(waker)) {
            all.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Nobody else would wake the others if the provider panics.
struct OnPanic<'a>(&'a Waiting);

impl Drop for OnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.wake_all();
        }
    }
}
