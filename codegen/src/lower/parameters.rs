//! Parameters, headers, encodings and links: what `openapiv3` takes of them.

use serde_json::{Map, Value};

use super::node::Node;
use super::positions::Kind;

/// Makes an object of that kind one that `openapiv3` takes without dropping
/// anything: a schema or a content, never both, never neither (then a schema
/// that takes anything); only the styles its place can have; one target.
pub(super) fn lower(node: &mut Node, kind: Kind) {
    match kind {
        Kind::Parameter | Kind::Header => shape(node),
        Kind::Link if node.has("operationId") => node.carry("operationRef"),
        _ => {}
    }
    let place = node
        .map
        .get("in")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let styles = styles(kind, place);
    let style = node.map.get("style").and_then(Value::as_str);
    if style.is_some_and(|style| !styles.contains(&style)) {
        node.carry("style");
    }
    // Fields `openapiv3` has for query parameters only.
    if kind == Kind::Parameter && node.map.get("in").is_none_or(|place| place != "query") {
        node.carry("allowReserved");
        node.carry("allowEmptyValue");
    }
}

fn shape(node: &mut Node) {
    if node.has("schema") && node.has("content") {
        node.carry("content");
    }
    if !node.has("schema") && !node.has("content") {
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
        (Kind::Parameter, "cookie") => &["form"],
        _ => &["simple"],
    }
}
