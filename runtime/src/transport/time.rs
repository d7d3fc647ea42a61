//! A future with an end.

use super::{BoxFuture, Sent, TransportError};
use std::future::poll_fn;
use std::io::{Error, ErrorKind};
use std::pin::{Pin, pin};
use std::task::Poll;

/// What `future` gives before `time` is over. `sent`: what is known of the request if it does not.
pub(crate) async fn within<F: Future>(
    time: &mut BoxFuture<()>,
    sent: Sent,
    future: F,
) -> Result<F::Output, TransportError> {
    let mut future = pin!(future);
    poll_fn(|cx| {
        if let Poll::Ready(done) = future.as_mut().poll(cx) {
            return Poll::Ready(Ok(done));
        }
        let over = Pin::new(&mut *time).poll(cx);
        over.map(|()| {
            Err(TransportError::timed_out(
                sent,
                Error::from(ErrorKind::TimedOut),
            ))
        })
    })
    .await
}
