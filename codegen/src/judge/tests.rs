use super::{Case, Direction, Grade, judge};
use crate::source::Pointer;
use serde_json::{Value, json};

fn document(version: &str, schemas: Value) -> Value {
    json!({"openapi": version, "components": {"schemas": schemas}})
}

/// Open and closed verdict of `value` as the schema `A`.
fn verdicts(document: &Value, value: &Value, direction: Direction) -> (bool, bool) {
    let grade = |grade| {
        let case = Case {
            schema: Pointer::root().join("components").join("schemas").join("A"),
            value,
            direction,
        };
        let found = judge(document, &[case], grade).remove(0);
        found.expect("a schema that compiles").is_none()
    };
    (grade(Grade::Open), grade(Grade::Closed))
}

#[track_caller]
fn check(document: &Value, value: Value, expected: (bool, bool)) {
    let found = verdicts(document, &value, Direction::Response);
    assert_eq!(found, expected, "{value}");
}

const EXACT: (bool, bool) = (true, true);
const VALID: (bool, bool) = (true, false);
const INVALID: (bool, bool) = (false, false);

#[test]
fn nullable_is_a_type_in_30_and_nothing_in_31() {
    let schemas = json!({"A": {"type": "string", "nullable": true}});
    check(&document("3.0.3", schemas.clone()), json!(null), EXACT);
    check(&document("3.1.0", schemas).clone(), json!(null), INVALID);
    let schemas = json!({"A": {"type": ["string", "null"]}});
    check(&document("3.1.0", schemas), json!(null), EXACT);
}

#[test]
fn bounds_are_exclusive_by_flag_or_by_number() {
    let schemas = json!({"A": {"type": "integer", "minimum": 1, "exclusiveMinimum": true}});
    let old = document("3.0.3", schemas);
    check(&old, json!(1), INVALID);
    check(&old, json!(2), EXACT);
    let new = document("3.1.0", json!({"A": {"exclusiveMinimum": 1}}));
    check(&new, json!(1), INVALID);
    check(&new, json!(2), EXACT);
}

#[test]
fn further_properties_are_valid_and_not_exact() {
    let schemas = json!({
        "A": {"properties": {"b": {"$ref": "#/components/schemas/B"}, "free": {"type": "object"}}},
        "B": {"allOf": [{"$ref": "#/components/schemas/C"}, {"properties": {"d": {}}}]},
        "C": {"properties": {"c": {"type": "string"}}},
    });
    let document = document("3.0.3", schemas);
    check(
        &document,
        json!({"b": {"c": "", "d": 1}, "free": {"x": 1}}),
        EXACT,
    );
    check(&document, json!({"b": {"c": "", "e": 1}}), VALID);
    check(&document, json!({"x": 1}), VALID);
    check(&document, json!({"b": {"c": 1}}), INVALID);
}

#[test]
fn stated_further_properties_are_exact() {
    let schemas = json!({"A": {"properties": {"a": {}}, "additionalProperties": true}});
    check(&document("3.0.3", schemas), json!({"b": 1}), EXACT);
    let schemas =
        json!({"A": {"properties": {"a": {}}, "additionalProperties": {"type": "string"}}});
    let typed = document("3.0.3", schemas);
    check(&typed, json!({"b": "1"}), EXACT);
    check(&typed, json!({"b": 1}), INVALID);
}

#[test]
fn an_alternative_has_to_describe_all_properties() {
    let schemas = json!({
        "A": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}]},
        "B": {"properties": {"b": {}}},
        "C": {"properties": {"c": {}}},
    });
    let either = document("3.1.0", schemas);
    check(&either, json!({"b": 1}), EXACT);
    check(&either, json!({"b": 1, "c": 1}), VALID);
    let schemas = json!({"A": {
        "properties": {"a": {}},
        "oneOf": [{"required": ["b"], "properties": {"b": {}}}, {"required": ["c"], "properties": {"c": {}}}],
    }});
    let beside = document("3.1.0", schemas);
    check(&beside, json!({"a": 1, "b": 1}), EXACT);
    check(&beside, json!({"a": 1, "b": 1, "d": 1}), VALID);
    check(&beside, json!({"a": 1}), INVALID);
}

#[test]
fn formats_are_remarks_unless_closed() {
    let document = document(
        "3.0.3",
        json!({"A": {"type": "string", "format": "date-time"}}),
    );
    check(&document, json!("2026-01-31T09:30:00Z"), EXACT);
    check(&document, json!("yesterday"), VALID);
}

#[test]
fn what_does_not_travel_this_way_is_not_required() {
    let schemas = json!({
        "A": {"allOf": [{"$ref": "#/components/schemas/B"}], "required": ["id", "secret"]},
        "B": {"properties": {"id": {"readOnly": true}, "secret": {"$ref": "#/components/schemas/S"}}},
        "S": {"type": "string", "writeOnly": true},
    });
    let document = document("3.0.3", schemas);
    let (request, response) = (json!({"secret": ""}), json!({"id": 1}));
    assert_eq!(verdicts(&document, &request, Direction::Request), EXACT);
    assert_eq!(verdicts(&document, &request, Direction::Response), INVALID);
    assert_eq!(verdicts(&document, &response, Direction::Response), EXACT);
    assert_eq!(verdicts(&document, &response, Direction::Request), INVALID);
}

