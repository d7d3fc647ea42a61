//! The address all paths of a service are joined to.

use super::BuildError;
use url::{Host, Url};

/// A checked base URL.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    /// Without a slash at its end.
    text: String,
    /// How much of the text is scheme, host and port.
    origin: usize,
    https: bool,
    loopback: bool,
    #[cfg(feature = "tracing")]
    host: String,
    #[cfg(feature = "tracing")]
    port: Option<u16>,
}

impl BaseUrl {
    /// Takes `https://api.example.com/v1/`: a path and a slash at its end are fine, a query or a user name is not.
    pub(crate) fn parse(text: &str) -> Result<Self, BuildError> {
        // The message never shows the text: what is refused here may hold a password or a key.
        let refuse = |reason: &str| BuildError::new(format!("the base URL {reason}"));
        let url = Url::parse(text).map_err(|error| refuse(&format!("is not a URL ({error})")))?;
        let (true, Some(host)) = (matches!(url.scheme(), "http" | "https"), url.host()) else {
            return Err(refuse("must begin with `https://` and a host"));
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refuse(
                "must not hold a user name or password: credentials are set with `auth`",
            ));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse(
                "must not have a query or a fragment: paths are joined to its end",
            ));
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        if text.parse::<http::Uri>().is_err() {
            return Err(refuse(
                "holds a character that a request cannot carry (a placeholder that was not filled in?)",
            ));
        }
        let path = url.path().trim_end_matches('/').len();
        Ok(Self {
            origin: text.len() - path,
            text,
            https: url.scheme() == "https",
            loopback: is_loopback(&host),
            #[cfg(feature = "tracing")]
            host: host.to_string(),
            #[cfg(feature = "tracing")]
            port: url.port_or_known_default(),
        })
    }

    /// `path` begins with a slash or is to get one.
    pub(crate) fn join(&self, path: &str) -> String {
        let slash = if path.starts_with('/') { "" } else { "/" };
        format!("{}{slash}{path}", self.text)
    }

    /// The same host, with another path in place of `from` at the end of this one; as it is where it does not end so.
    pub(super) fn moved(&self, from: &str, to: &str) -> Self {
        let (origin, path) = self.text.split_at(self.origin);
        let mut moved = self.clone();
        if let Some(before) = path.strip_suffix(from.trim_end_matches('/')) {
            moved.text = format!("{origin}{before}{}", to.trim_end_matches('/'));
        }
        moved
    }

    /// The same host, with the path `to` alone.
    pub(super) fn at(&self, to: &str) -> Self {
        let mut at = self.clone();
        at.text.truncate(self.origin);
        at.text.push_str(to.trim_end_matches('/'));
        at
    }

    /// For spans; never for errors.
    #[cfg(feature = "tracing")]
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    #[cfg(feature = "tracing")]
    pub(crate) fn port(&self) -> Option<u16> {
        self.port
    }

    /// Whether TLS is used.
    #[cfg(feature = "hyper")]
    pub(crate) fn is_https(&self) -> bool {
        self.https
    }

    /// Whether it is on this machine.
    #[cfg(feature = "hyper")]
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether a credential may travel there: nobody listens on TLS or on this machine. `base` is the one that the
    /// transport was made for: unless that is on this machine as well, there may be a proxy.
    pub(super) fn is_private(&self, base: Option<&Self>) -> bool {
        self.https || (self.loopback && base.is_some_and(|base| base.loopback))
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, path: &str, url: &str) {
        assert_eq!(BaseUrl::parse(base).expect("a base URL").join(path), url);
    }

    #[test]
    fn joins_as_text() {
        check(
            "https://api.example.com",
            "/calls",
            "https://api.example.com/calls",
        );
        check(
            "https://api.example.com/",
            "/calls/",
            "https://api.example.com/calls/",
        );
        check(
            "https://api.example.com:8443/v1/",
            "calls",
            "https://api.example.com:8443/v1/calls",
        );
        check(
            "HTTPS://API.example.com:443/v1//",
            "/calls",
            "https://api.example.com/v1/calls",
        );
        check("http://[::1]:80", "/", "http://[::1]/");
    }

    #[track_caller]
    fn refused(base: &str, reason: &str) {
        let error = BaseUrl::parse(base).expect_err("a refusal").to_string();
        assert!(error.contains(reason), "{error}");
        assert!(!error.contains("k3y"), "{error}");
    }

    #[test]
    fn refuses_what_could_not_work_or_would_leak() {
        refused("", "is not a URL");
        refused("api.example.com", "is not a URL");
        refused("ftp://example.com", "must begin with `https://`");
        refused("unix:/run/x", "must begin with `https://`");
        refused("https://me:k3y@example.com", "must not hold a user name");
        refused("https://example.com/?key=k3y", "must not have a query");
        refused(
            "https://example.com/#x",
            "must not have a query or a fragment",
        );
        refused(
            "https://{region}.example.com",
            "a placeholder that was not filled in?",
        );
    }

    #[test]
    fn knows_where_nobody_listens() {
        let private = |base| {
            let base = BaseUrl::parse(base).expect("a base URL");
            base.is_private(Some(&base))
        };
        for base in [
            "https://example.com",
            "http://localhost:1",
            "http://a.localhost",
            "http://127.9.9.9",
            "http://[::1]",
        ] {
            assert!(private(base), "{base}");
        }
        for base in [
            "http://example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://[::2]",
            "http://notlocalhost",
        ] {
            assert!(!private(base), "{base}");
        }
    }
}
