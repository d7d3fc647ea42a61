//! Bodies and answers: which media type is taken, which status is a success and which a failure.

use super::Translation;
use super::body::is_form;
use super::facts::{Node, Placed};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Arm, Failure, OperationId, Origin, Own, Owner, Payload, StatusMatch, Step, Success, Type, When,
};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{Content, MediaType, ReferenceOr, Response, StatusCode};
use serde_json::Value as Json;

/// A webhook's body that is neither JSON nor empty.
const RAW_BODY: &str = "raw-body";

/// A webhook's body that can come in several media types, of which one is typed.
const MEDIA_TYPE_IGNORED: &str = "media-type-ignored";

/// JSON of which the document gives no schema.
pub(super) const UNTYPED_BODY: &str = "untyped-body";

/// An extension whose value does not have the form it must have.
pub(super) const BAD_EXTENSION: &str = "bad-extension";

/// What an operation can be answered with.
pub(super) struct Answers {
    pub(super) success: Success,
    /// The documented statuses of success; empty where any is as good.
    pub(super) successes: Vec<u16>,
    pub(super) failures: Vec<Failure>,
    /// The headers of refusals.
    pub(super) error_headers: Option<Type>,
}

impl<'a> Translation<'a> {
    /// What comes back when it went well, and the documented refusals in order of precedence.
    pub(super) fn responses(
        &mut self,
        found: &'a openapiv3::Operation,
        id: OperationId,
        here: &Pointer,
    ) -> Answers {
        let all = self.stated(found, &here.join("responses"));
        let listed = listed(all.iter().map(|response| response.status));
        // A document that states no success says with `default` what comes back.
        let stated = all.iter().any(|response| response.status.is_success());
        let (mut successes, mut failures) = (Vec::new(), Vec::new());
        let told = |status: StatusMatch| match stated {
            true => status.is_success(),
            false => status == StatusMatch::Default,
        };
        let refusals = all.iter().filter(|response| !told(response.status));
        let refusals: Vec<_> = refusals.map(Stated::place).collect();
        for response in all {
            let status = response.status;
            let payload = match told(status) {
                true => self.success(&response, id, &mut successes),
                false => self.failed(&response, id),
            };
            failures.extend(self.hidden_failure(&response, &payload));
            if !status.is_success() {
                failures.push(self.failure(response, payload));
            }
        }
        let told = successes.iter();
        let told: Vec<_> = told.map(|(stated, _)| stated.place()).collect();
        let mut success = one_success(successes);
        success.headers = self.headers(&told, id, Step::Headers);
        Answers {
            success,
            successes: listed,
            failures,
            error_headers: self.headers(&refusals, id, Step::ErrorHeaders),
        }
    }

