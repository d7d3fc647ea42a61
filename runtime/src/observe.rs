//! Seeing what happens: attempts, what was decided after them, and where answers and document have come apart.
//!
//! Nothing here shows a value: a path is the document's template, a place in a body is its path.

mod event;

pub use event::{Attempt, Decision, Departure, Drifted, Event, Next, Outcome};

/// Sees what the calls of a client go through; set with [`Builder::observer`](crate::Builder::observer).
///
/// It is called within the call, on the thread that polls it: it must be quick, and must not panic. A closure that
/// takes an [`Event`] is one.
///
/// ```
/// # use callsmith_runtime::{BuildError, Builder, Core, Service};
/// # const SERVICE: Service = Service::new("example/1.0").base_url("https://api.example.com");
/// use callsmith_runtime::observe::Event;
///
/// let client: Core = Builder::new(&SERVICE)
///     .observer(|event: &Event<'_>| match event {
///         Event::Attempt(attempt) if attempt.number > 1 => eprintln!("again: {attempt}"),
///         Event::Drift(drifted) => eprintln!("the API has changed: {drifted}"),
///         _ => {}
///     })
///     .build()?;
/// # let _ = client;
/// # Ok::<(), BuildError>(())
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Is told of something that happened.
    fn observe(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync + 'static> Observer for F {
    fn observe(&self, event: &Event<'_>) {
        self(event);
    }
}