#[test]
fn a_discriminator_decides_between_alternatives() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "A": {
            "oneOf": [reference("B"), reference("C")],
            "discriminator": {"propertyName": "t", "mapping": {"c": "#/components/schemas/C"}},
        },
        "B": {"properties": {"t": {"type": "string"}, "b": {}}},
        "C": {"properties": {"t": {"type": "string"}, "c": {"type": "integer"}}},
    });
    let document = document("3.0.3", schemas);
    check(&document, json!({"t": "c", "c": 1}), EXACT);
    check(&document, json!({"t": "C", "c": 1}), EXACT);
    check(&document, json!({"t": "c", "b": 1}), VALID);
    check(&document, json!({"t": "c", "c": ""}), INVALID);
    check(&document, json!({"t": "other", "c": ""}), VALID);
    // Without a name, it is both or it is one.
    check(&document, json!({"c": 1}), (false, true));
    check(&document, json!({"b": 1, "c": ""}), VALID);
}

#[test]
fn a_discriminator_names_who_inherits() {
    let schemas = json!({
        "A": {
            "properties": {"t": {"type": "string"}},
            "discriminator": {"propertyName": "t", "mapping": {"b": "B", "none": "None"}},
        },
        "B": {"allOf": [{"$ref": "#/components/schemas/A"}, {"properties": {"b": {"type": "integer"}}}]},
    });
    let document = document("3.0.3", schemas);
    check(&document, json!({"t": "b", "b": 1}), EXACT);
    check(&document, json!({"t": "b", "b": ""}), INVALID);
    check(&document, json!({"t": "c", "b": ""}), VALID);
    check(&document, json!({"t": "none"}), EXACT);
}

#[test]
fn what_is_no_json_schema_says_nothing() {
    let schemas = json!({"A": {
        "type": "file", "required": true, "pattern": "(?<", "minLength": -1, "items": [], "enum": "a",
        "properties": {"b": {"$ref": "#/components/schemas/None"}, "c": 1, "d": {"$ref": "other.yaml"}},
        "allOf": [], "format": 1, "patternProperties": {"[": false},
    }});
    check(&document("3.0.3", schemas), json!({"b": 1, "d": 2}), EXACT);
}

#[test]
fn circles_end() {
    let schemas = json!({
        "A": {"properties": {"a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/B"}}},
        "B": {"$ref": "#/components/schemas/C"},
        "C": {"$ref": "#/components/schemas/B"},
        "D": {"allOf": [{"$ref": "#/components/schemas/D"}, {"properties": {"d": {}}}]},
    });
    let around = document("3.1.0", schemas.clone());
    check(&around, json!({"a": {"a": {"b": 1}}}), EXACT);
    check(&around, json!({"a": {"a": {"c": 1}}}), VALID);
    let mut schemas = schemas;
    schemas["A"] = json!({"$ref": "#/components/schemas/D"});
    check(&document("3.1.0", schemas), json!({"d": 1}), EXACT);
}

#[test]
fn reasons_give_the_place_and_no_value() {
    let schemas = json!({"A": {"properties": {"a": {"items": {"type": "string"}}}}});
    let document = document("3.0.3", schemas);
    let value = json!({"a": ["x", 4711]});
    let case = Case {
        schema: "/components/schemas/A".parse().expect("a pointer"),
        value: &value,
        direction: Direction::Request,
    };
    let found = judge(&document, &[case], Grade::Open);
    let why = r#"`/a/1`: value is not of type "string""#;
    assert_eq!(found, [Ok(Some(why.to_owned()))]);
}

#[test]
fn what_describes_one_kind_of_value_is_meant_for_that_kind() {
    let object = json!({"properties": {"a": {}}, "required": ["a"]});
    let schemas = json!({"A": object});
    check(&document("3.0.3", schemas.clone()), json!({"a": 1}), EXACT);
    check(&document("3.0.3", schemas.clone()), json!("{}"), INVALID);
    check(&document("3.1.0", schemas), json!([1]), INVALID);
    let list = document("3.0.3", json!({"A": {"items": {"type": "string"}}}));
    check(&list, json!(["a"]), EXACT);
    check(&list, json!({"a": 1}), INVALID);
    let nullable = json!({"A": {"properties": {"a": {}}, "nullable": true}});
    check(&document("3.0.3", nullable), json!(null), EXACT);
}

#[test]
fn what_is_compared_or_a_choice_implies_nothing() {
    let text = json!({"A": {"not": {"properties": {"a": {"type": "string"}}, "required": ["a"]}}});
    let not = document("3.1.0", text);
    check(&not, json!({"a": ""}), INVALID);
    check(&not, json!({"a": 1}), EXACT);
    let either = json!({"A": {"items": {"anyOf": [{"type": "integer"}, {"type": "boolean"}]}}});
    check(&document("3.0.3", either), json!(1), EXACT);
}

#[test]
fn what_is_refused_beside_all_that_is_described_is_invalid_in_31() {
    let schemas = json!({"A": {
        "allOf": [{"properties": {"a": {}}}],
        "properties": {"b": {}},
        "unevaluatedProperties": {"not": {}},
    }});
    let new = document("3.1.0", schemas.clone());
    check(&new, json!({"a": 1, "b": 1}), EXACT);
    check(&new, json!({"a": 1, "c": 1}), INVALID);
    check(&document("3.0.3", schemas), json!({"a": 1, "c": 1}), VALID);
}

#[test]
fn items_with_alternatives_are_for_one_of_them_or_a_list() {
    let alternatives = json!([{"type": "integer"}, {"type": "object", "required": ["a"]}]);
    let schemas = json!({"A": {"items": {"anyOf": alternatives}}});
    let document = document("3.0.3", schemas);
    check(&document, json!([1, {"a": 1}]), EXACT);
    check(&document, json!({"a": 1}), EXACT);
    check(&document, json!({"b": 1}), INVALID);
    check(&document, json!(["text"]), INVALID);
    check(&document, json!("text"), INVALID);
}
