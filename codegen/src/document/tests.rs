use super::*;
use crate::lower::lower;
use serde_json::json;

fn check(mut document: Value) {
    document["openapi"] = "3.1.0".into();
    document["info"] = json!({"title": "T", "version": "1"});
    let mut diagnostics = Diagnostics::default();
    let lowered = lower(document, &mut diagnostics).expect("OpenAPI 3");
    assert!(parse(lowered, &mut diagnostics).is_some());
    assert!(!diagnostics.counts().contains_key(NOT_MODELLED));
}

#[test]
fn deep_documents_do_not_exhaust_the_stack() {
    let mut schema = json!({});
    for _ in 0..120 {
        schema = json!({ "items": schema });
    }
    check(json!({"components": {"schemas": {"S": schema}}}));
}

#[test]
fn circles_of_path_items_end() {
    check(json!({"paths": {
        "/a": {"$ref": "#/paths/~1b"},
        "/b": {"$ref": "#/paths/~1a"},
        "/c": {"get": {"callbacks": {"x": {"{$u}": {"$ref": "#/paths/~1c"}}}}},
    }}));
}

#[test]
fn what_is_refused_is_taken_out() {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"parameters": [{"in": "path"}], "responses": {}}}},
        "components": {"schemas": {"S": {"properties": {"p": {"maxItems": "lots"}, "q": {}}}}},
    });
    let found: Vec<String> = guilty::remove(&mut document)
        .into_iter()
        .map(|(at, _)| at.to_string())
        .collect();
    assert_eq!(
        found,
        [
            "/paths/~1a/get/parameters/0",
            "/components/schemas/S/properties/p"
        ]
    );
    assert!(parse(document, &mut Diagnostics::default()).is_some());
}
