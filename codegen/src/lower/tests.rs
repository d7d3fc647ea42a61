use super::*;
use crate::diagnostic::At;
use crate::source::Pointer;
use serde_json::json;

fn lowered(version: &str, document: Value) -> (Value, Diagnostics) {
    let mut document = document;
    document["openapi"] = version.into();
    document["info"] = json!({"title": "T", "version": "1"});
    let mut diagnostics = Diagnostics::default();
    (
        lower(document, &mut diagnostics).expect("OpenAPI 3"),
        diagnostics,
    )
}

fn check_in(version: &str, schema: Value, expected: Value) -> Diagnostics {
    let document = json!({"components": {"schemas": {"S": schema, "R": {}}}});
    let (found, diagnostics) = lowered(version, document);
    assert_eq!(found["components"]["schemas"]["S"], expected, "{schema}");
    diagnostics
}

fn check(schema: Value, expected: Value) {
    let diagnostics = check_in("3.1.0", schema, expected);
    assert_eq!(diagnostics.iter().count(), 0);
}

const R: &str = "#/components/schemas/R";

#[test]
fn null_as_a_type() {
    check(
        json!({"type": ["string", "null"]}),
        json!({"x-oas31-type": ["string", "null"], "nullable": true, "type": "string"}),
    );
    check(
        json!({"type": "null"}),
        json!({"x-oas31-type": "null", "nullable": true, "enum": [null]}),
    );
    check(
        json!({"type": "string", "enum": ["a", null]}),
        json!({"type": "string", "enum": ["a", null], "nullable": true}),
    );
    check(
        json!({"const": null}),
        json!({"x-oas31-const": null, "enum": [null], "nullable": true}),
    );
}

#[test]
fn null_as_a_member() {
    let was_null = |keyword: &str, index: usize| json!([{"keyword": keyword, "index": index, "schema": {"type": "null"}}]);
    check(
        json!({"anyOf": [{"type": "string"}, {"type": "null"}], "title": "A"}),
        json!({"title": "A", "x-oas31-null": was_null("anyOf", 1), "nullable": true, "type": "string"}),
    );
    check(
        json!({"anyOf": [{"$ref": R}, {"type": "null"}]}),
        json!({"x-oas31-null": was_null("anyOf", 1), "nullable": true, "allOf": [{"$ref": R}], "x-oas31-ref": true}),
    );
    check(
        json!({"anyOf": [{}, {"type": "null"}]}),
        json!({"x-oas31-null": was_null("anyOf", 1), "nullable": true}),
    );
    check(
        json!({"oneOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]}),
        json!({"x-oas31-null": was_null("oneOf", 0), "nullable": true, "oneOf": [{"type": "string"}, {"type": "integer"}]}),
    );
    check(
        json!({"anyOf": [{"type": "string", "title": "B"}, {"type": "null"}], "title": "A"}),
        json!({"title": "A", "x-oas31-null": was_null("anyOf", 1), "nullable": true, "type": "string", "x-oas31-member": {"title": "B"}}),
    );
    check(
        json!({"type": "object", "anyOf": [{"required": ["a"]}, {"type": "null"}]}),
        json!({"type": "object", "x-oas31-null": was_null("anyOf", 1), "nullable": true, "anyOf": [{"required": ["a"]}]}),
    );
}

#[test]
fn several_types() {
    check(
        json!({"type": ["string", "integer"], "minLength": 1, "minimum": 2, "description": "d"}),
        json!({"description": "d", "x-oas31-type": ["string", "integer"],
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 2}]}),
    );
    check(
        json!({"type": ["integer", "number"]}),
        json!({"x-oas31-type": ["integer", "number"], "type": "number"}),
    );
    check(
        json!({"type": ["string", "integer"], "enum": ["a", 1]}),
        json!({"enum": ["a", 1], "x-oas31-type": ["string", "integer"]}),
    );
    check(
        json!({"type": ["string", "number", "boolean", "object", "array", "null"]}),
        json!({"x-oas31-type": ["string", "number", "boolean", "object", "array", "null"], "nullable": true}),
    );
}

#[test]
fn keywords_of_3_1() {
    check(
        json!({"type": "string", "const": "a"}),
        json!({"type": "string", "x-oas31-const": "a", "enum": ["a"]}),
    );
    check(
        json!({"exclusiveMinimum": 0}),
        json!({"x-oas31-exclusiveMinimum": 0, "minimum": 0, "exclusiveMinimum": true}),
    );
    check(
        json!({"minimum": 1, "exclusiveMinimum": 0}),
        json!({"minimum": 1, "x-oas31-exclusiveMinimum": 0}),
    );
    check(
        json!({"properties": {"p": true}, "items": false}),
        json!({"properties": {"p": {"x-oas31-boolean": true}}, "items": {"not": {}, "x-oas31-boolean": false}}),
    );
    check(
        json!({"$ref": R, "description": "d"}),
        json!({"description": "d", "allOf": [{"$ref": R}], "x-oas31-ref": true}),
    );
    check(
        json!({"prefixItems": [{"type": ["string"]}]}),
        json!({"x-oas31-prefixItems": [{"x-oas31-type": ["string"], "type": "string"}]}),
    );
    check(
        json!({"default": null, "examples": [1]}),
        json!({"x-oas31-default": null, "x-oas31-examples": [1]}),
    );
    check(
        json!({"unevaluatedProperties": false}),
        json!({"x-oas31-unevaluatedProperties": false}),
    );
    check(
        json!({"x-oas31-const": 1}),
        json!({"x-oas31-x-oas31-const": 1}),
    );
}

