//! Why a call gave no result, for code that knows no type of the operation.

use super::{
    ApiError, DecodeError, DriftError, Error, InvalidRequest, NoAnswer, RateLimitExceeded,
    TokenError, UnexpectedStatus,
};
use crate::model;
use crate::response::Answer;
use crate::transport::TransportError;

/// [`Error`] without its type: of a documented failure there is only the answer. What only lists know is
/// left out.
pub(crate) enum Fault {
    Documented(Box<Answer>),
    UnexpectedStatus(Box<UnexpectedStatus>),
    Decode(Box<DecodeError>),
    Drift(Box<DriftError>),
    Transport(Box<TransportError>),
    Timeout(Box<TransportError>),
    InvalidRequest(Box<InvalidRequest>),
    RateLimit(Box<RateLimitExceeded>),
    Token(Box<TokenError>),
}

impl From<NoAnswer> for Fault {
    fn from(error: NoAnswer) -> Self {
        match error {
            NoAnswer::Transport(error) if error.is_timeout() => Self::Timeout(error),
            NoAnswer::Transport(error) => Self::Transport(error),
            NoAnswer::InvalidRequest(error) => Self::InvalidRequest(error),
            NoAnswer::RateLimit(error) => Self::RateLimit(error),
            NoAnswer::Token(error) => Self::Token(error),
        }
    }
}

impl Fault {
    /// The error of an operation whose documented failure, if it is one, is in `failure`.
    ///
    /// Nothing but a change of names: it is compiled for every operation of a program.
    pub(crate) fn error<E>(self, failure: Option<E>) -> Error<E> {
        match self {
            Self::Documented(answer) => match failure {
                Some(failure) => Error::Api(Box::new(ApiError::new(failure, answer))),
                None => Error::UnexpectedStatus(unread(answer)),
            },
            Self::UnexpectedStatus(error) => Error::UnexpectedStatus(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Drift(error) => Error::Drift(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::InvalidRequest(error) => Error::InvalidRequest(error),
            Self::RateLimit(error) => Error::RateLimit(error),
            Self::Token(error) => Error::Token(error),
        }
    }
}

/// Who finds a documented failure reads it first, so this is never reached.
#[cold]
fn unread(answer: Box<Answer>) -> Box<UnexpectedStatus> {
    let source = Some(model::nothing());
    Box::new(UnexpectedStatus::new(*answer, source))
}
