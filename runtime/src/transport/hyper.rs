//! The default transport: hyper's client on tokio, with rustls.

mod connect;
mod error;
mod proxy;
mod socks;
mod stream;
#[cfg(test)]
mod tests;

use super::executor;
use super::tracked::{Claim, Tracked};
use super::{BoxFuture, Limits, Sent, Transport, TransportError, tls};
use crate::body::{Body, Cause};
use crate::client::BuildError;
use bytes::Bytes;
use connect::Connect;
use error::lost;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::TokioTimer;
use proxy::Proxies;
use rustls::ClientConfig;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// One pool of connections, shared by all clones of a client.
pub(crate) struct Hyper {
    client: Client<Connect, Tracked>,
    proxies: Arc<Proxies>,
}

/// Settings that count when the transport is made.
pub(crate) struct Settings {
    /// How long connecting may take, TLS and proxies included.
    pub(crate) connect_timeout: Duration,
    /// Whether some call may need TLS.
    pub(crate) https: bool,
    /// Whether the base URL is on this machine.
    pub(crate) loopback: bool,
}

/// How long an idle connection is kept; servers and what lies between seldom keep one longer.
const IDLE: Duration = Duration::from_secs(90);

impl Hyper {
    pub(crate) fn new(settings: Settings) -> Result<Self, BuildError> {
        let proxies = match settings.loopback {
            // What is for this machine may hold credentials in the clear; `HTTP_PROXY` would take it to another one.
            true => Proxies::none(),
            false => Proxies::of_environment(),
        };
        let https = settings.https || proxies.is_encrypted();
        let tls = tls::config(https).map_err(BuildError::transport)?;
        Ok(Self::with(proxies, tls, settings.connect_timeout))
    }

    fn with(proxies: Proxies, tls: ClientConfig, connect_timeout: Duration) -> Self {
        let proxies = Arc::new(proxies);
        let connect = Connect::new(tls, connect_timeout, proxies.clone());
        let client = Client::builder(executor::Spawn)
            .pool_idle_timeout(IDLE)
            .pool_timer(TokioTimer::new())
            .build(connect);
        Self { client, proxies }
    }
}

impl Transport for Hyper {
    fn send(
        &self,
        mut request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        self.proxies.authorize(&mut request);
        let (client, claim) = (self.client.clone(), Claim::on(request.body()));
        Box::pin(executor::run(claim.clone(), limits, async move {
            let request = request.map(|body| Tracked::new(body, claim.clone()));
            match client.request(request).await {
                Ok(answer) => Ok(answer.map(|body| Body::frames(Received(body)))),
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

/// There was no answer.
fn failed(error: legacy::Error, claim: &Claim) -> TransportError {
    let sent = match error.is_connect() {
        true => Sent::No,
        false => claim.sent(),
    };
    lost(sent, error)
}

/// The body of an answer, whose errors say what they mean.
struct Received(Incoming);

impl http_body::Body for Received {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let frame = Pin::new(&mut self.0).poll_frame(cx);
        frame.map_err(|error| lost(Sent::Maybe, error).into())
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
