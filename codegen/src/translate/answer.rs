//! The body of a success: which media types there are, and which of them is the method's own.

use super::Translation;
use super::facts::Placed;
use super::response::{UNTYPED_BODY, is_json, is_plain_json, json, schema};
use crate::diagnostic::Diagnostic;
use crate::ir::{JsonType, Origin, Own, Scalar, Step, Success, Type};
use crate::source::Pointer;
use openapiv3::{Content, MediaType};

/// What a media type is to a client.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Json,
    Events,
    Lines,
    Text,
    Bytes,
}

impl<'a> Translation<'a> {
    /// What a success is. JSON is the method's own; without it a stream, then text, then bytes. The others are further
    /// ways to ask.
    pub(super) fn success_body(
        &mut self,
        content: &'a Content,
        at: &Pointer,
        origin: Origin,
    ) -> Success {
        let mut found = Success::empty();
        found.events = self.stream(content, Kind::Events, at, &origin);
        let lines = self.stream(content, Kind::Lines, at, &origin);
        found.lines = lines.map(|ty| (ty, names(content, Kind::Lines)));
        let (text, bytes) = (names(content, Kind::Text), names(content, Kind::Bytes));
        self.handed_over_as_they_are(content, at);
        if let Some((ty, further)) = self.json(content, at, origin) {
            found.own = Own::Json(ty);
            found.accept = own_json(content);
            found.others = further;
            found.others.retain(|name| !is_stream(name));
        } else if let Some(ty) = found.events.take() {
            found.own = Own::Events(ty);
            found.others = [text, bytes].concat();
        } else if let Some((ty, names)) = found.lines.take() {
            (found.own, found.accept) = (Own::Lines(ty), names);
            found.others = [text, bytes].concat();
        } else if !text.is_empty() {
            (found.own, found.accept, found.others) = (Own::Text, text, bytes);
        } else if !bytes.is_empty() {
            (found.own, found.accept) = (Own::Bytes, bytes);
        }
        found
    }

    /// Texts and bytes have the type that their schemas mean: `String` and `Bytes`.
    fn handed_over_as_they_are(&mut self, content: &'a Content, at: &Pointer) {
        for (name, media) in content {
            let at = at.join("content").join(name);
            let is_raw = matches!(kind(name), Kind::Text | Kind::Bytes);
            if let Some(placed) = schema(media, &at).filter(|_| is_raw)
                && self.is_text(&placed)
            {
                self.visit_all(&placed);
            }
        }
    }

    /// Whether a schema says no more than that there is a text, or bytes.
    pub(super) fn is_text(&mut self, placed: &Placed<'a>) -> bool {
        let facts = self.flat_of(placed);
        facts.is_some_and(|facts| {
            facts.is_binary()
                || facts.json_type == Some(JsonType::String) && facts.values.is_empty()
        })
    }

    /// The JSON of a body, and the media types that are something else.
    pub(super) fn json(
        &mut self,
        content: &'a Content,
        at: &Pointer,
        origin: Origin,
    ) -> Option<(Type, Vec<String>)> {
        let (name, media) = json(content)?;
        let at = at.join("content");
        let mut others = Vec::new();
        for (other, found) in content.iter().filter(|(other, _)| *other != name) {
            match is_json(other) && found.schema == media.schema {
                true => self.told_by(&at.join(other), &at.join(name)),
                false => others.push(other.clone()),
            }
        }
        Some((self.media(media, &at.join(name), origin), others))
    }

    /// What an item of a stream is. Its schema is that of an item, in OpenAPI 3.2 by `itemSchema`.
    fn stream(
        &mut self,
        content: &'a Content,
        wanted: Kind,
        at: &Pointer,
        origin: &Origin,
    ) -> Option<Type> {
        let (name, media) = content.iter().find(|(name, _)| kind(name) == wanted)?;
        let at = at.join("content").join(name);
        let step = match wanted {
            Kind::Events => Step::Event,
            _ => Step::Line,
        };
        let origin = Origin {
            owner: origin.owner.clone(),
            steps: vec![step],
        };
        if media.schema.is_none() && wanted == Kind::Events {
            return Some(Type::Scalar(Scalar::String));
        }
        Some(self.media(media, &at, origin))
    }

