//! Bodies and answers: which media type is taken, which status is a success and which a failure.

use super::Translation;
use super::facts::{Node, Placed};
use crate::diagnostic::Diagnostic;
use crate::ir::{Failure, OperationId, Origin, Owner, Payload, StatusMatch, Step, When};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{Content, MediaType, ReferenceOr, Response, StatusCode};
use serde_json::Value as Json;

/// A body that is neither JSON nor empty.
const RAW_BODY: &str = "raw-body";

/// A body that can come in several media types, of which the client speaks one.
pub(super) const MEDIA_TYPE_IGNORED: &str = "media-type-ignored";

/// JSON of which the document gives no schema.
const UNTYPED_BODY: &str = "untyped-body";

/// Success answers of different types.
const SEVERAL_SUCCESSES: &str = "several-success-types";

/// An extension whose value does not have the form it must have.
pub(super) const BAD_EXTENSION: &str = "bad-extension";

/// What an operation can be answered with.
pub(super) struct Answers {
    pub(super) success: Payload,
    pub(super) successes: Vec<u16>,
    pub(super) failures: Vec<Failure>,
}

/// What comes back when it went well.
struct Success<'a> {
    content: &'a Content,
    payload: Payload,
    at: Pointer,
}

impl<'a> Translation<'a> {
    /// What comes back when it went well, and the documented refusals in order of precedence.
    pub(super) fn responses(
        &mut self,
        found: &'a openapiv3::Operation,
        id: OperationId,
        here: &Pointer,
    ) -> Answers {
        let at = here.join("responses");
        let default = found
            .responses
            .default
            .iter()
            .map(|response| (StatusMatch::Default, response));
        let stated = found
            .responses
            .responses
            .iter()
            .map(|(status, response)| (status_match(status), response));
        let mut all: Vec<_> = stated.chain(default).collect();
        all.sort_by_key(|(status, _)| *status);
        let listed = listed(all.iter().map(|(status, _)| *status));
        let (mut successes, mut failures) = (Vec::new(), Vec::new());
        for (status, response) in all {
            let at = at.join(status.to_string());
            let Some((response, at)) = self.resolver.response(response, at.clone()) else {
                if let ReferenceOr::Reference { reference } = response {
                    self.dangling(reference, &at, "this is no response; it is left out");
                }
                continue;
            };
            self.response(status, response, at, id, &mut successes, &mut failures);
        }
        let successes = successes.into_iter().map(|success| success.payload);
        Answers {
            success: self.success(successes.collect(), &failures, here),
            successes: listed,
            failures,
        }
    }

    fn response(
        &mut self,
        status: StatusMatch,
        response: &'a Response,
        at: Pointer,
        id: OperationId,
        successes: &mut Vec<Success<'a>>,
        failures: &mut Vec<Failure>,
    ) {
        let success = status.is_success();
        let key = (!success).then(|| status.to_string());
        let origin = Origin {
            owner: Owner::Operation(id),
            steps: vec![Step::Response(key)],
        };
        // The same content under another success status is the same type.
        let mut known = successes.iter().filter(|_| success);
        let payload = match known.find(|known| *known.content == response.content) {
            Some(known) => {
                self.told_by(&at.join("content"), &known.at.join("content"));
                known.payload.clone()
            }
            None => self.payload(&response.content, &at, origin),
        };
        let docs = response.description.clone();
        let error_code = self.error_code(&response.extensions, &at);
        let hidden = response.extensions.get("x-callsmith-failure");
        if let Some(hidden) = hidden {
            match when(hidden) {
                Some(when) => {
                    let name = hidden
                        .get("name")
                        .and_then(Json::as_str)
                        .unwrap_or("Refused")
                        .to_owned();
                    let payload = payload.clone();
                    // A refusal is one under any success status, documented or not.
                    let status = if success {
                        StatusMatch::Range(2)
                    } else {
                        status
                    };
                    failures.push(Failure {
                        status,
                        when: Some(when),
                        name: Some(name),
                        payload,
                        error_code: error_code.clone(),
                        docs: docs.clone(),
                        at: at.clone(),
                    });
                }
                None => {
                    let message = "`x-callsmith-failure` needs `at`, a JSON pointer into the body, and may have `is` and `name`";
                    self.warn(Diagnostic::warning(BAD_EXTENSION, at.clone(), message));
                }
            }
        }
        if success {
            successes.push(Success {
                content: &response.content,
                payload,
                at,
            });
        } else {
            let name = response
                .extensions
                .get("x-callsmith-name")
                .and_then(Json::as_str)
                .map(str::to_owned);
            failures.push(Failure {
                status,
                when: None,
                name,
                payload,
                error_code,
                docs,
                at,
            });
        }
    }

