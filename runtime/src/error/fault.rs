//! Why a call gave no result, for code that knows no type of the operation.

use super::{
    DecodeError, DriftError, Error, InvalidRequest, NoAnswer, RateLimitExceeded, TokenError,
    UnexpectedStatus,
};
use crate::transport::TransportError;

/// [`Error`] without the failures that an operation documents, and without what only lists know.
pub(crate) enum Fault {
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

/// Nothing but a change of names: it is compiled for every operation of a program.
impl<E> From<Fault> for Error<E> {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::UnexpectedStatus(error) => Self::UnexpectedStatus(error),
            Fault::Decode(error) => Self::Decode(error),
            Fault::Drift(error) => Self::Drift(error),
            Fault::Transport(error) => Self::Transport(error),
            Fault::Timeout(error) => Self::Timeout(error),
            Fault::InvalidRequest(error) => Self::InvalidRequest(error),
            Fault::RateLimit(error) => Self::RateLimit(error),
            Fault::Token(error) => Self::Token(error),
        }
    }
}
