//! The body of a request across the attempts of a call.

use super::{Body, Cause, Frames, Kind, Make, unlocked};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// Gives each attempt its body.
#[derive(Clone)]
pub(crate) enum Source {
    Whole(Bytes),
    Made(Make),
    Once(Arc<Once>),
}

impl From<Body> for Source {
    fn from(body: Body) -> Self {
        match body.0 {
            Kind::Whole(bytes) => Self::Whole(bytes),
            Kind::Made(make) => Self::Made(make),
            Kind::Frames(frames) => Self::Once(Arc::new(Once::new(unlocked(frames)))),
        }
    }
}

impl Source {
    /// No bytes.
    pub(crate) const NOTHING: Self = Self::Whole(Bytes::new());

    /// The body of an attempt.
    pub(crate) fn body(&self) -> Body {
        match self {
            Self::Whole(bytes) => bytes.clone().into(),
            Self::Made(make) => make(),
            Self::Once(once) => Body::frames(Lent::of(once)),
        }
    }

    /// Whether another attempt can have the body. The one that had it before gets nothing more of it, even where a
    /// connection still holds it.
    pub(crate) fn take_back(&self) -> bool {
        match self {
            Self::Whole(_) | Self::Made(_) => true,
            Self::Once(once) => once.take_back(),
        }
    }

    /// Whether it is the same: equal bytes, or one and the same stream.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Made(one), Self::Made(other)) => Arc::ptr_eq(one, other),
            (Self::Once(one), Self::Once(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether it can be sent again after it was read.
    pub(crate) fn is_replayable(&self) -> bool {
        !matches!(self, Self::Once(_))
    }
}

/// A stream that is there once.
pub(crate) struct Once {
    length: SizeHint,
    state: Mutex<State>,
}

struct State {
    /// `None`: it was read.
    frames: Option<Frames>,
    /// To whom it is lent.
    holder: u64,
    /// Whether some of it was asked for.
    touched: bool,
}

impl Once {
    fn new(frames: Frames) -> Self {
        Self {
            length: frames.size_hint(),
            state: Mutex::new(State {
                frames: Some(frames),
                holder: 0,
                touched: false,
            }),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_back(&self) -> bool {
        let mut state = self.state();
        state.holder += 1;
        if state.touched {
            state.frames = None;
        }
        !state.touched
    }
}

/// The stream in the hands of one attempt.
struct Lent {
    once: Arc<Once>,
    holder: u64,
}

impl Lent {
    fn of(once: &Arc<Once>) -> Self {
        let mut state = once.state();
        state.holder += 1;
        Self {
            holder: state.holder,
            once: once.clone(),
        }
    }
}

impl http_body::Body for Lent {
    type Data = Bytes;
    type Error = Cause;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Cause>>> {
        let mut state = self.once.state();
        if state.holder != self.holder {
            return Poll::Ready(Some(Err("the request was given up".into())));
        }
        state.touched = true;
        match &mut state.frames {
            Some(frames) => frames.as_mut().poll_frame(cx),
            None => Poll::Ready(Some(Err("the body was read before".into()))),
        }
    }

    fn size_hint(&self) -> SizeHint {
        self.once.length
    }
}
