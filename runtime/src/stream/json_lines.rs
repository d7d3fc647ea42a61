//! JSON texts, one after the other: a line each, or as RFC 7464 has them.

use super::chunks::{Chunks, Rest};
use super::split::{End, Lines, TooLong};
use super::{Stream, StreamError, item, media_type};
use crate::model::{DecodeFault, Value};
use crate::response::{Answer, Arrived};
use crate::transport::TransportError;
use crate::watch::Drifts;
use bytes::Bytes;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The JSON values of an answer, as they come: `application/x-ndjson`, `application/jsonl`, `application/json-seq`.
///
/// One that cannot be decoded is an error item and does not end the stream; see [`StreamError::ends_stream`]. Empty
/// lines are passed over. The last line needs no end.
pub struct JsonLines<T> {
    texts: Texts,
    drifts: Option<Drifts>,
    item: PhantomData<fn() -> T>,
}

impl<T: Value> JsonLines<T> {
    /// The next value; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<T> JsonLines<T> {
    /// Status and headers; the body is empty.
    pub fn answer(&self) -> &Answer {
        &self.texts.chunks.answer
    }
}

impl<T: Value> Stream for JsonLines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let lines = &mut *self;
        let text = ready!(lines.texts.poll(cx));
        let answer = &lines.texts.chunks.answer;
        Poll::Ready(text.map(|text| item::json(text?, answer, &mut lines.drifts)))
    }
}

/// Not generic: decoding comes after it.
struct Texts {
    chunks: Chunks,
    lines: Lines,
    over: bool,
}

impl Texts {
    fn new(answer: Answer, rest: Rest) -> Self {
        let sequence = media_type(answer.headers())
            .is_some_and(|own| own == "application/json-seq" || own.ends_with("+json-seq"));
        let end = if sequence { End::Rs } else { End::Lf };
        Self {
            chunks: Chunks::new(answer, rest.body),
            lines: Lines::new(end, rest.limit),
            over: false,
        }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, StreamError>>> {
        while !self.over {
            match self.lines.next() {
                Ok(Some(line)) if is_blank(&line) => continue,
                Ok(Some(line)) => return Poll::Ready(Some(Ok(line))),
                Ok(None) => {}
                Err(TooLong(limit)) => return Poll::Ready(Some(Err(self.too_large(limit)))),
            }
            match ready!(self.chunks.poll(cx)) {
                Some(Ok(piece)) => self.lines.push(piece),
                Some(Err(error)) => {
                    self.over = true;
                    return Poll::Ready(Some(Err(error.into())));
                }
                None => {
                    self.over = true;
                    let last = self.lines.rest();
                    return Poll::Ready((!is_blank(&last)).then_some(Ok(last)));
                }
            }
        }
        Poll::Ready(None)
    }

    fn too_large(&mut self, limit: usize) -> StreamError {
        self.over = true;
        self.chunks.end();
        let error = TransportError::too_large(limit);
        error.in_answer(&self.chunks.answer).into()
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonLines").field(self.answer()).finish()
    }
}

/// Takes over what comes after an answer's head.
pub(crate) fn json_lines<T>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
    lines: &mut Option<JsonLines<T>>,
) -> Result<(), DecodeFault> {
    let Some(rest) = arrived.rest.take() else {
        return Err(DecodeFault::whole("expected lines of JSON"));
    };
    *lines = Some(JsonLines {
        texts: Texts::new(arrived.answer.clone(), rest),
        drifts: drifts.map(|drifts| drifts.again()),
        item: PhantomData,
    });
    Ok(())
}
