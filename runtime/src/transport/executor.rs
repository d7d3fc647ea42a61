//! tokio, which the transports of this crate run on.

use super::caught::caught;
use super::tracked::{Claim, Withdraw};
use super::whole::whole;
use super::{BoxFuture, Limits, TransportError, within};
use crate::body::Body;
use hyper::rt::Executor;
use std::pin::pin;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// Whether there is what they need; without it, their libraries would panic.
fn ready() -> Result<(), &'static str> {
    if Handle::try_current().is_err() {
        return Err("the transport must run inside a tokio runtime");
    }
    // tokio has no other way to ask.
    std::panic::catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO)))
        .map_err(|_| "the transport needs the timers of tokio: build the runtime with `enable_all`")
}

/// What `sending` brings within `limits`. `claim`: on the body of the request, which nobody sends later when this is
/// dropped.
pub(super) async fn run(
    claim: Claim,
    limits: Limits,
    sending: impl Future<Output = Result<http::Response<Body>, TransportError>>,
) -> Result<http::Response<Body>, TransportError> {
    ready().map_err(TransportError::unusable)?;
    let _withdraw = Withdraw(claim.clone());
    let mut time = pin!(tokio::time::sleep(limits.timeout));
    let answer = within(&mut time, || claim.sent(), caught(sending)).await???;
    match limits.streamed {
        true => Ok(answer),
        false => whole(answer, limits.max_body, &mut time).await,
    }
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
