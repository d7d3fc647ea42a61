//! What a document shows of the bodies it describes.

use super::StatusMatch;
use crate::source::Pointer;
use serde_json::Value as Json;

/// An example of a body (OpenAPI 3.0.3, Media Type Object and Example Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Documented {
    /// Its name under `examples`, for example `dinner`; `example` where it has none.
    pub name: String,
    /// What it is the body of.
    pub carrier: Carrier,
    /// For example `application/json`.
    pub media_type: String,
    /// The body.
    pub value: Json,
    /// How it goes with its schema.
    pub verdict: Verdict,
    /// Where it stands, with every reference followed.
    pub at: Pointer,
}

/// What carries a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// The request.
    Request,
    /// The answer with this status.
    Response(StatusMatch),
}

/// How an example goes with its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is valid, its objects have no properties but those described, and its texts are of their formats.
    Exact,
    /// It is valid.
    Valid,
    /// It is not valid; why.
    Invalid(String),
    /// The schema is none that can be judged by; why.
    Unknown(String),
}
