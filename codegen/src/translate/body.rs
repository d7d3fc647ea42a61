//! What an operation sends: which media types there are, which of them is the method's own, and which have methods of
//! their own.

use super::Translation;
use super::answer::{is_lines, is_text};
use super::facts::{Facts, Placed};
use super::response::{UNTYPED_BODY, is_json, is_plain_json, schema};
use crate::diagnostic::Diagnostic;
use crate::ir::{Body, Encoding, OperationId, Origin, Owner, Payload, Step, Type};
use crate::source::Pointer;
use openapiv3::{MediaType, ReferenceOr, RequestBody};

/// What a media type is to who sends it; the order is that of preference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// One of the media types.
#[derive(Clone)]
struct Choice<'a> {
    name: &'a str,
    media: &'a MediaType,
    kind: Kind,
    at: Pointer,
    schema: Option<Placed<'a>>,
    /// Whether there are files in it, which only parts can be.
    files: bool,
}

impl<'a> Translation<'a> {
    /// The bodies that an operation can send: first the method's own, which is the one it had before, else the one most
    /// at home in Rust. What has the type of one of them is only named there.
    pub(super) fn bodies(
        &mut self,
        found: &'a openapiv3::Operation,
        id: OperationId,
        here: &Pointer,
        pinned: Option<&str>,
    ) -> Vec<Body> {
        let at = here.join("requestBody");
        let Some(reference) = found.request_body.as_ref() else {
            return Vec::new();
        };
        let Some((body, at)) = self.resolver.body(reference, at.clone()) else {
            if let ReferenceOr::Reference { reference } = reference {
                self.dangling(reference, &at, "this is no request body; it is left out");
            }
            return Vec::new();
        };
        let mut bodies: Vec<(Choice<'a>, Body)> = Vec::new();
        for choice in self.choices_of(body, &at, pinned) {
            let same = bodies.iter().position(|(known, _)| is_same(known, &choice));
            match same {
                Some(index) => {
                    let (known, first) = &mut bodies[index];
                    first.also.push(choice.name.to_owned());
                    let (at, other) = (choice.at.clone(), known.at.clone());
                    self.told_by(&at, &other);
                }
                None => {
                    let made = self.one(&choice, body, id, bodies.is_empty(), &at);
                    bodies.push((choice, made));
                }
            }
        }
        bodies.into_iter().map(|(_, body)| body).collect()
    }

    /// The media types in the order of preference.
    fn choices_of(
        &mut self,
        body: &'a RequestBody,
        at: &Pointer,
        pinned: Option<&str>,
    ) -> Vec<Choice<'a>> {
        let at = at.join("content");
        let all = body.content.iter().map(|(name, media)| {
            let at = at.join(name);
            let schema = schema(media, &at);
            let kind = self.kind_of_body(name, schema.as_ref());
            let files = kind == Kind::Multipart && self.has_files(media, schema.as_ref());
            Choice {
                name,
                media,
                kind,
                at,
                schema,
                files,
            }
        });
        let mut all: Vec<Choice<'a>> = all.collect();
        all.sort_by_key(|choice| {
            let typed = choice.schema.is_none() && choice.kind == Kind::Json;
            (
                pinned != Some(choice.name),
                choice.kind,
                typed,
                choice.kind == Kind::Json && !is_plain_json(choice.name),
            )
        });
        all
    }

    /// `*/*` means JSON, unless the schema is one of bytes.
    fn kind_of_body(&self, name: &str, schema: Option<&Placed<'a>>) -> Kind {
        let essence = essence(name);
        let facts = || schema.and_then(|schema| self.facts_of(schema));
        if essence.ends_with("/*") && facts().is_some_and(|facts| facts.is_binary()) {
            return Kind::Bytes;
        }
        match essence.as_str() {
            _ if is_json(name) => Kind::Json,
            _ if is_form(name) => Kind::Form,
            _ if essence.starts_with("multipart/") => Kind::Multipart,
            _ if is_text(name) || is_lines(name) => Kind::Text,
            _ => Kind::Bytes,
        }
    }

