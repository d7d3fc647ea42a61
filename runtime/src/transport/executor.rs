//! tokio, which the transports of this crate run on.

use super::BoxFuture;
use hyper::rt::Executor;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// Whether there is what they need; without it, their libraries would panic.
pub(super) fn ready() -> Result<(), &'static str> {
    if Handle::try_current().is_err() {
        return Err("the default transport must run inside a tokio runtime");
    }
    // tokio has no other way to ask.
    std::panic::catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).map_err(
        |_| "the default transport needs the timers of tokio: build the runtime with `enable_all`",
    )
}

/// Runs what hyper leaves to the background. Its pool has something to do also when a call is dropped outside of tokio, and
/// nothing is lost if that is not done; a panic would be, which tokio's own executor makes of it.
#[derive(Clone)]
pub(super) struct Spawn;

impl<F> Executor<F> for Spawn
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, task: F) {
        if let Ok(tokio) = Handle::try_current() {
            tokio.spawn(task);
        }
    }
}

/// [`Transport::sleep`](super::Transport::sleep).
pub(super) fn sleep(duration: Duration) -> BoxFuture<()> {
    Box::pin(async move {
        // `send` came first and said what is missing; who waits without it looks at the clock.
        if ready().is_ok() {
            tokio::time::sleep(duration).await;
        }
    })
}

/// [`Transport::now`](super::Transport::now): tokio's, which its tests can pause.
pub(super) fn now() -> Instant {
    tokio::time::Instant::now().into_std()
}
