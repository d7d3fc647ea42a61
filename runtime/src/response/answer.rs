//! An answer as it came.

use super::code::Code;
use super::surrogates;
use crate::call::History;
use crate::failure::CodeAt;
use crate::rate_limit::RateLimitStatus;
use crate::retry;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// An answer as it came: status, headers, raw body.
///
/// `Debug` shows the status, the request's identifier and how much there is, not what: headers and bodies hold private
/// data.
#[derive(Clone)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
    code: Code,
    pub(crate) history: History,
}

impl Answer {
    pub(crate) fn new(response: http::Response<Bytes>) -> Self {
        let (parts, bytes) = response.into_parts();
        Self {
            status: parts.status,
            headers: parts.headers,
            bytes,
            code: Code::default(),
            history: History::default(),
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

    /// How long the server asks to wait before another request: `retry-after-ms`, or `Retry-After` in seconds or as a
    /// date (RFC 9110, 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        retry::asked(&self.headers, self.history.received)
    }

    /// What the headers say of the server's limit of requests, if they say anything.
    pub fn rate_limit(&self) -> Option<RateLimitStatus> {
        RateLimitStatus::of(&self.headers, self.history.received)
    }

    /// How often the request was sent until this answer came.
    pub fn attempts(&self) -> u32 {
        self.history.attempts
    }

    /// The idempotency key that all attempts carried, where the operation takes one.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.history.idempotency_key.as_deref()
    }

    /// The provider's code of a failure, where the body has one: a text, or a number as text.
    ///
    /// It stands where the API's description or its overlay says (`x-callsmith-error-code`). Where neither does, it is
    /// the first of `error.code`, `code`, `error_code`, `errorCode` and `error.type`. A body that is not what the API
    /// documents can have one as well. A typed error has more to say, where the API documents one.
    pub fn code(&self) -> Option<&str> {
        self.code.of(self.history.code_at, || self.json())
    }

    /// What is said of the code's place for this failure alone.
    pub(super) fn has_code_at(&mut self, at: CodeAt) {
        self.history.code_at = at.or(self.history.code_at);
    }

    /// Whether this answer says nothing certain about the operation. Only a refusal does, and a status for which the
    /// provider guarantees it.
    pub(crate) fn leaves_open(&self) -> bool {
        !self.refuses() && !self.history.not_carried_out
    }

    /// Whether the status says that the server did not do what was asked, and nothing else.
    fn refuses(&self) -> bool {
        match self.status.as_u16() {
            // A gateway gives these after it has passed the request on; 499 means that it thinks the caller gone.
            408 | 425 | 429 | 499 => false,
            // An earlier request with the same key may be what it conflicts with: it is under way, or done.
            409 => self.history.idempotency_key.is_none(),
            _ => self.status.is_client_error(),
        }
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as JSON text. A byte order mark in front of it is no part of JSON (RFC 8259, 8.1), but it is sent.
    pub(crate) fn json(&self) -> Cow<'_, [u8]> {
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
        if let Some(id) = self.request_id() {
            // As errors show it: the precision keeps one line one line.
            shown.field("request_id", &format_args!("{id:.80}"));
        }
        shown
            .field("headers", &self.headers.len())
            .field("bytes", &self.bytes.len())
            .finish()
    }
}
