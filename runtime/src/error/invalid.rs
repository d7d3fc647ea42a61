//! A request that was not sent.

use crate::model::Fault;
use std::error::Error;
use std::fmt::{self, Write};

/// How many faults the message lists.
const SHOWN: usize = 8;

/// Why a request was refused before anything was sent: bad input, a missing credential, a client that could not be built.
///
/// The message names the parameter and the reason, never the value. What breaks the rules of the API's document is all
/// there, see [`faults`](Self::faults).
#[derive(Debug)]
pub struct InvalidRequest {
    message: String,
    faults: Vec<Fault>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl InvalidRequest {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            faults: Vec::new(),
            source: None,
        }
    }

    /// Values that break the rules of the document.
    pub(crate) fn broken(faults: Vec<Fault>) -> Self {
        let mut message = "the request breaks rules of the API".to_owned();
        for (index, fault) in faults.iter().take(SHOWN).enumerate() {
            let _ = write!(message, "{} {fault}", if index == 0 { ":" } else { ";" });
        }
        if faults.len() > SHOWN {
            let _ = write!(message, "; and {} more", faults.len() - SHOWN);
        }
        Self {
            faults,
            ..Self::new(message)
        }
    }

    pub(crate) fn because(
        message: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            message: message.into(),
            faults: Vec::new(),
            source: Some(source.into()),
        }
    }
}

impl InvalidRequest {
    /// Every value that breaks a rule of the API's document, with its path, the first hundred of each part of the
    /// request; empty if something else is wrong.
    ///
    /// A provider may have dropped a rule since the client was made: `unchecked()` on a call, or `check_requests(false)`
    /// on the client, sends it all the same.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
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
