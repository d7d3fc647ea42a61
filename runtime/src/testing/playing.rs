//! The body of a reply, in its time.

use super::clock::{Clock, Sleep};
use super::reply::Reply;
use bytes::Bytes;
use http_body::{Body, Frame};
use std::collections::VecDeque;
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

pub(super) struct Playing {
    clock: Arc<Clock>,
    pieces: VecDeque<(Duration, Bytes)>,
    per_byte: Duration,
    /// How many bytes still arrive before the connection breaks.
    cut: Option<usize>,
    /// The piece that comes next, and the wait before it.
    next: Option<(Sleep, Bytes)>,
}

impl Playing {
    pub(super) fn new(reply: &Reply, clock: &Arc<Clock>) -> Self {
        Self {
            clock: clock.clone(),
            pieces: reply.pieces.iter().cloned().collect(),
            per_byte: reply.per_byte,
            cut: reply.cut,
            next: None,
        }
    }

    /// Begins to wait for the next piece: a byte, where each of them takes its time.
    fn begin(&mut self) -> Option<(Sleep, Bytes)> {
        let (wait, bytes) = self.pieces.front_mut().filter(|_| self.cut != Some(0))?;
        let slow = !self.per_byte.is_zero() && !bytes.is_empty();
        let length = if slow { 1 } else { bytes.len() };
        let length = length.min(self.cut.unwrap_or(length));
        let after = *wait + if slow { self.per_byte } else { Duration::ZERO };
        let piece = bytes.split_to(length);
        *wait = Duration::ZERO;
        if bytes.is_empty() {
            self.pieces.pop_front();
        }
        self.cut = self.cut.map(|cut| cut - length);
        Some((self.clock.sleep(after), piece))
    }

    /// After the last piece.
    fn end(&mut self) -> Option<Result<Frame<Bytes>, Error>> {
        self.pieces.clear();
        self.cut.take()?;
        Some(Err(Error::from(ErrorKind::UnexpectedEof)))
    }
}

impl Body for Playing {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let playing = &mut *self;
        if playing.next.is_none() {
            playing.next = playing.begin();
        }
        let Some((wait, piece)) = &mut playing.next else {
            return Poll::Ready(playing.end());
        };
        ready!(Pin::new(wait).poll(cx));
        let piece = std::mem::take(piece);
        playing.next = None;
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }
}
