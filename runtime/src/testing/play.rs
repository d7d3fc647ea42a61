//! A reply in its time, within the limits of an attempt.

use super::clock::Clock;
use super::reply::{Fate, Reply};
use crate::transport::{Limits, Sent, TransportError};
use bytes::Bytes;
use std::io::{Error, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

const NO_SCRIPT: &str = "the script of the in-memory transport is over";

pub(super) async fn play(
    reply: Reply,
    clock: &Arc<Clock>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
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

/// The body, byte by byte if it is slow.
async fn body(
    reply: Reply,
    clock: &Arc<Clock>,
    limits: Limits,
) -> Result<http::Response<Bytes>, TransportError> {
    let left = limits.timeout.saturating_sub(reply.after);
    let arrives = reply.cut.unwrap_or(usize::MAX).min(reply.body.len());
    let read = arrives.min(limits.max_body.saturating_add(1));
    let takes = takes(reply.per_byte, read);
    clock.sleep(takes.min(left)).await;
    let error = if !takes.is_zero() && takes >= left {
        TransportError::timed_out(Sent::Maybe, Error::from(ErrorKind::TimedOut))
    } else if read > limits.max_body {
        TransportError::too_large(limits.max_body)
    } else if reply.cut.is_some() {
        TransportError::new(Sent::Maybe, Error::from(ErrorKind::UnexpectedEof))
    } else {
        return Ok(reply.head.map(|()| reply.body));
    };
    Err(error.with_head(reply.head))
}

fn takes(per_byte: Duration, bytes: usize) -> Duration {
    per_byte.saturating_mul(u32::try_from(bytes).unwrap_or(u32::MAX))
}
