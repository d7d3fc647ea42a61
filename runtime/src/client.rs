//! What all clones of a client share: address, credentials, limits, transport.

mod base_url;
mod builder;

pub(crate) use base_url::BaseUrl;
pub use builder::Builder;

use crate::auth::Credential;
use crate::call::{Call, Settings};
use crate::error::InvalidRequest;
use crate::failure::{CodeAt, Failures};
use crate::model::Value;
use crate::rate_limit::{Limiter, Quota};
use crate::retry::{Jitter, RetryBudget};
use crate::route::{Route, Security};
use crate::transport::{Transport, chain};
use crate::watch::Watch;
use http::HeaderValue;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

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
    user_agent: &'static str,
    base_url: Option<&'static str>,
    security: Security,
    rate_limit: Option<Quota>,
    error_code: CodeAt,
}

impl Service {
    /// A service without an address, whose operations take no credential. `user_agent` is `name/version` of the crate.
    pub const fn new(user_agent: &'static str) -> Self {
        Self {
            user_agent,
            base_url: None,
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
}

/// The inside of every generated `Client`. Clones share one connection pool, retry budget and limiter.
#[derive(Clone)]
pub struct Core(Arc<Result<Inner, BuildError>>);

pub(crate) struct Inner {
    pub(crate) base: BaseUrl,
    pub(crate) security: Security,
    pub(crate) error_code: CodeAt,
    pub(crate) credentials: Vec<Credential>,
    pub(crate) allow_http: bool,
    pub(crate) user_agent: HeaderValue,
    pub(crate) settings: Settings,
    pub(crate) budget: RetryBudget,
    pub(crate) jitter: Jitter,
    pub(crate) limiter: Option<Limiter>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) watch: Watch,
}

impl Core {
    /// A client with the service's own settings and one credential.
    ///
    /// Never fails: what is wrong with the settings is what the first call returns.
    pub fn new(service: &'static Service, credential: impl Into<Credential>) -> Self {
        Builder::new(service).auth(credential).build_or_fail_later()
    }

    /// A client of a service that takes no credential.
    pub fn anonymous(service: &'static Service) -> Self {
        Builder::new(service).build_or_fail_later()
    }

    /// Begins a call.
    pub fn call<T: Value, E: Failures>(&self, route: Route) -> Call<T, E> {
        Call::new(self.clone(), route)
    }

    /// The settings, or what is wrong with them.
    pub(crate) fn inner(&self) -> Result<&Inner, InvalidRequest> {
        self.0.as_ref().as_ref().map_err(BuildError::refusal)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Ok(inner) => {
                let mut shown = f.debug_struct("Core");
                shown
                    .field("credentials", &inner.credentials)
                    .field("settings", &inner.settings)
                    .finish_non_exhaustive()
            }
            Err(error) => f.debug_tuple("Core").field(error).finish(),
        }
    }
}

/// Why a client could not be made. The message shows no address.
#[derive(Clone, Debug)]
pub struct BuildError {
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl BuildError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// The default transport could not be made.
    #[cfg(feature = "reqwest")]
    pub(crate) fn transport(source: impl Error + Send + Sync + 'static) -> Self {
        Self {
            message: "the transport could not be set up".to_owned(),
            source: Some(Arc::new(source)),
        }
    }

    /// What a call of such a client returns.
    fn refusal(&self) -> InvalidRequest {
        match &self.source {
            Some(source) => InvalidRequest::because(self.message.clone(), source.clone()),
            None => InvalidRequest::new(self.message.clone()),
        }
    }
}

/// One line; `{:#}` adds the reasons below it.
impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        chain(self, f)
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
