//! Panics of the HTTP library: without I/O in the runtime of tokio, connecting is one.

use super::{Sent, TransportError};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

/// What comes of `future`, of which nothing is left after a panic.
pub(super) async fn caught<T>(future: impl Future<Output = T>) -> Result<T, TransportError> {
    let mut future = pin!(future);
    poll_fn(
        |cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(poll) => poll.map(Ok),
            Err(_) => Poll::Ready(Err(panicked())),
        },
    )
    .await
}

/// What is known after a panic. Where there is no I/O, nothing was sent.
fn panicked() -> TransportError {
    match catch_unwind(io) {
        Err(_) => TransportError::unusable(
            "the transport needs the I/O of tokio: build the runtime with `enable_all`",
        ),
        Ok(_) => TransportError::new(Sent::Maybe, "the HTTP library panicked"),
    }
}

/// Panics where tokio has no I/O; tokio has no other way to ask.
fn io() -> std::io::Result<()> {
    let socket = std::net::UdpSocket::bind("127.0.0.1:0")?;
    socket.set_nonblocking(true)?;
    tokio::net::UdpSocket::from_std(socket).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_of_another_kind_leaves_everything_open() {
        let broken = async { panic!("a mistake in a library") };
        let error = caught::<()>(broken).await.expect_err("a panic");
        assert_eq!(error.sent(), Sent::Maybe);
        assert!(matches!(caught(async { 1 }).await, Ok(1)));
    }
}
