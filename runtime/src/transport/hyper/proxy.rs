//! Proxies that the environment names: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, except for what `NO_PROXY` names.

#[cfg(test)]
mod tests;

use super::connect::{Connecting, Failure};
use super::stream::Stream;
use http::Uri;
use http::header::{HeaderValue, PROXY_AUTHORIZATION};
use http::uri::Scheme;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
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

    /// Names us to a proxy that forwards `request`. One that only leads to a server is told when connecting.
    pub(super) fn authorize<B>(&self, request: &mut http::Request<B>) {
        if request.uri().scheme() != Some(&Scheme::HTTP) {
            return;
        }
        let proxy = self.to(request.uri());
        if let Some(key) = proxy.as_ref().and_then(Intercept::basic_auth) {
            request
                .headers_mut()
                .insert(PROXY_AUTHORIZATION, secret(key));
        }
    }
}

fn secret(key: &HeaderValue) -> HeaderValue {
    let mut key = key.clone();
    key.set_sensitive(true);
    key
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

    fn through(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
        let encrypted = server.scheme() == Some(&Scheme::HTTPS);
        let server = with_port(server);
        match proxy.uri().scheme_str() {
            Some("socks5" | "socks5h") => self.through_socks(proxy, server),
            Some("socks4" | "socks4a") => self.through_socks_4(proxy, server),
            _ if encrypted => self.through_tunnel(proxy, server),
            _ => self.forwarded(proxy),
        }
    }

    /// `CONNECT` (RFC 9110, section 9.3.6): TLS with the server begins behind the proxy.
    fn through_tunnel(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
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

    /// SOCKS 5 (RFC 1928); with an `h`, the proxy finds the address of the server.
    fn through_socks(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
        let local_dns = proxy.uri().scheme_str() == Some("socks5");
        let mut socks = SocksV5::new(proxy.uri().clone(), self.tcp.clone()).local_dns(local_dns);
        if let Some((user, password)) = proxy.raw_auth() {
            socks = socks.with_auth(user.to_owned(), password.to_owned());
        }
        Box::pin(async move { Ok(Stream::direct(socks.call(server).await?.into())) })
    }

    /// SOCKS 4, which knows no passwords; with an `a`, the proxy finds the address of the server.
    fn through_socks_4(&self, proxy: &Intercept, server: Uri) -> Connecting<Stream> {
        let local_dns = proxy.uri().scheme_str() == Some("socks4");
        let mut socks = SocksV4::new(proxy.uri().clone(), self.tcp.clone()).local_dns(local_dns);
        Box::pin(async move { Ok(Stream::direct(socks.call(server).await?.into())) })
    }
}

/// The port of a server of plain `http` said outright: hyper's ways through a proxy take 443 for every other one.
fn with_port(server: Uri) -> Uri {
    if server.port().is_some() || server.scheme() != Some(&Scheme::HTTP) {
        return server;
    }
    let authority = format!("{}:80", server.host().unwrap_or_default());
    let mut parts = server.clone().into_parts();
    parts.authority = authority.parse().ok();
    Uri::from_parts(parts).unwrap_or(server)
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
            return self.through(&proxy, server);
        }
        let connecting = self.tcp.call(server);
        Box::pin(async move { Ok(Stream::direct(connecting.await?.into())) })
    }
}
