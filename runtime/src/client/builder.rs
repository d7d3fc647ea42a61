//! Making a client.

use super::{BuildError, Core, Inner, ServerUrl, Service, Target};
use crate::auth::Credential;
use crate::call::Settings;
use crate::observe::Observer;
use crate::rate_limit::Limiter;
#[cfg(feature = "rate-limit")]
use crate::rate_limit::RateLimit;
use crate::retry::{Jitter, Retry, RetryBudget};
use crate::transport::Transport;
use crate::watch::Watch;
use http::HeaderValue;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// Settings of a client to be made; `C` is the generated crate's `Client`.
///
/// ```no_run
/// # use callsmith_runtime::{Builder, BuildError, Core, Service};
/// # const SERVICE: Service = Service::new("example/1.0").base_url("https://api.example.com");
/// # struct Client(Core);
/// # impl From<Core> for Client { fn from(core: Core) -> Self { Client(core) } }
/// use std::time::Duration;
///
/// let client: Client = Builder::new(&SERVICE)
///     .base_url("http://127.0.0.1:8080")
///     .timeout(Duration::from_secs(20))
///     .build()?;
/// # Ok::<(), BuildError>(())
/// ```
#[must_use = "a builder does nothing until `build`"]
pub struct Builder<C> {
    service: &'static Service,
    base_url: Option<String>,
    servers: Vec<ServerUrl>,
    credentials: Vec<Credential>,
    settings: Settings,
    budget: RetryBudget,
    #[cfg(feature = "rate-limit")]
    rate_limit: Option<RateLimit>,
    user_agent: Option<String>,
    allow_http: bool,
    connect_timeout: Option<Duration>,
    transport: Option<Arc<dyn Transport>>,
    watch: Watch,
    #[cfg(feature = "reqwest")]
    reqwest: Option<reqwest::ClientBuilder>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> Builder<C> {
    /// The service's own settings.
    pub fn new(service: &'static Service) -> Self {
        Self {
            service,
            base_url: None,
            servers: Vec::new(),
            credentials: Vec::new(),
            settings: Settings::default(),
            budget: RetryBudget::default(),
            #[cfg(feature = "rate-limit")]
            rate_limit: None,
            user_agent: None,
            allow_http: false,
            connect_timeout: None,
            transport: None,
            watch: Watch::default(),
            #[cfg(feature = "reqwest")]
            reqwest: None,
            client: PhantomData,
        }
    }

    /// Adds a credential, in place of an earlier one for the same security scheme.
    pub fn auth(mut self, credential: impl Into<Credential>) -> Self {
        let credential = credential.into();
        self.credentials
            .retain(|earlier| earlier.scheme() != credential.scheme());
        self.credentials.push(credential);
        self
    }

    /// Where the service is: `https://api.example.com/v1`. Credentials are not sent over plain `http`, except to this
    /// machine; see [`allow_http`](Self::allow_http).
    ///
    /// It replaces every server that the document names, also those of single operations and those chosen with
    /// [`server`](Self::server): with the base URL of a test, nothing goes anywhere else. Where an operation's own server
    /// differs from the document's in its path alone, and the base URL ends as the document's does, only the path is
    /// replaced.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Calls this server of the document, for all operations that have it among theirs, in place of the first one. The last
    /// one that fits counts.
    pub fn server(mut self, server: impl Into<ServerUrl>) -> Self {
        self.servers.insert(0, server.into());
        self
    }

    /// How long an attempt may take, from connecting to the last byte of the answer; of a streamed answer, to its head.
    /// 60 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.timeout = timeout;
        self
    }

