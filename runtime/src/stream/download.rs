//! Bytes of any media type.

use super::Stream;
use super::chunks::Chunks;
use crate::body::Body;
use crate::model::DecodeFault;
use crate::response::{Answer, Arrived};
use crate::transport::TransportError;
use crate::watch::Drifts;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body of an answer, read as it comes. In memory is what was read last, whatever the length of the whole.
///
/// ```no_run
/// # async fn run(mut download: callsmith_runtime::Download) -> Result<(), Box<dyn std::error::Error>> {
/// use std::io::Write;
///
/// let mut file = std::fs::File::create("recording.wav")?;
/// while let Some(bytes) = download.next().await {
///     file.write_all(&bytes?)?;
/// }
/// # Ok(()) }
/// ```
///
/// A stream that breaks off ends with an error: without one, everything has arrived.
pub struct Download(Chunks);

impl Download {
    /// The next bytes; `None` after the last ones.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| self.0.poll(cx)).await
    }

    /// All that is left, if it is not more than `limit` bytes.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        let answer = self.0.answer.clone();
        let bytes = self.0.into_body().collect(limit).await;
        bytes.map_err(|error| error.in_answer(&answer))
    }

    /// The status, 200 to 299.
    pub fn status(&self) -> StatusCode {
        self.0.answer.status()
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.answer.headers()
    }

    /// How many bytes are still to come, if the server says it.
    pub fn length(&self) -> Option<u64> {
        self.0.body().and_then(Body::length)
    }

    /// Status and headers with what can be asked of them; its body is empty.
    pub fn answer(&self) -> &Answer {
        &self.0.answer
    }

    /// What is left as the body of another request.
    pub fn into_body(self) -> Body {
        self.0.into_body()
    }
}

impl Stream for Download {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll(cx)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Download").field(&self.0.answer).finish()
    }
}

/// Takes over what comes after an answer's head.
pub(crate) fn download(
    arrived: &mut Arrived,
    _: Option<&mut Drifts>,
    download: &mut Option<Download>,
) -> Result<(), DecodeFault> {
    let body = match arrived.rest.take() {
        Some(rest) => rest.body,
        None => arrived.answer.bytes().clone().into(),
    };
    *download = Some(Download(Chunks::new(arrived.answer.clone(), body)));
    Ok(())
}
