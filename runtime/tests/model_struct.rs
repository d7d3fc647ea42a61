//! Structs: absence and null, unlisted entries, setters, what `Debug` shows.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{Extra, Json, Model, from_slice};
use checks::{check, fails, read, written};
use serde_json::json;
use std::collections::BTreeMap;

/// A request with a field of every sort.
#[derive(Clone, Model)]
#[model(new = RequestInit, setters)]
#[non_exhaustive]
pub struct Request {
    /// An identifier of your own.
    #[model(null)]
    pub call_id: Option<String>,
    /// The calling number.
    #[model("fromNumber", sensitive)]
    pub from_number: String,
    /// Tags.
    pub tags: Vec<String>,
    /// How often.
    pub count: Option<i64>,
    /// Labels.
    pub labels: Option<Vec<String>>,
    #[model("llmData", null, sensitive)]
    /// Data.
    pub llm_data: Option<BTreeMap<String, Json>>,
    /// A flow.
    #[model(nullable)]
    pub flow: Option<Json>,
    /// Anything.
    pub any: Json,
    /// Always the same.
    #[model(fill = "phone".to_owned())]
    pub kind: String,
    extra: Extra,
}

fn request() -> Request {
    Request::new(RequestInit {
        from_number: "+15551234567".into(),
        tags: vec!["a".into()],
        flow: None,
        any: Json::Null,
    })
}

const SMALL: &str = r#"{"fromNumber":"+1","tags":[],"flow":null,"any":null,"kind":"phone"}"#;

fn with(entries: &str) -> String {
    SMALL.replacen('{', &format!("{{{entries},"), 1)
}

