//! A new connection: its limit of time, and TLS.

use super::proxy::{Proxies, Route};
use super::stream::Stream;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use rustls::ClientConfig;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// Why there is no connection.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;
pub(super) type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, Failure>> + Send>>;

/// Connects: to a proxy where the environment names one, to the server otherwise; TLS with the server for `https`.
#[derive(Clone)]
pub(super) struct Connect(Arc<Parts>);

struct Parts {
    https: HttpsConnector<Route>,
    timeout: Duration,
}

impl Connect {
    /// `tls`: how TLS is spoken with servers.
    pub(super) fn new(tls: ClientConfig, timeout: Duration, proxies: Arc<Proxies>) -> Self {
        let mut to_proxy = tls.clone();
        // A proxy is spoken to in HTTP/1.1, also where TLS leads to it.
        to_proxy.alpn_protocols.clear();
        let route = Route::new(proxies, tcp(timeout), Arc::new(to_proxy));
        Self(Arc::new(Parts {
            https: HttpsConnector::from((route, tls)),
            timeout,
        }))
    }
}

/// TCP as calls want it: small requests at once, and a peer that is gone is noticed.
fn tcp(timeout: Duration) -> HttpConnector {
    const PROBE: Duration = Duration::from_secs(15);
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_keepalive(Some(PROBE));
    tcp.set_keepalive_interval(Some(PROBE));
    tcp.set_keepalive_retries(Some(3));
    // Nobody is asked while bytes are on their way; Linux and its kin wait a quarter of an hour for those by themselves.
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    tcp.set_tcp_user_timeout(Some(2 * PROBE));
    // Shared out among the addresses of a name, so that one that does not answer leaves time for the next.
    tcp.set_connect_timeout(Some(timeout));
    tcp
}

impl Service<http::Uri> for Connect {
    type Response = MaybeHttpsStream<Stream>;
    type Error = Failure;
    type Future = Connecting<Self::Response>;

    /// Neither TCP nor TLS has to wait for itself.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, server: http::Uri) -> Self::Future {
        let connecting = self.0.https.clone().call(server);
        let timeout = self.0.timeout;
        Box::pin(async move {
            let too_late = |_| io::Error::new(io::ErrorKind::TimedOut, "connecting took too long");
            tokio::time::timeout(timeout, connecting)
                .await
                .map_err(too_late)?
        })
    }
}
