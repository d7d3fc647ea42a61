//! What a repeat of an operation would do, by its method, its parameters and the overlay.

use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::{Method, Param, Place, Safety, Scalar, Serialization, Type};
use crate::source::Pointer;
use serde_json::Value as Json;

/// An extension about repeats says something that cannot be meant.
const BAD_SAFETY: &str = "bad-safety";

/// The one name that means an idempotency key by itself (draft-ietf-httpapi-idempotency-key-header).
const STANDARD_KEY: &str = "idempotency-key";

/// The part of an operation that says what may be repeated.
pub(super) struct Repeat {
    pub(super) safety: Safety,
    pub(super) idempotency_key: Option<String>,
    pub(super) not_carried_out: Vec<u16>,
}

impl Translation<'_> {
    /// Decides, and adds the parameter of an idempotency key that only the overlay knows.
    pub(super) fn repeat(
        &mut self,
        method: Method,
        extensions: &Extensions,
        params: &mut Vec<Param>,
        at: &Pointer,
    ) -> Repeat {
        let declared = self.idempotency_key(extensions, params, at);
        let keyed = declared.is_some() && method.safety() == Safety::Unsafe;
        let safety = self.safety(extensions, at).unwrap_or(match keyed {
            true => Safety::Keyed,
            false => method.safety(),
        });
        Repeat {
            safety,
            idempotency_key: declared.filter(|_| safety == Safety::Keyed),
            not_carried_out: self.not_carried_out(extensions, at),
        }
    }

    fn safety(&mut self, extensions: &Extensions, at: &Pointer) -> Option<Safety> {
        let said = extensions.get("x-callsmith-safety")?;
        Some(match said.as_str() {
            Some("safe") => Safety::Safe,
            Some("idempotent") => Safety::Idempotent,
            Some("unsafe") => Safety::Unsafe,
            _ => {
                let message = "this is neither `safe`, `idempotent` nor `unsafe`; the operation is taken for unsafe";
                self.bad("x-callsmith-safety", at, message);
                Safety::Unsafe
            }
        })
    }

    /// The header of the key: what the overlay names, or a parameter of the standard's name.
    fn idempotency_key(
        &mut self,
        extensions: &Extensions,
        params: &mut Vec<Param>,
        at: &Pointer,
    ) -> Option<String> {
        let is = |param: &&Param, name: &str| {
            param.place == Place::Header && param.wire.eq_ignore_ascii_case(name)
        };
        let Some(said) = extensions.get("x-callsmith-idempotency-key") else {
            let param = params.iter().find(|param| is(param, STANDARD_KEY))?;
            return Some(param.wire.clone());
        };
        let Some(name) = said.as_str().filter(|name| is_header_name(name)) else {
            self.bad(
                "x-callsmith-idempotency-key",
                at,
                "this is no name of a header; it is ignored",
            );
            return None;
        };
        if !params.iter().any(|param| is(&param, name)) {
            params.push(key_param(name, at));
        }
        Some(name.to_owned())
    }

    fn not_carried_out(&mut self, extensions: &Extensions, at: &Pointer) -> Vec<u16> {
        let Some(said) = extensions.get("x-callsmith-not-carried-out") else {
            return Vec::new();
        };
        let statuses: Option<Vec<u16>> = said
            .as_array()
            .map(Vec::as_slice)
            .and_then(|all| all.iter().map(refusal).collect());
        if statuses.is_none() {
            let message = "this is no list of statuses from 400 to 599; it is ignored";
            self.bad("x-callsmith-not-carried-out", at, message);
        }
        let mut statuses = statuses.unwrap_or_default();
        statuses.sort_unstable();
        statuses.dedup();
        statuses
    }

    fn bad(&mut self, extension: &str, at: &Pointer, message: &str) {
        self.warn(Diagnostic::warning(BAD_SAFETY, at.join(extension), message));
    }
}

fn refusal(status: &Json) -> Option<u16> {
    let status = u16::try_from(status.as_u64()?).ok()?;
    (400..600).contains(&status).then_some(status)
}

/// RFC 9110, 5.6.2: a token.
fn is_header_name(name: &str) -> bool {
    let symbol = |b: u8| b"!#$%&'*+-.^_`|~".contains(&b);
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || symbol(b))
}

fn key_param(name: &str, at: &Pointer) -> Param {
    Param {
        wire: name.to_owned(),
        name: Some("idempotency_key".to_owned()),
        place: Place::Header,
        ty: Type::Scalar(Scalar::String),
        serialization: Serialization::of(Place::Header),
        allow_empty: false,
        required: false,
        default: None,
        docs:
            "Makes a repeat harmless: the provider carries out only one of all requests with the \
               same key. Without it, each call gets a new one, the same for all its attempts."
                .to_owned(),
        deprecated: false,
        sensitive: false,
        rules: Vec::new(),
        at: at.join("x-callsmith-idempotency-key"),
    }
}
