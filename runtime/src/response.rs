//! Answers, and what they mean: status, headers and bytes to a typed result or a typed error. No I/O.

mod answer;
mod surrogates;

pub use answer::Answer;

use crate::error::{ApiError, DecodeError, Error, UnexpectedStatus};
use crate::failure::{self, Failures};
use crate::model::{self, DecodeFault, Value};
use crate::rate_limit::RateLimitStatus;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;

/// A success with everything that came with it.
pub struct Response<T> {
    answer: Answer,
    body: T,
}

impl<T> Response<T> {
    /// The status, 200 to 299.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// See [`Answer::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }

    /// How often the request was sent until this answer came; 1 where the first attempt went well.
    pub fn attempts(&self) -> u32 {
        self.answer.attempts()
    }

    /// See [`Answer::idempotency_key`].
    pub fn idempotency_key(&self) -> Option<&str> {
        self.answer.idempotency_key()
    }

    /// See [`Answer::rate_limit`].
    pub fn rate_limit(&self) -> Option<RateLimitStatus> {
        self.answer.rate_limit()
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        self.answer.bytes()
    }

    /// The typed body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The typed body, without the rest.
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

/// Makes the typed body of a success.
pub(crate) type Decoder<T> = fn(&Answer) -> Result<T, DecodeFault>;

/// A JSON body.
pub(crate) fn json<T: Value>(answer: &Answer) -> Result<T, DecodeFault> {
    model::from_slice(&answer.json())
}

/// A JSON body, or none, which is null.
pub(crate) fn json_or_null<T: Value>(answer: &Answer) -> Result<T, DecodeFault> {
    match answer.json() {
        body if body.iter().all(u8::is_ascii_whitespace) => model::from_slice(b"null"),
        body => model::from_slice(&body),
    }
}

/// A body of any kind.
pub(crate) fn raw(answer: &Answer) -> Result<Bytes, DecodeFault> {
    Ok(answer.bytes().clone())
}

/// A body nobody asks for.
pub(crate) fn discard(_: &Answer) -> Result<(), DecodeFault> {
    Ok(())
}

/// What an answer means: a documented failure, an undocumented status, or a success of type `T`.
pub(crate) fn interpret<T, E: Failures>(
    answer: Answer,
    decoder: Decoder<T>,
) -> Result<Response<T>, Error<E>> {
    if let Some(row) = failure::choose(E::ARMS, answer.status(), || answer.json()) {
        return Err(match failure::read(row, &answer.json()) {
            Ok(error) => Error::Api(Box::new(ApiError::new(error, answer))),
            Err(source) => {
                Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, Some(source))))
            }
        });
    }
    if !answer.status().is_success() {
        return Err(Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(
            answer, None,
        ))));
    }
    match decoder(&answer) {
        Ok(body) => Ok(Response { answer, body }),
        Err(source) => Err(Error::Decode(Box::new(DecodeError::new(answer, source)))),
    }
}

#[cfg(test)]
mod tests;
