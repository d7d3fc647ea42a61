//! One call of an operation: its values and options, then the wait for its answer.

mod again;
mod arrive;
mod attempt;
mod exchange;
mod future;
mod history;
mod options;
mod raw;
mod request;

pub(crate) use again::Again;
pub(crate) use history::History;
pub(crate) use options::{Options, Settings};
pub(crate) use raw::Raw;

pub use future::{CallFuture, ResponseFuture};

use crate::body::Body;
use crate::client::Core;
use crate::failure::Failures;
use crate::form::Encoding;
use crate::model::{Json, Rule, Value};
use crate::pages::{Pages, Plan};
use crate::query::Style;
use crate::request::{Draft, JSON};
use crate::response::decoder::{self, Decoder};
use crate::retry::Retry;
use crate::route::Route;
use crate::stream::{self, Download, Events, JsonLines, Wanted};
use crate::success::{self, Successes};
use bytes::Bytes;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

/// A call that gives a `T` or fails with an [`Error<E>`](crate::Error). It is sent when it is awaited.
///
/// Generated crates wrap it in a type of their own, which has the operation's optional parameters as methods.
/// What is wrong with a value (a line break in a header, an empty path parameter) is told when the call is awaited,
/// as [`Error::InvalidRequest`](crate::Error::InvalidRequest).
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T, E> {
    pub(crate) raw: Box<Raw>,
    decoder: Decoder<T>,
    error: PhantomData<fn() -> E>,
}

impl<T: Value, E: Failures> Call<T, E> {
    pub(crate) fn new(core: Core, route: Route) -> Self {
        Self {
            raw: Raw::new(core, route),
            decoder: decoder::json::<T>,
            error: PhantomData,
        }
    }
}

impl<T: Value, E: Failures> Call<T, E> {
    /// Takes an answer without a body for null: the document leaves open whether there is one.
    pub fn or_null(mut self) -> Self {
        self.decoder = decoder::json_or_null::<T>;
        self
    }
}

/// Other kinds of answers than JSON. They are methods of `Call<Json, _>`, so that the compiler knows the type of the
/// call they are called on.
impl<E: Failures> Call<Json, E> {
    /// Takes any body of a success, and none, for an answer without content.
    pub fn discard(self) -> Call<(), E> {
        self.decoded(decoder::discard)
    }

    /// Asks for these media types, and takes the body of a success as it comes.
    pub fn raw(self, media_types: &str) -> Call<Bytes, E> {
        self.accept(media_types)
    }

    /// Asks for these media types, and takes the body of a success as a text of the charset that it names.
    pub fn text(self, media_types: &str) -> Call<String, E> {
        self.accepting(media_types).decoded(decoder::text)
    }

    /// Takes one of several types of successes, by status.
    pub fn by_status<S: Successes>(self) -> Call<S, E> {
        self.decoded(success::by_status::<S>)
    }
}

/// The same operation with another kind of answer, where it has several.
impl<T, E: Failures> Call<T, E> {
    fn decoded<U>(self, decoder: Decoder<U>) -> Call<U, E> {
        Call {
            raw: self.raw,
            decoder,
            error: PhantomData,
        }
    }

    fn streamed<U>(mut self, wanted: Wanted, decoder: Decoder<U>) -> Call<U, E> {
        self.raw.draft.options.stream = Some(wanted);
        self.decoded(decoder)
    }

    /// The same call once more, with another draft.
    pub(crate) fn with(&self, draft: Draft) -> Self {
        Self {
            raw: self.raw.with(draft),
            decoder: self.decoder,
            error: PhantomData,
        }
    }

    /// Reads a list page by page; see [`pages`](crate::pages).
    pub fn pages(self, plan: Plan) -> Pages<T, E> {
        Pages::new(self, plan)
    }

    /// Asks for these media types, as in the header `Accept`.
    pub fn accepting(self, media_types: &str) -> Self {
        let raw = self.raw.accept(media_types);
        Self { raw, ..self }
    }

    /// Asks for these media types, and takes the body of a success as it comes.
    pub fn accept(self, media_types: &str) -> Call<Bytes, E> {
        self.accepting(media_types).decoded(decoder::raw)
    }

    /// Asks for `text/event-stream` and reads it as it comes; see [`stream`](crate::stream).
    pub fn events<U: Value + 'static>(self) -> Call<Events<U>, E> {
        let call = self.accepting("text/event-stream");
        call.streamed(Wanted::Events, stream::events)
    }

    /// Asks for JSON texts one after the other, under one of `media_types`, and reads them as they come; see
    /// [`stream`](crate::stream).
    pub fn json_lines<U: Value>(self, media_types: &str) -> Call<JsonLines<U>, E> {
        let call = self.accepting(media_types);
        call.streamed(Wanted::Lines, stream::json_lines)
    }
}

/// Bytes.
impl<E: Failures> Call<Bytes, E> {
    /// Reads the body as it comes, whatever its length; see [`stream`](crate::stream).
    pub fn download(self) -> Call<Download, E> {
        self.streamed(Wanted::Download, stream::download)
    }
}

/// Events.
impl<T, E> Call<Events<T>, E> {
    /// Asks for the events after the one with this identifier, if the server knows it: sets the header `Last-Event-ID`.
    pub fn last_event_id(mut self, id: &str) -> Self {
        self.raw.draft.header("last-event-id", id);
        self
    }