    pub(super) fn media(&mut self, media: &'a MediaType, at: &Pointer, origin: Origin) -> Type {
        match schema(media, at) {
            Some(placed) => self.placed(&placed, origin),
            None => {
                let message = "no `schema` says what this JSON is; it is left untyped";
                self.warn(Diagnostic::warning(UNTYPED_BODY, at.clone(), message));
                self.untyped(at)
            }
        }
    }
}

impl Success {
    /// Takes over what can be asked for beside the bodies of another success.
    pub(super) fn add(&mut self, other: &Success) {
        self.events = self.events.take().or_else(|| other.events.clone());
        self.lines = self.lines.take().or_else(|| other.lines.clone());
        for (all, more) in [
            (&mut self.accept, &other.accept),
            (&mut self.others, &other.others),
        ] {
            for name in more {
                if !all.contains(name) {
                    all.push(name.clone());
                }
            }
        }
    }

    /// A stream beside bodies is a further way to ask.
    pub(super) fn beside(&mut self, own: &Own) {
        match own {
            Own::Events(ty) if self.events.is_none() => self.events = Some(ty.clone()),
            Own::Lines(ty) if self.lines.is_none() => {
                let (lines, accept) = std::mem::take(&mut self.accept)
                    .into_iter()
                    .partition(|name| kind(name) == Kind::Lines);
                (self.lines, self.accept) = (Some((ty.clone(), lines)), accept);
            }
            _ => {}
        }
    }
}

fn names(content: &Content, wanted: Kind) -> Vec<String> {
    let names = content.keys().filter(|name| kind(name) == wanted);
    names.cloned().collect()
}

/// The media types to ask for JSON under; none where `application/json` will do.
fn own_json(content: &Content) -> Vec<String> {
    let Some((own, media)) = json(content) else {
        return Vec::new();
    };
    if is_plain_json(own) {
        return Vec::new();
    }
    let same =
        |(name, found): &(&String, &MediaType)| is_json(name) && found.schema == media.schema;
    let same = content.iter().filter(same);
    same.map(|(name, _)| name.clone()).collect()
}

fn is_stream(media_type: &str) -> bool {
    matches!(kind(media_type), Kind::Events | Kind::Lines)
}

/// Media types of JSON texts one after the other: none of them is registered, RFC 7464's aside.
const LINES: [&str; 8] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
    "application/x-jsonl",
    "application/jsonlines",
    "application/x-jsonlines",
    "application/json-seq",
    "application/stream+json",
];

/// Texts that are not called `text/...`.
const TEXTS: [&str; 9] = [
    "application/ecmascript",
    "application/graphql",
    "application/javascript",
    "application/sql",
    "application/toml",
    "application/x-www-form-urlencoded",
    "application/x-yaml",
    "application/xml",
    "application/yaml",
];

/// Whether what has this media type is sent as a text.
pub(super) fn is_text(media_type: &str) -> bool {
    kind(media_type) == Kind::Text
}

/// Whether it is JSON texts one after the other.
pub(super) fn is_lines(media_type: &str) -> bool {
    kind(media_type) == Kind::Lines
}

fn kind(media_type: &str) -> Kind {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let among = |known: &[&str]| known.contains(&essence.as_str());
    if essence == "text/event-stream" {
        Kind::Events
    } else if among(&LINES) || essence.ends_with("+json-seq") {
        Kind::Lines
    } else if is_json(media_type) {
        Kind::Json
    } else if essence.starts_with("text/")
        || among(&TEXTS)
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
    {
        Kind::Text
    } else {
        Kind::Bytes
    }
}
