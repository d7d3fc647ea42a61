//! What is left of an answer after its head, as bytes.

use crate::body::Body;
use crate::call::Again;
use crate::response::Answer;
use crate::transport::TransportError;
use bytes::Bytes;
use std::task::{Context, Poll, ready};

/// The body that comes after an answer's head, and what is needed to ask for it again.
pub(crate) struct Rest {
    pub(crate) body: Body,
    /// The largest event or line, in bytes.
    pub(crate) limit: usize,
    /// `None`: what breaks off stays broken.
    pub(crate) again: Option<Box<Again>>,
}

/// Bytes as they come, until the end or the first error.
pub(super) struct Chunks {
    pub(super) answer: Answer,
    /// `None`: it is over, and the connection is free.
    body: Option<Body>,
}

impl Chunks {
    pub(super) fn new(answer: Answer, body: Body) -> Self {
        Self {
            answer,
            body: Some(body),
        }
    }

    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        let Some(body) = &mut self.body else {
            return Poll::Ready(None);
        };
        let next = ready!(body.poll_bytes(cx));
        if !matches!(next, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(next.map(|next| next.map_err(|error| error.in_answer(&self.answer))))
    }

    /// Ends it here.
    pub(super) fn end(&mut self) {
        self.body = None;
    }

    pub(super) fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    pub(super) fn into_body(self) -> Body {
        self.body.unwrap_or_default()
    }
}
