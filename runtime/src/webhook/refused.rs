//! Why a request is not what it should be.

use crate::model::DecodeFault;
use crate::transport::chain;
use std::fmt;

/// Why nobody knows who sent a request.
///
/// Shows names of headers and nothing of what came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// This header is not there.
    MissingHeader(String),
    /// This header is there twice, or is not of the form that the scheme has.
    MalformedHeader(String),
    /// No signature of the request is by one of the secrets: another secret, or other bytes than those that were signed.
    WrongSignature,
    /// It was signed too long ago, or is from the future: it may be an old request that somebody sends again, or a
    /// clock is wrong.
    OutsideWindow,
    /// A secret is not of the form that the scheme has, for example not base64.
    BadSecret,
    /// The scheme signs the address of the request, and [`Delivery::url`](super::Delivery::url) was not set.
    NoUrl,
    /// For schemes of others, with a reason that must not show what came.
    Other(String),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::MissingHeader(name) => write!(f, "there is no header `{name}`"),
            Refused::MalformedHeader(name) => {
                write!(f, "the header `{name}` is not of the form it should have")
            }
            Refused::WrongSignature => f.write_str("no signature is by one of the secrets"),
            Refused::OutsideWindow => {
                f.write_str("it was not signed in the window of time that is allowed")
            }
            Refused::BadSecret => f.write_str("a secret is not of the form that the scheme has"),
            Refused::NoUrl => f.write_str("the scheme signs the URL, and none was given"),
            Refused::Other(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Refused {}

/// Why there is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WebhookError {
    /// It is not known who sent it. Nothing of it was decoded.
    Refused(Refused),
    /// It is from the provider, and cannot be read.
    Decode(DecodeFault),
}

impl WebhookError {
    /// What to answer: 401 for who is not known, 400 for what cannot be read, and 500 where the mistake is ours: a secret
    /// that is none, an address that is not given.
    pub fn status(&self) -> u16 {
        match self {
            WebhookError::Refused(Refused::BadSecret | Refused::NoUrl) => 500,
            WebhookError::Refused(_) => 401,
            WebhookError::Decode(_) => 400,
        }
    }
}

/// The reason is the source; `{:#}` gives both.
impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WebhookError::Refused(_) => "the request is refused",
            WebhookError::Decode(_) => "the event cannot be read",
        })?;
        chain(self, f)
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WebhookError::Refused(refused) => Some(refused),
            WebhookError::Decode(fault) => Some(fault),
        }
    }
}

impl From<Refused> for WebhookError {
    fn from(refused: Refused) -> Self {
        WebhookError::Refused(refused)
    }
}

impl From<DecodeFault> for WebhookError {
    fn from(fault: DecodeFault) -> Self {
        WebhookError::Decode(fault)
    }
}