    /// Whether a stream that breaks off or is silent for too long is asked for again, from the last event that had an
    /// identifier, after the wait that the server names, five minutes at most, or three seconds. Off by default: a
    /// server that does not know `Last-Event-ID` begins anew. A stream that the server ended is over.
    ///
    /// It is refused for an operation whose repeat does harm.
    pub fn reconnect(mut self, reconnect: bool) -> Self {
        if reconnect && !self.raw.draft.route.safety.may_be_repeated() {
            self.raw
                .draft
                .refuse("a stream of an operation that is not repeatable is not asked for again");
        }
        self.raw.draft.options.reconnect = reconnect;
        self
    }
}

/// What generated code sets.
impl<T, E> Call<T, E> {
    /// The value of the placeholder `{name}`. It must not be empty.
    pub fn path(self, name: &'static str, value: &dyn Value) -> Self {
        self.path_in(Style::SIMPLE, name, value)
    }

    /// The same in another style.
    pub fn path_in(self, style: Style, name: &'static str, value: &dyn Value) -> Self {
        let raw = self.raw.path(style, name, value);
        Self { raw, ..self }
    }

    /// A query parameter, in place of an earlier value of that name.
    pub fn query(self, name: &'static str, value: &dyn Value) -> Self {
        self.query_in(Style::FORM, name, value)
    }

    /// The same in another style.
    pub fn query_in(self, style: Style, name: &'static str, value: &dyn Value) -> Self {
        let raw = self.raw.query(style, name, value);
        Self { raw, ..self }
    }

    /// A header the document lists.
    pub fn header_param(self, name: &'static str, value: &dyn Value) -> Self {
        self.header_param_in(Style::SIMPLE, name, value)
    }

    /// The same in another style.
    pub fn header_param_in(self, style: Style, name: &'static str, value: &dyn Value) -> Self {
        let raw = self.raw.header_param(style, name, value);
        Self { raw, ..self }
    }

    /// A cookie, in place of an earlier value of that name.
    pub fn cookie(self, name: &'static str, value: &dyn Value) -> Self {
        self.cookie_in(Style::FORM, name, value)
    }

    /// The same in another style.
    pub fn cookie_in(self, style: Style, name: &'static str, value: &dyn Value) -> Self {
        let raw = self.raw.cookie(style, name, value);
        Self { raw, ..self }
    }

    /// A JSON body.
    pub fn json(self, body: &dyn Value) -> Self {
        self.json_as(JSON, body)
    }

    /// The same under another media type, for example `application/merge-patch+json`.
    pub fn json_as(self, media_type: &'static str, body: &dyn Value) -> Self {
        let raw = self.raw.json(media_type, body);
        Self { raw, ..self }
    }

    /// An object as a form. `encodings` says of some of its fields how they are written.
    pub fn form(self, body: &dyn Value, encodings: &[Encoding]) -> Self {
        let raw = self.raw.form(body, encodings);
        Self { raw, ..self }
    }

    /// An object as `multipart/form-data`, in which [`Upload`](crate::model::Upload)s are files.
    pub fn multipart(self, body: &dyn Value, encodings: &[Encoding]) -> Self {
        self.multipart_as("multipart/form-data", body, encodings)
    }

    /// The same under another media type, for example `multipart/mixed`.
    pub fn multipart_as(
        self,
        media_type: &'static str,
        body: &dyn Value,
        encodings: &[Encoding],
    ) -> Self {
        let raw = self.raw.multipart(media_type, body, encodings);
        Self { raw, ..self }
    }

    /// Checks a value before it is sent: a parameter by its name, the body by `$`.
    pub fn check(self, name: &'static str, value: &dyn Value, rules: &'static [Rule]) -> Self {
        let raw = self.raw.check(name, value, rules);
        Self { raw, ..self }
    }

    /// A body of any media type, sent as it is: in one piece, or a stream.
    pub fn body(self, media_type: &'static str, body: impl Into<Body>) -> Self {
        let raw = self.raw.body(media_type, body.into());
        Self { raw, ..self }
    }
}

/// The options of every call.
impl<T, E> Call<T, E> {
    /// How long an attempt may take, in place of the client's setting.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.raw.draft.options.timeout = Some(timeout);
        self
    }

    /// How long the whole call may take, all attempts and waits included, in place of the client's setting.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.raw.draft.options.total_timeout = Some(timeout);
        self
    }

    /// How long a streamed answer may be silent while somebody waits for it, in place of the client's setting.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.raw.draft.options.idle = Some(timeout);
        self
    }

    /// How often the call may be tried, in place of the client's setting; [`Retry::never`] is once.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.raw.draft.options.retry = Some(retry);
        self
    }

    /// Sends the call also if its values break rules of the API's document: a provider may have dropped one.
    pub fn unchecked(mut self) -> Self {
        self.raw.draft.options.unchecked = true;
        self
    }

    /// A header, in place of any value the call has for it. Those that frame a message (`Host`, `Content-Length`,
    /// ...) are refused.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.raw.draft.header(name, value);
        self
    }

    /// A query parameter the document does not list, added to those that are there.
    pub fn extra_query(mut self, name: &str, value: &str) -> Self {
        self.raw.draft.extra_query(name, value);
        self
    }
}

impl<T, E: Failures> Call<T, E> {
    /// Sends the call for the whole response: status, headers, raw and typed body.
    pub fn response(self) -> ResponseFuture<T, E> {
        ResponseFuture::new(self.raw, self.decoder)
    }
}

impl<T, E: Failures> IntoFuture for Call<T, E> {
    type Output = <CallFuture<T, E> as Future>::Output;
    type IntoFuture = CallFuture<T, E>;

    fn into_future(self) -> CallFuture<T, E> {
        CallFuture::new(self.raw, self.decoder)
    }
}

/// Method and path template, no value.
impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Call({:?})", self.raw.draft.route)
    }
}
