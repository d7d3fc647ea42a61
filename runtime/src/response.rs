//! Answers, and what they mean: status, headers and bytes to a typed result or a typed error. No I/O.

mod surrogates;

use crate::error::{ApiError, DecodeError, Error, UnexpectedStatus};
use crate::failure::{self, Failures};
use crate::model::{self, DecodeFault, Value};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::borrow::Cow;
use std::fmt;

/// An answer as it came: status, headers, raw body.
///
/// `Debug` shows the status and how much there is, not what: headers and bodies hold private data.
#[derive(Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    pub(crate) fn new(response: http::Response<Bytes>) -> Self {
        let (parts, bytes) = response.into_parts();
        Self {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The identifier the server gave to this exchange, to be quoted to its support:
    /// the first of `x-request-id`, `request-id`, `x-amzn-requestid`, `cf-ray`.
    pub fn request_id(&self) -> Option<&str> {
        let mut values = REQUEST_IDS
            .iter()
            .filter_map(|name| self.headers.get(*name));
        values.find_map(|value| value.to_str().ok().filter(|id| !id.is_empty()))
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as JSON text. A byte order mark in front of it is no part of JSON (RFC 8259, 8.1), but it is sent.
    fn json(&self) -> Cow<'_, [u8]> {
        surrogates::mend(
            self.bytes
                .strip_prefix(b"\xEF\xBB\xBF")
                .unwrap_or(&self.bytes),
        )
    }
}

const REQUEST_IDS: [&str; 4] = ["x-request-id", "request-id", "x-amzn-requestid", "cf-ray"];

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Answer");
        shown.field("status", &self.status.as_u16());
        shown
            .field("headers", &self.headers.len())
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

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
    Ok(answer.bytes.clone())
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
    if let Some(row) = failure::choose(E::ARMS, answer.status, || answer.json()) {
        return Err(match failure::read(row, &answer.json()) {
            Ok(error) => Error::Api(Box::new(ApiError::new(error, answer))),
            Err(source) => {
                Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, Some(source))))
            }
        });
    }
    if !answer.status.is_success() {
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
