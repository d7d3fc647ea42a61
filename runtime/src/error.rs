//! What a call can fail with.

mod answered;
mod drift;
mod fault;
mod invalid;
mod no_answer;
mod pages;
mod rate_limited;
mod token;

pub use answered::{ApiError, DecodeError, UnexpectedStatus};
pub use drift::DriftError;
pub(crate) use fault::Fault;
pub use invalid::InvalidRequest;
pub(crate) use no_answer::NoAnswer;
pub(crate) use pages::Astray;
pub use pages::PagesError;
pub use rate_limited::RateLimitExceeded;
pub use token::TokenError;

use crate::call::History;
use crate::model::{DecodeFault, Value};
use crate::rate_limit::RateLimitStatus;
use crate::response::{Answer, typed_headers};
use crate::transport::{TransportError, chain};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// Why a call gave no result. `E` is the operation's own error type, one variant per failure its API documents.
///
/// It is what became of the last attempt; [`attempts`](Self::attempts) says how many there were.
///
/// `{}` is one line that says what it means, `{:#}` is one line with the reasons as well, which otherwise are reached
/// by [`source`](std::error::Error::source). None of them shows what the server said, an address or a credential; neither
/// does `Debug`, which names the variant of a documented failure: [`api`](Self::api) gives it with its texts, which its
/// own `Debug` shows, and [`bytes`](Self::bytes) gives the raw body.
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
    /// The answer could be read, but holds what the API does not document. Only of a client that is
    /// [`strict`](crate::Builder::strict); **the operation was carried out** where the answer is a success.
    Drift(Box<DriftError>),
    /// No complete answer: no connection, a connection that broke, a body over the limit.
    Transport(Box<TransportError>),
    /// No complete answer in time.
    Timeout(Box<TransportError>),
    /// Refused before anything was sent.
    InvalidRequest(Box<InvalidRequest>),
    /// Held back by this client's own limiter; nothing was sent.
    RateLimit(Box<RateLimitExceeded>),
    /// The provider of a token failed; nothing was sent. See [`Secret::provider`](crate::Secret::provider).
    Token(Box<TokenError>),
    /// Of a list that is read page by page: what was sent is complete and has been given, but where the next page is
    /// cannot be told from it.
    Pages(Box<PagesError>),
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

    /// The headers that the document describes for refusals, as the struct that the crate has for them; a field is
    /// empty where its header is missing. `None`: there is no answer.
    ///
    /// # Errors
    ///
    /// A header is not what the document says. All of them are in [`headers`](Self::headers) as they came.
    pub fn typed_headers<H: Value>(&self) -> Result<Option<H>, DecodeFault> {
        self.headers().map(typed_headers::read).transpose()
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
        match self {
            Self::Token(error) => error.is_timeout(),
            _ => matches!(self, Self::Timeout(_)),
        }
    }

    /// Whether the operation may have been carried out in spite of the error: the phone may ring.
    ///
    /// `false` is certain as far as HTTP goes: nothing was sent, or the server refused (a 4xx, a failure documented for
    /// a success, a status for which the provider guarantees it). `true` is "possibly": an answer that was lost or did
    /// not come in time, a 5xx, those of 4xx which a gateway gives after it has passed the request on (408, 425, 429,
    /// 499), and a 409 where the call carries an idempotency key (an earlier request with it may be under way), in any
    /// of the attempts. After [`Decode`](Self::Decode) it is a fact.
    pub fn may_have_been_carried_out(&self) -> bool {
        if self.history().is_some_and(|history| history.left_open) {
            return true;
        }
        match self {
            Self::Api(error) => !error.status().is_success() && error.answer().leaves_open(),
            Self::UnexpectedStatus(error) => error.answer().leaves_open(),
            Self::Decode(_) => true,
            Self::Drift(error) => error.leaves_open(),
            Self::Transport(error) | Self::Timeout(error) => error.leaves_open(),
            Self::InvalidRequest(_) | Self::RateLimit(_) | Self::Token(_) | Self::Pages(_) => false,
        }
    }

    /// Whether the same call may be made again without harm, and could go well: by what the operation is and by what
    /// happened. Then it was tried as often as the settings, the time and the retry budget allowed.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimit(_) | Self::Token(_) => true,
            Self::Pages(_) => false,
            _ => self.history().is_some_and(|history| history.retryable),
        }
    }

    /// How often it was tried to send the request; 0 if it was refused before.
    pub fn attempts(&self) -> u32 {
        self.history().map_or(0, |history| history.attempts)
    }

    /// How long to wait before another request: what the server asks for, or until the client's own limiter lets one
    /// through. See [`Answer::retry_after`].
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimit(error) => Some(error.retry_after()),
            _ => self.head()?.retry_after(),
        }
    }

    /// The provider's code for the failure, where the body has one; see [`Answer::code`].
    pub fn code(&self) -> Option<&str> {
        match self {
            // The body of a success.
            Self::Decode(_) | Self::Pages(_) => None,
            Self::Drift(error) if error.carried_out() => None,
            _ => self.answer()?.code(),
        }
    }

    /// What the headers say of the server's limit of requests, if they say anything.
    pub fn rate_limit(&self) -> Option<RateLimitStatus> {
        self.head()?.rate_limit()
    }

    /// The idempotency key that all attempts carried, where the operation takes one. The same key makes a later
    /// repeat harmless too.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.history()?.idempotency_key.as_deref()
    }

    /// The complete answer.
    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Api(error) => Some(error.answer()),
            Self::UnexpectedStatus(error) => Some(error.answer()),
            Self::Decode(error) => Some(error.answer()),
            Self::Drift(error) => Some(error.answer()),
            Self::Pages(error) => Some(error.answer()),
            Self::Transport(_)
            | Self::Timeout(_)
            | Self::InvalidRequest(_)
            | Self::RateLimit(_)
            | Self::Token(_) => None,
        }
    }

    /// What the call went through; nothing if nothing was sent.
    fn history(&self) -> Option<&History> {
        match self {
            Self::Transport(error) | Self::Timeout(error) => Some(&error.history),
            _ => Some(&self.answer()?.history),
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

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::UnexpectedStatus(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Drift(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => f.debug_tuple("Timeout").field(error).finish(),
            Self::InvalidRequest(error) => error.fmt(f),
            Self::RateLimit(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Pages(error) => error.fmt(f),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::UnexpectedStatus(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Drift(error) => error.fmt(f),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(f),
            Self::InvalidRequest(error) => {
                write!(f, "the request was not sent: {error}")?;
                chain(&**error, f)
            }
            Self::RateLimit(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Pages(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    /// The reason below the one line that `Display` gives.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(_) | Self::Drift(_) => None,
            Self::UnexpectedStatus(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            Self::InvalidRequest(error) => error.source(),
            Self::RateLimit(_) | Self::Pages(_) => None,
            Self::Token(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests;
