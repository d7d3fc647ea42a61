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
use crate::ir::{Body, Header, Param, Payload, SchemeKind, Security, Sent};
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
    /// The media type, if the document names one, and all from which to choose.
    MediaType(Option<String>, Vec<String>),
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
            "accept" | "content-type" => {
                let (only, default) = (media_type(&notes.fixed), media_type(&notes.default));
                let whole = only.is_some();
                let choices = schema.map_or_else(Vec::new, |schema| self.choices(schema));
                (Says::MediaType(only.or(default), choices), whole)
            }
            lower if FRAMING.contains(&lower) => (Says::Message, true),
            _ => return None,
        };
        let (name, at) = (name.to_owned(), at.clone());
        Some((Declared { name, at, says }, whole))
    }

    fn choices(&mut self, schema: &Placed<'a>) -> Vec<String> {
        let facts = self.flat_of(schema);
        let values = facts.into_iter().flat_map(|facts| facts.values);
        values
            .filter_map(|value| media_type(&Some(value.json)))
            .collect()
    }

    /// Whether the client sends a credential in `Authorization` by itself.
    pub(in super::super) fn is_authorized(&self, security: &Security) -> bool {
        let sends = |id: &String| {
            let scheme = self.api.schemes.iter().find(|scheme| scheme.id == *id);
            scheme.is_some_and(|scheme| match &scheme.kind {
                SchemeKind::Bearer | SchemeKind::Basic => true,
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
    success: &Payload,
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
            Says::MediaType(value, choices) => match is("accept") {
                true => accept(value, &choices, success),
                false => content_type(value, body),
            },
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

/// JSON is asked for anyway. What is only there in other media types is asked for by their name.
fn accept(value: Option<String>, choices: &[String], success: &Payload) -> Sent {
    let json = matches!(success, Payload::Json(_));
    let fits = |text: &&String| json && is_json(text);
    let chosen = value.or_else(|| {
        let plain = choices.iter().any(|text| is_plain_json(text));
        choices.iter().find(fits).filter(|_| !plain).cloned()
    });
    match chosen {
        Some(text)
            if !(essence(&text) == text && is_plain_json(&text) && is_json_or_none(success)) =>
        {
            Sent::Text(text)
        }
        _ => Sent::Message,
    }
}

fn is_json_or_none(success: &Payload) -> bool {
    matches!(success, Payload::Json(_) | Payload::Empty)
}

/// The body has a media type of its own, of which this may be a closer description.
fn content_type(value: Option<String>, body: Option<&Body>) -> Sent {
    let own = body.map(|body| match &body.payload {
        Payload::Raw(media_type) => media_type.as_str(),
        Payload::Json(_) | Payload::Empty => "application/json",
    });
    match (value, own) {
        (Some(text), None) => Sent::Text(text),
        (Some(text), Some(own)) if text != own && essence(&text) == essence(own) => {
            Sent::Text(text)
        }
        _ => Sent::Message,
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}
