use super::*;
use serde_json::json;

fn loaded(name: &str, text: &str) -> (Option<Value>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let value = load(&Source::new(name, text), 0, &mut diagnostics);
    (value, diagnostics)
}

fn check(text: &str, expected: Value) {
    let (value, diagnostics) = loaded("x.yaml", text);
    assert_eq!(value, Some(expected), "{text}");
    assert_eq!(diagnostics.iter().count(), 0, "{text}");
}

fn check_error(name: &str, text: &str, line: usize, message: &str) {
    let (value, diagnostics) = loaded(name, text);
    let error = diagnostics.iter().next().expect("an error");
    assert_eq!((value, error.code), (None, UNREADABLE), "{text}");
    assert!(error.message.contains(message), "{}", error.message);
    let At::Text { position, .. } = &error.at else {
        panic!("{:?}", error.at)
    };
    assert_eq!(position.line, line, "{text}");
}

#[test]
fn scalars_and_keys_of_yaml() {
    check(
        "{a: no, b: 017, c: 2024-01-01, d: 1_000}",
        json!({"a": "no", "b": "017", "c": "2024-01-01", "d": "1_000"}),
    );
    check(
        "200: x\n1.0: y\ntrue: z\n'4xx': w",
        json!({"200": "x", "1.0": "y", "true": "z", "4xx": "w"}),
    );
    check(
        "[1, -2, 0x10, 1.5, ~, true, '']",
        json!([1, -2, 16, 1.5, null, true, ""]),
    );
    check("-9223372036854776000", json!(-9223372036854776000.0));
    check(
        "[18446744073709551616, .inf, -.inf, .nan]",
        json!([18446744073709551616.0, ".inf", "-.inf", ".nan"]),
    );
    check("a: !t {b: !u 1}", json!({"a": {"b": 1}}));
    check("\u{feff}a: 1", json!({"a": 1}));
    check("", json!(null));
}

#[test]
fn merge_keys() {
    check(
        "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}",
        json!({"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}}),
    );
    check(
        "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}",
        json!({"a": {"x": 1}, "b": {"x": 2, "y": 2}, "c": {"x": 1, "y": 2}}),
    );
    check("{<<: text}", json!({"<<": "text"}));
}

#[test]
fn json_is_read_as_json() {
    let (value, _) = loaded(
        "x.json",
        "{\"a\": \"\\uD83D\\uDE00\", \"b\": -9223372036854776000, \"<<\": {}}",
    );
    assert_eq!(
        value,
        Some(json!({"a": "😀", "b": -9223372036854776000.0, "<<": {}}))
    );
    let (value, _) = loaded("x", " {\"a\": \"\\uD83D\\uDE00\"}");
    assert_eq!(value, Some(json!({"a": "😀"})));
    let (value, _) = loaded("x.yaml", "{a: 1}");
    assert_eq!(value, Some(json!({"a": 1})));
}

#[test]
fn repeated_keys_are_reported_and_the_last_one_counts() {
    for (name, text) in [
        ("x.yaml", "a:\n - b: 1\n   b: 2\n"),
        ("x.json", "{\"a\": [{\"b\": 1,\n \"b\": 2}]}"),
    ] {
        let (value, diagnostics) = loaded(name, text);
        assert_eq!(value, Some(json!({"a": [{"b": 2}]})));
        let item = diagnostics.iter().next().expect("a warning");
        assert_eq!(item.code, DUPLICATE_KEY);
        assert_eq!(item.at, At::Source(0, "/a/0/b".parse().unwrap()));
        assert_eq!(item.related.len(), 1);
    }
}

#[test]
fn broken_texts() {
    check_error(
        "x.yaml",
        "a: 1\nb: [1, 2\nc: 3\n",
        3,
        "did not find expected",
    );
    check_error("x.yaml", "a: 1\n\tb: 2\n", 2, "found");
    check_error("x.json", "{\"a\": 1,\n}", 2, "trailing comma");
    check_error("x.json", "{\"a\": 1}\n x", 2, "trailing characters");
    check_error("x.yaml", "a: *nothing", 1, "unknown anchor");
    check_error("x.yaml", "? [a]\n: b\n", 1, "a text as key");
    check_error("x.json", &"[".repeat(1000), 1, "recursion limit");
    check_error("x.yaml", &"[".repeat(1000), 1, "recursion limit");
}

#[test]
fn alias_bombs_are_refused() {
    let mut laughs = String::from("a0: &a0 [x, x]\n");
    for n in 1..40 {
        laughs.push_str(&format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1));
    }
    assert_eq!(loaded("x.yaml", &laughs).0, None);
    let text = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(1 << 20),
        "*a, ".repeat(2000)
    );
    assert_eq!(loaded("x.yaml", &text).0, None);
    assert_eq!(loaded("x.yaml", "a: &a [*a, *a]").0, None);
}
