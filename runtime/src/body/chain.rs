//! Several bodies, one after the other.

use super::{Body, Cause, Source};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl Body {
    /// All of `pieces`, in order: its length is known where all of theirs are, and it can be sent again where all of
    /// them can.
    pub(crate) fn chain(pieces: Vec<Source>) -> Self {
        let replayable = pieces.iter().all(Source::is_replayable);
        let make = move || Self::frames(Chain(pieces.iter().map(Source::body).collect()));
        match replayable {
            true => Self::from_fn(make),
            false => make(),
        }
    }
}

struct Chain(VecDeque<Body>);

impl http_body::Body for Chain {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        while let Some(first) = self.0.front_mut() {
            match ready!(Pin::new(first).poll_frame(cx)) {
                None => drop(self.0.pop_front()),
                // Trailers of one piece would be in the midst of the whole.
                Some(Ok(frame)) if frame.is_trailers() => {}
                frame => return Poll::Ready(frame),
            }
        }
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.0.iter().map(Body::length);
        let whole: Option<u64> = lengths.sum();
        whole.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
