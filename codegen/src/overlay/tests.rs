use super::*;
use serde_json::json;

fn applied(mut document: Value, actions: Value) -> (Value, Diagnostics, Provenance) {
    let mut diagnostics = Diagnostics::default();
    let overlay = json!({ "overlay": "1.1.0", "actions": actions });
    let provenance = apply(&mut document, &[(1, overlay)], &mut diagnostics);
    (document, diagnostics, provenance)
}

fn check(document: Value, action: Value, expected: Value) {
    let (found, diagnostics, _) = applied(document, json!([action]));
    assert_eq!(found, expected, "{action}");
    assert_eq!(diagnostics.iter().count(), 0, "{action}");
}

fn check_fault(action: Value, code: &str, at: &str) {
    let (_, diagnostics, _) = applied(json!({"a": {"b": 1}, "l": [1]}), json!([action]));
    let item = diagnostics.iter().next().expect("a diagnostic");
    assert_eq!(
        (item.code, &item.at),
        (code, &At::Source(1, at.parse().unwrap())),
        "{action}"
    );
}

#[test]
fn what_the_document_says_already_is_told() {
    let told = |update: Value| {
        let document = json!({"a": {"b": 1, "l": [1]}, "c": {"b": 1}});
        let action = json!([{"target": "$.*", "update": update}]);
        let (_, diagnostics, _) = applied(document, action);
        let codes: Vec<&str> = diagnostics.iter().map(|said| said.code).collect();
        codes == [OVERLAY_NO_EFFECT]
    };
    assert!(told(json!({"b": 1})) && told(json!({})));
    // Something is new at one of the targets: another value, a key, an element.
    assert!(!told(json!({"b": 2})) && !told(json!({"d": null})));
    assert!(!told(json!({"l": []})) && !told(json!({"b": 1, "l": [1]})));
}

#[test]
fn updates() {
    check(
        json!({"a": {"b": 1}}),
        json!({"target": "$.a", "update": {"c": 2}}),
        json!({"a": {"b": 1, "c": 2}}),
    );
    check(
        json!({"a": {"b": {"c": [1]}}}),
        json!({"target": "$.a", "update": {"b": {"c": [2], "d": null}}}),
        json!({"a": {"b": {"c": [1, 2], "d": null}}}),
    );
    check(
        json!({"l": [1]}),
        json!({"target": "$.l", "update": {"x": 1}}),
        json!({"l": [1, {"x": 1}]}),
    );
    check(
        json!({"l": [1]}),
        json!({"target": "$.l", "update": [2, 3]}),
        json!({"l": [1, 2, 3]}),
    );
    check(
        json!({"a": 1}),
        json!({"target": "$.a", "update": "x"}),
        json!({"a": "x"}),
    );
    check(
        json!({"a": null}),
        json!({"target": "$", "update": {"a": {"b": 1}}}),
        json!({"a": {"b": 1}}),
    );
    check(
        json!({"p": [{"n": 1}, {"n": 2}]}),
        json!({"target": "$.p[?@.n == 2]", "update": {"x": 1}}),
        json!({"p": [{"n": 1}, {"n": 2, "x": 1}]}),
    );
}

#[test]
fn removals_and_copies() {
    check(
        json!({"l": [1, 2, 3, 2]}),
        json!({"target": "$.l[?@ == 2]", "remove": true}),
        json!({"l": [1, 3]}),
    );
    check(
        json!({"a": {"b": 1, "c": 2}}),
        json!({"target": "$.a.b", "remove": true}),
        json!({"a": {"c": 2}}),
    );
    check(
        json!({"a": {"x": 1}, "b": {"y": 2}}),
        json!({"target": "$.b", "copy": "$.a"}),
        json!({"a": {"x": 1}, "b": {"y": 2, "x": 1}}),
    );
}

#[test]
fn faults_are_located() {
    check_fault(
        json!({"target": "$.nothing", "update": {}}),
        OVERLAY_NO_MATCH,
        "/actions/0/target",
    );
    check_fault(
        json!({"target": "a.b", "update": {}}),
        INVALID_OVERLAY,
        "/actions/0/target",
    );
    check_fault(
        json!({"target": "$.a", "update": 1}),
        INVALID_OVERLAY,
        "/actions/0/update",
    );
    check_fault(
        json!({"target": "$", "update": {"a": {"b": [1]}}}),
        INVALID_OVERLAY,
        "/actions/0/update/a/b",
    );
    check_fault(
        json!({"target": "$.a", "copy": "$.*"}),
        INVALID_OVERLAY,
        "/actions/0/copy",
    );
    check_fault(
        json!({"target": "$", "remove": true}),
        INVALID_OVERLAY,
        "/actions/0/target",
    );
    check_fault(json!({"target": "$.a"}), INVALID_OVERLAY, "/actions/0");
    check_fault(json!({"update": {}}), INVALID_OVERLAY, "/actions/0");
}

#[test]
fn not_an_overlay() {
    for overlay in [
        json!({}),
        json!([]),
        json!({"overlay": "2.0.0", "actions": []}),
        json!({"overlay": "1.0.0"}),
    ] {
        let mut diagnostics = Diagnostics::default();
        apply(&mut json!({}), &[(1, overlay)], &mut diagnostics);
        assert!(diagnostics.has_errors());
    }
}

#[test]
fn places_are_known_after_removals() {
    let actions = json!([
        {"target": "$.l", "update": [{"x": 1}]},
        {"target": "$.l[0]", "remove": true},
    ]);
    let (document, diagnostics, provenance) = applied(json!({"l": ["a", "b"]}), actions);
    assert_eq!(document, json!({"l": ["b", {"x": 1}]}));
    let source = |text: &str| diagnostics.origins().source(&text.parse().unwrap());
    assert_eq!(source("/l/0"), (0, "/l/1".parse().unwrap()));
    assert_eq!(
        source("/l/1/x"),
        (1, "/actions/0/update/0/x".parse().unwrap())
    );
    assert!(provenance.is_overlay(&"/l/1/x".parse().unwrap()));
    assert!(!provenance.is_overlay(&"/l/0".parse().unwrap()));
}

#[test]
fn deep_queries_end() {
    let half = [
        "(".repeat(8),
        "!(".repeat(4),
        "@[?".repeat(3),
        "@[".repeat(60),
    ];
    let opened = half.iter().map(|open| format!("$[?{open}"));
    let far = half.iter().map(|open| format!("$[?{}", open.repeat(500)));
    for query in opened.chain(far) {
        let action = json!({"target": query, "update": {}});
        let (_, diagnostics, _) = applied(json!({}), json!([action]));
        assert!(diagnostics.has_errors());
    }
}
