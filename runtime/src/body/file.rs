//! A file as a body, with what the default transport has of tokio anyway.

use super::Body;
use bytes::Bytes;
use futures_core::Stream;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// What is read at once, in bytes.
const PIECE: usize = 64 << 10;

impl Body {
    /// What is in a file. It is opened anew for each attempt and read as it is sent, on the threads that tokio has for it.
    ///
    /// # Errors
    ///
    /// There is no such file, or it is something else. A file that changes its length before it is sent breaks off the
    /// request.
    pub fn file(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let facts = std::fs::metadata(&path)?;
        if !facts.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
        }
        let make = move || Self::from_stream(Pieces::Closed(path.clone()));
        Ok(Self::from_fn(make).with_length(facts.len()))
    }
}

type Piece = io::Result<(File, Bytes)>;

enum Pieces {
    Closed(PathBuf),
    Open(File),
    Busy(JoinHandle<Piece>),
    Over,
}

impl Pieces {
    /// Begins to read the next piece.
    fn begin(&mut self) -> io::Result<()> {
        let worker = Handle::try_current().map_err(io::Error::other)?;
        *self = match std::mem::replace(self, Self::Over) {
            Self::Closed(path) => {
                Self::Busy(worker.spawn_blocking(move || piece(File::open(path)?)))
            }
            Self::Open(file) => Self::Busy(worker.spawn_blocking(move || piece(file))),
            other => other,
        };
        Ok(())
    }
}

fn piece(mut file: File) -> Piece {
    let mut bytes = vec![0; PIECE];
    let read = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    bytes.truncate(read);
    Ok((file, bytes.into()))
}

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if matches!(*self, Self::Closed(_) | Self::Open(_)) {
            self.begin()?;
        }
        let Self::Busy(reading) = &mut *self else {
            return Poll::Ready(None);
        };
        let read = ready!(Pin::new(reading).poll(cx)).map_err(io::Error::other);
        *self = Self::Over;
        let (file, bytes) = read??;
        if bytes.is_empty() {
            return Poll::Ready(None);
        }
        *self = Self::Open(file);
        Poll::Ready(Some(Ok(bytes)))
    }
}
