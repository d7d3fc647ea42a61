//! The API as plain, finished data: what the document says, in terms that name no programming language.
//!
//! `translate` builds it, `passes` refine it, `name` gives its parts Rust names, `emit` prints it.
//! Everything is owned and refers to types by [`TypeId`]; names are kept apart (`name::Names`).

use crate::source::Pointer;
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::collections::BTreeMap;

mod answer;
mod example;
mod media_type;
mod operation;
mod origin;
mod pages;
mod parts;
mod rule;
mod selection;
mod server;
mod sort;
mod style;
mod types;
mod uses;
mod visits;
mod webhook;

pub use answer::*;
pub use example::*;
pub use media_type::*;
pub use operation::*;
pub use origin::*;
pub use pages::*;
pub use rule::*;
pub use selection::*;
pub use server::*;
pub use sort::*;
pub use style::*;
pub use types::*;
pub(crate) use uses::{each_type, renumber};
pub use visits::*;
pub use webhook::*;

/// One API: what one generated crate is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// `info.title`, for example `Verbex Platform API`.
    pub title: String,
    /// `info.version`, for example `1.0.0`.
    pub version: String,
    /// `info.description`, as the document writes it (CommonMark).
    pub docs: String,
    /// What `x-callsmith-package` says of the crate.
    pub package: Package,
    /// The servers of all lists, each once, those of the document itself first.
    pub servers: Vec<Server>,
    /// The servers of operations that have none of their own; the first one is called unless somebody says otherwise.
    pub own_servers: Vec<ServerId>,
    /// The security schemes in document order.
    pub schemes: Vec<Scheme>,
    /// The security that operations have unless they say otherwise.
    pub security: Security,
    /// What that security needs beside credentials.
    pub needs: Needs,
    /// Requests per period that the provider allows, for example 100 per minute.
    pub rate_limit: Option<RateLimit>,
    /// Where bodies of failures have the provider's code, unless something nearer says otherwise.
    pub error_code: Option<CodeAt>,
    /// The operations in document order.
    pub operations: Vec<Operation>,
    /// What the server sends of its own accord, in document order.
    pub webhooks: Vec<Webhook>,
    /// The same as one choice, where there is anything to tell apart; filled in by `passes::events`.
    pub events: Option<Events>,
    /// How they are signed.
    pub signature: Option<Signature>,
    /// The types in the order in which they were met; a [`TypeId`] is a place in this list.
    pub types: Vec<TypeDef>,
    /// Where component schemas stand that came from other files: `common/call.yaml#/Call` by component name.
    pub parts: BTreeMap<String, String>,
    /// What was not typed but left as raw JSON, for the outline.
    pub untyped: Vec<Pointer>,
    /// Which schemas the types were made from, where somebody wants to know.
    pub visits: Visits,
}

impl Api {
    /// The definition behind `id`.
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// `ty` with every alias and box taken away: `Named` is then always a struct, an enum or a union.
    pub fn resolved<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = ty;
        // An alias cannot lead back to itself: `passes::recursion` has seen to that.
        for _ in 0..=self.types.len() {
            match ty {
                Type::Named(id) | Type::Boxed(id) => match &self.type_def(*id).kind {
                    TypeKind::Alias(target) => ty = target,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// The way from something that stands in the document by itself to a type: the same in whatever order the
    /// document is written.
    pub fn way(&self, origin: &Origin) -> Vec<String> {
        let (mut path, mut next) = (Vec::new(), Some(origin));
        while let Some(origin) = next.take() {
            path.extend(origin.steps.iter().rev().map(|step| format!("{step:?}")));
            match &origin.owner {
                Owner::Type(owner) => next = Some(&self.type_def(*owner).origin),
                Owner::Component(name) => path.push(name.clone()),
                Owner::Operation(id) => path.push(self.operation_text(*id)),
                Owner::Webhook(id) => {
                    let webhook = &self.webhooks[id.0];
                    path.push(format!("{} {}", webhook.name, webhook.method.as_str()));
                    let callback = webhook.callback.as_ref();
                    path.extend(callback.map(|found| self.operation_text(found.operation)));
                }
            }
        }
        path.reverse();
        path
    }

    fn operation_text(&self, id: OperationId) -> String {
        let operation = &self.operations[id.0];
        format!("{} {}", operation.path, operation.method.as_str())
    }

    /// The struct that `ty` stands for, if it is one.
    pub fn as_struct<'a>(&'a self, ty: &'a Type) -> Option<&'a Struct> {
        match self.resolved(ty) {
            Type::Named(id) | Type::Boxed(id) => match &self.type_def(*id).kind {
                TypeKind::Struct(found) => Some(found),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The crate to be generated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Package {
    /// The package's name, for example `verbex-client`.
    pub name: Option<String>,
    /// Its version, for example `0.1.0`.
    pub version: Option<String>,
    /// Where the document is published, for example `https://api.example.com/openapi.json`.
    pub url: Option<String>,
    /// How the environment variables of the example begin, for example `VERBEX`.
    pub env: Option<String>,
    /// Filters of wanted operations, for example `["tag=Calls"]`: a list of texts, or whatever stands there.
    pub include: Json,
    /// Filters of operations that are not.
    pub exclude: Json,
}

/// A documented limit of requests.
#[derive(Clone, Debug, PartialEq)]
pub struct RateLimit {
    /// How many requests, for example 100.
    pub requests: u32,
    /// In which period.
    pub per: Period,
}

/// A period that limits are documented for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `second`
    Second,
    /// `minute`
    Minute,
    /// `hour`
    Hour,
    /// `day`
    Day,
}

impl Period {
    /// All of them.
    pub const ALL: [Period; 4] = [Period::Second, Period::Minute, Period::Hour, Period::Day];

    /// The word of `x-callsmith-rate-limit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Period::Second => "second",
            Period::Minute => "minute",
            Period::Hour => "hour",
            Period::Day => "day",
        }
    }
}

/// A way of proving who calls (OpenAPI 3.0.3, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// The name under `components.securitySchemes`, for example `bearerAuth`.
    pub id: String,
    /// The Rust name that the overlay asks for.
    pub name: Option<String>,
    /// Where the credential goes.
    pub kind: SchemeKind,
    /// The scheme's description.
    pub docs: String,
    /// Where it stands.
    pub at: Pointer,
}

/// Where a credential goes in a request.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Bearer <token>`: also OAuth 2 and OpenID Connect tokens.
    Bearer,
    /// `Authorization: Basic <user:password>`.
    Basic,
    /// `Authorization` as the caller writes it, for this scheme of HTTP, for example `Digest`.
    Authorization(String),
    /// A header of this name holds the key as it is.
    Header(String),
    /// A query parameter of this name holds the key.
    Query(String),
    /// A cookie of this name holds the key.
    Cookie(String),
}

/// What a request needs that is no credential of the client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// What the credential must be good for: alternatives of scopes or roles, none of them empty.
    pub scopes: Vec<Vec<String>>,
    /// Whether a client certificate is an alternative, or part of one (mutual TLS, OpenAPI 3.1).
    pub certificate: bool,
}

/// Alternatives, each a combination of scheme names; an empty combination means "without credentials".
pub type Security = Vec<Vec<String>>;

/// A type's place in [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// An operation's place in [`Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// A webhook's place in [`Api::webhooks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WebhookId(pub usize);

/// Sample values by name, for the generated example.
pub type Samples = IndexMap<String, Json>;