    /// How long a call may take, all attempts and the waits between them included. 150 seconds by default.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.settings.total_timeout = timeout;
        self
    }

    /// How long a streamed answer may be silent while somebody waits for it. 60 seconds by default.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.settings.limits.idle = timeout;
        self
    }

    /// How often a call is tried, and how long it waits in between. [`Retry::default`] by default.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// How many retries all clones of the client may spend together. [`RetryBudget::default`] by default.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Keeps all clones of the client together below the provider's limit of requests. Off by default.
    #[cfg(feature = "rate-limit")]
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// Whether values are checked before they are sent, where the client knows rules for them. `true` by default; see
    /// [`InvalidRequest::faults`](crate::InvalidRequest::faults).
    pub fn check_requests(mut self, check: bool) -> Self {
        self.settings.check = check;
        self
    }

    /// How long connecting may take, proxies and TLS included. 5 seconds by default, or what a `reqwest::ClientBuilder` of
    /// the caller's own says. A transport of the caller's own does not see it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The largest body read, in bytes; more is refused while reading. 32 MiB by default. A streamed answer may be
    /// longer, but none of its events or lines.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.settings.limits.max_body = bytes;
        self
    }

    /// The `User-Agent` header. Name and version of the generated crate by default.
    pub fn user_agent(mut self, text: impl Into<String>) -> Self {
        self.user_agent = Some(text.into());
        self
    }

    /// Allows credentials over plain `http` to any host, readable for everybody on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.allow_http = allow;
        self
    }

    /// Sends through `transport` instead of the default one.
    ///
    /// That is hyper's client on tokio: HTTP/1.1 or HTTP/2, TLS by rustls with the platform's certificates, and the proxies
    /// that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`; not for what `NO_PROXY` names, and not for a
    /// base URL on this machine).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sees every attempt, every decision about another one, and where answers and the document have come apart; in
    /// place of an earlier observer.
    ///
    /// Looking for drift costs a walk through each answer. Without an observer nobody looks.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.watch.observer = Some(Arc::new(observer));
        self
    }

    /// Whether an answer that holds what the document does not say is an error, [`Error::Drift`](crate::Error::Drift).
    /// For tests; `false` by default, so that nothing a server adds breaks a client.
    pub fn strict(mut self, strict: bool) -> Self {
        self.watch.strict = strict;
        self
    }

    /// Sends through reqwest, made from a builder of the caller's own, instead of the default transport: proxies,
    /// certificates, names, connection pool. [`connect_timeout`](Self::connect_timeout) still counts.
    ///
    /// Redirects, referer and repeats are switched off in it. TLS is what it says; where it leaves the choice of the
    /// cryptography provider to the process and the process has none, ring becomes the provider of the process.
    ///
    /// This is also where a client certificate goes (`mutualTLS`, OpenAPI 3.1): `reqwest::Identity`, with `identity`.
    #[cfg(feature = "reqwest")]
    pub fn reqwest(mut self, builder: reqwest::ClientBuilder) -> Self {
        self.reqwest = Some(builder);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// No base URL, or one that cannot be used; a user agent with a line break; TLS that cannot be set up; a limiter of
    /// requests without a limit.
    pub fn build(self) -> Result<C, BuildError> {
        Ok(Core::from(Ok(self.inner()?)).into())
    }

    /// The client, also where [`build`](Self::build) would refuse: then every call returns what is wrong with the
    /// settings, as [`Error::InvalidRequest`](crate::Error::InvalidRequest).
    pub fn build_or_fail_later(self) -> C {
        Core::from(self.inner()).into()
    }

    /// The decisions behind [`build`](Self::build).
    pub(super) fn inner(mut self) -> Result<Inner, BuildError> {
        let servers = std::mem::take(&mut self.servers);
        let target = Target::new(self.service, self.base_url.as_deref(), servers)?;
        let user_agent = self
            .user_agent
            .as_deref()
            .unwrap_or(self.service.user_agent);
        let user_agent = HeaderValue::from_str(user_agent).map_err(|_| {
            BuildError::new("the user agent contains a character that a header cannot carry")
        })?;
        let transport = self.make_transport(&target)?;
        Ok(Inner {
            security: self.service.security,
            error_code: self.service.error_code,
            user_agent,
            allow_http: self.allow_http,
            limiter: self.limiter(&*transport)?,
            settings: self.settings,
            budget: self.budget,
            jitter: Jitter::new(),
            transport,
            watch: self.watch,
            credentials: self.credentials,
            target,
        })
    }

    #[cfg(feature = "rate-limit")]
    fn limiter(&self, transport: &dyn Transport) -> Result<Option<Limiter>, BuildError> {
        let Some(limit) = self.rate_limit else {
            return Ok(None);
        };
        let quota = limit.quota.or(self.service.rate_limit).ok_or_else(|| {
            BuildError::new("the API documents no rate limit: set one with `RateLimit::quota`")
        })?;
        Ok(Some(Limiter::new(quota, limit.waits, transport.now())))
    }

    #[cfg(not(feature = "rate-limit"))]
    fn limiter(&self, _: &dyn Transport) -> Result<Option<Limiter>, BuildError> {
        Ok(None)
    }

    fn make_transport(&mut self, target: &Target) -> Result<Arc<dyn Transport>, BuildError> {
        if let Some(transport) = self.transport.take() {
            return Ok(transport);
        }
        #[cfg(feature = "reqwest")]
        if let Some(builder) = self.reqwest.take() {
            let transport = crate::transport::reqwest::Reqwest::new(builder, self.connect_timeout)?;
            return Ok(Arc::new(transport));
        }
        self.default_transport(target)
    }

    #[cfg(feature = "hyper")]
    fn default_transport(&self, target: &Target) -> Result<Arc<dyn Transport>, BuildError> {
        use crate::transport::hyper::{Hyper, Settings};
        Ok(Arc::new(Hyper::new(Settings {
            connect_timeout: self.connect_timeout.unwrap_or(Duration::from_secs(5)),
            https: target.needs_tls(),
            loopback: target.base().is_some_and(|base| base.is_loopback()),
        })?))
    }

    #[cfg(not(feature = "hyper"))]
    fn default_transport(&self, _: &Target) -> Result<Arc<dyn Transport>, BuildError> {
        Err(BuildError::new(
            "there is no transport: set one with `transport`, or enable the feature `hyper`",
        ))
    }
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Builder");
        shown
            .field("credentials", &self.credentials)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
