//! The thread in the background.

use crate::error::{InvalidRequest, NoAnswer};
use crate::response::Arrived;
use crate::transport::{BoxFuture, Sent, TransportError};
use std::io;
use std::pin::pin;
use std::sync::mpsc;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread, ThreadId};
use tokio::runtime::{Builder, Handle};

type Outcome = Result<Arrived, NoAnswer>;

/// Why nothing can be waited for on the thread that everything waits for.
const OWN_THREAD: &str = "a blocking call inside of another one (in a provider of tokens, an observer, a body) would wait \
                          for itself: await it there, or make it on a thread of its own";

/// Runs the exchange of a call in the background and waits for it.
///
/// The caller's thread waits on a channel and not on a runtime, so that it may be one of a runtime.
pub(super) fn run(exchange: BoxFuture<Outcome>) -> Outcome {
    let worker = worker().map_err(|error| NoAnswer::from(TransportError::unusable(error)))?;
    if worker.is_this_thread() {
        return Err(InvalidRequest::new(OWN_THREAD).into());
    }
    let (give, take) = mpsc::sync_channel(1);
    worker.handle.spawn(in_context(async move {
        // Nobody takes it only if the caller's thread is gone.
        let _ = give.send(exchange.await);
    }));
    take.recv().unwrap_or_else(|_| Err(broken()))
}

/// Waits on the caller's thread for what runs in the background: the next bytes of a connection, and timers.
///
/// It fails where nothing runs in the background, and on the thread that does, if it would have to wait there.
pub(super) fn wait<F: Future>(future: F) -> io::Result<F::Output> {
    let worker = worker()?;
    let _timers = worker.handle.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        let mut cx = Context::from_waker(&waker);
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(done) => return Ok(done),
            Poll::Pending if worker.is_this_thread() => {
                return Err(io::Error::new(io::ErrorKind::Deadlock, OWN_THREAD));
            }
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The call ended without an outcome: its transport or observer panicked.
fn broken() -> NoAnswer {
    TransportError::new(Sent::Maybe, "the call panicked in the background").into()
}

/// The thread and its runtime.
#[derive(Clone)]
struct Worker {
    handle: Handle,
    thread: ThreadId,
}

impl Worker {
    fn is_this_thread(&self) -> bool {
        thread::current().id() == self.thread
    }
}

/// The one thread of the process; one that could not be begun is tried again by the next call.
fn worker() -> io::Result<Worker> {
    static WORKER: Mutex<Option<Worker>> = Mutex::new(None);
    let mut worker = WORKER.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(worker) = &*worker {
        return Ok(worker.clone());
    }
    let begun = begin()?;
    *worker = Some(begun.clone());
    Ok(begun)
}

fn begin() -> io::Result<Worker> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new()
        .name("callsmith".to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    let thread = thread.thread().id();
    Ok(Worker { handle, thread })
}

/// Spans of the call stand in the span of the caller's thread, and go to its subscriber.
#[cfg(feature = "tracing")]
fn in_context<F: Future>(future: F) -> impl Future<Output = F::Output> {
    use tracing::instrument::{Instrument, WithSubscriber};
    future.in_current_span().with_current_subscriber()
}

#[cfg(not(feature = "tracing"))]
fn in_context<F: Future>(future: F) -> F {
    future
}