    /// The documented answers, in order of precedence.
    fn stated(&mut self, found: &'a openapiv3::Operation, at: &Pointer) -> Vec<Stated<'a>> {
        let default = found.responses.default.iter();
        let default = default.map(|response| (StatusMatch::Default, response));
        let stated = found.responses.responses.iter();
        let stated = stated.map(|(status, response)| (status_match(status), response));
        let mut all: Vec<_> = stated.chain(default).collect();
        all.sort_by_key(|(status, _)| *status);
        let mut found = Vec::new();
        for (status, response) in all {
            let at = at.join(status.to_string());
            match self.resolver.response(response, at.clone()) {
                Some((response, at)) => found.push(Stated {
                    status,
                    response,
                    at,
                }),
                None => {
                    if let ReferenceOr::Reference { reference } = response {
                        self.dangling(reference, &at, "this is no response; it is left out");
                    }
                }
            }
        }
        found
    }

    /// Adds a success. The same content under another status is the same type.
    fn success(
        &mut self,
        stated: &Stated<'a>,
        id: OperationId,
        successes: &mut Vec<(Stated<'a>, Success)>,
    ) -> Payload {
        let content = &stated.response.content;
        let mut known = successes.iter();
        let known = known.find(|(other, _)| other.response.content == *content);
        let found = match known {
            Some((first, known)) => {
                let (found, first) = (known.clone(), first.at.join("content"));
                self.told_by(&stated.at.join("content"), &first);
                found
            }
            None => {
                let first = successes.iter().all(|(_, other)| other.own == Own::Empty);
                let status = stated.status;
                let key = !(status.is_success() && first);
                let origin = origin(id, Step::Response(key.then(|| status.to_string())));
                self.success_body(content, &stated.at, origin)
            }
        };
        let payload = found.payload();
        successes.push((stated.clone(), found));
        payload
    }

    /// The body of a refusal: JSON, or something that is not typed.
    fn failed(&mut self, stated: &Stated<'a>, id: OperationId) -> Payload {
        let content = &stated.response.content;
        let origin = origin(id, Step::Response(Some(stated.status.to_string())));
        match (
            self.json(content, &stated.at, origin),
            content.keys().next(),
        ) {
            (Some((ty, _)), _) => Payload::Json(ty),
            (None, Some(media_type)) => Payload::Raw(media_type.clone()),
            (None, None) => Payload::Empty,
        }
    }

    /// A refusal that the overlay finds in an answer.
    fn hidden_failure(&mut self, stated: &Stated<'a>, payload: &Payload) -> Option<Failure> {
        let hidden = stated.response.extensions.get("x-callsmith-failure")?;
        let Some(when) = when(hidden) else {
            let message = "`x-callsmith-failure` needs `at`, a JSON pointer into the body, and may have `is` and `name`";
            self.warn(Diagnostic::warning(
                BAD_EXTENSION,
                stated.at.clone(),
                message,
            ));
            return None;
        };
        let name = hidden.get("name").and_then(Json::as_str);
        let error_code = self.error_code(&stated.response.extensions, &stated.at);
        Some(Failure {
            // A refusal is one under any success status, documented or not.
            status: match stated.status.is_success() {
                true => StatusMatch::Range(2),
                false => stated.status,
            },
            when: Some(when),
            name: Some(name.unwrap_or("Refused").to_owned()),
            payload: payload.clone(),
            error_code,
            docs: stated.response.description.clone(),
            at: stated.at.clone(),
        })
    }

    fn failure(&mut self, stated: Stated<'_>, payload: Payload) -> Failure {
        let name = stated.response.extensions.get("x-callsmith-name");
        Failure {
            status: stated.status,
            when: None,
            name: name.and_then(Json::as_str).map(str::to_owned),
            payload,
            error_code: self.error_code(&stated.response.extensions, &stated.at),
            docs: stated.response.description.clone(),
            at: stated.at,
        }
    }

    /// The type of what a webhook brings or is answered: JSON where there is some, or a form, otherwise raw bytes.
    pub(super) fn payload(
        &mut self,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
        origin: Origin,
    ) -> Payload {
        if let Some((ty, mut others)) = self.json(content, at, origin.clone()) {
            // The receiver tells a form of the same fields by its media type.
            let own = json(content).and_then(|(_, media)| media.schema.as_ref());
            others.retain(|name| !(is_form(name) && content[name].schema.as_ref() == own));
            if !others.is_empty() {
                let message = format!(
                    "this body can be JSON, and JSON it is; not supported beside it: {}",
                    others.join(", ")
                );
                let at = at.join("content");
                self.warn(Diagnostic::warning(MEDIA_TYPE_IGNORED, at, message));
            }
            return Payload::Json(ty);
        }
        let at = at.join("content");
        let form = content
            .iter()
            .find(|(name, media)| is_form(name) && media.schema.is_some());
        if let Some((name, media)) = form {
            return Payload::Form(self.media(media, &at.join(name), origin), Vec::new());
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

/// A documented answer.
#[derive(Clone)]
struct Stated<'a> {
    status: StatusMatch,
    response: &'a Response,
    at: Pointer,
}

impl<'a> Stated<'a> {
    fn place(&self) -> (&'a Response, Pointer) {
        (self.response, self.at.clone())
    }
}

fn origin(id: OperationId, step: Step) -> Origin {
    Origin {
        owner: Owner::Operation(id),
        steps: vec![step],
    }
}

/// What the method gives: the one type of all successes, or an enum of them. Where some have no body, the type of the
/// others is optional. Streams come beside bodies.
fn one_success(successes: Vec<(Stated<'_>, Success)>) -> Success {
    let mut whole = Success::empty();
    let mut kinds: Vec<Own> = Vec::new();
    for (_, success) in &successes {
        whole.add(success);
        if !kinds.contains(&success.own) {
            kinds.push(success.own.clone());
        }
    }
    let is_stream = |own: &Own| matches!(own, Own::Events(_) | Own::Lines(_));
    if kinds
        .iter()
        .any(|own| *own != Own::Empty && !is_stream(own))
    {
        kinds.iter().for_each(|own| whole.beside(own));
        kinds.retain(|own| !is_stream(own));
    }
    let empty = kinds.contains(&Own::Empty);
    let mut told = kinds.into_iter().filter(|own| *own != Own::Empty);
    whole.own = match (told.next(), told.next()) {
        (None, _) => Own::Empty,
        (Some(Own::Json(ty)), None) if empty => Own::Json(ty.nullable()),
        (Some(own), None) => own,
        (Some(_), Some(_)) => Own::ByStatus(successes.into_iter().filter_map(arm).collect()),
    };
    whole
}

/// A success of the enum.
fn arm((stated, success): (Stated<'_>, Success)) -> Option<Arm> {
    let is_stream = matches!(success.own, Own::Events(_) | Own::Lines(_));
    (!is_stream).then(|| Arm {
        status: stated.status,
        body: success.own,
        docs: stated.response.description.clone(),
        at: stated.at,
    })
}

pub(super) fn json(content: &Content) -> Option<(&String, &MediaType)> {
    let found = content.iter().filter(|(name, _)| is_json(name));
    found.min_by_key(|(name, media)| (media.schema.is_none(), !is_plain_json(name)))
}

pub(super) fn schema<'a>(media: &'a MediaType, at: &Pointer) -> Option<Placed<'a>> {
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
        || (essence.ends_with("+json") && essence != "application/stream+json")
}

pub(super) fn status_match(status: &StatusCode) -> StatusMatch {
    match status {
        StatusCode::Code(code) => StatusMatch::Exactly(*code),
        StatusCode::Range(digit) => StatusMatch::Range(u8::try_from(*digit).unwrap_or(0)),
    }
}

/// The statuses that a document lists for successes; none where it states a range or what is answered by `default`.
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
