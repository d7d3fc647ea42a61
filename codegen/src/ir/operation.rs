//! What can be called.

use super::{
    Documented, Header, Needs, Paged, Rule, Samples, Security, Serialization, ServerId, Style,
    Success, Type,
};
use crate::source::Pointer;
use serde_json::Value as Json;

/// One method of one path (OpenAPI 3.0.3, Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId` as the document writes it, for example `makeOutboundCall`.
    pub id: Option<String>,
    /// The Rust name that the overlay asks for, for example `call_agent`.
    pub name: Option<String>,
    /// The method in lower case, for example `post`.
    pub method: Method,
    /// The path template, for example `/agents/{agentId}/call`.
    pub path: String,
    /// The tags in document order; the first one groups operations.
    pub tags: Vec<String>,
    /// Every parameter, those of the path item included, in document order.
    pub params: Vec<Param>,
    /// Header parameters that no caller needs to set.
    pub headers: Vec<Header>,
    /// What is sent.
    pub body: Option<Body>,
    /// What may be sent in its stead, under another media type.
    pub further: Vec<Body>,
    /// What comes back when it went well.
    pub success: Success,
    /// The documented statuses of success, in order. Empty where any is as good: where the document states a range or
    /// what is answered by `default`, and where it states none.
    pub successes: Vec<u16>,
    /// The documented refusals: exact statuses first, then ranges, then `default`.
    pub failures: Vec<Failure>,
    /// The headers that come with refusals: a struct of optional fields.
    pub error_headers: Option<Type>,
    /// The operation's own security; `None` means the API's.
    pub security: Option<Security>,
    /// What its security needs beside credentials, the API's where it has none of its own.
    pub needs: Needs,
    /// Its own servers; none: the API's.
    pub servers: Vec<ServerId>,
    /// What a repeat of the call would do.
    pub safety: Safety,
    /// The header of its idempotency key, if it is [`Safety::Keyed`].
    pub idempotency_key: Option<String>,
    /// Statuses after which the provider guarantees that nothing happened, in order.
    pub not_carried_out: Vec<u16>,
    /// Where bodies of its failures have the provider's code.
    pub error_code: Option<CodeAt>,
    /// How its list is read page by page.
    pub paged: Paged,
    /// Summary and description.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Sample values, where this operation is the generated example.
    pub example: Option<Example>,
    /// What the document shows of its bodies, where tests are wanted of them.
    pub examples: Vec<Documented>,
    /// Where it stands.
    pub at: Pointer,
}

impl Operation {
    /// The bodies that can be sent: the method's own first.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.body.iter().chain(&self.further)
    }

    /// The same, to be changed.
    pub fn bodies_mut(&mut self) -> impl Iterator<Item = &mut Body> {
        self.body.iter_mut().chain(&mut self.further)
    }

    /// The type of the JSON in an answer with this status, a refusal that hides in a success aside.
    pub fn answer(&self, status: StatusMatch) -> Option<&Type> {
        if status.is_success() {
            return self.success.json(status);
        }
        let mut failures = self.failures.iter();
        let found = failures.find(|failure| failure.status == status && failure.when.is_none());
        found?.payload.ty()
    }
}

/// An HTTP method that OpenAPI 3.0 has a key for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// `get`
    Get,
    /// `put`
    Put,
    /// `post`
    Post,
    /// `delete`
    Delete,
    /// `options`
    Options,
    /// `head`
    Head,
    /// `patch`
    Patch,
    /// `trace`
    Trace,
}

impl Method {
    /// All of them.
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// The key of the Path Item Object, for example `post`.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
            Method::Options => "options",
            Method::Head => "head",
            Method::Patch => "patch",
            Method::Trace => "trace",
        }
    }

    /// What a repeat does unless the overlay knows better (RFC 9110, 9.2).
    pub fn safety(self) -> Safety {
        match self {
            Method::Get | Method::Head | Method::Options | Method::Trace => Safety::Safe,
            Method::Put | Method::Delete => Safety::Idempotent,
            Method::Post | Method::Patch => Safety::Unsafe,
        }
    }
}

/// What a repeat of a call would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Nothing: it only reads.
    Safe,
    /// The same as the first one did.
    Idempotent,
    /// Nothing further, where it carries the same idempotency key.
    Keyed,
    /// It would do it again: dial, pay, create.
    Unsafe,
}

impl Safety {
    /// The word for it, for example `unsafe`.
    pub fn as_str(self) -> &'static str {
        match self {
            Safety::Safe => "safe",
            Safety::Idempotent => "idempotent",
            Safety::Keyed => "keyed",
            Safety::Unsafe => "unsafe",
        }
    }
}

