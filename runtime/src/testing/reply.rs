//! What becomes of one request.

use crate::model::{self, Value};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};
use std::time::Duration;

/// What becomes of one request: an answer, or a fault of the network.
///
/// Its methods are for tests and panic where they are used wrongly: a status below 100, a header with a line break.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) fate: Fate,
    pub(super) after: Duration,
    pub(super) per_byte: Duration,
    /// How much of the body arrives.
    pub(super) cut: Option<usize>,
    pub(super) head: http::Response<()>,
    /// Each piece of the body, with the wait before it.
    pub(super) pieces: Vec<(Duration, Bytes)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fate {
    Answer,
    Refused,
    Lost,
    Silence,
    NoScript,
}

impl Reply {
    fn new(fate: Fate) -> Self {
        Self {
            fate,
            after: Duration::ZERO,
            per_byte: Duration::ZERO,
            cut: None,
            head: http::Response::new(()),
            pieces: Vec::new(),
        }
    }

    /// An answer with this status and no body.
    #[track_caller]
    pub fn status(status: u16) -> Self {
        let mut reply = Self::new(Fate::Answer);
        *reply.head.status_mut() = StatusCode::from_u16(status).expect("a status from 100 to 999");
        reply
    }

    /// `200 OK` with this body: what [`json!`](super::json) makes, or a value of a generated type.
    #[track_caller]
    pub fn json(body: &dyn Value) -> Self {
        Self::status(200).with_json(body)
    }

    /// No connection: nothing of the request is sent.
    pub fn refused() -> Self {
        Self::new(Fate::Refused)
    }

    /// The request arrives, then the connection breaks without an answer.
    pub fn lost() -> Self {
        Self::new(Fate::Lost)
    }

    /// The request arrives, and there never is an answer.
    pub fn silence() -> Self {
        Self::new(Fate::Silence)
    }

    pub(super) fn no_script() -> Self {
        Self::new(Fate::NoScript)
    }

    /// Adds a header.
    #[track_caller]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
        let value = HeaderValue::from_str(value).expect("the value of a header");
        self.head.headers_mut().append(name, value);
        self
    }

    /// A JSON body.
    #[track_caller]
    pub fn with_json(mut self, body: &dyn Value) -> Self {
        let body = model::to_vec(body).expect("a value that JSON can express");
        let json = HeaderValue::from_static("application/json");
        self.head.headers_mut().insert(CONTENT_TYPE, json);
        self.body(body)
    }

    /// The bytes of the body: also those of a broken one.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.pieces = vec![(Duration::ZERO, body.into())];
        self
    }

    /// A further piece of the body, so much later than the one before.
    ///
    /// ```
    /// use callsmith_runtime::testing::Reply;
    /// use std::time::Duration;
    ///
    /// let events = Reply::status(200)
    ///     .header("content-type", "text/event-stream")
    ///     .body("data: 1\n\n")
    ///     .piece(Duration::from_secs(5), "data: 2\n\n");
    /// # let _ = events;
    /// ```
    pub fn piece(mut self, wait: Duration, bytes: impl Into<Bytes>) -> Self {
        self.pieces.push((wait, bytes.into()));
        self
    }

    /// The reply comes so much later.
    pub fn after(mut self, delay: Duration) -> Self {
        self.after = delay;
        self
    }

    /// Each byte of the body takes so long.
    pub fn slowly(mut self, per_byte: Duration) -> Self {
        self.per_byte = per_byte;
        self
    }

    /// The connection breaks after so many bytes of the body, or at its end if there are fewer.
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    /// Whether the request gets to the server.
    pub(super) fn arrives(&self) -> bool {
        !matches!(self.fate, Fate::Refused | Fate::NoScript)
    }
}
