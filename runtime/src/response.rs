//! Answers, and what they mean: status, headers and bytes to a typed result or a typed error. No I/O.

mod answer;
mod arrived;
pub(crate) mod charset;
mod code;
pub(crate) mod decoder;
mod interpret;
pub(crate) mod surrogates;
pub(crate) mod typed_headers;

pub use answer::Answer;
pub(crate) use arrived::Arrived;
pub(crate) use decoder::Decoder;
pub(crate) use interpret::{Outcome, Typed, judge};

use crate::model::{DecodeFault, Value};
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

    /// The headers that the document describes, as the struct that the crate has for them; where one is missing, so is its
    /// field.
    ///
    /// # Errors
    ///
    /// A header is not what the document says. All of them are in [`headers`](Self::headers) as they came.
    pub fn typed_headers<H: Value>(&self) -> Result<H, DecodeFault> {
        typed_headers::read(self.answer.headers())
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

    pub(crate) fn new(answer: Answer, body: T) -> Self {
        Self { answer, body }
    }

    pub(crate) fn into_parts(self) -> (Answer, T) {
        (self.answer, self.body)
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

#[cfg(test)]
mod tests;
