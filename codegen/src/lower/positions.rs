//! What stands where in an OpenAPI document: each kind of object with its keys
//! and what each key holds. The walk goes by these tables and by nothing else:
//! `const`, `type` or `$ref` may be property names, and examples hold data that
//! nobody may touch.
//!
//! OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4 each.

mod table;

pub(crate) use table::rows;

use super::CARRIED;
use crate::source::Pointer;

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    SecurityScheme,
    Flows,
    ImplicitFlow,
    PasswordFlow,
    ClientFlow,
    CodeFlow,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    /// Anything, not to be looked into; `null` is a value like any other.
    Data,
    /// Anything but null, not to be looked into.
    Plain,
    /// `true` or `false`.
    Flag,
    /// A number.
    Number,
    /// A whole number that is not negative.
    Count,
    /// A list of anything.
    Values,
    /// Security requirements: a list of scheme names with their scopes.
    Requirements,
    /// A text; YAML authors leave out quotes, so numbers and flags become text.
    Text,
    /// A list of texts.
    Texts,
    /// Names to anything.
    Members,
    /// Names to texts.
    TextMap,
    /// An object of that kind.
    One(Kind),
    /// A list of objects.
    List(Kind),
    /// Names to objects.
    Map(Kind),
    /// A schema, or a boolean that is as good here.
    SchemaOrFlag,
    /// Names to schemas or to lists of names (draft 4 `dependencies`).
    SchemaOrNames,
}

/// Whether `openapiv3` has a field for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// It has.
    Yes,
    /// It has not, since it came with 3.1 or was left out: carried as `x-oas31-`.
    Carried,
    /// The same, and nothing of ours makes use of it: carried with a warning.
    Unsupported,
}

/// One key of a kind of object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) key: &'static str,
    pub(crate) child: Child,
    pub(crate) held: Held,
}

pub(super) const fn held(key: &'static str, child: Child) -> Row {
    Row {
        key,
        child,
        held: Held::Yes,
    }
}

pub(super) const fn carried(key: &'static str, child: Child) -> Row {
    Row {
        key,
        child,
        held: Held::Carried,
    }
}

pub(super) const fn unsupported(key: &'static str, child: Child) -> Row {
    Row {
        key,
        child,
        held: Held::Unsupported,
    }
}

/// The row of `key`, if that kind of object has such a key. Extensions (`x-`)
/// have none.
pub(crate) fn row(kind: Kind, key: &str) -> Option<Row> {
    if let Some(child) = pattern(kind, key) {
        return Some(Row {
            key: "",
            child,
            held: Held::Yes,
        });
    }
    rows(kind).iter().find(|row| row.key == key).copied()
}

/// Objects whose keys are names from the document.
fn pattern(kind: Kind, key: &str) -> Option<Child> {
    match kind {
        Kind::Paths if key.starts_with('/') => Some(Child::One(Kind::PathItem)),
        Kind::Responses if is_status(key) => Some(Child::One(Kind::Response)),
        Kind::Callback if !key.starts_with("x-") => Some(Child::One(Kind::PathItem)),
        _ => None,
    }
}

/// `200`, `4XX`.
fn is_status(key: &str) -> bool {
    match key.as_bytes() {
        [b'1'..=b'9', b'X', b'X'] => true,
        [b'1'..=b'9', rest @ ..] => rest.len() == 2 && rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// What stands at a place, going by the way there alone; `None` where that is
/// data, an extension or a key that OpenAPI does not know. Carried keys
/// (`x-oas31-...`) count as what they were.
pub(crate) fn standing(place: &Pointer) -> Option<Child> {
    place
        .tokens()
        .try_fold(Child::One(Kind::Root), |around, token| {
            let kind = match around {
                Child::One(kind) => kind,
                Child::SchemaOrFlag => Kind::Schema,
                Child::List(kind) | Child::Map(kind) => return Some(Child::One(kind)),
                Child::SchemaOrNames => return Some(Child::One(Kind::Schema)),
                _ => return None,
            };
            let key = token.strip_prefix(CARRIED).unwrap_or(&token);
            Some(row(kind, key)?.child)
        })
}

/// Whether an object of that kind may be a `$ref` to one instead.
pub(crate) fn may_refer(kind: Kind) -> bool {
    use Kind::*;
    matches!(
        kind,
        PathItem
            | Parameter
            | RequestBody
            | MediaType
            | Response
            | Callback
            | Example
            | Link
            | Header
            | SecurityScheme
    )
}

/// Under which key of `components` objects of that kind stand.
pub(crate) fn section(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Schema => "schemas",
        Kind::Response => "responses",
        Kind::Parameter => "parameters",
        Kind::Example => "examples",
        Kind::RequestBody => "requestBodies",
        Kind::Header => "headers",
        Kind::SecurityScheme => "securitySchemes",
        Kind::Link => "links",
        Kind::Callback => "callbacks",
        Kind::PathItem => "pathItems",
        _ => return None,
    })
}

/// Keys that must be there, and the empty value that stands in: what
/// `openapiv3` demands. The flag says whether the leaving out is a mistake.
pub(super) fn required(kind: Kind) -> &'static [(&'static str, &'static str, bool)] {
    use Kind::*;
    match kind {
        Root => &[("info", "{}", true), ("paths", "{}", false)],
        Info => &[("title", "\"\"", true), ("version", "\"\"", true)],
        License | Tag => &[("name", "\"\"", true)],
        Server => &[("url", "\"\"", true)],
        ServerVariable => &[("default", "\"\"", true)],
        Operation => &[("responses", "{}", false)],
        ExternalDocs => &[("url", "\"\"", true)],
        RequestBody => &[("content", "{}", true)],
        Response => &[("description", "\"\"", true)],
        ImplicitFlow => &[("authorizationUrl", "\"\"", true), ("scopes", "{}", true)],
        PasswordFlow | ClientFlow => &[("tokenUrl", "\"\"", true), ("scopes", "{}", true)],
        CodeFlow => &[
            ("authorizationUrl", "\"\"", true),
            ("tokenUrl", "\"\"", true),
            ("scopes", "{}", true),
        ],
        _ => &[],
    }
}
