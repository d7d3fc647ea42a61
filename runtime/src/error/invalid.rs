//! A request that was not sent.

use std::error::Error;
use std::fmt;

/// Why a request was refused before anything was sent: bad input, a missing credential, a client that could not be built.
///
/// The message names the parameter and the reason, never the value.
#[derive(Debug)]
pub struct InvalidRequest {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl InvalidRequest {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn because(
        message: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            message: message.into(),
            source: Some(source.into()),
        }
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for InvalidRequest {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
