//! Answers, and what they mean: status, headers and bytes to a typed result or a typed error. No I/O.

mod answer;
mod arrived;
pub(crate) mod charset;
mod code;
pub(crate) mod surrogates;
pub(crate) mod typed_headers;

pub use answer::Answer;
pub(crate) use arrived::Arrived;

use crate::error::{ApiError, DecodeError, Error, UnexpectedStatus};
use crate::failure::{self, Failures};
use crate::model::{self, DecodeFault, Value};
use crate::rate_limit::RateLimitStatus;
use crate::success;
use crate::watch::Drifts;
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

/// Makes the typed body of a success.
pub(crate) type Decoder<T> = fn(&mut Arrived, Option<&mut Drifts>) -> Result<T, DecodeFault>;

/// A JSON body.
pub(crate) fn json<T: Value>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
) -> Result<T, DecodeFault> {
    read(&arrived.answer.json(), drifts)
}

/// A JSON body, or none, which is null.
pub(crate) fn json_or_null<T: Value>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
) -> Result<T, DecodeFault> {
    match arrived.answer.json() {
        body if body.iter().all(u8::is_ascii_whitespace) => read(b"null", drifts),
        body => read(&body, drifts),
    }
}

fn read<T: Value>(text: &[u8], drifts: Option<&mut Drifts>) -> Result<T, DecodeFault> {
    let value = model::from_slice(text)?;
    if let Some(drifts) = drifts {
        drifts.look(&value, text);
    }
    Ok(value)
}

/// A body of any kind.
pub(crate) fn raw(arrived: &mut Arrived, _: Option<&mut Drifts>) -> Result<Bytes, DecodeFault> {
    Ok(arrived.answer.bytes().clone())
}

/// A text of the charset that the answer names.
pub(crate) fn text(arrived: &mut Arrived, _: Option<&mut Drifts>) -> Result<String, DecodeFault> {
    success::text(&arrived.answer)
}

/// A body nobody asks for.
pub(crate) fn discard(_: &mut Arrived, _: Option<&mut Drifts>) -> Result<(), DecodeFault> {
    Ok(())
}

/// What an answer means: a documented failure, an undocumented status, or a success of type `T`.
pub(crate) fn interpret<T, E: Failures>(
    arrived: impl Into<Arrived>,
    decoder: Decoder<T>,
    drifts: Option<&mut Drifts>,
) -> Result<Response<T>, Error<E>> {
    let mut arrived = arrived.into();
    let answer = &arrived.answer;
    if let Some(row) = failure::choose(E::ARMS, answer.status(), || answer.json()) {
        return Err(documented(arrived.answer, row, drifts));
    }
    if !answer.status().is_success() {
        drifts.iter().for_each(|drifts| drifts.status(answer));
        return Err(unexpected(arrived.answer, None));
    }
    let mut drifts = drifts;
    if let Some(drifts) = drifts.as_deref_mut() {
        drifts.success(&arrived.answer);
    }
    let decoded = decoder(&mut arrived, drifts.as_deref_mut());
    let answer = arrived.answer;
    match decoded {
        Ok(body) => match drifts.and_then(|drifts| drifts.end(&answer, true)) {
            Some(error) => Err(Error::Drift(Box::new(error))),
            None => Ok(Response { answer, body }),
        },
        Err(source) => {
            drifts
                .iter()
                .for_each(|drifts| drifts.unreadable(&answer, &source));
            Err(Error::Decode(Box::new(DecodeError::new(answer, source))))
        }
    }
}

/// The failure of row `row`.
fn documented<E: Failures>(
    mut answer: Answer,
    row: usize,
    drifts: Option<&mut Drifts>,
) -> Error<E> {
    answer.has_code_at(E::ARMS[row].code);
    let text = answer.json();
    match failure::read::<E>(row, &text) {
        Ok(error) => {
            let strict = drifts.and_then(|drifts| {
                drifts.success(&answer);
                if let Some(value) = error.value() {
                    drifts.look(value, &text);
                }
                drifts.end(&answer, false)
            });
            drop(text);
            match strict {
                Some(error) => Error::Drift(Box::new(error)),
                None => Error::Api(Box::new(ApiError::new(error, answer))),
            }
        }
        Err(source) => {
            drifts
                .iter()
                .for_each(|drifts| drifts.unreadable(&answer, &source));
            drop(text);
            unexpected(answer, Some(source))
        }
    }
}

fn unexpected<E>(answer: Answer, source: Option<DecodeFault>) -> Error<E> {
    Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, source)))
}

#[cfg(test)]
mod tests;
