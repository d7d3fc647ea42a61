//! Answers that are read as they come: downloads, events, lines of JSON.
//!
//! ```no_run
//! # use callsmith_runtime::{Call, model::Json};
//! # use callsmith_runtime::failure::Failures;
//! # use callsmith_runtime::stream::Events;
//! # async fn run<E: Failures + std::fmt::Debug + 'static>(call: Call<Events<Json>, E>) -> Result<(), Box<dyn std::error::Error>> {
//! let mut events = call.await?;
//! while let Some(event) = events.next().await {
//!     match event {
//!         Ok(event) => println!("{}: {}", event.event, event.data),
//!         // One event that is not as the document says; the next one may be.
//!         Err(error) if !error.ends_stream() => eprintln!("{error:#}"),
//!         Err(error) => return Err(error.into()),
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! * The call ends with the head of the answer; until then everything is as with other calls: attempts, `timeout`,
//!   typed failures. An answer that is no success is read whole.
//! * The stream itself may take as long as it wants, but not be silent for longer than `idle_timeout` while somebody
//!   waits for it.
//! * Dropping a stream ends its connection. What breaks off is not asked for again, unless
//!   [`reconnect`](crate::Call::reconnect) says so.
//! * Each of them is a [`Stream`]; [`next`](Events::next) needs no further crate.

mod chunks;
mod download;
mod error;
mod events;
mod idle;
mod item;
mod json_lines;
mod messages;
mod split;
mod sse;

pub use download::Download;
pub use error::{ItemError, StreamError};
pub use events::{Event, Events};
pub use futures_core::Stream;
pub use json_lines::JsonLines;

pub(crate) use chunks::Rest;
pub(crate) use download::download;
pub(crate) use events::events;
pub(crate) use idle::Idle;
pub(crate) use json_lines::json_lines;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};

/// Which stream a call wants of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Bytes of any media type.
    Download,
    /// `text/event-stream`.
    Events,
    /// JSON texts, one after the other.
    Lines,
}

impl Wanted {
    /// Whether an answer is this stream. Another one is read whole: a failure, or JSON in place of events.
    pub(crate) fn fits(self, status: StatusCode, headers: &HeaderMap) -> bool {
        status.is_success()
            && (self != Self::Events
                || media_type(headers).is_none_or(|own| own == "text/event-stream"))
    }
}

/// The media type that headers name, in small letters and without parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = text.split(';').next().unwrap_or_default().trim();
    Some(essence.to_ascii_lowercase())
}
