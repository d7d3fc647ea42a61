//! The messages of an event stream, over the connections that it takes. Not generic: decoding comes after it.

use super::StreamError;
use super::chunks::{Chunks, Rest};
use super::split::TooLong;
use super::sse::{Message, Sse};
use crate::call::Again;
use crate::error::{NoAnswer, UnexpectedStatus};
use crate::response::{Answer, Arrived};
use crate::transport::{BoxFuture, TransportError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Ends a stream, as services say it that stream the answer of a model.
const DONE: &str = "[DONE]";

/// How often in a row a stream is taken up that then gives nothing.
const FRUITLESS: u32 = 5;

/// Before a stream is asked for again, where the server names no time; HTML leaves it open, browsers wait so long.
const WAIT: Duration = Duration::from_secs(3);

/// The longest wait that a server can ask for: who reads sees nothing of it but silence, and no deadline ends it.
const LONGEST: Duration = Duration::from_secs(5 * 60);

pub(super) struct Messages {
    chunks: Chunks,
    sse: Sse,
    again: Option<Box<Again>>,
    /// The way to the next connection.
    resuming: Option<BoxFuture<Result<Arrived, NoAnswer>>>,
    fruitless: u32,
}

impl Messages {
    pub(super) fn new(answer: Answer, rest: Rest) -> Self {
        Self {
            chunks: Chunks::new(answer, rest.body),
            sse: Sse::new(rest.limit),
            again: rest.again,
            resuming: None,
            fruitless: 0,
        }
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.chunks.answer
    }

    pub(super) fn last_id(&self) -> Option<&str> {
        self.sse.last_id.as_deref()
    }

    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Message, StreamError>>> {
        loop {
            if let Some(resuming) = &mut self.resuming {
                let arrived = ready!(resuming.as_mut().poll(cx));
                self.resuming = None;
                if let Err(error) = self.resume(arrived) {
                    return Poll::Ready(Some(Err(error)));
                }
            }
            match self.sse.next() {
                Ok(Some(message)) => return Poll::Ready(self.take(message)),
                Ok(None) => {}
                Err(TooLong(limit)) => return Poll::Ready(Some(Err(self.too_large(limit)))),
            }
            match ready!(self.chunks.poll(cx)) {
                Some(Ok(piece)) => self.sse.push(piece),
                Some(Err(error)) if !self.ask_again() => {
                    return Poll::Ready(Some(Err(error.into())));
                }
                Some(Err(_)) => {}
                None => return Poll::Ready(None),
            }
        }
    }

    /// What a complete message is: the next one, or the end.
    fn take(&mut self, message: Message) -> Option<Result<Message, StreamError>> {
        self.fruitless = 0;
        if message.data == DONE {
            self.chunks.end();
            // Nothing may come after it, whatever was sent.
            self.sse.reset();
            return None;
        }
        Some(Ok(message))
    }

    fn too_large(&mut self, limit: usize) -> StreamError {
        self.chunks.end();
        self.sse.reset();
        TransportError::too_large(limit)
            .in_answer(&self.chunks.answer)
            .into()
    }

    /// Begins to ask for what comes after the last message, where that is wanted.
    fn ask_again(&mut self) -> bool {
        let Some(again) = self.again.as_ref().filter(|_| self.fruitless < FRUITLESS) else {
            return false;
        };
        self.fruitless += 1;
        let wait = self.sse.retry.unwrap_or(WAIT).min(LONGEST);
        self.resuming = Some(again.after(wait, self.sse.last_id.as_deref()));
        self.sse.reset();
        true
    }

    /// Goes on with what came of asking again.
    fn resume(&mut self, arrived: Result<Arrived, NoAnswer>) -> Result<(), StreamError> {
        let Arrived { answer, rest } = arrived?;
        let Some(rest) = rest else {
            let error = UnexpectedStatus::new(answer, None);
            return Err(StreamError::NotResumed(Box::new(error)));
        };
        self.chunks = Chunks::new(answer, rest.body);
        Ok(())
    }
}
