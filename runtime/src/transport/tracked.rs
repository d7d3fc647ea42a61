//! A request body that is either sent or given up, never both.

use super::Sent;
use crate::body::{Body, Cause};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// The right to decide over a request's body, for whoever is first: the connection, which then sends it, or the caller
/// whose time is up, who then knows that the server cannot get a complete request, not even a moment later: connections
/// run on other threads, and one of them may have begun with the head.
#[derive(Clone)]
pub(super) struct Claim {
    taken: Arc<AtomicBool>,
    /// Whether a connection cannot send the request without asking for its body: one that is empty, or may be, is not
    /// always asked for.
    needed: bool,
}

impl Claim {
    /// On the body of a request.
    pub(super) fn on(body: &Body) -> Self {
        Self {
            taken: Arc::default(),
            needed: body.length().is_some_and(|length| length > 0),
        }
    }

    /// Whether nobody was here before.
    pub(super) fn take(&self) -> bool {
        !self.taken.swap(true, Ordering::AcqRel)
    }

    /// What is known of a request that got no answer: nothing was sent if its body was not asked for, and now cannot be.
    pub(super) fn sent(&self) -> Sent {
        match self.take() && self.needed {
            true => Sent::No,
            false => Sent::Maybe,
        }
    }
}

/// Gives the body up when it is dropped: who drops a call that is under way wants nothing of it to be sent later.
pub(super) struct Withdraw(pub(super) Claim);

impl Drop for Withdraw {
    fn drop(&mut self) {
        self.0.take();
    }
}

/// A body, unless it has been given up.
pub(super) struct Tracked {
    body: Body,
    claim: Claim,
    /// Whether the claim is the connection's.
    taken: bool,
}

impl Tracked {
    pub(super) fn new(body: Body, claim: Claim) -> Self {
        Self {
            body,
            claim,
            taken: false,
        }
    }
}

impl http_body::Body for Tracked {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        if !self.taken && !self.claim.take() {
            return Poll::Ready(Some(Err(Box::new(GivenUp))));
        }
        self.taken = true;
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Makes the connection break off a request whose caller has gone.
#[derive(Debug)]
pub(super) struct GivenUp;

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the request was given up before it was sent")
    }
}

impl std::error::Error for GivenUp {}

#[cfg(test)]
mod tests {
    use super::*;

    use http_body::Body as _;

    struct NoBytes;

    impl futures_core::Stream for NoBytes {
        type Item = Result<Bytes, Cause>;

        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(None)
        }
    }

    fn tracked(body: Body) -> (Claim, Tracked) {
        let claim = Claim::on(&body);
        (claim.clone(), Tracked::new(body, claim))
    }

    fn poll(body: &mut Tracked) -> Option<Result<Bytes, Cause>> {
        let mut cx = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut cx) {
            Poll::Ready(frame) => frame.map(|f| f.map(|f| f.into_data().expect("data"))),
            Poll::Pending => panic!("a body in memory is there"),
        }
    }

    #[test]
    fn a_body_that_is_sent_cannot_be_given_up() {
        let (claim, mut body) = tracked("x".into());
        assert!(poll(&mut body).is_some_and(|sent| sent.is_ok()));
        assert!(!claim.take());
        assert!(poll(&mut body).is_none());
    }

    /// hyper asks for no body that is empty or says that it has ended, and of some requests not for one of unknown length.
    #[test]
    fn a_body_that_need_not_be_asked_for_proves_nothing() {
        let unknown = Body::from_stream(NoBytes);
        for body in [Body::empty(), unknown] {
            assert_eq!(tracked(body).0.sent(), Sent::Maybe);
        }
        assert_eq!(tracked("x".into()).0.sent(), Sent::No);
    }

    #[test]
    fn a_body_whose_call_was_dropped_is_not_sent() {
        let (claim, mut body) = tracked("x".into());
        drop(Withdraw(claim));
        assert!(poll(&mut body).is_some_and(|sent| sent.is_err()));
    }

    #[test]
    fn a_body_that_was_given_up_is_not_sent() {
        let (claim, mut body) = tracked("x".into());
        assert!(claim.take());
        assert!(poll(&mut body).is_some_and(|sent| sent.is_err()));
        assert!(poll(&mut body).is_some_and(|sent| sent.is_err()));
    }
}
