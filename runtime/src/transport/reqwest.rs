//! reqwest as the transport, for those who have a client of it: with proxies, certificates or names of their own.

use super::tracked::{Claim, Tracked};
use super::{BoxFuture, Limits, Sent, Transport, TransportError, executor, tls};
use crate::body::{Body, Cause};
use crate::client::BuildError;
use bytes::Bytes;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// One reqwest client, shared by all clones of a client.
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Redirects, referer and repeats are off whatever the caller's builder says: they would carry credentials
    /// elsewhere or send a request twice.
    ///
    /// `connect_timeout`: `None` for what the builder says.
    pub(crate) fn new(
        builder: reqwest::ClientBuilder,
        connect_timeout: Option<Duration>,
    ) -> Result<Self, BuildError> {
        tls::ensure_provider();
        let builder = match connect_timeout {
            Some(timeout) => builder.connect_timeout(timeout),
            None => builder,
        };
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        let client = builder.build();
        client
            .map(Self)
            .map_err(|e| BuildError::transport(e.without_url()))
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let (client, claim) = (self.0.clone(), Claim::on(request.body()));
        Box::pin(executor::run(claim.clone(), limits, async move {
            match client.execute(convert(request, &claim)?).await {
                Ok(answer) => {
                    Ok(http::Response::from(answer).map(|body| Body::frames(Received(body))))
                }
                Err(error) => Err(failed(error, &claim)),
            }
        }))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        executor::sleep(duration)
    }

    fn now(&self) -> Instant {
        executor::now()
    }
}

/// Longer than any answer; `None` would mean what the caller's builder says, and the time is measured here.
const NO_LIMIT: Duration = Duration::from_secs(10 * 365 * 86_400);

fn convert(
    request: http::Request<Body>,
    claim: &Claim,
) -> Result<reqwest::Request, TransportError> {
    let body = |body| reqwest::Body::wrap(Tracked::new(body, claim.clone()));
    let mut request = reqwest::Request::try_from(request.map(body))
        .map_err(|e| TransportError::new(Sent::No, e.without_url()))?;
    *request.timeout_mut() = Some(NO_LIMIT);
    Ok(request)
}

/// A body whose errors say what they mean and show no address.
struct Received(reqwest::Body);

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Cause>>> {
        let frame = Pin::new(&mut self.0).poll_frame(cx);
        frame.map_err(|error| lost(error).into())
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

/// There was no answer.
fn failed(error: reqwest::Error, claim: &Claim) -> TransportError {
    let sent = match error.is_connect() {
        true => Sent::No,
        false => claim.sent(),
    };
    let make = if error.is_timeout() {
        TransportError::timed_out
    } else {
        TransportError::new
    };
    make(sent, error.without_url())
}

/// The answer broke off.
fn lost(error: reqwest::Error) -> TransportError {
    let make = if error.is_timeout() {
        TransportError::timed_out
    } else {
        TransportError::new
    };
    make(Sent::Maybe, error.without_url())
}
