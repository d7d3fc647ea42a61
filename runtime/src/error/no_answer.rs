//! What came of a call that got no answer: the part of [`Error`] that does not depend on the operation.

use super::{Error, InvalidRequest, RateLimitExceeded, TokenError};
use crate::transport::TransportError;

pub(crate) enum NoAnswer {
    Transport(Box<TransportError>),
    InvalidRequest(Box<InvalidRequest>),
    RateLimit(Box<RateLimitExceeded>),
    Token(Box<TokenError>),
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

impl From<RateLimitExceeded> for NoAnswer {
    fn from(error: RateLimitExceeded) -> Self {
        Self::RateLimit(Box::new(error))
    }
}

impl From<TokenError> for NoAnswer {
    fn from(error: TokenError) -> Self {
        Self::Token(Box::new(error))
    }
}

impl<E> From<InvalidRequest> for Error<E> {
    fn from(error: InvalidRequest) -> Self {
        Self::InvalidRequest(Box::new(error))
    }
}
