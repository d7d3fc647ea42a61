//! A future with an end.

use super::{Sent, TransportError};
use std::future::poll_fn;
use std::io::{Error, ErrorKind};
use std::pin::{Pin, pin};
use std::task::Poll;

/// What `future` gives before `time` is over. `sent` is asked then: what is known of the request.
pub(crate) async fn within<F: Future>(
    time: &mut (impl Future<Output = ()> + Unpin),
    sent: impl FnOnce() -> Sent,
    future: F,
) -> Result<F::Output, TransportError> {
    let mut future = pin!(future);
    let done = poll_fn(|cx| {
        if let Poll::Ready(done) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(done));
        }
        Pin::new(&mut *time).poll(cx).map(|()| None)
    });
    let late = || TransportError::timed_out(sent(), Error::from(ErrorKind::TimedOut));
    done.await.ok_or_else(late)
}
