//! Which server a call goes to.

use super::{BaseUrl, BuildError, ServerUrl, Service};
use crate::route::Route;
use std::sync::Arc;
use url::Url;

/// What a client knows of servers.
pub(crate) struct Target {
    service: &'static Service,
    /// The server of all operations that have none of their own.
    base: Option<Arc<BaseUrl>>,
    /// Whether the caller gave a base URL: then it replaces every server of the document.
    is_given: bool,
    /// What the caller chose of the document's servers, the last one first.
    chosen: Vec<ServerUrl>,
}

impl Target {
    pub(super) fn new(
        service: &'static Service,
        given: Option<&str>,
        chosen: Vec<ServerUrl>,
    ) -> Result<Self, BuildError> {
        let mut target = Self {
            service,
            base: None,
            is_given: given.is_some(),
            chosen,
        };
        let base = match given {
            Some(url) => Some(BaseUrl::parse(url)?),
            None => target.of_service()?,
        };
        target.base = base.map(Arc::new);
        Ok(target)
    }

    /// The server of the document that was chosen, or its first one.
    fn of_service(&self) -> Result<Option<BaseUrl>, BuildError> {
        let is_ours = |server: &&ServerUrl| server.is_among(|url| self.service.has(url));
        if let Some(server) = self.chosen.iter().find(is_ours) {
            return server.base().map(Some);
        }
        match self.service.url() {
            Some(url) if is_relative(url) => Err(BuildError::new(format!(
                "the document's server `{url}` is relative to an address that it does not give: set one with `base_url`"
            ))),
            Some(url) => BaseUrl::parse(url).map(Some),
            None if self.service.needs_base_url => Err(missing()),
            None => Ok(None),
        }
    }

    /// The server that a transport is made for.
    #[cfg(feature = "hyper")]
    pub(super) fn base(&self) -> Option<&BaseUrl> {
        self.base.as_deref()
    }

    /// Whether some call may need TLS.
    #[cfg(feature = "hyper")]
    pub(super) fn needs_tls(&self) -> bool {
        let base = self.base.as_ref().is_none_or(|base| base.is_https());
        base || (!self.is_given && self.service.https_elsewhere)
    }

    /// Whether credentials may travel to `base`.
    pub(super) fn is_private(&self, base: &BaseUrl) -> bool {
        base.is_private(self.base.as_deref())
    }

    /// The server of an operation. `here`: what was chosen for this call, the last one first.
    pub(super) fn of(
        &self,
        route: &Route,
        here: Option<&[ServerUrl]>,
    ) -> Result<Arc<BaseUrl>, BuildError> {
        let own = route.servers.first();
        if self.is_given || (own.is_none() && here.is_none()) {
            let base = self.base.as_ref().ok_or_else(missing)?;
            return Ok(match own {
                Some(own) => self.moved(base, own),
                None => base.clone(),
            });
        }
        let mut chosen = here.unwrap_or_default().iter().chain(&self.chosen);
        let is_ours = |server: &&ServerUrl| {
            server.is_among(|url| match own {
                Some(_) => route.servers.contains(&url),
                None => self.service.has(url),
            })
        };
        match (chosen.find(is_ours), own) {
            (Some(server), _) => server.base().map(Arc::new),
            (None, Some(url)) if is_relative(url) => {
                let base = self.base.as_ref().ok_or_else(missing)?;
                Ok(Arc::new(base.at(url)))
            }
            (None, Some(url)) => BaseUrl::parse(url).map(Arc::new),
            (None, None) => self.base.clone().ok_or_else(missing),
        }
    }

    /// A base URL that the caller gave, for an operation whose own server is `own`: never another host. Where that server
    /// differs from the document's in its path alone, so does this one: `/v2` beside `/v1`.
    fn moved(&self, base: &Arc<BaseUrl>, own: &str) -> Arc<BaseUrl> {
        let service = self.service.url().unwrap_or_default();
        let (from, to) = match (is_relative(service), is_relative(own)) {
            (true, true) => (service.to_owned(), own.to_owned()),
            (false, true) => (path(service), own.to_owned()),
            (false, false) if same_origin(service, own) => (path(service), path(own)),
            _ => return base.clone(),
        };
        Arc::new(base.moved(&from, &to))
    }
}

fn missing() -> BuildError {
    BuildError::new("there is no base URL: set one with `base_url`")
}

fn is_relative(url: &str) -> bool {
    url.is_empty() || url.starts_with('/')
}

fn path(url: &str) -> String {
    Url::parse(url).map_or_else(|_| String::new(), |url| url.path().to_owned())
}

fn same_origin(one: &str, other: &str) -> bool {
    match (Url::parse(one), Url::parse(other)) {
        (Ok(one), Ok(other)) => one.origin() == other.origin(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
