//! A request as it arrived.

use crate::model::Json;
use bytes::Bytes;
use http::Method;
use std::fmt;

/// A request as it arrived. `Debug` shows the method, the names of headers and how long the body is: paths and queries
/// hold numbers and keys.
#[derive(Clone)]
pub struct Request(http::Request<Bytes>);

impl Request {
    pub(super) fn new(request: http::Request<Bytes>) -> Self {
        Self(request)
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The host that it was sent to, with the port where it is not the scheme's own: `api.example.com:8443`.
    pub fn host(&self) -> &str {
        self.0.uri().authority().map_or("", |host| host.as_str())
    }

    /// The path as it was sent, that of the base URL included: `/v1/calls/a%20b`.
    pub fn path(&self) -> &str {
        self.0.uri().path()
    }

    /// The query as it was sent, without `?`; empty if there is none.
    pub fn query(&self) -> &str {
        self.0.uri().query().unwrap_or_default()
    }

    /// A header, if it is there and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// The bytes of the body.
    pub fn body(&self) -> &Bytes {
        self.0.body()
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> Json {
        serde_json::from_slice(self.0.body()).unwrap_or_default()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", self.method())
            .field("headers", &self.0.headers().keys().collect::<Vec<_>>())
            .field("body", &self.body().len())
            .finish()
    }
}
