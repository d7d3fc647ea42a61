//! A whole body from a stream. The only place where that is done.

use super::{Body, Cause, Kind};
use crate::transport::{Sent, TransportError};
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

impl Body {
    /// The next bytes; trailers are not among them.
    pub(crate) fn poll_bytes(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        loop {
            let Some(frame) = ready!(Pin::new(&mut *self).poll_frame(cx)) else {
                return Poll::Ready(None);
            };
            match frame.map(|frame| frame.into_data()) {
                Ok(Ok(bytes)) if bytes.is_empty() => {}
                Ok(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Ok(Err(_trailers)) => {}
                Err(cause) => return Poll::Ready(Some(Err(broken(cause)))),
            }
        }
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// The stream fails, or there are more than `limit` bytes. A body that says so beforehand is not read at all.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        if self.length().is_some_and(|length| length > limit as u64) {
            return Err(TransportError::too_large(limit));
        }
        let (mut first, mut more) = (Bytes::new(), BytesMut::new());
        while let Some(bytes) = poll_fn(|cx| self.poll_bytes(cx)).await.transpose()? {
            if bytes.len() > limit - first.len() - more.len() {
                return Err(TransportError::too_large(limit));
            }
            // Most bodies come in one piece, which then is not copied.
            match first.is_empty() {
                true => first = bytes,
                false => more.extend_from_slice(&bytes),
            }
        }
        Ok(match more.is_empty() {
            true => first,
            false => [first, more.freeze()].concat().into(),
        })
    }

    /// All of it, if it is in one piece; otherwise the body.
    pub(crate) fn into_whole(self) -> Result<Bytes, Self> {
        match self.0 {
            Kind::Whole(bytes) => Ok(bytes),
            _ => Err(self),
        }
    }
}

/// What a transport says of the end of its stream, or what another stream says.
fn broken(cause: Cause) -> TransportError {
    match cause.downcast::<TransportError>() {
        Ok(error) => *error,
        Err(cause) => TransportError::new(Sent::Maybe, cause),
    }
}
