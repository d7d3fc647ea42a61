//! What all clones of a client share: address, credentials, limits, transport.

mod base_url;
mod builder;
mod server_url;
mod service;
mod target;

pub(crate) use base_url::BaseUrl;
pub use builder::Builder;
pub use server_url::ServerUrl;
pub use service::Service;
pub(crate) use target::Target;

use crate::auth::Credential;
use crate::call::{Call, Settings};
use crate::error::InvalidRequest;
use crate::failure::{CodeAt, Failures};
use crate::model::Value;
use crate::rate_limit::Limiter;
use crate::retry::{Jitter, RetryBudget};
use crate::route::{Route, Security};
use crate::transport::{Transport, chain};
use crate::watch::Watch;
use http::HeaderValue;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// The inside of every generated `Client`. Clones share one connection pool, retry budget and limiter.
#[derive(Clone)]
pub struct Core {
    inner: Arc<Result<Inner, BuildError>>,
    /// Servers that this clone alone was told, the last one first.
    here: Option<Arc<[ServerUrl]>>,
}

pub(crate) struct Inner {
    target: Target,
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

    /// The same client with another server of the document, for those operations that have it among theirs. A base URL that
    /// was set replaces it as it replaces all others.
    pub fn at(&self, server: impl Into<ServerUrl>) -> Self {
        let earlier = self.here.iter().flat_map(|here| here.iter().cloned());
        Self {
            inner: self.inner.clone(),
            here: Some(std::iter::once(server.into()).chain(earlier).collect()),
        }
    }

    /// Begins a call.
    pub fn call<T: Value, E: Failures>(&self, route: Route) -> Call<T, E> {
        Call::new(self.clone(), route)
    }

    /// The settings, or what is wrong with them.
    pub(crate) fn inner(&self) -> Result<&Inner, InvalidRequest> {
        (*self.inner).as_ref().map_err(BuildError::refusal)
    }

    /// Where a call goes.
    pub(crate) fn base(&self, route: &Route) -> Result<Arc<BaseUrl>, InvalidRequest> {
        let found = self.inner()?.target.of(route, self.here.as_deref());
        found.map_err(|error| error.refusal())
    }
}

impl Inner {
    /// Whether credentials may travel to `base`.
    pub(crate) fn trusts(&self, base: &BaseUrl) -> bool {
        self.allow_http || self.target.is_private(base)
    }
}

impl From<Result<Inner, BuildError>> for Core {
    fn from(inner: Result<Inner, BuildError>) -> Self {
        Self {
            inner: Arc::new(inner),
            here: None,
        }
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.inner {
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
    #[cfg(feature = "hyper")]
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
