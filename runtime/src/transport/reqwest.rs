//! The default transport: reqwest on tokio.

use super::caught::caught;
use super::tls;
use super::tracked::{Claim, Tracked, Withdraw};
use super::{BoxFuture, Limits, Sent, Transport, TransportError};
use crate::body::Body;
use crate::client::BuildError;
use bytes::Bytes;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// One reqwest client, shared by all clones of a client.
pub(crate) struct Reqwest(reqwest::Client);

/// Settings that count when the transport is made.
pub(crate) struct Settings {
    /// The caller's own builder.
    pub(crate) builder: Option<reqwest::ClientBuilder>,
    /// `None`: 5 seconds, or what the caller's builder says.
    pub(crate) connect_timeout: Option<Duration>,
    /// Whether the base URL is `https`.
    pub(crate) https: bool,
    /// Whether the base URL is on this machine.
    pub(crate) loopback: bool,
}

impl Reqwest {
    /// Redirects, referer and repeats are off whatever the caller's builder says: they would carry credentials
    /// elsewhere or send a request twice.
    pub(crate) fn new(settings: Settings) -> Result<Self, BuildError> {
        let builder = match settings.builder {
            Some(builder) => {
                tls::ensure_provider();
                builder
            }
            None => default_builder(settings.https, settings.loopback)?,
        };
        let builder = match settings.connect_timeout {
            Some(timeout) => builder.connect_timeout(timeout),
            None => builder,
        };
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never());
        Ok(Self(
            builder
                .build()
                .map_err(|e| BuildError::transport(e.without_url()))?,
        ))
    }
}

fn default_builder(https: bool, loopback: bool) -> Result<reqwest::ClientBuilder, BuildError> {
    let tls = tls::config(https).map_err(BuildError::transport)?;
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .connect_timeout(Duration::from_secs(5));
    Ok(match loopback {
        // What is for this machine may hold credentials in the clear; `HTTP_PROXY` would take it to another one.
        true => builder.no_proxy(),
        false => builder,
    })
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            runtime().map_err(TransportError::unusable)?;
            exchange(&client, request, limits).await
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(async move {
            // `send` came first and said what is missing; who waits without it looks at the clock.
            if runtime().is_ok() {
                tokio::time::sleep(duration).await;
            }
        })
    }

    /// tokio's, which its tests can pause.
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

/// Whether there is what reqwest needs; without it, it would panic.
fn runtime() -> Result<(), &'static str> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err("the default transport must run inside a tokio runtime");
    }
    // tokio has no other way to ask.
    std::panic::catch_unwind(|| drop(tokio::time::sleep(Duration::ZERO))).map_err(
        |_| "the default transport needs the timers of tokio: build the runtime with `enable_all`",
    )
}

async fn exchange(
    client: &reqwest::Client,
    request: http::Request<Body>,
    limits: Limits,
) -> Result<http::Response<Body>, TransportError> {
    let claim = Claim::default();
    let _withdraw = Withdraw(claim.clone());
    let request = convert(request, limits, &claim)?;
    let sending = caught(client.execute(request));
    let answer = match limits.streamed {
        true => tokio::time::timeout(limits.timeout, sending)
            .await
            .map_err(|elapsed| TransportError::timed_out(sent(&claim), elapsed))?,
        false => sending.await,
    };
    let answer = http::Response::from(answer?.map_err(|error| failed(error, &claim))?);
    let answer = answer.map(|body| Body::from_http(Received(body)));
    match limits.streamed {
        true => Ok(answer),
        false => whole(answer, limits.max_body).await,
    }
}

/// Longer than any answer; `None` would mean what the caller's builder says.
const NO_LIMIT: Duration = Duration::from_secs(10 * 365 * 86_400);

fn convert(
    request: http::Request<Body>,
    limits: Limits,
    claim: &Claim,
) -> Result<reqwest::Request, TransportError> {
    let body = |body: Body| match body.length() {
        Some(0) => {
            // Nobody asks for an empty body, so that nothing would note that the request went out.
            claim.take();
            reqwest::Body::default()
        }
        _ => reqwest::Body::wrap(Tracked::new(body, claim.clone())),
    };
    let mut request = reqwest::Request::try_from(request.map(body))
        .map_err(|e| TransportError::new(Sent::No, e.without_url()))?;
    *request.timeout_mut() = Some(match limits.streamed {
        true => NO_LIMIT,
        false => limits.timeout,
    });
    Ok(request)
}

/// The whole body.
async fn whole(
    answer: http::Response<Body>,
    limit: usize,
) -> Result<http::Response<Body>, TransportError> {
    let (parts, body) = answer.into_parts();
    let head = http::Response::from_parts(parts, ());
    match body.collect(limit).await {
        Ok(bytes) => Ok(head.map(|()| bytes.into())),
        Err(error) => Err(error.with_head(head)),
    }
}

/// A body whose errors say what they mean and show no address.
struct Received(reqwest::Body);

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, TransportError>>> {
        Pin::new(&mut self.0).poll_frame(cx).map_err(lost)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

/// What is known of a request that got no answer: nothing was sent if the body was not asked for, and now cannot be.
fn sent(claim: &Claim) -> Sent {
    match claim.take() {
        true => Sent::No,
        false => Sent::Maybe,
    }
}

/// There was no answer.
fn failed(error: reqwest::Error, claim: &Claim) -> TransportError {
    let sent = match error.is_connect() {
        true => Sent::No,
        false => sent(claim),
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
