//! When values with `derive(Model)` and `derive(Failure)` are equal.

use callsmith_runtime::Failure;
use callsmith_runtime::model::{Extra, Json, Model, Unknown};
use std::collections::BTreeMap;

#[derive(Clone, Model)]
#[model(new, setters)]
struct Call {
    id: String,
    length: Option<f64>,
    #[model(null)]
    note: Option<String>,
    tags: Option<Vec<Tag>>,
    notes: Option<BTreeMap<String, Json>>,
    party: Option<Party>,
    extra: Extra,
}

#[derive(Clone, Model)]
struct Tag {
    text: String,
    extra: Extra,
}

#[derive(Clone, Model)]
enum Party {
    #[model(has("text"))]
    Tag(Tag),
    #[model(string)]
    Name(String),
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

fn call(text: &str) -> Call {
    serde_json::from_str(text).expect("a call")
}

#[test]
fn every_part_counts() {
    let whole = r#"{"id":"1","length":1.5,"note":null,"tags":[{"text":"a"}],"notes":{"b":[1,{"x":1,"y":2}],"a":2},"party":"anne"}"#;
    assert!(call(whole) == call(whole) && call(whole) == call(whole).clone());
    // The order of entries says nothing.
    let turned = r#"{"notes":{"a":2,"b":[1,{"y":2,"x":1}]},"party":"anne","tags":[{"text":"a"}],"note":null,"length":1.5,"id":"1"}"#;
    assert!(call(whole) == call(turned));
    for (part, other) in [
        (r#""1""#, r#""2""#),
        ("1.5", "1.25"),
        (r#""length":1.5,"#, ""),
        // Null and absent are two values.
        (r#""note":null,"#, ""),
        (r#""note":null"#, r#""note":"""#),
        (r#"[{"text":"a"}]"#, r#"[{"text":"b"}]"#),
        (r#"[{"text":"a"}]"#, r#"[{"text":"a"},{"text":"a"}]"#),
        (r#"{"text":"a"}"#, r#"{"text":"a","more":1}"#),
        (r#""a":2"#, r#""a":3"#),
        (r#","a":2"#, ""),
        (r#","a":2"#, r#","c":2"#),
        (r#""anne""#, r#"{"text":"anne"}"#),
        (r#""anne""#, r#"17"#),
        (r#"{"id""#, r#"{"further":1,"id""#),
    ] {
        let changed = whole.replacen(part, other, 1);
        assert!(
            changed != whole && call(whole) != call(&changed),
            "{changed}"
        );
    }
}

/// Whoever said that a field is null, and how.
#[test]
fn a_null_is_a_null() {
    let read = call(r#"{"id":"1","note":null}"#);
    let made = Call::new("1").note_null();
    let set = Call::new("1").with_extra("note", Json::Null);
    assert!(read == made && made == set && set == read);
    assert!(read != Call::new("1") && read != Call::new("1").with_extra("other", Json::Null));
    let written = |call: Call| serde_json::to_string(&call).expect("JSON");
    assert_eq!(
        written(read.clone().with_extra("note", 5)),
        r#"{"id":"1","note":5}"#
    );
    assert_eq!(
        written(read.clone().with_extra("note", 5).note_null()),
        written(set)
    );
    assert_eq!(written(read.note("a")), r#"{"id":"1","note":"a"}"#);
}

/// As numbers are by themselves.
#[test]
fn what_is_no_number_equals_nothing() {
    let made = Call::new("1").length(f64::NAN);
    assert!(made != made.clone());
    assert!(Call::new("1").length(0.0) == Call::new("1").length(-0.0));
}

#[derive(Clone, Debug, Failure)]
enum Refused {
    #[failure(400)]
    First(Tag),
    #[failure(401)]
    Second(Tag),
    #[failure(404)]
    Third,
    #[failure(405)]
    Fourth,
}

#[test]
fn failures_are_equal_by_variant_and_content() {
    let tag = |text: &str| {
        serde_json::from_value::<Tag>(serde_json::json!({"text": text})).expect("a tag")
    };
    assert_eq!(Refused::First(tag("a")), Refused::First(tag("a")));
    assert_eq!(Refused::Third, Refused::Third);
    assert_ne!(Refused::First(tag("a")), Refused::First(tag("b")));
    assert_ne!(Refused::First(tag("a")), Refused::Second(tag("a")));
    assert_ne!(Refused::Third, Refused::Fourth);
    assert_ne!(Refused::Third, Refused::First(tag("a")));
}
