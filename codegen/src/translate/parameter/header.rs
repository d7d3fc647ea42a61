//! Header parameters of which other parts of the document say the same: who accepts what, sends what, and is who.
//!
//! The specification has `Accept`, `Content-Type` and `Authorization` ignored (3.1.1, 4.8.12.2.1), since media types and
//! security say it better. Documents list them all the same, and mean something by it: a media type with a version, a
//! choice of media types, a token without a security scheme. So a credential is the client's where it has one and else
//! an argument like any other; a media type with one value is sent by itself, one with a choice is a setter.

use super::super::facts::Placed;
use super::super::notes::Notes;
use super::super::response::{is_json, is_plain_json};
use super::Translation;
use crate::ir::{Body, Header, Own, Param, SchemeKind, Security, Sent, Success};
use crate::source::Pointer;
use serde_json::Value as Json;

/// A header parameter whose value needs no caller.
pub(in super::super) struct Declared {
    name: String,
    at: Pointer,
    says: Says,
}

enum Says {
    /// The credential of a security scheme.
    Credential,
    /// What the transport makes of the message itself.
    Message,
    /// The only media type there is.
    Only(String),
    /// The one that is taken by itself, if the document says so, and all from which to choose.
    Choice(Option<String>, Vec<String>),
}

/// Headers that frame a message (RFC 9112, 6): what they say follows from what is sent.
const FRAMING: [&str; 6] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "transfer-encoding",
];

/// Headers that ask the transport for something that it does not do.
const NOT_SENT: [&str; 4] = ["expect", "te", "trailer", "upgrade"];

impl<'a> Translation<'a> {
    /// What a header parameter says that no caller needs to say, and whether there is nothing left to say.
    pub(super) fn declared(
        &mut self,
        name: &str,
        schema: Option<&Placed<'a>>,
        notes: &Notes,
        authorized: bool,
        at: &Pointer,
    ) -> Option<(Declared, bool)> {
        let lower = name.to_ascii_lowercase();
        let (says, whole) = match lower.as_str() {
            "authorization" if authorized => (Says::Credential, true),
            "accept" | "content-type" => match media_type(&notes.fixed) {
                Some(only) => (Says::Only(only), true),
                None => {
                    let choices = schema.map_or_else(Vec::new, |schema| self.choices(schema));
                    (Says::Choice(media_type(&notes.default), choices), false)
                }
            },
            lower if FRAMING.contains(&lower) => (Says::Message, true),
            _ => return None,
        };
        let (name, at) = (name.to_owned(), at.clone());
        Some((Declared { name, at, says }, whole))
    }

    fn choices(&mut self, schema: &Placed<'a>) -> Vec<String> {
        let facts = self.flat_of(schema);
        let values = facts.into_iter().flat_map(|facts| facts.values.clone());
        values
            .filter_map(|value| media_type(&Some(value.json)))
            .collect()
    }

    /// Whether the client sends a credential in `Authorization` by itself.
    pub(in super::super) fn is_authorized(&self, security: &Security) -> bool {
        let sends = |id: &String| {
            let scheme = self.api.schemes.iter().find(|scheme| scheme.id == *id);
            scheme.is_some_and(|scheme| match &scheme.kind {
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::Authorization(_) => true,
                SchemeKind::Header(name) => name.eq_ignore_ascii_case("authorization"),
                SchemeKind::Query(_) | SchemeKind::Cookie(_) => false,
            })
        };
        security.iter().flatten().any(sends)
    }
}

/// A text that can be the value of a header.
fn media_type(value: &Option<Json>) -> Option<String> {
    let text = value.as_ref()?.as_str()?;
    let is_sendable = !text.is_empty() && text.bytes().all(|b| (0x20..0x7f).contains(&b));
    is_sendable.then(|| text.to_owned())
}

/// Whether the transport would refuse it.
pub(super) fn is_not_sent(name: &str) -> bool {
    NOT_SENT.contains(&name.to_ascii_lowercase().as_str())
}

/// Whether a header is a credential by its name.
pub(super) fn is_credential(name: &str) -> bool {
    name.eq_ignore_ascii_case("authorization")
}

/// A media type is chosen by whoever sends it: it is never asked for.
pub(super) fn is_choice(name: &str) -> bool {
    ["accept", "content-type"].contains(&name.to_ascii_lowercase().as_str())
}

/// What is sent, when it is known what the operation sends and gives. The first of a name counts.
pub(in super::super) fn settle(
    declared: Vec<Declared>,
    params: &[Param],
    body: Option<&Body>,
    success: &mut Success,
) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    for found in declared {
        let is = |name: &str| name.eq_ignore_ascii_case(&found.name);
        if headers.iter().any(|header| is(&header.name)) {
            continue;
        }
        let sent = match found.says {
            Says::Credential => Sent::Credential,
            Says::Message => Sent::Message,
            Says::Only(only) if is("accept") => accept(only, success),
            Says::Choice(default, choices) if is("accept") => {
                let chosen = choose(default, choices, success);
                chosen.map_or(Sent::Message, |chosen| accept(chosen, success))
            }
            Says::Only(text) | Says::Choice(Some(text), _) => content_type(text, body),
            Says::Choice(None, _) => Sent::Message,
        };
        // What is the client's own decision anyway, and can be set as well, is told by the setter.
        let is_param = params.iter().any(|param| is(&param.wire));
        if !(is_param && sent == Sent::Message) {
            let Declared { name, at, .. } = found;
            headers.push(Header { name, sent, at });
        }
    }
    headers
}

/// The media type that the method can read: where it gives JSON, one of JSON.
fn choose(default: Option<String>, choices: Vec<String>, success: &Success) -> Option<String> {
    if !matches!(success.own, Own::Json(_)) {
        return default;
    }
    let default = default.filter(|text| is_json(text));
    let plain = choices.iter().any(|text| is_plain_json(text));
    let json = choices.into_iter().find(|text| is_json(text) && !plain);
    default.or(json)
}

/// The method asks for its own media types. This one takes their place, being closer to what is wanted.
fn accept(media_type: String, success: &mut Success) -> Sent {
    let plain = success.accept.is_empty() && media_type == "application/json";
    match success.own {
        Own::Json(_) if plain => {}
        Own::Json(_) | Own::Text | Own::Bytes | Own::ByStatus(_) => {
            success.accept = vec![media_type]
        }
        Own::Empty => return Sent::Text(media_type),
        Own::Events(_) | Own::Lines(_) => {}
    }
    Sent::Message
}

/// The body has a media type of its own, of which this may be a closer description.
fn content_type(text: String, body: Option<&Body>) -> Sent {
    let own = body.map(|body| body.media_type.as_str());
    match own {
        Some(own) if text == own || essence(&text) != essence(own) => Sent::Message,
        _ => Sent::Text(text),
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
