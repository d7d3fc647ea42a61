//! Calls without an async runtime in the caller's program.
//!
//! ```no_run
//! # use callsmith_runtime::{Call, Core, Error, Route, Service, model::Json};
//! # use callsmith_runtime::failure::{Arm, Failures};
//! # const SERVICE: Service = Service::new("example/1.0").base_url("https://api.example.com");
//! # struct Client(Core);
//! # impl Client {
//! #     fn get_call(&self, id: &str) -> Call<Json, None> { self.0.call(Route::get("/calls/{id}")).path("id", &id.to_owned()) }
//! # }
//! # #[derive(Debug)] enum None {}
//! # impl Failures for None {
//! #     const ARMS: &'static [Arm] = &[];
//! #     fn read(_: usize, _: callsmith_runtime::model::In<'_>) -> callsmith_runtime::model::Result<Self> { callsmith_runtime::model::missing() }
//! # }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let client = Client(Core::anonymous(&SERVICE));
//! use callsmith_runtime::blocking::SendBlocking;
//!
//! let call = client.get_call("c1").send_blocking()?;
//! # let _ = call;
//! # Ok(()) }
//! ```
//!
//! Streams are read with [`iter_blocking`](IterBlocking::iter_blocking): as an iterator, and a download as an
//! [`io::Read`](std::io::Read).
//!
//! One thread in the background, begun by the first call, does the waiting for all of them. It is tokio's, so that the
//! default transport works; a transport of the caller's own runs there too. The caller's thread only sleeps. Where it
//! belongs to an async runtime nothing breaks, but all tasks of that thread wait as well: there, `.await` is better.
//!
//! The thread in the background also runs what a call calls: providers of tokens, observers, bodies that are made or are
//! streams. A blocking call made there would wait for itself; it is an error that says so. There, `.await` is the way.

mod items;
mod worker;

pub use items::{Items, IterBlocking};

use crate::call::{CallFuture, ResponseFuture};
use crate::failure::Failures;
use crate::{Error, Response};
use sealed::Sealed;

/// Sends a call and waits for its outcome; for every call of a generated crate, and for its `response()`.
///
/// Everything else is as with `.await`: attempts, deadlines, errors. A call under way cannot be given up, but it ends
/// with its `total_timeout`.
pub trait SendBlocking: IntoFuture {
    /// Sends the call and waits.
    ///
    /// # Errors
    ///
    /// Those of the call; [`Error::Transport`] if the thread in the background cannot be begun; and
    /// [`Error::InvalidRequest`] on that thread itself, in what another blocking call calls.
    fn send_blocking(self) -> Self::Output;
}

impl<C: IntoFuture> SendBlocking for C
where
    C::IntoFuture: Wait<Output = C::Output>,
{
    fn send_blocking(self) -> Self::Output {
        self.into_future().wait()
    }
}

/// The futures of calls. What is generic in them runs on the caller's thread, so that nothing but the exchange of
/// bytes crosses threads.
pub trait Wait: Future + Sealed {
    #[doc(hidden)]
    fn wait(self) -> Self::Output;
}

mod sealed {
    pub trait Sealed {}
}

impl<T, E> Sealed for ResponseFuture<T, E> {}
impl<T, E> Sealed for CallFuture<T, E> {}

impl<T, E: Failures> Wait for ResponseFuture<T, E> {
    fn wait(self) -> Result<Response<T>, Error<E>> {
        self.wait_with(worker::run)
    }
}

impl<T, E: Failures> Wait for CallFuture<T, E> {
    fn wait(self) -> Result<T, Error<E>> {
        self.wait_with(worker::run)
    }
}
