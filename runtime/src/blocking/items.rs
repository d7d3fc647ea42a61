//! Streams without an async runtime in the caller's program.

use super::worker;
use crate::stream::{Download, Stream};
use bytes::{Buf, Bytes};
use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;

/// Reads a stream of this crate, waiting for each item.
///
/// ```no_run
/// # use callsmith_runtime::{Call, Download, Error};
/// # use callsmith_runtime::failure::Failures;
/// # fn run<E: Failures + std::fmt::Debug>(call: Call<Download, E>) -> Result<(), Box<dyn std::error::Error>> {
/// use callsmith_runtime::blocking::{IterBlocking, SendBlocking};
///
/// let download = call.send_blocking().map_err(|error| error.to_string())?;
/// let mut file = std::fs::File::create("recording.wav")?;
/// std::io::copy(&mut download.iter_blocking(), &mut file)?;
/// # Ok(()) }
/// ```
pub trait IterBlocking: Stream + Unpin + Sized {
    /// The items, one after the other; the thread waits for each.
    ///
    /// # Panics
    ///
    /// The iterator does, where it would wait for itself: in what a blocking call calls (a provider of tokens, an observer,
    /// a body). Such code awaits the items. To end there would say that the stream is complete.
    fn iter_blocking(self) -> Items<Self> {
        Items {
            stream: self,
            piece: Bytes::new(),
        }
    }
}

impl<S: Stream + Unpin> IterBlocking for S {}

/// The items of a stream.
pub struct Items<S> {
    stream: S,
    /// What was not read yet; only of a download.
    piece: Bytes,
}

impl<S> Items<S> {
    /// The stream.
    pub fn stream(&self) -> &S {
        &self.stream
    }
}

impl<S: Stream + Unpin> Items<S> {
    fn wait(&mut self) -> io::Result<Option<S::Item>> {
        let stream = &mut self.stream;
        worker::wait(poll_fn(|cx| Pin::new(&mut *stream).poll_next(cx)))
    }
}

/// It ends early only if the thread in the background cannot be begun: it was, by the call.
impl<S: Stream + Unpin> Iterator for Items<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        match self.wait() {
            Err(error) if error.kind() == io::ErrorKind::Deadlock => panic!("{error}"),
            next => next.ok()?,
        }
    }
}

impl Read for Items<Download> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.wait()? {
                Some(piece) => self.piece = piece.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let length = self.piece.len().min(buffer.len());
        self.piece.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

impl<S: fmt::Debug> fmt::Debug for Items<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.stream).finish()
    }
}