#[test]
fn names_are_no_keywords() {
    let schema = json!({"properties": {"type": {"type": "string"}, "$ref": {"type": "string"}, "const": {}}, "example": {"const": 1, "type": ["x"]}});
    check(schema.clone(), schema);
}

#[test]
fn siblings_of_a_ref_in_3_0() {
    let diagnostics = check_in(
        "3.0.3",
        json!({"$ref": R, "nullable": true, "type": "object"}),
        json!({"nullable": true, "x-oas31-ref-siblings": {"type": "object"}, "allOf": [{"$ref": R}], "x-oas31-ref": true}),
    );
    assert_eq!(diagnostics.counts()["ref-siblings"], 1);
}

#[test]
fn refs_follow_what_moved() {
    let (found, diagnostics) = lowered(
        "3.1.0",
        json!({"components": {"schemas": {
            "A": {"$defs": {"D": {"$anchor": "d"}}, "anyOf": [{"type": "null"}, {"properties": {"p": {}}}]},
            "B": {"$ref": "#/components/schemas/A/$defs/D"},
            "C": {"$ref": "#d"},
            "E": {"$ref": "#/components/schemas/A/anyOf/1/properties/p"},
            "F": {"$ref": "#/components/schemas/Aa"},
        }}}),
    );
    let target = |name: &str| found["components"]["schemas"][name]["$ref"].clone();
    assert_eq!(target("B"), "#/components/schemas/A/x-oas31-$defs/D");
    assert_eq!(target("C"), "#/components/schemas/A/x-oas31-$defs/D");
    assert_eq!(target("E"), "#/components/schemas/A/properties/p");
    let item = diagnostics.iter().next().expect("a warning");
    assert_eq!(item.code, "ref-to-nowhere");
    assert_eq!(
        item.at,
        At::Source(0, "/components/schemas/F/$ref".parse().unwrap())
    );
    assert_eq!(
        item.help.as_deref(),
        Some("did you mean `#/components/schemas/A`?")
    );
}

#[test]
fn places_are_known_after_lowering() {
    let (_, diagnostics) = lowered(
        "3.1.0",
        json!({"components": {"schemas": {
            "A": {"type": ["string", "array"], "items": {"anyOf": [{"type": "null"}, {"$ref": R}]}},
            "R": {},
        }}}),
    );
    let source = |now: &str| {
        diagnostics
            .origins()
            .source(&now.parse().unwrap())
            .1
            .to_string()
    };
    let a = "/components/schemas/A";
    assert_eq!(source(&format!("{a}/anyOf/1/items")), format!("{a}/items"));
    assert_eq!(
        source(&format!("{a}/anyOf/1/items/allOf/0/$ref")),
        format!("{a}/items/anyOf/1/$ref")
    );
    assert_eq!(source(&format!("{a}/anyOf/0/type")), format!("{a}/type/0"));
}

fn warnings(document: Value) -> Vec<(&'static str, String)> {
    let (_, diagnostics) = lowered("3.1.0", document);
    let place = |at: &At| match at {
        At::Source(_, pointer) => pointer.clone(),
        _ => Pointer::root(),
    };
    diagnostics
        .iter()
        .map(|item| (item.code, place(&item.at).to_string()))
        .collect()
}

#[test]
fn slips_cost_only_their_place() {
    let operation = |operation: Value| json!({"paths": {"/a": {"get": operation}}});
    let at = |rest: &str| format!("/paths/~1a/get{rest}");
    assert_eq!(
        warnings(operation(
            json!({"responses": {"200": {"description": "", "type": "string"}}})
        )),
        [("unknown-field", at("/responses/200/type"))],
    );
    assert_eq!(
        warnings(operation(json!({"responses": {"200": {}}}))),
        [("missing-field", at("/responses/200"))],
    );
    assert_eq!(
        warnings(operation(
            json!({"parameters": [{"in": "body"}, {"name": "n", "in": "query"}], "responses": {}})
        )),
        [
            ("malformed", at("/parameters/0")),
            ("missing-field", at("/parameters/1"))
        ],
    );
    assert_eq!(
        warnings(json!({"paths": {"a": {}}})),
        [("path-without-slash", "/paths/a".to_owned())]
    );
    assert_eq!(
        warnings(json!({"components": {"schemas": {"A": {"maxItems": "lots", "type": "strin"}}}})),
        [
            ("unknown-type", "/components/schemas/A/type".to_owned()),
            ("malformed", "/components/schemas/A/maxItems".to_owned())
        ],
    );
    assert_eq!(
        warnings(json!({"paths": {"/a": {"query": {}}}})),
        [("unsupported", "/paths/~1a/query".to_owned())]
    );
}

#[test]
fn path_items_and_overrides_are_put_in_place() {
    let (found, diagnostics) = lowered(
        "3.1.0",
        json!({
            "paths": {"/a": {"$ref": "#/components/pathItems/P"}},
            "components": {
                "pathItems": {"P": {"get": {"responses": {"200": {"$ref": "#/components/responses/R", "description": "here"}}}}},
                "responses": {"R": {"description": "there", "content": {}}},
            },
        }),
    );
    let response = &found["paths"]["/a"]["get"]["responses"]["200"];
    assert_eq!(
        *response,
        json!({"description": "here", "content": {}, "x-oas31-ref": "#/components/responses/R"})
    );
    let source = |now: &str| {
        diagnostics
            .origins()
            .source(&now.parse().unwrap())
            .1
            .to_string()
    };
    assert_eq!(
        source("/paths/~1a/get/responses/200/content"),
        "/components/responses/R/content"
    );
    assert_eq!(
        source("/paths/~1a/get/responses/200/description"),
        "/components/pathItems/P/get/responses/200/description"
    );
}