    /// One type for all successes. A document that states none says with `default` what comes back.
    fn success(
        &mut self,
        mut successes: Vec<Payload>,
        failures: &[Failure],
        here: &Pointer,
    ) -> Payload {
        if successes.is_empty() {
            let default = failures
                .iter()
                .find(|failure| failure.status == StatusMatch::Default);
            return default.map_or(Payload::Empty, |failure| failure.payload.clone());
        }
        let all = std::mem::take(&mut successes);
        for payload in all {
            if !successes.contains(&payload) {
                successes.push(payload);
            }
        }
        let told = successes
            .iter()
            .filter(|payload| **payload != Payload::Empty)
            .count();
        match (told, successes.len()) {
            (_, 1) => successes.remove(0),
            (1, _) => {
                let only = successes
                    .into_iter()
                    .find(|payload| *payload != Payload::Empty);
                match only.unwrap_or(Payload::Empty) {
                    Payload::Json(ty) => Payload::Json(ty.nullable()),
                    other => other,
                }
            }
            _ => {
                let message = "the successes of this operation have different types; the answer is left untyped";
                self.warn(Diagnostic::warning(
                    SEVERAL_SUCCESSES,
                    here.join("responses"),
                    message,
                ));
                Payload::Json(self.untyped(&here.join("responses")))
            }
        }
    }

    /// The type of a body: JSON where there is some, otherwise raw bytes.
    pub(super) fn payload(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        origin: Origin,
    ) -> Payload {
        let at = at.join("content");
        if let Some((name, media)) = json(content) {
            let others: Vec<&str> = content
                .iter()
                .filter(|(other, found)| !is_json(other) || found.schema != media.schema)
                .map(|(other, _)| other.as_str())
                .collect();
            if !others.is_empty() {
                let message = format!(
                    "this body can be JSON, and JSON it is; not supported beside it: {}",
                    others.join(", ")
                );
                self.warn(Diagnostic::warning(MEDIA_TYPE_IGNORED, at.clone(), message));
            }
            for (other, _) in (content.iter()).filter(|(other, found)| {
                *other != name && is_json(other) && found.schema == media.schema
            }) {
                self.told_by(&at.join(other), &at.join(name));
            }
            let at = at.join(name);
            return Payload::Json(match schema(media, &at) {
                Some(placed) => self.placed(&placed, origin),
                None => {
                    let message = "no `schema` says what this JSON is; it is left untyped";
                    self.warn(Diagnostic::warning(UNTYPED_BODY, at.clone(), message));
                    self.untyped(&at)
                }
            });
        }
        match content.keys().next() {
            None => Payload::Empty,
            Some(name) => {
                let message = format!("bodies of type `{name}` are handed over as raw bytes");
                self.warn(Diagnostic::warning(RAW_BODY, at.join(name), message));
                Payload::Raw(name.clone())
            }
        }
    }
}

/// The schema of the JSON that a body is, if it has one.
pub(super) fn json_schema<'a>(content: &'a Content, at: &Pointer) -> Option<Placed<'a>> {
    let (name, media) = json(content)?;
    schema(media, &at.join("content").join(name))
}

fn json(content: &Content) -> Option<(&String, &MediaType)> {
    let found = content.iter().filter(|(name, _)| is_json(name));
    found.min_by_key(|(name, media)| (media.schema.is_none(), !is_plain_json(name)))
}

fn schema<'a>(media: &'a MediaType, at: &Pointer) -> Option<Placed<'a>> {
    Some(Placed {
        node: Node::from(media.schema.as_ref()?),
        at: at.join("schema"),
    })
}

/// What requests are sent as.
pub(crate) fn is_plain_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.ends_with("/*")
}

/// `application/json`, `application/problem+json; charset=utf-8`, `*/*`.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || essence == "text/json"
        || essence == "*/*"
        || essence == "application/*"
        || essence.ends_with("+json")
}

pub(super) fn status_match(status: &StatusCode) -> StatusMatch {
    match status {
        StatusCode::Code(code) => StatusMatch::Exactly(*code),
        StatusCode::Range(digit) => StatusMatch::Range(u8::try_from(*digit).unwrap_or(0)),
    }
}

/// The statuses of success among those that are stated; none of them where others are as good.
fn listed(all: impl Iterator<Item = StatusMatch>) -> Vec<u16> {
    let mut listed = Vec::new();
    for status in all {
        match status {
            StatusMatch::Exactly(code) if status.is_success() => listed.push(code),
            StatusMatch::Range(2) | StatusMatch::Default => return Vec::new(),
            StatusMatch::Exactly(_) | StatusMatch::Range(_) => {}
        }
    }
    listed
}

fn when(hidden: &Json) -> Option<When> {
    let at = hidden.get("at")?.as_str()?;
    let is = match hidden.get("is") {
        None => None,
        Some(is) => Some(is.as_str()?.to_owned()),
    };
    (at.is_empty() || at.starts_with('/')).then(|| When {
        at: at.to_owned(),
        is,
    })
}
