//! What a stream can fail with after it has begun.

use crate::error::{DriftError, InvalidRequest, NoAnswer, UnexpectedStatus};
use crate::model::DecodeFault;
use crate::transport::{TransportError, chain};
use bytes::Bytes;
use std::fmt;

/// Why an item is missing, or all that would follow; [`ends_stream`](Self::ends_stream) says which.
///
/// Neither `{}` nor `Debug` shows what was sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum StreamError {
    /// The stream broke off, or one of its items is larger than [`max_body`](crate::Builder::max_body).
    Transport(Box<TransportError>),
    /// Nothing came for too long.
    Timeout(Box<TransportError>),
    /// An item that is not what the API documents. **The stream goes on.**
    Decode(Box<ItemError>),
    /// An item that could be read, but holds what the API does not document; only of a client that is
    /// [`strict`](crate::Builder::strict). **The stream goes on.**
    Drift(Box<DriftError>),
    /// The stream broke off, and the server did not take it up again.
    NotResumed(Box<UnexpectedStatus>),
    /// The stream broke off, and could not be asked for again.
    InvalidRequest(Box<InvalidRequest>),
}

impl StreamError {
    /// Whether nothing more comes. Otherwise one item could not be read.
    pub fn ends_stream(&self) -> bool {
        !matches!(self, Self::Decode(_) | Self::Drift(_))
    }

    /// Whether nothing came for too long.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// What was sent, where an item could not be read.
    pub fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Decode(error) => Some(&error.bytes),
            _ => None,
        }
    }

    pub(super) fn decode(bytes: Bytes, fault: DecodeFault) -> Self {
        Self::Decode(Box::new(ItemError { bytes, fault }))
    }
}

impl From<TransportError> for StreamError {
    fn from(error: TransportError) -> Self {
        Self::from(NoAnswer::from(error))
    }
}

impl From<NoAnswer> for StreamError {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::Transport(error) if error.is_timeout() => Self::Timeout(error),
            NoAnswer::Transport(error) => Self::Transport(error),
            NoAnswer::InvalidRequest(error) => Self::InvalidRequest(error),
            NoAnswer::RateLimit(error) => Self::InvalidRequest(Box::new(InvalidRequest::because(
                "the client's own limiter has no room",
                *error,
            ))),
            NoAnswer::Token(error) => Self::InvalidRequest(Box::new(InvalidRequest::because(
                "there is no token",
                *error,
            ))),
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) | Self::Timeout(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Drift(error) => error.fmt(f),
            Self::NotResumed(error) => write!(f, "the stream was not taken up again: {error}"),
            Self::InvalidRequest(error) => {
                write!(f, "the stream could not be asked for again: {error}")?;
                chain(&**error, f)
            }
        }
    }
}

impl std::error::Error for StreamError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Drift(_) => None,
            Self::NotResumed(error) => error.source(),
            Self::InvalidRequest(error) => error.source(),
        }
    }
}

/// One item of a stream that is not what the API documents.
pub struct ItemError {
    bytes: Bytes,
    fault: DecodeFault,
}

impl ItemError {
    /// What was sent.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Where and why it is not what the API documents.
    pub fn fault(&self) -> &DecodeFault {
        &self.fault
    }
}

impl fmt::Display for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one item of the stream cannot be read")?;
        chain(self, f)
    }
}

impl fmt::Debug for ItemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ItemError");
        shown
            .field("bytes", &self.bytes.len())
            .field("fault", &self.fault)
            .finish()
    }
}

impl std::error::Error for ItemError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.fault)
    }
}
