//! A limit to the silence of a stream.

use crate::body::{Body, Cause};
use crate::transport::{BoxFuture, Sent, Transport, TransportError};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

/// A body that fails where nothing arrives for too long. Only the time is counted in which somebody waits.
pub(crate) struct Idle {
    body: Body,
    transport: Arc<dyn Transport>,
    limit: Duration,
    wait: Option<Wait>,
}

/// When it began, and its end.
type Wait = (Instant, BoxFuture<()>);

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

/// Why the wait is over. A transport that cannot wait (there is no runtime) ends it at once: that is no silence.
fn over(waited: Duration, limit: Duration) -> TransportError {
    match waited < limit / 2 {
        true => TransportError::new(Sent::Maybe, NO_WAIT),
        false => TransportError::timed_out(Sent::Maybe, Error::from(ErrorKind::TimedOut)),
    }
}

const NO_WAIT: &str = "the transport cannot wait here: streams of the default one must be read inside a tokio runtime, or \
                       with `iter_blocking`";

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
        let (transport, limit) = (&idle.transport, idle.limit);
        let (begin, wait) = idle
            .wait
            .get_or_insert_with(|| (transport.now(), transport.sleep(limit)));
        ready!(wait.as_mut().poll(cx));
        let waited = transport.now().saturating_duration_since(*begin);
        // Polled again, it must not be: it has ended.
        idle.wait = None;
        Poll::Ready(Some(Err(Box::new(over(waited, limit)))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
