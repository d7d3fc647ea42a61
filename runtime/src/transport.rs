//! The door to the network and to time: one request in, one answer out.
//!
//! Clocks, threads and sockets live behind it; what to send, whether to send it again and what an answer means is
//! decided before and after.

#[cfg(feature = "hyper")]
mod caught;
#[cfg(feature = "hyper")]
mod executor;
#[cfg(feature = "hyper")]
pub(crate) mod hyper;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "hyper")]
mod tls;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "hyper")]
mod tracked;
#[cfg(any(feature = "hyper", feature = "tower"))]
mod whole;

mod error;
mod time;

pub(crate) use error::chain;
pub use error::{Sent, TransportError};
pub(crate) use time::within;
#[cfg(feature = "tower")]
pub use tower::Tower;

use crate::body::Body;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// A future on the heap, so that a trait object can return it.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends requests, and knows the time. Object safe, so that a client has one type whatever transport it uses.
///
/// An implementation sends the request once, follows no redirect, repeats nothing, and does not print the request:
/// its address and headers hold credentials. It must be right about [`Sent::No`]: that is what lets a call that dials
/// be tried again.
///
/// * `send` keeps to [`Limits`]: its future ends when the time is over, and reads no larger body. Where the limits say
///   [`streamed`](Limits::streamed) it ends with the head of the answer, and the body comes as it comes. A transport that
///   knows only whole bodies gives whole ones then too.
/// * The body of a request may be a stream. Whether it has a length says [`Body::length`]; a transport that knows only
///   whole ones calls [`Body::collect`].
/// * `sleep` is what the executor has for waits: the transport, and not the client, knows the executor.
/// * `now` need not be the clock of the machine, but `sleep(d)` must move it by `d`; a test with a clock of its own
///   gives both. `date` only serves `Retry-After` with a date, and limits that name the moment of their reset.
/// * Who drops a future wants nothing more of it: no request is begun after that.
///
/// A service of tower becomes a transport by `Tower` (feature `tower`), a network for tests is
/// `testing::InMemory` (feature `testing`).
///
/// ```
/// use callsmith_runtime::{Body, BoxFuture, Limits, Transport, TransportError, http};
/// use std::time::Duration;
///
/// /// A network on which every service is out of order.
/// struct OutOfOrder;
///
/// impl Transport for OutOfOrder {
///     fn send(
///         &self,
///         _: http::Request<Body>,
///         _: Limits,
///     ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
///         let mut answer = http::Response::new(Body::empty());
///         *answer.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
///         Box::pin(std::future::ready(Ok(answer)))
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<()> {
///         // What the executor has for it.
///         Box::pin(tokio::time::sleep(duration))
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and reads the answer, within `limits`.
    ///
    /// The future fails with a [`TransportError`] if no complete answer came; any status is an answer.
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>>;

    /// Ends after `duration`: the waits between the attempts of a call. Dropping it ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;

    /// Ends after `duration`: the end of a wait for something that the transport knows nothing of, such as a provider of
    /// tokens. [`sleep`](Self::sleep), but for clocks that run ahead when nobody else waits on them.
    fn deadline(&self, duration: Duration) -> BoxFuture<()> {
        self.sleep(duration)
    }

    /// The time by which deadlines and waits are measured. It must agree with [`sleep`](Self::sleep).
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// The time of day, for servers that name a date in `Retry-After` or a reset of their limit.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// What one attempt may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the beginning to the last byte of the answer; of a streamed one, to the end of its head. 60 seconds by
    /// default, and never beyond the end of the whole call.
    pub timeout: Duration,
    /// The largest body read, in bytes; more is refused while reading. 32 MiB by default. A stream may be longer, but
    /// none of its events or lines.
    pub max_body: usize,
    /// Whether the answer's body is wanted as it comes. Then a transport sets no limit to it: the runtime does, with
    /// [`idle`](Self::idle).
    pub streamed: bool,
    /// How long nothing may arrive of a streamed answer while somebody waits for it. 60 seconds by default.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            max_body: 32 << 20,
            streamed: false,
            idle: Duration::from_secs(60),
        }
    }
}
