//! Requests: the values of a call to an `http::Request`. No I/O.

mod idempotency;
mod pages;
mod path;
mod prepared;

pub(crate) use prepared::Prepared;

use crate::body::Body;
use crate::call::Options;
use crate::error::InvalidRequest;
use crate::form::{self, Encoding};
use crate::model::{self, Fault, Rule, Value};
use crate::query::{self, Style};
use crate::route::Route;
use http::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use std::error::Error;

/// A call under construction. The first thing that is wrong with it is kept and returned when it is sent.
pub(crate) struct Draft {
    pub(crate) route: Route,
    pub(crate) options: Options,
    path: Vec<(&'static str, String)>,
    /// Name and encoded pairs.
    query: Vec<(String, String)>,
    headers: HeaderMap,
    /// Name and pairs.
    cookies: Vec<(&'static str, String)>,
    body: Body,
    /// The media type of the body, where no header says another one.
    media_type: Option<HeaderValue>,
    fault: Option<InvalidRequest>,
    /// What breaks the rules of the document.
    faults: Vec<Fault>,
}

impl Draft {
    pub(crate) fn new(route: Route) -> Self {
        // As many as most calls have: growing costs more than making it.
        let mut headers = HeaderMap::with_capacity(6);
        headers.insert(ACCEPT, HeaderValue::from_static(JSON));
        let mut draft = Self {
            route,
            options: Options::default(),
            path: Vec::new(),
            query: Vec::new(),
            headers,
            cookies: Vec::new(),
            body: Body::empty(),
            media_type: None,
            fault: None,
            faults: Vec::new(),
        };
        for (name, value) in route.headers {
            draft.header(name, value);
        }
        draft
    }

    pub(crate) fn path(&mut self, style: Style, name: &'static str, value: &dyn Value) {
        let text = query::path(style, name, value);
        match self
            .written("path parameter", name, text)
            .map(Option::unwrap_or_default)
        {
            None => {}
            Some(text) if text.is_empty() => {
                self.refuse(format!("the path parameter `{name}` is empty"));
            }
            Some(text) => self.path.push((name, text)),
        }
    }

    pub(crate) fn query(&mut self, style: Style, name: &'static str, value: &dyn Value) {
        let pairs = query::query(style, name, value);
        if let Some(pairs) = self.written("query parameter", name, pairs) {
            self.query.retain(|(earlier, _)| earlier != name);
            self.query.push((name.to_owned(), pairs));
        }
    }

    /// A pair the document does not list; it is added to what is there.
    pub(crate) fn extra_query(&mut self, name: &str, value: &str) {
        let mut pair = String::new();
        query::pair(&mut pair, name, value);
        self.query.push((name.to_owned(), pair));
    }

    pub(crate) fn header_param(&mut self, style: Style, name: &'static str, value: &dyn Value) {
        let text = query::header(style, value);
        match self.written("header", name, text) {
            None => {}
            Some(None) => {
                self.headers.remove(name);
            }
            Some(Some(text)) => self.header(name, &text),
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        let Ok(key) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse("a header has an impossible name");
        };
        if FRAMING.contains(&key.as_str()) {
            return self.refuse(format!("the header `{key}` is set by the transport"));
        }
        let Ok(mut value) = HeaderValue::from_str(value) else {
            return self.refuse(format!(
                "the header `{key}` contains a character that a header cannot carry (a line break?)"
            ));
        };
        // Nobody has said what may be in it: a key, a phone number. Marked so, it is shown by no `Debug` and kept out of
        // the tables of HTTP/2.
        value.set_sensitive(true);
        self.headers.insert(key, value);
    }

    pub(crate) fn cookie(&mut self, style: Style, name: &'static str, value: &dyn Value) {
        let pairs = query::cookie(style, name, value);
        if let Some(pairs) = self.written("cookie", name, pairs) {
            self.cookies.retain(|(earlier, _)| *earlier != name);
            self.cookies.push((name, pairs));
        }
    }

    /// Notes what of `value` breaks `rules` or those of its types. `name` is that of a parameter, or `$` for the body.
    pub(crate) fn check(&mut self, name: &'static str, value: &dyn Value, rules: &'static [Rule]) {
        self.faults.retain(|earlier| earlier.root() != name);
        self.faults.extend(model::faults(name, value, rules));
    }

    pub(crate) fn json(&mut self, media_type: &str, body: &dyn Value) {
        self.check("$", body, &[]);
        match model::to_vec(body) {
            Ok(bytes) => self.body(media_type, bytes.into()),
            Err(error) => self.unwritable("the body cannot be written", error),
        }
    }

    pub(crate) fn form(&mut self, body: &dyn Value, encodings: &[Encoding]) {
        self.check("$", body, &[]);
        match form::urlencoded(body.view(), encodings) {
            Ok(text) => self.body(FORM, text.into()),
            Err(error) => self.unwritable("the form cannot be written", error),
        }
    }

    pub(crate) fn multipart(&mut self, of: &str, body: &dyn Value, encodings: &[Encoding]) {
        self.check("$", body, &[]);
        match form::multipart(of, body.view(), encodings) {
            Ok((media_type, body)) => self.body(&media_type, body),
            Err(error) => self.unwritable("the multipart body cannot be written", error),
        }
    }

    fn unwritable(&mut self, what: &str, error: impl Error + Send + Sync + 'static) {
        self.fault
            .get_or_insert_with(|| InvalidRequest::because(what, error));
    }

    pub(crate) fn body(&mut self, media_type: &str, body: Body) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => {
                self.media_type = Some(value);
                self.body = body;
            }
            Err(_) => self.refuse("the media type of the body is none that a header can carry"),
        }
    }

    /// Which media types the answer may have, as in the header `Accept`.
    pub(crate) fn accept(&mut self, media_types: &str) {
        match HeaderValue::from_str(media_types) {
            Ok(value) => {
                self.headers.insert(ACCEPT, value);
            }
            Err(_) => self.refuse("the media type of the answer is none that a header can carry"),
        }
    }

    /// The text of a value; a value without one is a fault.
    fn written<T>(&mut self, what: &str, name: &str, text: Result<T, InvalidRequest>) -> Option<T> {
        if text.is_err() {
            self.refuse(format!("the {what} `{name}` cannot be written"));
        }
        text.ok()
    }

    pub(crate) fn refuse(&mut self, message: impl Into<String>) {
        self.fault
            .get_or_insert_with(|| InvalidRequest::new(message));
    }
}

/// What is sent and asked for by default.
pub(crate) const JSON: &str = "application/json";

const FORM: &str = "application/x-www-form-urlencoded";

/// Headers that say where a message ends or goes: a value of the caller's own could split it in two.
pub(crate) const FRAMING: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

#[cfg(test)]
mod tests;
