//! Proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, except for what `NO_PROXY` names.

#[cfg(test)]
mod tests;

use super::connect::{Connecting, Failure};
use super::socks::Socks;
use super::stream::Stream;
use http::Uri;
use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use rustls::ClientConfig;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_service::Service;

/// Which proxy leads to a server, if any.
pub(super) struct Proxies(Option<Matcher>);

impl Proxies {
    /// Every server is reached directly.
    pub(super) fn none() -> Self {
        Self(None)
    }

    pub(super) fn of_environment() -> Self {
        Self(Some(Matcher::from_env()))
    }

    /// `proxy` for every server.
    #[cfg(test)]
    pub(super) fn all(proxy: String) -> Self {
        Self(Some(Matcher::builder().all(proxy).build()))
    }

    fn to(&self, server: &Uri) -> Option<Intercept> {
        self.0.as_ref()?.intercept(server)
    }

    /// Whether TLS leads to the proxy of plain `http`.
    pub(super) fn is_encrypted(&self) -> bool {
        let proxy = self.to(&Uri::from_static("http://plain.invalid"));
        proxy.is_some_and(|proxy| proxy.uri().scheme() == Some(&Scheme::HTTPS))
    }

    /// Adds the proxy's credentials to a request that it forwards, unless the caller set others. A proxy that only leads
    /// to a server gets them when it is asked to.
    pub(super) fn authorize<B>(&self, request: &mut http::Request<B>) {
        if request.uri().scheme() != Some(&Scheme::HTTP) {
            return;
        }
        let proxy = self.to(request.uri());
        if let Some(key) = proxy.as_ref().and_then(Intercept::basic_auth) {
            let header = request.headers_mut().entry(PROXY_AUTHORIZATION);
            header.or_insert_with(|| key.clone());
        }
    }
}

/// The way to a server, without the TLS that is spoken with it.
#[derive(Clone)]
pub(super) struct Route {
    proxies: Arc<Proxies>,
    tcp: HttpConnector,
    /// To a proxy, which may be asked for over TLS.
    to_proxy: HttpsConnector<HttpConnector>,
}

impl Route {
    pub(super) fn new(proxies: Arc<Proxies>, tcp: HttpConnector, tls: Arc<ClientConfig>) -> Self {
        Self {
            proxies,
            to_proxy: HttpsConnector::from((tcp.clone(), tls)),
            tcp,
        }
    }

    fn by(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
        let encrypted = server.scheme() == Some(&Scheme::HTTPS);
        match Socks::of(proxy) {
            Some(socks) => socks.connect(self.tcp.clone(), server),
            None if encrypted => self.tunnel(proxy, server),
            None => self.forwarded(proxy),
        }
    }

    /// `CONNECT` (RFC 9110, section 9.3.6): TLS with the server begins behind the proxy.
    fn tunnel(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
        if let Some(key) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(key.clone());
        }
        Box::pin(async move { Ok(Stream::direct(tunnel.call(server).await?)) })
    }

    /// The proxy gets whole requests, with the server's address in them.
    fn forwarded(&self, proxy: &Intercept) -> Connecting<Stream> {
        let connecting = self.to_proxy.clone().call(proxy.uri().clone());
        Box::pin(async move { Ok(Stream::forwarded(connecting.await?)) })
    }
}

impl Service<Uri> for Route {
    type Response = Stream;
    type Error = Failure;
    type Future = Connecting<Stream>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        self.tcp.poll_ready(cx).map_err(Failure::from)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        if let Some(proxy) = self.proxies.to(&server) {
            return self.by(&proxy, server);
        }
        let connecting = self.tcp.call(server);
        Box::pin(async move { Ok(Stream::direct(connecting.await?.into())) })
    }
}
