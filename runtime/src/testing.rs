//! A network without a network, and a clock that costs no time: for the tests of a program that makes calls.
//!
//! ```
//! # use callsmith_runtime::{Builder, BuildError, Call, Core, Error, Route, Service, model::Json};
//! # use callsmith_runtime::failure::{Arm, Failures};
//! # const SERVICE: Service = Service::new("example/1.0").base_url("https://api.example.com");
//! # struct Client(Core);
//! # impl From<Core> for Client { fn from(core: Core) -> Self { Client(core) } }
//! # impl Client {
//! #     fn builder() -> Builder<Self> { Builder::new(&SERVICE) }
//! #     fn get_call(&self, id: &str) -> Call<Json, None> { self.0.call(Route::get("/calls/{id}")).path("id", &id.to_owned()) }
//! # }
//! # #[derive(Debug)] enum None {}
//! # impl Failures for None {
//! #     const ARMS: &'static [Arm] = &[];
//! #     fn read(_: usize, _: callsmith_runtime::model::In<'_>) -> callsmith_runtime::model::Result<Self> { callsmith_runtime::model::missing() }
//! # }
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use callsmith_runtime::testing::{InMemory, Reply, json};
//! use std::time::Duration;
//!
//! let network = InMemory::new()
//!     .then(Reply::status(429).header("retry-after", "30"))
//!     .then(Reply::json(&json!({"id": "c1", "status": "queued"})));
//! let client = Client::builder().transport(network.clone()).build()?;
//!
//! let call = client.get_call("c1").await?;
//!
//! assert_eq!(call["status"], "queued");
//! assert_eq!(network.requests().len(), 2);
//! assert_eq!(network.requests()[0].path(), "/calls/c1");
//! // Thirty seconds have passed, and the test took none of them.
//! assert_eq!(network.elapsed(), Duration::from_secs(30));
//! # Ok(()) }
//! ```
//!
//! A test makes the types of an answer, which have no constructor, with [`from_json`].

mod clock;
mod make;
mod play;
mod playing;
mod reply;
mod request;

pub use make::from_json;
pub use reply::Reply;
pub use request::Request;
pub use serde_json::json;

use crate::body::Body;
use crate::transport::{BoxFuture, Limits, Transport, TransportError};
use clock::Clock;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// A transport that answers as a test says and keeps the requests. Clones are the same network.
///
/// Its time is its own: waits pass at once, in the order in which they end, and so do answers that are late. What
/// arrives after the script is over is answered with an error that says so.
#[derive(Clone)]
pub struct InMemory(Arc<Network>);

struct Network {
    clock: Arc<Clock>,
    state: Mutex<State>,
}

type Answering = Arc<dyn Fn(&Request) -> Reply + Send + Sync>;

#[derive(Default)]
struct State {
    script: VecDeque<Reply>,
    then: Option<Answering>,
    requests: Vec<Request>,
}

impl InMemory {
    /// A network with an empty script.
    #[expect(
        clippy::new_without_default,
        reason = "without a script it is of no use"
    )]
    pub fn new() -> Self {
        Self(Arc::new(Network {
            clock: Arc::new(Clock::new()),
            state: Mutex::default(),
        }))
    }

    /// Adds a reply to the script: the first request gets the first one, and so on, whatever the request is.
    pub fn then(self, reply: Reply) -> Self {
        self.0.state(|state| state.script.push_back(reply));
        self
    }

    /// The reply to every request after the script.
    pub fn always(self, reply: Reply) -> Self {
        self.answering(move |_| reply.clone())
    }

    /// Replies to every request after the script as `reply` says.
    pub fn answering(self, reply: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        self.0.state(|state| state.then = Some(Arc::new(reply)));
        self
    }

    /// The requests that arrived, in order. One that found no connection did not.
    pub fn requests(&self) -> Vec<Request> {
        self.0.state(|state| state.requests.clone())
    }

    /// How much of its time has passed.
    pub fn elapsed(&self) -> Duration {
        self.0.clock.elapsed()
    }
}

impl Network {
    fn state<T>(&self, step: impl FnOnce(&mut State) -> T) -> T {
        // A test that panicked in `answering` leaves nothing half done.
        step(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// What becomes of a request. Of one that does not arrive, the body is not read.
    async fn reply(&self, request: http::Request<Body>) -> Result<Reply, TransportError> {
        let (reply, then) = self.state(|state| match state.script.pop_front() {
            Some(reply) => (reply, None),
            None => (Reply::no_script(), state.then.clone()),
        });
        if then.is_none() && !reply.arrives() {
            return Ok(reply);
        }
        let (parts, body) = request.into_parts();
        let body = body.collect(usize::MAX).await?;
        let request = Request::new(http::Request::from_parts(parts, body));
        // Not under the lock: it may look at the requests so far.
        let reply = then.map_or(reply, |then| then(&request));
        if reply.arrives() {
            self.state(|state| state.requests.push(request));
        }
        Ok(reply)
    }
}

impl Transport for InMemory {
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let network = self.0.clone();
        Box::pin(async move {
            let reply = network.reply(request).await?;
            play::play(reply, &network.clock, limits).await
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(self.0.clock.sleep(duration))
    }

    /// It moves no clock: in a test, time passes only in waits on this one.
    fn deadline(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(self.0.clock.deadline(duration))
    }

    fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// It begins with the first second of 2030.
    fn date(&self) -> SystemTime {
        self.0.clock.date()
    }
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory")
            .field("requests", &self.requests())
            .field("elapsed", &self.elapsed())
            .finish_non_exhaustive()
    }
}
