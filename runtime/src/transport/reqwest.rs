//! The default transport: reqwest on tokio.

use super::caught::caught;
use super::tls;
use super::tracked::{Claim, Tracked, Withdraw};
use super::{BoxFuture, Limits, Sent, Transport, TransportError};
use crate::client::BuildError;
use bytes::{Bytes, BytesMut};
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
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Bytes>, TransportError>> {
        let client = self.0.clone();
        Box::pin(async move {
            runtime().map_err(TransportError::unusable)?;
            exchange(&client, request, limits).await
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(async move {
            // `send` came first and said what is missing.
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
    request: http::Request<Bytes>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
    let claim = Claim::default();
    let _withdraw = Withdraw(claim.clone());
    let request = convert(request, limits.timeout, &claim)?;
    let mut response = caught(client.execute(request))
        .await?
        .map_err(|error| failed(error, &claim))?;
    let mut head = http::Response::new(());
    *head.status_mut() = response.status();
    *head.version_mut() = response.version();
    *head.headers_mut() = std::mem::take(response.headers_mut());
    match read(response, limits.max_body).await {
        Ok(body) => Ok(head.map(|()| body)),
        Err(error) => Err(error.with_head(head)),
    }
}

fn convert(
    request: http::Request<Bytes>,
    timeout: Duration,
    claim: &Claim,
) -> Result<reqwest::Request, TransportError> {
    let body = |bytes: Bytes| match bytes.is_empty() {
        true => {
            // Nobody asks for an empty body, so that nothing would note that the request went out.
            claim.take();
            reqwest::Body::default()
        }
        false => reqwest::Body::wrap(Tracked::new(bytes, claim.clone())),
    };
    let mut request = reqwest::Request::try_from(request.map(body))
        .map_err(|e| TransportError::new(Sent::No, e.without_url()))?;
    *request.timeout_mut() = Some(timeout);
    Ok(request)
}

/// The whole body; one that declares more than `limit` bytes is not read at all.
async fn read(mut response: reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    if response
        .content_length()
        .is_some_and(|declared| declared > limit as u64)
    {
        return Err(TransportError::too_large(limit));
    }
    let mut first = Bytes::new();
    let mut more = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(lost)? {
        if chunk.len() > limit - first.len() - more.len() {
            return Err(TransportError::too_large(limit));
        }
        // Most bodies come in one piece, which then is not copied.
        if first.is_empty() {
            first = chunk
        } else {
            more.extend_from_slice(&chunk)
        }
    }
    Ok(if more.is_empty() {
        first
    } else {
        [first, more.freeze()].concat().into()
    })
}

/// There was no answer.
fn failed(error: reqwest::Error, claim: &Claim) -> TransportError {
    let sent = if error.is_connect() || claim.take() {
        Sent::No
    } else {
        Sent::Maybe
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
