//! The provider's code for a failure, read from the body when somebody asks for it.

use crate::failure::CodeAt;
use crate::model::Json;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Where services put a code, if nobody has said where this one does.
const COMMON: [&str; 5] = [
    "/error/code",
    "/code",
    "/error_code",
    "/errorCode",
    "/error/type",
];

/// The code of one answer, looked for once.
#[derive(Clone, Default)]
pub(super) struct Code(OnceLock<Option<Box<str>>>);

impl Code {
    /// `body` is JSON text, if it is JSON at all.
    pub(super) fn of<'a>(&self, at: CodeAt, body: impl FnOnce() -> Cow<'a, [u8]>) -> Option<&str> {
        self.0.get_or_init(|| find(at, &body())).as_deref()
    }
}

fn find(at: CodeAt, body: &[u8]) -> Option<Box<str>> {
    let places: &[&str] = match &at {
        CodeAt::Nowhere => return None,
        CodeAt::At(at) => std::slice::from_ref(at),
        CodeAt::Unsaid => &COMMON,
    };
    let body: Json = serde_json::from_slice(body).ok()?;
    places.iter().find_map(|at| text(body.pointer(at)?))
}

fn text(code: &Json) -> Option<Box<str>> {
    match code {
        Json::String(text) if !text.is_empty() => Some(text.as_str().into()),
        Json::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}
