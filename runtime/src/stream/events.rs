//! `text/event-stream`, typed.

use super::messages::Messages;
use super::sse::Message;
use super::{Stream, StreamError, item};
use crate::model::{DecodeFault, Value};
use crate::response::{Answer, Arrived};
use crate::watch::Drifts;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// One event of a stream.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type: `message` where the server names none.
    pub event: String,
    /// The identifier that was sent with it.
    pub id: Option<String>,
    /// How long the server asks to wait before the stream is asked for again, if that was sent with it.
    pub retry: Option<Duration>,
    /// What it says.
    pub data: T,
}

/// The events of an answer, as they come (HTML standard, 9.2).
///
/// * The data is decoded as the API documents it. An event that cannot be decoded is an error item and does not end the
///   stream; see [`StreamError::ends_stream`].
/// * The data `[DONE]` ends the stream. What is not complete when the connection ends is dropped.
/// * A stream that breaks off ends with an error, unless [`reconnect`](crate::Call::reconnect) takes it up again.
///   [`last_event_id`](Self::last_event_id) is what a later call needs to go on.
pub struct Events<T> {
    messages: Messages,
    drifts: Option<Drifts>,
    data: PhantomData<fn() -> T>,
}

impl<T: Value + 'static> Events<T> {
    /// The next event; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T: Value + 'static> Events<T> {
    fn read(&mut self, message: Message) -> Result<Event<T>, StreamError> {
        let data = item::data(message.data, self.messages.answer(), &mut self.drifts)?;
        let event = match message.event.is_empty() {
            true => "message".to_owned(),
            false => message.event,
        };
        Ok(Event {
            event,
            id: message.id,
            retry: message.retry,
            data,
        })
    }
}

impl<T> Events<T> {
    /// The identifier of the last event that had one: [`Call::last_event_id`](crate::Call::last_event_id) goes on
    /// after it.
    pub fn last_event_id(&self) -> Option<&str> {
        self.messages.last_id()
    }

    /// Status and headers; the body is empty. After a reconnection they are those of the last answer.
    pub fn answer(&self) -> &Answer {
        self.messages.answer()
    }
}

impl<T: Value + 'static> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let events = &mut *self;
        let message = ready!(events.messages.poll(cx));
        Poll::Ready(message.map(|message| events.read(message?)))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(self.answer()).finish()
    }
}

/// Takes over what comes after an answer's head. What was read whole is something else.
pub(crate) fn events<T>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
    events: &mut Option<Events<T>>,
) -> Result<(), DecodeFault> {
    let Some(rest) = arrived.rest.take() else {
        return Err(DecodeFault::whole("expected events (`text/event-stream`)"));
    };
    *events = Some(Events {
        messages: Messages::new(arrived.answer.clone(), rest),
        drifts: drifts.map(|drifts| drifts.again()),
        data: PhantomData,
    });
    Ok(())
}
