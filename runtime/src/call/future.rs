//! The futures of a call. Their code is the same for all operations up to the last step, the typed answer.

use super::exchange;
use super::raw::Raw;
use crate::error::{Error, Fault, NoAnswer};
use crate::failure::Failures;
use crate::response::{Answer, Arrived, Decoder, Outcome, Response, Typed, judge};
use crate::transport::BoxFuture;
use crate::watch::Drifts;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call under way, whatever its types.
struct Pending {
    exchange: BoxFuture<Result<Arrived, NoAnswer>>,
    drifts: Option<Drifts>,
}

impl Pending {
    fn new(call: Box<Raw>) -> Self {
        let watch = call.core.inner().ok().map(|inner| &inner.watch);
        let drifts = watch.and_then(|watch| Drifts::wanted(watch, call.draft.route));
        Self {
            exchange: exchange::run(call),
            drifts,
        }
    }

    /// Waits for the answer, and reads it to where it belongs.
    fn poll(
        &mut self,
        cx: &mut Context<'_>,
        outcome: &mut dyn Typed,
    ) -> Poll<Result<Answer, Fault>> {
        let arrived = ready!(self.exchange.as_mut().poll(cx));
        Poll::Ready(judge(arrived, outcome, self.drifts.as_mut()))
    }

    /// The same for those who want no more than the body: none of what is compiled for every operation moves an answer.
    fn poll_body(
        &mut self,
        cx: &mut Context<'_>,
        outcome: &mut dyn Typed,
    ) -> Poll<Result<(), Fault>> {
        self.poll(cx, outcome).map_ok(drop)
    }

    /// Lets `wait` bring the answer.
    #[cfg(feature = "blocking")]
    fn wait(&mut self, wait: Wait, outcome: &mut dyn Typed) -> Result<Answer, Fault> {
        let exchange = std::mem::replace(&mut self.exchange, Box::pin(std::future::pending()));
        judge(wait(exchange), outcome, self.drifts.as_mut())
    }
}

/// Who waits for the answer in place of an async runtime.
#[cfg(feature = "blocking")]
type Wait = fn(BoxFuture<Result<Arrived, NoAnswer>>) -> Result<Arrived, NoAnswer>;

/// Waits for the whole response of a call. Dropping it gives the call up; it may have been sent by then.
#[must_use = "a call is sent when it is awaited"]
pub struct ResponseFuture<T, E> {
    pending: Pending,
    decoder: Decoder<T>,
    error: PhantomData<fn() -> E>,
}

impl<T, E> ResponseFuture<T, E> {
    pub(super) fn new(call: Box<Raw>, decoder: Decoder<T>) -> Self {
        Self {
            pending: Pending::new(call),
            decoder,
            error: PhantomData,
        }
    }
}

#[cfg(feature = "blocking")]
impl<T, E: Failures> ResponseFuture<T, E> {
    pub(crate) fn wait_with(mut self, wait: Wait) -> Result<Response<T>, Error<E>> {
        let mut outcome = Outcome::new(self.decoder);
        let judged = self.pending.wait(wait, &mut outcome);
        outcome.response(judged)
    }
}

impl<T, E: Failures> Future for ResponseFuture<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = Outcome::new(self.decoder);
        let judged = self.pending.poll(cx, &mut outcome);
        judged.map(|judged| outcome.response(judged))
    }
}

/// Waits for the typed body of a call. Dropping it gives the call up; it may have been sent by then.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<T, E>(ResponseFuture<T, E>);

impl<T, E> CallFuture<T, E> {
    pub(super) fn new(call: Box<Raw>, decoder: Decoder<T>) -> Self {
        Self(ResponseFuture::new(call, decoder))
    }
}

#[cfg(feature = "blocking")]
impl<T, E: Failures> CallFuture<T, E> {
    pub(crate) fn wait_with(self, wait: Wait) -> Result<T, Error<E>> {
        self.0.wait_with(wait).map(Response::into_body)
    }
}

/// Not by way of a [`Response`]: most programs have no other calls, and would be compiled with both.
impl<T, E: Failures> Future for CallFuture<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut outcome = Outcome::new(self.0.decoder);
        match self.0.pending.poll_body(cx, &mut outcome) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(judged) => Poll::Ready(outcome.body(judged)),
        }
    }
}

impl<T, E> fmt::Debug for ResponseFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
