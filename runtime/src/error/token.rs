//! A token that could not be had.

use crate::transport::chain;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Why there was no token for a call: its provider failed, or took longer than the call may. Nothing was sent.
#[derive(Clone, Debug)]
pub struct TokenError {
    scheme: &'static str,
    /// `None`: the time was over.
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl TokenError {
    pub(crate) fn failed(scheme: &'static str, source: Arc<dyn Error + Send + Sync>) -> Self {
        let source = Some(source);
        Self { scheme, source }
    }

    pub(crate) fn timed_out(scheme: &'static str) -> Self {
        Self {
            scheme,
            source: None,
        }
    }

    /// Whether time ran out.
    pub(crate) fn is_timeout(&self) -> bool {
        self.source.is_none()
    }

    /// The security scheme that the token is for, as the document names it.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }
}

/// One line; `{:#}` adds the provider's reason.
impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.is_timeout() {
            true => "gave none in time",
            false => "failed",
        };
        write!(
            f,
            "nothing was sent: the provider of the token for `{}` {what}",
            self.scheme
        )?;
        chain(self, f)
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
