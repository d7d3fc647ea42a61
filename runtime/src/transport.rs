//! The door to the network: one request in, one answer out.
//!
//! Clocks, threads and sockets live behind it; what to send and what an answer means is decided before and after.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "reqwest")]
mod tls;
#[cfg(feature = "reqwest")]
mod tracked;

use crate::response::Answer;
use bytes::Bytes;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

/// A future on the heap, so that a trait object can return it.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Sends requests. Object safe, so that a client has one type whatever transport it uses.
///
/// An implementation sends the request once, follows no redirect, repeats nothing, and does not print the request:
/// its address and headers hold credentials.
///
/// ```
/// use callsmith_runtime::{BoxFuture, Bytes, Limits, Transport, TransportError, http};
///
/// /// A network on which every service is out of order.
/// struct OutOfOrder;
///
/// impl Transport for OutOfOrder {
///     fn send(
///         &self,
///         _: http::Request<Bytes>,
///         _: Limits,
///     ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>> {
///         let mut answer = http::Response::new(Bytes::new());
///         *answer.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
///         Box::pin(std::future::ready(Ok(answer)))
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and reads the whole answer, within `limits`.
    ///
    /// The future fails with a [`TransportError`] if no complete answer came; any status is an answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>>;
}

/// What one attempt may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// From the beginning to the last byte of the answer. 60 seconds by default.
    pub timeout: Duration,
    /// The largest body read, in bytes; more is refused while reading. 32 MiB by default.
    pub max_body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            max_body: 32 << 20,
        }
    }
}

/// How much of a request left this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sent {
    /// Nothing the server could act on: it is certain that the operation was not carried out.
    No,
    /// Some or all of it.
    Maybe,
}

/// Why there is no complete answer.
#[derive(Debug)]
pub struct TransportError {
    sent: Sent,
    timeout: bool,
    // On the heap, because errors travel through every `Result` on the way.
    head: Option<Box<Answer>>,
    source: Box<dyn Error + Send + Sync>,
}

impl TransportError {
    /// No answer because of `source`, which must not show an address or a header.
    pub fn new(sent: Sent, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            sent,
            timeout: false,
            head: None,
            source: source.into(),
        }
    }

    /// No answer in time.
    pub fn timed_out(sent: Sent, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            timeout: true,
            ..Self::new(sent, source)
        }
    }

    /// The answer's body is larger than `limit` bytes ([`Limits::max_body`]).
    pub fn too_large(limit: usize) -> Self {
        Self::new(
            Sent::Maybe,
            format!("the body is larger than {limit} bytes"),
        )
    }

    /// Keeps status and headers of an answer whose body did not arrive.
    pub fn with_head(mut self, head: http::Response<()>) -> Self {
        self.sent = Sent::Maybe;
        self.head = Some(Box::new(Answer::new(head.map(|()| Bytes::new()))));
        self
    }

    /// For a request that followed another one of the same call.
    pub(crate) fn sent_before(mut self) -> Self {
        self.sent = Sent::Maybe;
        self
    }

    /// How much of the request left this machine.
    pub fn sent(&self) -> Sent {
        self.sent
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        self.timeout
    }

    /// Status and headers of the answer, if they arrived; its body is empty.
    pub(crate) fn head(&self) -> Option<&Answer> {
        self.head.as_deref()
    }
}

/// One line; the reason is in it, because "connection failed" alone helps nobody.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.timeout {
            "timed out"
        } else {
            "no complete answer"
        };
        match (&self.head, self.sent) {
            (Some(head), _) => write!(f, "{what} while reading the body of a {}", head.status())?,
            (None, Sent::No) => write!(f, "{what}: the request was not sent")?,
            (None, Sent::Maybe) => write!(f, "{what}: the request may have been carried out")?,
        }
        write!(f, " ({})", root(&*self.source))
    }
}

/// The innermost reason: "connection refused" rather than the layers above it.
pub(crate) fn root<'a>(mut error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
