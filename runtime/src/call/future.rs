//! The futures of a call. Their code is the same for all operations up to the last step, the typed answer.

use super::exchange;
use crate::client::Core;
use crate::error::{Error, NoAnswer};
use crate::failure::Failures;
use crate::request::Draft;
use crate::response::{Arrived, Decoder, Response, interpret};
use crate::transport::BoxFuture;
use crate::watch::Drifts;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A call under way, whatever its types.
pub(super) struct Pending {
    answer: BoxFuture<Result<Arrived, NoAnswer>>,
    drifts: Option<Drifts>,
}

impl Pending {
    pub(super) fn new(core: Core, draft: Box<Draft>) -> Self {
        let watch = core.inner().ok().map(|inner| &inner.watch);
        let drifts = watch.and_then(|watch| Drifts::wanted(watch, draft.route));
        Self {
            answer: exchange::run(core, draft),
            drifts,
        }
    }
}

/// Waits for the whole response of a call. Dropping it gives the call up; it may have been sent by then.
#[must_use = "a call is sent when it is awaited"]
pub struct ResponseFuture<T, E> {
    pending: Pending,
    decoder: Decoder<T>,
    error: PhantomData<fn() -> E>,
}

impl<T, E> ResponseFuture<T, E> {
    pub(super) fn new(pending: Pending, decoder: Decoder<T>) -> Self {
        Self {
            pending,
            decoder,
            error: PhantomData,
        }
    }
}

impl<T, E: Failures> Future for ResponseFuture<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let arrived = ready!(self.pending.answer.as_mut().poll(cx));
        Poll::Ready(self.finish(arrived))
    }
}

impl<T, E: Failures> ResponseFuture<T, E> {
    /// Lets `wait` bring the answer, and makes of it what the call gives.
    #[cfg(feature = "blocking")]
    pub(crate) fn finish_with(
        mut self,
        wait: impl FnOnce(BoxFuture<Result<Arrived, NoAnswer>>) -> Result<Arrived, NoAnswer>,
    ) -> Result<Response<T>, Error<E>> {
        let never = Box::pin(std::future::pending());
        let answer = std::mem::replace(&mut self.pending.answer, never);
        self.finish(wait(answer))
    }

    fn finish(&mut self, arrived: Result<Arrived, NoAnswer>) -> Result<Response<T>, Error<E>> {
        interpret(arrived, self.decoder, self.pending.drifts.as_mut())
    }
}

/// Waits for the typed body of a call. Dropping it gives the call up; it may have been sent by then.
#[must_use = "a call is sent when it is awaited"]
pub struct CallFuture<T, E>(ResponseFuture<T, E>);

impl<T, E> CallFuture<T, E> {
    #[cfg(feature = "blocking")]
    pub(crate) fn into_response(self) -> ResponseFuture<T, E> {
        self.0
    }

    pub(super) fn new(response: ResponseFuture<T, E>) -> Self {
        Self(response)
    }
}

impl<T, E: Failures> Future for CallFuture<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0)
            .poll(cx)
            .map(|response| response.map(Response::into_body))
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