    fn has_files(&mut self, media: &MediaType, schema: Option<&Placed<'a>>) -> bool {
        let stated = media.encoding.values();
        let mut stated = stated.filter_map(|encoding| encoding.content_type.as_deref());
        let facts = schema.and_then(|schema| self.flat_of(schema));
        let is_file = |placed: &Placed<'a>| {
            let facts = self.facts_of(placed);
            let item =
                |facts: &Facts<'a>| facts.items.as_ref().and_then(|item| self.facts_of(item));
            facts.is_some_and(|facts| {
                facts.is_binary() || item(&facts).is_some_and(|item| item.is_binary())
            })
        };
        let described = facts.is_some_and(|facts| facts.properties.values().any(is_file));
        described || stated.any(crate::ir::is_of_bytes)
    }

    fn one(
        &mut self,
        choice: &Choice<'a>,
        body: &RequestBody,
        id: OperationId,
        own: bool,
        at: &Pointer,
    ) -> Body {
        let suffix = suffix(choice);
        let step = match own {
            true => Step::Body,
            false => Step::BodyAs(suffix.clone()),
        };
        let origin = Origin {
            owner: Owner::Operation(id),
            steps: vec![step],
        };
        let rules = match (&choice.schema, choice.kind) {
            (Some(schema), Kind::Json | Kind::Form | Kind::Multipart) => self.rules(schema),
            _ => Vec::new(),
        };
        Body {
            payload: self.sent(choice, origin),
            media_type: sent_as(choice),
            also: Vec::new(),
            suffix,
            required: body.required,
            rules,
            docs: body.description.clone().unwrap_or_default(),
            at: at.clone(),
        }
    }

    fn sent(&mut self, choice: &Choice<'a>, origin: Origin) -> Payload {
        match choice.kind {
            Kind::Json => Payload::Json(self.of_choice(choice, origin)),
            Kind::Form => {
                let ty = self.of_choice(choice, origin);
                Payload::Form(ty, self.encodings(choice))
            }
            Kind::Multipart => {
                let ty = self.of_choice(choice, origin);
                Payload::Multipart(ty, self.encodings(choice))
            }
            Kind::Text | Kind::Bytes => {
                if let Some(schema) = choice.schema.as_ref().filter(|schema| self.is_text(schema)) {
                    self.visit_all(schema);
                }
                Payload::Raw(sent_as(choice))
            }
        }
    }

    fn of_choice(&mut self, choice: &Choice<'a>, origin: Origin) -> Type {
        match &choice.schema {
            Some(schema) => self.placed(schema, origin),
            None => {
                let message = "no `schema` says what this body is; it is left untyped";
                let warning = Diagnostic::warning(UNTYPED_BODY, choice.at.clone(), message);
                self.warn(warning);
                self.untyped(&choice.at)
            }
        }
    }

    fn encodings(&mut self, choice: &Choice<'a>) -> Vec<Encoding> {
        let at = choice.at.join("encoding");
        let multipart = choice.kind == Kind::Multipart;
        let all = choice.media.encoding.iter();
        all.filter_map(|(name, found)| self.encoding(name, found, multipart, &at.join(name)))
            .collect()
    }
}

/// Whether two media types can be sent by one method: the same type is taken.
fn is_same(known: &Choice<'_>, other: &Choice<'_>) -> bool {
    let raw = |choice: &Choice<'_>| matches!(choice.kind, Kind::Text | Kind::Bytes);
    let same_schema = known.media.schema == other.media.schema;
    match (raw(known), raw(other)) {
        (true, true) => true,
        (true, false) => false,
        // XML beside JSON of the same schema.
        (false, true) => same_schema && known.schema.is_some() && other.kind == Kind::Text,
        (false, false) => same_schema && known.files == other.files,
    }
}

/// Without the parameters that come to it as it is sent.
fn sent_as(choice: &Choice<'_>) -> String {
    let name = choice.name;
    match choice.kind {
        Kind::Json if is_plain_json(name) => "application/json".to_owned(),
        Kind::Form => FORM.to_owned(),
        Kind::Multipart if essence(name) == "multipart/*" => "multipart/form-data".to_owned(),
        Kind::Bytes if essence(name).ends_with("/*") => "application/octet-stream".to_owned(),
        _ => name.to_owned(),
    }
}

/// What tells a method from those for other media types.
fn suffix(choice: &Choice<'_>) -> String {
    let essence = essence(choice.name);
    let (_, of) = essence.split_once('/').unwrap_or_default();
    let word = match choice.kind {
        Kind::Form => "form",
        Kind::Multipart if of == "form-data" || of == "*" => "multipart",
        Kind::Text if of == "plain" => "text",
        Kind::Bytes if of == "octet-stream" || of == "*" => "bytes",
        Kind::Json if of == "*" => "json",
        _ => of.trim_end_matches("+json"),
    };
    word.to_owned()
}

/// The media type of forms (OpenAPI 3.1.1, 4.8.14.5).
const FORM: &str = "application/x-www-form-urlencoded";

pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == FORM
}

fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.to_ascii_lowercase()
}
