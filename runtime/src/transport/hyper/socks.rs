//! Proxies that know nothing of HTTP: SOCKS 4 and SOCKS 5 (RFC 1928).

use super::connect::{Connecting, Failure};
use super::stream::Stream;
use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5};
use hyper_util::client::proxy::matcher::Intercept;
use std::net::SocketAddr;
use tower_service::Service;

/// A proxy, and what its scheme says.
pub(super) struct Socks {
    proxy: Uri,
    user: Option<(String, String)>,
    is_fourth: bool,
    /// Whether the proxy finds the address of the server: the `h` of `socks5h`, the `a` of `socks4a`.
    finds_address: bool,
}

impl Socks {
    /// `None`: the proxy speaks HTTP.
    pub(super) fn of(proxy: &Intercept) -> Option<Self> {
        let (is_fourth, finds_address) = match proxy.uri().scheme_str()? {
            "socks4" => (true, false),
            "socks4a" => (true, true),
            "socks5" => (false, false),
            "socks5h" => (false, true),
            _ => return None,
        };
        let user = proxy.raw_auth();
        Some(Self {
            proxy: with_port(proxy.uri().clone(), 1080),
            user: user.map(|(user, password)| (user.to_owned(), password.to_owned())),
            is_fourth,
            finds_address,
        })
    }

    pub(super) fn connect(self, mut tcp: HttpConnector, server: Uri) -> Connecting<Stream> {
        // The limit of time for connecting would be an error here that does not say so.
        tcp.set_connect_timeout(None);
        let encrypted = server.scheme() == Some(&Scheme::HTTPS);
        let server = with_port(server, if encrypted { 443 } else { 80 });
        Box::pin(async move {
            let server = match self.finds_address {
                true => server,
                false => resolved(server, self.is_fourth).await?,
            };
            let stream = match self.is_fourth {
                true => SocksV4::new(self.proxy, tcp).call(server).await?,
                false => self.fifth(tcp).call(server).await?,
            };
            Ok(Stream::direct(stream.into()))
        })
    }

    fn fifth(self, tcp: HttpConnector) -> SocksV5<HttpConnector> {
        let socks = SocksV5::new(self.proxy, tcp);
        match self.user {
            Some((user, password)) => socks.with_auth(user, password),
            None => socks,
        }
    }
}

/// hyper takes 443 for the port of a server that names none, and 80 for that of a proxy.
fn with_port(uri: Uri, port: u16) -> Uri {
    if uri.port().is_some() {
        return uri;
    }
    let host = uri.host().unwrap_or_default();
    at(&uri, &format!("{host}:{port}"))
}

/// The server by its address, which is found here. (hyper would stop all calls until it is found.)
async fn resolved(server: Uri, only_v4: bool) -> Result<Uri, Failure> {
    let authority = server
        .authority()
        .map_or("", |authority| authority.as_str());
    let mut found = tokio::net::lookup_host(authority).await?;
    let address = found.find(|address: &SocketAddr| address.is_ipv4() || !only_v4);
    let address = address.ok_or("the server has no address that the proxy can reach")?;
    Ok(at(&server, &address.to_string()))
}

/// The same on another host.
fn at(uri: &Uri, authority: &str) -> Uri {
    let mut parts = uri.clone().into_parts();
    parts.authority = authority.parse().ok();
    Uri::from_parts(parts).unwrap_or_else(|_| uri.clone())
}
