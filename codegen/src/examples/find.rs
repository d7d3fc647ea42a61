//! Where examples stand: at a media type, by themselves or by name, or else at its schema.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Carrier, Documented, Operation, StatusMatch, Verdict};
use crate::judge::{Placed, follow};
use crate::source::Pointer;
use crate::translate::{is_json, is_plain_json};
use serde_json::Value;

/// An example that cannot be tested.
const SKIPPED: &str = "example-skipped";

/// Goes through the document.
pub(super) struct Finder<'a, 'd> {
    document: &'a Value,
    diagnostics: &'d mut Diagnostics,
    /// Where the schema of each example found so far stands.
    pub(super) schemas: Vec<Option<Pointer>>,
}

impl<'a, 'd> Finder<'a, 'd> {
    pub(super) fn new(document: &'a Value, diagnostics: &'d mut Diagnostics) -> Self {
        Finder {
            document,
            diagnostics,
            schemas: Vec::new(),
        }
    }

    /// The examples of the bodies of an operation that have a type.
    pub(super) fn operation(&mut self, operation: &Operation) -> Vec<Documented> {
        let mut found = Vec::new();
        let Some(here) = follow(self.document, &operation.at) else {
            return found;
        };
        if operation
            .body
            .as_ref()
            .is_some_and(|body| body.payload.json().is_some())
        {
            let body = here.child(self.document, "requestBody");
            body.into_iter()
                .for_each(|body| self.body(&body, Carrier::Request, &mut found));
        }
        let responses = here.child(self.document, "responses");
        let keys = responses.iter().filter_map(|all| all.value.as_object());
        for key in keys.flat_map(|all| all.keys()) {
            let status = status(key).filter(|status| operation.answer(*status).is_some());
            let response = responses
                .as_ref()
                .and_then(|all| all.child(self.document, key));
            if let (Some(status), Some(response)) = (status, response) {
                self.body(&response, Carrier::Response(status), &mut found);
            }
        }
        found
    }

    /// Of the media types: the one that the client speaks, and those of the same schema.
    fn body(&mut self, body: &Placed<'a>, carrier: Carrier, found: &mut Vec<Documented>) {
        let Some(content) = body.child(self.document, "content") else {
            return;
        };
        let names = content
            .value
            .as_object()
            .into_iter()
            .flat_map(|all| all.keys());
        let names: Vec<&String> = names.filter(|name| is_json(name)).collect();
        let schema = |name: &str| {
            content
                .value
                .get(name)
                .and_then(|media| media.get("schema"))
        };
        // As `translate` chooses.
        let order = |name: &&&String| (schema(name).is_none(), !is_plain_json(name));
        let Some(chosen) = names.iter().min_by_key(order) else {
            return;
        };
        for name in names.iter().filter(|name| schema(name) == schema(chosen)) {
            if let Some(media) = content.child(self.document, name) {
                self.media(&media, carrier, found);
            }
        }
    }

    fn media(&mut self, media: &Placed<'a>, carrier: Carrier, found: &mut Vec<Documented>) {
        let schema = media.child(self.document, "schema");
        let mut all = self.stated(media);
        if all.is_empty() {
            all = schema.as_ref().map(of_schema).unwrap_or_default();
        }
        for (name, Placed { at, value }) in all {
            self.schemas
                .push(schema.as_ref().map(|_| media.at.join("schema")));
            found.push(Documented {
                name,
                carrier,
                media_type: media.at.last().unwrap_or_default().into_owned(),
                value: value.clone(),
                verdict: Verdict::Exact,
                at,
            });
        }
    }

    /// The media type's own: `example`, and `examples` by name.
    fn stated(&mut self, media: &Placed<'a>) -> Vec<(String, Placed<'a>)> {
        let mut all: Vec<_> = part(media, "example")
            .map(|example| ("example".to_owned(), example))
            .into_iter()
            .collect();
        let named = media.child(self.document, "examples");
        let names = named.iter().filter_map(|all| all.value.as_object());
        for name in names.flat_map(|all| all.keys()) {
            let example = named
                .as_ref()
                .and_then(|all| all.child(self.document, name));
            match example.and_then(|example| part(&example, "value")) {
                Some(value) => all.push((name.clone(), value)),
                None => self.skip(media.at.join("examples").join(name)),
            }
        }
        all
    }

    fn skip(&mut self, at: Pointer) {
        let message = "this example has no `value` in the document; it is not tested";
        let help = "only what the document itself holds is looked at, not an `externalValue`";
        self.diagnostics
            .push(Diagnostic::warning(SKIPPED, at, message).help(help));
    }
}

/// A schema's own examples: `example`, and in OpenAPI 3.1 the list `examples`.
fn of_schema<'a>(schema: &Placed<'a>) -> Vec<(String, Placed<'a>)> {
    let list = part(schema, "examples").and_then(|list| {
        let items = list.value.as_array()?.iter().enumerate();
        let placed = |(index, value)| (format!("schema {index}"), list.at.index(index), value);
        Some(items.map(placed).collect::<Vec<_>>())
    });
    let one = part(schema, "example").map(|example| ("schema".to_owned(), example));
    let list = list.into_iter().flatten();
    let list = list.map(|(name, at, value)| (name, Placed { at, value }));
    one.into_iter().chain(list).collect()
}

/// An entry, be it a reference: examples are data.
fn part<'a>(of: &Placed<'a>, key: &str) -> Option<Placed<'a>> {
    let value = of.value.get(key)?;
    let at = of.at.join(key);
    Some(Placed { at, value })
}

/// A key of the Responses Object.
fn status(key: &str) -> Option<StatusMatch> {
    match key.as_bytes() {
        b"default" => Some(StatusMatch::Default),
        [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(StatusMatch::Range(digit - b'0')),
        _ => key.parse().ok().map(StatusMatch::Exactly),
    }
}
