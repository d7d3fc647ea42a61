//! What a request or an answer carries: bytes in one piece, or a stream of them.

mod chain;
mod collect;
#[cfg(any(feature = "hyper", feature = "blocking"))]
mod file;
mod frames;
mod source;

pub(crate) use source::Source;

use bytes::Bytes;
use frames::{Exactly, Http, Streamed};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// Why a stream ended before its end.
pub(crate) type Cause = Box<dyn Error + Send + Sync>;
type Frames = Pin<Box<dyn http_body::Body<Data = Bytes, Error = Cause> + Send>>;
type Make = Arc<dyn Fn() -> Body + Send + Sync>;

/// The body of a request or an answer: whole, or a stream.
///
/// | made by | sent again where the operation allows it | length |
/// |---|---|---|
/// | [`From`] of bytes or text | yes | known |
/// | `file` (with the features `hyper` or `blocking`) | yes | that of the file |
/// | [`from_fn`](Self::from_fn) | yes, made anew | what the made body knows |
/// | [`from_stream`](Self::from_stream), [`from_http`](Self::from_http) | only if nothing of it was read | unknown, or [`with_length`](Self::with_length) |
///
/// A request whose length is known is sent with `Content-Length`, another one in chunks, which some servers refuse.
///
/// ```
/// use callsmith_runtime::Body;
///
/// let whole = Body::from("hello");
/// assert_eq!(whole.length(), Some(5));
///
/// // Made once for each attempt: 1 GB that is nowhere in memory.
/// let zeros = || Body::from_http(Body::from(vec![0; 1000]));
/// let again = Body::from_fn(zeros).with_length(1000);
/// assert!(again.is_replayable());
/// ```
///
/// `Debug` shows no content.
pub struct Body(Kind);

enum Kind {
    Whole(Bytes),
    /// The lock is never held: it only makes the body `Sync`, as transports want it.
    Frames(Mutex<Frames>),
    Made(Make),
}

impl Body {
    /// No bytes at all.
    pub const fn empty() -> Self {
        Self(Kind::Whole(Bytes::new()))
    }

    /// What `stream` gives, once. An error of it ends the request.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Self::frames(Streamed::new(stream))
    }

    /// What another body gives, once: that of hyper, axum, or a request that came in.
    pub fn from_http<B>(body: B) -> Self
    where
        B: http_body::Body + Send + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::frames(Http::new(body))
    }

    /// A body that is made anew for each attempt, so that a call with it can be tried again.
    pub fn from_fn(make: impl Fn() -> Self + Send + Sync + 'static) -> Self {
        Self(Kind::Made(Arc::new(make)))
    }

    /// The same once more, if that is possible.
    pub(crate) fn again(&self) -> Option<Self> {
        match &self.0 {
            Kind::Whole(bytes) => Some(Self(Kind::Whole(bytes.clone()))),
            Kind::Made(make) => Some(Self(Kind::Made(make.clone()))),
            Kind::Frames(_) => None,
        }
    }

    pub(crate) fn frames(
        body: impl http_body::Body<Data = Bytes, Error = Cause> + Send + 'static,
    ) -> Self {
        Self(Kind::Frames(Mutex::new(Box::pin(body))))
    }

    /// Says how many bytes a stream has; one that gives more or fewer breaks off the request. A body in one piece knows
    /// it.
    pub fn with_length(self, bytes: u64) -> Self {
        match self.0 {
            Kind::Whole(_) => self,
            Kind::Frames(frames) => Self::frames(Exactly::new(unlocked(frames), bytes)),
            Kind::Made(make) => Self::from_fn(move || make().with_length(bytes)),
        }
    }

    /// How many bytes there are, if that is known: of a body that is made for each attempt, it is once it is made.
    pub fn length(&self) -> Option<u64> {
        http_body::Body::size_hint(self).exact()
    }

    /// All of it, if it is in one piece.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether it can be sent again after some of it was read.
    pub fn is_replayable(&self) -> bool {
        !matches!(self.0, Kind::Frames(_))
    }
}

fn unlocked(frames: Mutex<Frames>) -> Frames {
    frames.into_inner().unwrap_or_else(PoisonError::into_inner)
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        loop {
            match &mut self.0 {
                Kind::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Kind::Whole(bytes) => return Poll::Ready(Some(Ok(Frame::data(mem::take(bytes))))),
                Kind::Frames(frames) => {
                    let frames = frames.get_mut().unwrap_or_else(PoisonError::into_inner);
                    return frames.as_mut().poll_frame(cx);
                }
                Kind::Made(make) => {
                    let made = make();
                    *self = made;
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Whole(bytes) => bytes.is_empty(),
            Kind::Frames(frames) => {
                let frames = frames.lock().unwrap_or_else(PoisonError::into_inner);
                frames.is_end_stream()
            }
            Kind::Made(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Frames(frames) => {
                let frames = frames.lock().unwrap_or_else(PoisonError::into_inner);
                frames.size_hint()
            }
            Kind::Made(_) => SizeHint::default(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

macro_rules! whole {
    ($($bytes:ty),*) => {$(
        impl From<$bytes> for Body {
            fn from(bytes: $bytes) -> Self {
                Self(Kind::Whole(bytes.into()))
            }
        }
    )*};
}

whole!(Bytes, Vec<u8>, String, &'static str, &'static [u8]);

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 {
            Kind::Whole(_) => "whole",
            Kind::Frames(_) => "stream",
            Kind::Made(_) => "made for each attempt",
        };
        let mut shown = f.debug_struct("Body");
        shown
            .field("kind", &kind)
            .field("length", &self.length())
            .finish()
    }
}

#[cfg(test)]
mod tests;
