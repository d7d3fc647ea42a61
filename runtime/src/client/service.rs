//! What is the same for all operations of a document.

use crate::failure::CodeAt;
use crate::rate_limit::Quota;
use crate::route::Security;

/// What a document says about its service as a whole.
///
/// ```
/// use callsmith_runtime::Service;
///
/// const SERVICE: Service = Service::new("opencx-client/0.1.0")
///     .base_url("https://api.open.cx")
///     .security(&[&["bearer"]]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Service {
    pub(super) user_agent: &'static str,
    base_url: Option<&'static str>,
    servers: &'static [&'static str],
    pub(super) https_elsewhere: bool,
    pub(super) needs_base_url: bool,
    pub(super) security: Security,
    pub(super) rate_limit: Option<Quota>,
    pub(super) error_code: CodeAt,
}

impl Service {
    /// A service without an address, whose operations take no credential. `user_agent` is `name/version` of the crate.
    pub const fn new(user_agent: &'static str) -> Self {
        Self {
            user_agent,
            base_url: None,
            servers: &[],
            https_elsewhere: false,
            needs_base_url: true,
            security: &[],
            rate_limit: None,
            error_code: CodeAt::Unsaid,
        }
    }

    /// Where the service is.
    pub const fn base_url(mut self, url: &'static str) -> Self {
        self.base_url = Some(url);
        self
    }

    /// Where the service is, where there is a choice: the URLs with the defaults of their variables. The first one counts
    /// unless a client is told another one.
    pub const fn servers(mut self, urls: &'static [&'static str]) -> Self {
        self.servers = urls;
        self
    }

    /// Some server is called over TLS, also where the first one is not.
    pub const fn https_elsewhere(mut self) -> Self {
        self.https_elsewhere = true;
        self
    }

    /// Every operation has servers of its own: a client needs no base URL.
    pub const fn without_base_url(mut self) -> Self {
        self.needs_base_url = false;
        self
    }

    /// The credentials its operations take, unless a route says otherwise.
    pub const fn security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// The limit of requests that its provider documents.
    pub const fn rate_limit(mut self, quota: Quota) -> Self {
        self.rate_limit = Some(quota);
        self
    }

    /// Where the bodies of its failures have their code, unless a route or a row of failures says otherwise.
    pub const fn error_code(mut self, at: CodeAt) -> Self {
        self.error_code = at;
        self
    }

    /// The first server.
    pub(super) fn url(&self) -> Option<&'static str> {
        self.base_url.or(self.servers.first().copied())
    }

    /// Whether `url` is one of its servers.
    pub(super) fn has(&self, url: &str) -> bool {
        self.base_url == Some(url) || self.servers.contains(&url)
    }
}
