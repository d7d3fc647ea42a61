//! A reply in its time, within the limits of an attempt.

use super::clock::Clock;
use super::playing::Playing;
use super::reply::{Fate, Reply};
use crate::body::Body;
use crate::transport::{BoxFuture, Limits, Sent, TransportError, within};
use std::io::{Error, ErrorKind};
use std::sync::Arc;

const NO_SCRIPT: &str = "the script of the in-memory transport is over";

pub(super) async fn play(
    reply: Reply,
    clock: &Arc<Clock>,
    limits: Limits,
) -> Result<http::Response<Body>, TransportError> {
    if reply.fate == Fate::NoScript {
        return Err(TransportError::unusable(NO_SCRIPT));
    }
    let sent = match reply.fate {
        Fate::Refused => Sent::No,
        _ => Sent::Maybe,
    };
    let silent = reply.fate == Fate::Silence;
    if silent || (!reply.after.is_zero() && reply.after >= limits.timeout) {
        clock.sleep(limits.timeout).await;
        return Err(TransportError::timed_out(
            sent,
            Error::from(ErrorKind::TimedOut),
        ));
    }
    clock.sleep(reply.after).await;
    match reply.fate {
        Fate::Refused => Err(TransportError::new(
            sent,
            Error::from(ErrorKind::ConnectionRefused),
        )),
        Fate::Answer => body(reply, clock, limits).await,
        _ => Err(TransportError::new(
            sent,
            Error::from(ErrorKind::ConnectionReset),
        )),
    }
}

/// The body: as it comes, or in the time and within the length that it may take.
async fn body(
    reply: Reply,
    clock: &Arc<Clock>,
    limits: Limits,
) -> Result<http::Response<Body>, TransportError> {
    let playing = Body::from_http(Playing::new(&reply, clock));
    if limits.streamed {
        return Ok(reply.head.map(|()| playing));
    }
    let left = limits.timeout.saturating_sub(reply.after);
    let mut time: BoxFuture<()> = Box::pin(clock.sleep(left));
    match within(&mut time, || Sent::Maybe, playing.collect(limits.max_body)).await {
        Ok(Ok(bytes)) => Ok(reply.head.map(|()| bytes.into())),
        Ok(Err(error)) | Err(error) => Err(error.with_head(reply.head)),
    }
}
