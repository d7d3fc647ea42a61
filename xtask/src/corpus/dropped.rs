//! Parameters, request bodies and answers of a document that a method does not know and no diagnostic tells of: from the
//! document alone, joined by place with what the generator says each method has.

use callsmith_codegen::source::Pointer;
use callsmith_codegen::{Coverage, Met};
use serde_json::Value;

/// How many `$ref`s in a row are followed.
const MAX_STEPS: usize = 32;

/// Something that an operation has.
struct Part {
    at: Pointer,
    /// What it is called, for people.
    name: String,
    is_met: bool,
}

/// Every part that is dropped in silence, of all operations.
pub(super) fn dropped(
    document: &Value,
    operations: &[Pointer],
    coverage: &Coverage,
) -> Vec<String> {
    let found = operations.iter().filter_map(|at| {
        let met = coverage.operations.get(at)?;
        Some(
            parts(document, at, met)
                .into_iter()
                .map(move |part| (at, part)),
        )
    });
    let silent = found
        .flatten()
        .filter(|(_, part)| !part.is_met && !is_told(coverage, document, part));
    silent
        .map(|(at, part)| format!("{at}: {}", part.name))
        .collect()
}

/// Whether a diagnostic stands there, inside of it, or where it leads to.
fn is_told(coverage: &Coverage, document: &Value, part: &Part) -> bool {
    let there = resolved(document, &part.at).map(|(at, _)| at);
    [Some(part.at.clone()), there]
        .iter()
        .flatten()
        .any(|place| {
            let mut told = coverage.told_of.iter();
            told.any(|told| told.below(place).is_some())
        })
}

fn parts(document: &Value, operation: &Pointer, met: &Met) -> Vec<Part> {
    let mut parts = Vec::new();
    let around = operation.parent().unwrap_or_default();
    for at in [&around, operation] {
        each(document, &at.join("parameters"), &mut |at, parameter| {
            parts.extend(self::parameter(at, parameter, met));
        });
    }
    if let Some((at, body)) = resolved(document, &operation.join("requestBody")) {
        for media_type in keys(body.get("content")) {
            let at = at.join("content").join(&media_type);
            let is_met = met.bodies.iter().any(|known| covers(&media_type, known));
            parts.push(Part {
                at,
                name: format!("body {media_type}"),
                is_met,
            });
        }
    }
    let responses = operation.join("responses");
    for status in keys(responses.get(document)) {
        let success = status.starts_with('2') || status == "default";
        let is_met = has(met.statuses.iter(), &status) || (success && met.any_success);
        let at = responses.join(&status);
        parts.push(Part {
            at,
            name: format!("answer {status}"),
            is_met,
        });
    }
    parts
}

fn parameter(at: Pointer, parameter: &Value, met: &Met) -> Option<Part> {
    let place = parameter.get("in")?.as_str()?;
    let name = format!("{place} {}", parameter.get("name")?.as_str()?);
    let is_met = has(met.parameters.iter(), &name);
    Some(Part { at, name, is_met })
}

/// Names of headers, media types and statuses have no case.
fn has<'m>(mut all: impl Iterator<Item = &'m String>, name: &str) -> bool {
    all.any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a body of the media type `known` is one of what the document allows: a range (`*/*`), or the same with or
/// without parameters.
fn covers(allowed: &str, known: &str) -> bool {
    let essence = |text: &str| {
        let text = text.split(';').next().unwrap_or_default();
        text.trim().to_ascii_lowercase()
    };
    let (allowed, known) = (essence(allowed), essence(known));
    match allowed.strip_suffix('*') {
        Some("*/") => true,
        Some(kind) => known.starts_with(kind),
        None => known == allowed,
    }
}

/// Extensions aside.
fn keys(map: Option<&Value>) -> Vec<String> {
    let map = map.and_then(Value::as_object).into_iter().flatten();
    map.map(|(key, _)| key.clone())
        .filter(|key| !key.starts_with("x-"))
        .collect()
}

fn each(document: &Value, list: &Pointer, see: &mut dyn FnMut(Pointer, &Value)) {
    let items = list.get(document).and_then(Value::as_array);
    for index in 0..items.map_or(0, Vec::len) {
        let at = list.index(index);
        if let Some((_, item)) = resolved(document, &at) {
            see(at, item);
        }
    }
}

/// What stands there, or where a `$ref` there leads to.
fn resolved<'d>(document: &'d Value, at: &Pointer) -> Option<(Pointer, &'d Value)> {
    let (mut at, mut found) = (at.clone(), at.get(document)?);
    for _ in 0..MAX_STEPS {
        let Some(reference) = found.get("$ref").and_then(Value::as_str) else {
            break;
        };
        at = Pointer::from_fragment(reference)?;
        found = at.get(document)?;
    }
    Some((at, found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::{BTreeMap, BTreeSet};

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_nobody_tells_of_is_found() {
        let document = json!({
            "paths": { "/a": {
                "parameters": [{ "name": "p", "in": "query" }, { "$ref": "#/components/parameters/Q" }],
                "post": {
                    "parameters": [{ "name": "X-H", "in": "header" }, { "name": "c", "in": "cookie" }],
                    "requestBody": { "content": { "application/json; v=1": {}, "application/*": {}, "text/csv": {} } },
                    "responses": { "201": {}, "4XX": {}, "default": {}, "x-more": {} },
                },
            } },
            "components": { "parameters": { "Q": { "name": "q", "in": "path" } } },
        });
        let operation = Pointer::from_fragment("#/paths/~1a/post").expect("a pointer");
        let met = Met {
            parameters: set(&["query p", "header x-h"]),
            bodies: set(&["application/json"]),
            statuses: set(&["4xx"]),
            any_success: true,
        };
        let mut coverage = Coverage {
            operations: BTreeMap::from([(operation.clone(), met)]),
            ..Coverage::default()
        };
        let found =
            |coverage: &Coverage| dropped(&document, std::slice::from_ref(&operation), coverage);
        let at = "/paths/~1a/post";
        assert_eq!(
            found(&coverage),
            ["path q", "cookie c", "body text/csv"].map(|name| format!("{at}: {name}"))
        );
        // A parameter may be told of where its component stands.
        for told in [
            "#/components/parameters/Q/name",
            "#/paths/~1a/post/parameters/1",
        ] {
            coverage.told_of.extend(Pointer::from_fragment(told));
        }
        assert_eq!(found(&coverage), [format!("{at}: body text/csv")]);
    }
}
