//! A limit to the silence of a stream.

use crate::body::{Body, Cause};
use crate::transport::{BoxFuture, Sent, Transport, TransportError};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A body that fails where nothing arrives for too long. Only the time is counted in which somebody waits.
pub(crate) struct Idle {
    body: Body,
    transport: Arc<dyn Transport>,
    limit: Duration,
    wait: Option<BoxFuture<()>>,
}

impl Idle {
    pub(crate) fn new(body: Body, transport: Arc<dyn Transport>, limit: Duration) -> Self {
        Self {
            body,
            transport,
            limit,
            wait: None,
        }
    }
}

impl http_body::Body for Idle {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let idle = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut idle.body).poll_frame(cx) {
            idle.wait = None;
            return Poll::Ready(frame);
        }
        let wait = idle
            .wait
            .get_or_insert_with(|| idle.transport.sleep(idle.limit));
        ready!(wait.as_mut().poll(cx));
        // Polled again, it must not be: it has ended.
        idle.wait = None;
        let silence = Error::from(ErrorKind::TimedOut);
        let error = TransportError::timed_out(Sent::Maybe, silence);
        Poll::Ready(Some(Err(Box::new(error))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
