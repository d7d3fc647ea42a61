//! What a call can fail with.

mod answered;
mod invalid;

pub use answered::{ApiError, DecodeError, UnexpectedStatus};
pub use invalid::InvalidRequest;

use crate::response::Answer;
use crate::transport::{Sent, TransportError};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// Why a call gave no result. `E` is the operation's own error type, one variant per failure its API documents.
///
/// `Display` is one line and `Debug` shows no body: raw bodies are reached by [`bytes`](Self::bytes) only.
/// Addresses and credentials are in none of them.
#[non_exhaustive]
pub enum Error<E> {
    /// The API answered with a failure it documents. That can be a 500, after which the phone may ring all the same:
    /// ask [`may_have_been_carried_out`](Self::may_have_been_carried_out) first.
    Api(Box<ApiError<E>>),
    /// An answer that is no success and that the API does not document, or not in this shape.
    /// Redirects that are not followed are among them.
    UnexpectedStatus(Box<UnexpectedStatus>),
    /// **The operation was carried out**, but the answer is not what the API documents.
    Decode(Box<DecodeError>),
    /// No complete answer: no connection, a connection that broke, a body over the limit.
    Transport(Box<TransportError>),
    /// No complete answer in time.
    Timeout(Box<TransportError>),
    /// Refused before anything was sent.
    InvalidRequest(Box<InvalidRequest>),
}

impl<E> Error<E> {
    /// The API's own error, if it is one.
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(&error.error),
            _ => None,
        }
    }

    /// The answer's status, if an answer arrived at least in part.
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(Answer::status)
    }

    /// The answer's headers, if an answer arrived at least in part.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head().map(Answer::headers)
    }

    /// The server's identifier of the exchange, to be quoted to its support; see [`Answer::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.head()?.request_id()
    }

    /// The raw body, if a complete one was read.
    pub fn bytes(&self) -> Option<&Bytes> {
        self.answer().map(Answer::bytes)
    }

    /// Whether time ran out.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether the operation may have been carried out in spite of the error: the phone may ring.
    ///
    /// `false` is certain as far as HTTP goes: nothing was sent, or the server refused (a 4xx, or a failure
    /// documented for a success). `true` is "possibly": an answer that was lost or did not come in time, a 5xx, and
    /// those of 4xx which a gateway gives after it has passed the request on (408, 425, 429). After
    /// [`Decode`](Self::Decode) it is a fact.
    pub fn may_have_been_carried_out(&self) -> bool {
        match self {
            Self::Api(error) => !error.status().is_success() && leaves_open(error.status()),
            Self::UnexpectedStatus(error) => leaves_open(error.answer().status()),
            Self::Decode(_) => true,
            Self::Transport(error) | Self::Timeout(error) => match error.head() {
                Some(head) => leaves_open(head.status()),
                None => error.sent() != Sent::No,
            },
            Self::InvalidRequest(_) => false,
        }
    }

    /// The complete answer.
    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Api(error) => Some(error.answer()),
            Self::UnexpectedStatus(error) => Some(error.answer()),
            Self::Decode(error) => Some(error.answer()),
            Self::Transport(_) | Self::Timeout(_) | Self::InvalidRequest(_) => None,
        }
    }

    /// The answer, or the part of it that arrived.
    fn head(&self) -> Option<&Answer> {
        match self {
            Self::Transport(error) | Self::Timeout(error) => error.head(),
            _ => self.answer(),
        }
    }
}

/// Whether an answer of this status says nothing certain about the operation. Only a refusal does.
fn leaves_open(status: StatusCode) -> bool {
    !status.is_client_error() || matches!(status.as_u16(), 408 | 425 | 429)
}

/// What came of a call that got no answer: the part of [`Error`] that does not depend on the operation.
pub(crate) enum NoAnswer {
    Transport(Box<TransportError>),
    InvalidRequest(Box<InvalidRequest>),
}

impl From<InvalidRequest> for NoAnswer {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(Box::new(error))
    }
}

impl From<TransportError> for NoAnswer {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}

impl<E> From<NoAnswer> for Error<E> {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::Transport(error) if error.is_timeout() => Self::Timeout(error),
            NoAnswer::Transport(error) => Self::Transport(error),
            NoAnswer::InvalidRequest(error) => Self::InvalidRequest(error),
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::UnexpectedStatus(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => f.debug_tuple("Timeout").field(error).finish(),
            Self::InvalidRequest(error) => error.fmt(f),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::UnexpectedStatus(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(f),
            Self::InvalidRequest(error) => write!(f, "the request was not sent: {error}"),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// The reason below the one line that `Display` gives.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(_) => None,
            Self::UnexpectedStatus(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            Self::InvalidRequest(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests;