#[test]
fn what_is_read_is_written() {
    check::<Request>(SMALL);
    check::<Request>(&with(r#""call_id":null"#));
    check::<Request>(&with(
        r#""call_id":"x","count":5,"labels":["a"],"llmData":{"a":[null]}"#,
    ));
    check::<Request>(&with(
        r#""new":{"deep":[1,null,2.5]},"other":null,"count":null,"labels":null"#,
    ));
}

#[test]
fn integers_may_have_a_zero_fraction() {
    let reads = |text: &str| read::<Request>(text);
    assert_eq!(reads(&with(r#""count":5.0"#)).count, Some(5));
    assert_eq!(reads(&with(r#""count":1e3"#)).count, Some(1000));
    assert_eq!(
        reads(&with(r#""count":-9223372036854775808.0"#)).count,
        Some(i64::MIN)
    );
}

#[test]
fn absent_null_and_value_are_told_apart() {
    let absent = read::<Request>(SMALL);
    let null = read::<Request>(&with(r#""call_id":null"#));
    assert_eq!(
        (absent.call_id.as_ref(), null.call_id.as_ref()),
        (None, None)
    );
    assert_ne!(absent, null);
    assert_eq!(absent.clone().call_id_null(), null);
    assert_eq!(null.extra().count(), 0);
    assert_eq!(null.clone().call_id("x").call_id, Some("x".to_owned()));
    // The setter forgets the null: taking the value away again leaves nothing.
    let mut set = null.clone().call_id("x");
    set.call_id = None;
    assert_eq!(set, absent);
    // Written by hand, the value wins over the null that is remembered.
    let mut value = null;
    value.call_id = Some("y".to_owned());
    assert_eq!(written(&value)["call_id"], "y");
}

#[test]
fn the_last_of_equal_names_wins() {
    let entries = |entries: &str| read::<Request>(&with(entries));
    assert_eq!(entries(r#""count":1,"count":2"#).count, Some(2));
    assert_eq!(
        entries(r#""count":null,"count":2"#),
        entries(r#""count":2"#)
    );
    assert_eq!(
        entries(r#""count":2,"count":null"#),
        entries(r#""count":null"#)
    );
    assert_eq!(entries(r#""new":1,"new":2"#), entries(r#""new":2"#));
    assert_eq!(read::<Request>(&SMALL.replace("null}", "1}")).flow, None);
}

#[test]
fn new_and_setters() {
    let request = request()
        .call_id("id")
        .count(3)
        .labels(["x", "y"])
        .llm_data([("name", "Ann")])
        .with_extra("beta", true)
        .with_extra("count", 99);
    let expected = json!({
        "call_id": "id", "fromNumber": "+15551234567", "tags": ["a"], "count": 3, "labels": ["x", "y"],
        "llmData": {"name": "Ann"}, "flow": null, "any": null, "kind": "phone", "beta": true,
    });
    assert_eq!(written(&request), expected);
    let names: Vec<_> = request.extra().map(|(name, _)| name).collect();
    assert_eq!(names, ["beta", "count"]);
}

/// Has a struct in itself, which is filled where it lies.
#[derive(Clone, Model)]
pub struct Around {
    inner: Inside,
    list: Vec<i64>,
    extra: Extra,
}

/// A struct with all sorts of fields that may be missing.
#[derive(Clone, Model)]
pub struct Inside {
    id: Option<i64>,
    deep: Deep,
    name: Option<String>,
    #[model(rest)]
    more: BTreeMap<String, i64>,
    extra: Extra,
}

/// A struct in a struct in a struct.
#[derive(Clone, Model)]
pub struct Deep {
    x: Option<i64>,
    extra: Extra,
}

#[test]
fn nothing_is_left_of_an_earlier_struct_of_the_same_name() {
    let last = r#""inner":{"deep":{}},"list":[2]"#;
    let first =
        r#""inner":{"id":1,"deep":{"x":1,"y":null},"name":null,"a":1,"b":"text"},"list":[1]"#;
    let both = read::<Around>(&format!("{{{first},{last}}}"));
    assert_eq!(both, read::<Around>(&format!("{{{last}}}")));
    assert!(both.inner.more.is_empty() && both.inner.extra().count() == 0);
    assert_eq!((both.inner.deep.x, both.list.as_slice()), (None, &[2][..]));
    let null = from_slice::<Around>(format!("{{{first},\"inner\":null}}").as_bytes());
    let fault = null.expect_err("a struct cannot be null");
    assert_eq!(fault.message(), "expected an object, found null");
}

#[test]
fn an_extra_stands_in_for_a_field_without_value() {
    let request = request().with_extra("count", "many");
    assert_eq!(written(&request)["count"], "many");
}

#[test]
fn fields_keep_their_order() {
    let text =
        serde_json::to_string(&request().with_extra("a", 1).call_id_null()).expect("writable");
    let order = r#"{"call_id":null,"fromNumber":"+15551234567","tags":["a"],"flow":null,"any":null,"kind":"phone","a":1}"#;
    assert_eq!(text, order);
}

#[test]
fn debug_shows_neither_sensitive_nor_unlisted_values() {
    let request = request()
        .llm_data([("secret", "value")])
        .call_id_null()
        .with_extra("token", "hidden")
        .count(1);
    let short = r#"Request { call_id: null, from_number: [redacted], tags: ["a"], count: Some(1), labels: None, llm_data: [redacted], flow: None, any: Null, kind: "phone", extra: ["token"] }"#;
    assert_eq!(format!("{request:?}"), short);
    let long = format!("{request:#?}");
    assert!(
        long.contains("from_number: [redacted],\n    tags: [\n        \"a\",\n    ],"),
        "{long}"
    );
    assert!(
        !long.contains("555") && !long.contains("value") && !long.contains("hidden"),
        "{long}"
    );
    let init = RequestInit {
        from_number: "+1".into(),
        tags: vec![],
        flow: None,
        any: json!(1),
    };
    let shown = r#"RequestInit { from_number: [redacted], tags: [], flow: None, any: Number(1) }"#;
    assert_eq!(format!("{:?}", init.clone()), shown);
}

/// Keyed by what is called.
#[derive(Clone, Model)]
#[non_exhaustive]
pub struct Calls {
    /// How often.
    pub counts: BTreeMap<String, i64>,
    extra: Extra,
}

#[test]
fn debug_shows_no_key_that_may_be_a_value() {
    let counts = r#"{"+4915123456789":1,"tel:0049-151-2345678":2,"total":3}"#;
    let text = format!(r#"{{"counts":{counts},"ann@example.com":4,"beta":5}}"#);
    let calls: Calls = read(&text);
    let shown =
        r#"Calls { counts: {[*]: 1, [*]: 2, "total": 3}, extra: [[*], "beta"] } {[*], "beta"}"#;
    assert_eq!(format!("{calls:?} {:?}", calls.extra()), shown);
    let mut kept = Extra::default();
    kept.set("+4915123456789", 1);
    assert_eq!(format!("{kept:?}"), "{[*]}");
}

#[test]
fn errors_say_where_and_what_but_not_the_value() {
    fails::<Request>("[]", "$: expected an object, found an array");
    fails::<Request>("{}", "$: missing field `fromNumber`");
    fails::<Request>(
        &SMALL.replace("\"flow\":null,", ""),
        "$: missing field `flow`",
    );
    fails::<Request>(
        &SMALL.replace("[]", "[\"a\",true]"),
        "$.tags[1]: expected a string, found a boolean",
    );
    fails::<Request>(
        &SMALL.replace("\"+1\"", "155512345"),
        "$.fromNumber: expected a string, found a number",
    );
    fails::<Request>(
        &with(r#""count":"secret""#),
        "$.count: expected an integer, found a string",
    );
    fails::<Request>(
        &with(r#""count":1.5"#),
        "$.count: expected an integer, found a number with a fraction",
    );
    fails::<Request>(
        &with(r#""count":18446744073709551616"#),
        "$.count: expected an integer, found a number outside its range",
    );
    fails::<Request>(&with(r#""new":{"a":[1,}"#), "$.new.a[1]: expected value");
    fails::<Request>("{\"any\":", "$.any: EOF while parsing a value");
    fails::<Request>(&(SMALL.to_owned() + "x"), "$: trailing characters");
}

#[test]
fn a_fault_has_a_position_in_text() {
    let fault = from_slice::<Request>(b"{\n  \"count\": true}").expect_err("a fault");
    assert_eq!((fault.line(), fault.column()), (Some(2), Some(15)));
    assert_eq!(
        fault.to_string(),
        "$.count: expected an integer, found a boolean (line 2, column 15)"
    );
}

/// A struct with a typed map.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct Variables {
    /// The name.
    pub name: Option<String>,
    /// The variables.
    #[model(rest, sensitive)]
    pub variables: BTreeMap<String, String>,
    /// The last.
    pub last: Option<bool>,
    extra: Extra,
}

#[test]
fn a_typed_map_takes_what_fits() {
    let text = r#"{"name":"n","last":true,"a":"x","b":5,"c":null,"d":{"e":[1]},"f":"y"}"#;
    check::<Variables>(text);
    let value = read::<Variables>(text);
    assert_eq!(value.variables.keys().collect::<Vec<_>>(), ["a", "f"]);
    assert_eq!(
        value.extra().map(|(key, _)| key).collect::<Vec<_>>(),
        ["b", "c", "d"]
    );
    assert_eq!(
        format!("{value:?}"),
        r#"Variables { name: Some("n"), last: Some(true), variables: [redacted], extra: ["b", "c", "d"] }"#
    );
    assert_eq!(
        format!("{:?}", Variables::default()),
        "Variables { name: None, last: None, variables: {} }"
    );
}

#[test]
fn a_typed_map_and_the_extras_do_not_say_the_same_name_twice() {
    let reads = |text: &str| read::<Variables>(text);
    assert_eq!(reads(r#"{"a":"x","a":5}"#), reads(r#"{"a":5}"#));
    assert_eq!(reads(r#"{"a":5,"a":"x"}"#), reads(r#"{"a":"x"}"#));
    let both = Variables::new()
        .variables([("a", "x"), ("name", "y")])
        .name("n")
        .with_extra("a", 1);
    assert_eq!(
        serde_json::to_string(&both).expect("writable"),
        r#"{"name":"n","a":"x"}"#
    );
    let fallback = Variables::new().variables([("name", "y")]);
    assert_eq!(
        serde_json::to_string(&fallback).expect("writable"),
        r#"{"name":"y"}"#
    );
}

/// A struct that writes nothing it does not list.
#[derive(Clone, Model)]
#[model(new, setters, closed)]
pub struct Closed {
    /// One.
    #[model(null)]
    pub one: Option<i32>,
    extra: Extra,
}

#[test]
fn a_closed_struct_keeps_extras_but_does_not_write_them() {
    let value = read::<Closed>(r#"{"one":null,"two":2}"#);
    assert_eq!(value.extra().collect::<Vec<_>>(), [("two", &json!(2))]);
    assert_eq!(written(&value), json!({"one": null}));
    assert_eq!(written(&Closed::new().one(1)), json!({"one": 1}));
}

/// What is read only.
#[derive(Clone, Model)]
pub struct Answer {
    /// Inner.
    pub inner: Option<Box<Answer>>,
    /// Map.
    pub map: BTreeMap<String, Option<Request>>,
    extra: Extra,
}

#[test]
fn paths_of_nested_values() {
    let at =
        |key: &str| format!(r#"{{"inner":{{"map":{{{key}:{{"fromNumber":false}}}}}},"map":{{}}}}"#);
    fails::<Answer>(
        &at(r#""a""#),
        "$.inner.map.a.fromNumber: expected a string, found a boolean",
    );
    fails::<Answer>(
        &at(r#""a-b""#),
        "$.inner.map[\"a-b\"].fromNumber: expected a string, found a boolean",
    );
    // Keys that do not look like names may be values.
    fails::<Answer>(
        &at(r#""+1555""#),
        "$.inner.map[*].fromNumber: expected a string, found a boolean",
    );
    fails::<Answer>(
        &at(r#""ann@example.org""#),
        "$.inner.map[*].fromNumber: expected a string, found a boolean",
    );
    check::<Answer>(r#"{"map":{"a":null}}"#);
}
