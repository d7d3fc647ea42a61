//! The futures of a call. Their code is the same for all operations up to the last step, the typed answer.

use crate::error::{Error, NoAnswer};
use crate::failure::Failures;
use crate::response::{Arrived, Decoder, Response, interpret};
use crate::transport::BoxFuture;
use crate::watch::Drifts;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Waits for the whole response of a call. Dropping it gives the call up; it may have been sent by then.
#[must_use = "a call is sent when it is awaited"]
pub struct ResponseFuture<T, E> {
    answer: BoxFuture<Result<Arrived, NoAnswer>>,
    decoder: Decoder<T>,
    drifts: Option<Drifts>,
    error: PhantomData<fn() -> E>,
}

impl<T, E> ResponseFuture<T, E> {
    pub(super) fn new(
        answer: BoxFuture<Result<Arrived, NoAnswer>>,
        decoder: Decoder<T>,
        drifts: Option<Drifts>,
    ) -> Self {
        Self {
            answer,
            decoder,
            drifts,
            error: PhantomData,
        }
    }
}

impl<T, E: Failures> Future for ResponseFuture<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.answer.as_mut().poll(cx));
        Poll::Ready(self.finish(answer))
    }
}

impl<T, E: Failures> ResponseFuture<T, E> {
    /// Lets `wait` bring the answer, and makes of it what the call gives.
    #[cfg(feature = "blocking")]
    pub(crate) fn finish_with(
        mut self,
        wait: impl FnOnce(BoxFuture<Result<Arrived, NoAnswer>>) -> Result<Arrived, NoAnswer>,
    ) -> Result<Response<T>, Error<E>> {
        let answer = std::mem::replace(&mut self.answer, Box::pin(std::future::pending()));
        self.finish(wait(answer))
    }

    fn finish(&mut self, answer: Result<Arrived, NoAnswer>) -> Result<Response<T>, Error<E>> {
        match answer {
            Ok(answer) => interpret(answer, self.decoder, self.drifts.as_mut()),
            Err(error) => Err(error.into()),
        }
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
