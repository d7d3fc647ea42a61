//! Streams of others as ours, and one that keeps its word about its length.

use super::{Cause, Frames};
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

type Next = Poll<Option<Result<Frame<Bytes>, Cause>>>;

/// A `Stream` of bytes.
pub(super) struct Streamed<S>(Pin<Box<S>>);

impl<S> Streamed<S> {
    pub(super) fn new(stream: S) -> Self {
        Self(Box::pin(stream))
    }
}

impl<S, B, E> Body for Streamed<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Cause>,
{
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Next {
        let item = ready!(self.0.as_mut().poll_next(cx));
        Poll::Ready(item.map(|item| item.map(|bytes| Frame::data(bytes.into())).map_err(E::into)))
    }
}

/// A body of another type.
pub(super) struct Http<B>(Pin<Box<B>>);

impl<B> Http<B> {
    pub(super) fn new(body: B) -> Self {
        Self(Box::pin(body))
    }
}

impl<B: Body> Body for Http<B>
where
    B::Error: Into<Cause>,
{
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Next {
        let frame = ready!(self.0.as_mut().poll_frame(cx));
        let whole = |mut data: B::Data| data.copy_to_bytes(data.remaining());
        Poll::Ready(frame.map(|frame| frame.map(|f| f.map_data(whole)).map_err(B::Error::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// A stream that gives as many bytes as were promised, or fails.
pub(super) struct Exactly {
    frames: Frames,
    left: u64,
}

impl Exactly {
    pub(super) fn new(frames: Frames, bytes: u64) -> Self {
        Self {
            frames,
            left: bytes,
        }
    }
}

impl Body for Exactly {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Next {
        let frame = ready!(self.frames.as_mut().poll_frame(cx)).transpose()?;
        let bytes = frame.as_ref().and_then(Frame::data_ref).map(Bytes::len);
        Poll::Ready(match (frame, bytes.unwrap_or(0) as u64) {
            (None, _) if self.left > 0 => Some(Err("the body is shorter than was said".into())),
            (Some(_), bytes) if bytes > self.left => {
                Some(Err("the body is longer than was said".into()))
            }
            (frame, bytes) => {
                self.left -= bytes;
                frame.map(Ok)
            }
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
