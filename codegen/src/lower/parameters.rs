//! Parameters, headers, encodings and links: what `openapiv3` takes of them.

use serde_json::{Map, Value};

use super::node::Node;
use super::positions::Kind;
use super::walk::{MALFORMED, MISSING_FIELD, Walk};
use crate::diagnostic::Diagnostic;

/// Makes an object of that kind one that `openapiv3` takes without dropping
/// anything: a schema or a content, never both, never neither (then a schema
/// that takes anything); only the styles its place can have; one target.
pub(super) fn lower(walk: &mut Walk, node: &mut Node, kind: Kind) {
    match kind {
        Kind::Parameter | Kind::Header => shape(walk, node),
        Kind::Link if node.has("operationId") => node.carry("operationRef"),
        _ => {}
    }
    let text = |key: &str| node.map.get(key).and_then(Value::as_str);
    let place = text("in").unwrap_or_default().to_owned();
    let style = text("style").unwrap_or_default().to_owned();
    if !style.is_empty() && !styles(kind, &place).contains(&style.as_str()) {
        let message = format!("`{style}` is no style that this can have; the default is taken");
        walk.warn(MALFORMED, "style", message);
        node.carry("style");
    }
    // A style of OpenAPI 3.2 that `openapiv3` does not have.
    if style == "cookie" && place == "cookie" {
        node.carry("style");
    }
    // `openapiv3` does not tell `false` from nothing.
    if kind == Kind::Encoding {
        node.carry("explode");
    }
    // Fields `openapiv3` has for query parameters only.
    if kind == Kind::Parameter && place != "query" {
        node.carry("allowReserved");
        node.carry("allowEmptyValue");
    }
}

fn shape(walk: &mut Walk, node: &mut Node) {
    if node.has("schema") && node.has("content") {
        let message = "`content` does not count beside `schema`";
        walk.warn(MALFORMED, "content", message.to_owned());
        node.carry("content");
    }
    if !node.has("schema") && !node.has("content") {
        let message =
            "neither `schema` nor `content` says what this is; it is taken to be anything";
        walk.found
            .push(Diagnostic::warning(MISSING_FIELD, walk.origin(), message));
        node.map
            .insert("schema".to_owned(), Value::Object(Map::new()));
    }
}

/// The styles of a parameter in `place`, a header or an encoding (OpenAPI
/// 3.1.1, 4.8.12.3). Others do not count.
fn styles(kind: Kind, place: &str) -> &'static [&'static str] {
    match (kind, place) {
        (Kind::Parameter, "path") => &["matrix", "label", "simple"],
        (Kind::Parameter, "query") | (Kind::Encoding, _) => {
            &["form", "spaceDelimited", "pipeDelimited", "deepObject"]
        }
        (Kind::Parameter, "cookie") => &["form", "cookie"],
        _ => &["simple"],
    }
}