/// A parameter (OpenAPI 3.0.3, Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name on the wire, for example `page_size`.
    pub wire: String,
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// Where it goes.
    pub place: Place,
    /// Its type; never nullable, since text has no null.
    pub ty: Type,
    /// How a value becomes text.
    pub serialization: Serialization,
    /// `allowEmptyValue`: whether it may be sent without a value.
    pub allow_empty: bool,
    /// Whether every call must have it.
    pub required: bool,
    /// What the server takes when it is left out.
    pub default: Option<Json>,
    /// The description.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Whether it must not be shown in logs.
    pub sensitive: bool,
    /// What is checked before a value is sent.
    pub rules: Vec<Rule>,
    /// Where it stands.
    pub at: Pointer,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Into the path template.
    Path,
    /// Behind the `?`.
    Query,
    /// Into a header.
    Header,
    /// Into the `Cookie` header.
    Cookie,
}

impl Place {
    /// The word the Parameter Object has for it under `in`.
    pub fn as_str(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Cookie => "cookie",
        }
    }
}

/// What a request carries (OpenAPI 3.0.3, Request Body Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its type.
    pub payload: Payload,
    /// The media type it is sent under.
    pub media_type: String,
    /// Other media types for the same type.
    pub also: Vec<String>,
    /// What its method is called by, in distinction from the method's own body, for example `multipart`.
    pub suffix: String,
    /// Whether every call must have it.
    pub required: bool,
    /// What is checked before it is sent, beside what its types ask for.
    pub rules: Vec<Rule>,
    /// The description.
    pub docs: String,
    /// Where it stands.
    pub at: Pointer,
}

/// What the bytes of a body mean.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// There are none.
    Empty,
    /// JSON of this type.
    Json(Type),
    /// The fields of a form (`application/x-www-form-urlencoded`), and how some of them are written.
    Form(Type, Vec<Encoding>),
    /// The parts of a multipart body, and how some of them are written.
    Multipart(Type, Vec<Encoding>),
    /// Bytes of this media type, handed over as they are, for example `audio/wav`.
    Raw(String),
}

impl Payload {
    /// The type, where there is one.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Payload::Json(ty) | Payload::Form(ty, _) | Payload::Multipart(ty, _) => Some(ty),
            Payload::Empty | Payload::Raw(_) => None,
        }
    }

    /// The type of JSON.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Payload::Json(ty) => Some(ty),
            _ => None,
        }
    }

    /// The same as [`Payload::ty`], to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Payload::Json(ty) | Payload::Form(ty, _) | Payload::Multipart(ty, _) => Some(ty),
            Payload::Empty | Payload::Raw(_) => None,
        }
    }
}

/// How a field of a form or a part of a multipart body is written (OpenAPI 3.1.1, Encoding Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoding {
    /// The property.
    pub name: String,
    /// `contentType`, where it says more than the default.
    pub content_type: Option<String>,
    /// `style`, `explode` and `allowReserved`, where one of them is stated.
    pub style: Option<Style>,
    /// Headers of which the document says what they hold.
    pub headers: Vec<(String, String)>,
}

/// A documented refusal.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Which answers it covers.
    pub status: StatusMatch,
    /// Where it hides in a success: `x-callsmith-failure`.
    pub when: Option<When>,
    /// The Rust name that the overlay asks for, for example `Refused`.
    pub name: Option<String>,
    /// Its body.
    pub payload: Payload,
    /// Where its body has the provider's code.
    pub error_code: Option<CodeAt>,
    /// The description.
    pub docs: String,
    /// Where it stands.
    pub at: Pointer,
}

/// Where the body of a failure has the provider's code for it: `x-callsmith-error-code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeAt {
    /// There is none.
    Nowhere,
    /// An RFC 6901 pointer into the body, for example `/error/code`.
    At(String),
}

/// Which statuses a key of the Responses Object covers; the order is the order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    /// `404`
    Exactly(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// `default`
    Default,
}

impl StatusMatch {
    /// Whether it means that it went well.
    pub fn is_success(self) -> bool {
        matches!(
            self,
            StatusMatch::Exactly(200..=299) | StatusMatch::Range(2)
        )
    }
}

impl std::fmt::Display for StatusMatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            StatusMatch::Exactly(code) => write!(f, "{code}"),
            StatusMatch::Range(digit) => write!(f, "{digit}XX"),
            StatusMatch::Default => f.write_str("default"),
        }
    }
}

/// How a failure inside a success is told: what stands at a place of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// An RFC 6901 pointer into the body, for example `/status`.
    pub at: String,
    /// The text that means failure, for example `failed`; without one, any value does that says something.
    pub is: Option<String>,
}

/// What the generated example sends.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Example {
    /// Parameter values by name.
    pub parameters: Samples,
    /// The body.
    pub body: Option<Json>,
}
