//! Unions by tag and by shape.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{Drift, Extra, Json, Model, Unknown, drift};
use checks::{check, read, written};
use serde_json::json;

/// Declares the tag itself.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct Phone {
    /// The tag.
    #[model("type", fill = "phone".to_owned())]
    pub kind: String,
    /// The number.
    #[model(sensitive)]
    pub number: String,
    extra: Extra,
}

/// Does not.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct Web {
    /// The link.
    pub link: Option<String>,
    extra: Extra,
}

/// A call, by its type.
#[derive(Clone, Model)]
#[model(tag = "type")]
#[non_exhaustive]
pub enum Call {
    /// By phone.
    #[model("phone", "sip")]
    Phone(Phone),
    /// In a browser.
    #[model("web", "browser", add_tag)]
    Web(Box<Web>),
    /// In another browser.
    #[model("tab", add_tag, no_from)]
    Tab(Web),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn the_tag_may_come_first_or_last() {
    for text in [
        r#"{"type":"phone","number":"1"}"#,
        r#"{"number":"1","x":[{}],"type":"phone"}"#,
        r#"{"number":"1","type":"sip"}"#,
    ] {
        assert!(matches!(check::<Call>(text), Call::Phone(phone) if phone.number == "1"));
    }
}

#[test]
fn a_tag_the_content_does_not_hold_is_taken_out_and_added() {
    let value = check::<Call>(r#"{"link":"a","new":1,"type":"web"}"#);
    let Call::Web(web) = &value else {
        panic!("{value:?}")
    };
    assert_eq!(web.extra().map(|(key, _)| key).collect::<Vec<_>>(), ["new"]);
    let made = Call::from(Web::new().link("a"));
    assert_eq!(
        serde_json::to_string(&made).expect("writable"),
        r#"{"type":"web","link":"a"}"#
    );
    assert_eq!(written(&Call::Tab(Web::new())), json!({"type": "tab"}));
    // The second text of a variant is not lost.
    check::<Call>(r#"{"type":"browser","link":"a"}"#);
    check::<Call>(r#"{"link":"a","type":"browser"}"#);
}

#[test]
fn an_unknown_or_missing_tag_is_kept() {
    for text in [
        r#"{"type":"fax","x":[1]}"#,
        r#"{"x":1}"#,
        r#"{"type":5}"#,
        "{}",
        "null",
        "[1]",
        "\"phone\"",
        "5.5",
    ] {
        let value = check::<Call>(text);
        assert_eq!(
            value.as_unknown(),
            Some(&serde_json::from_str(text).expect("JSON"))
        );
        assert_eq!(format!("{value:?}"), "Unknown(..)");
    }
    assert_eq!(written(&Call::other(json!({"a": 1}))), json!({"a": 1}));
}

#[test]
fn a_known_tag_with_other_content_costs_only_its_place() {
    for text in [
        r#"{"type":"phone","number":5}"#,
        r#"{"number":5,"type":"phone"}"#,
        r#"{"type":"phone"}"#,
        r#"{"link":{},"type":"web"}"#,
    ] {
        let calls = check::<Vec<Call>>(&format!(r#"[{text},{{"type":"web"}}]"#));
        assert_eq!(
            calls[0].as_unknown(),
            Some(&serde_json::from_str(text).expect("JSON"))
        );
        assert!(matches!(calls[1], Call::Web(_)));
        let found: Vec<String> = drift(&calls).iter().map(Drift::to_string).collect();
        assert_eq!(found, ["$[0]: a value that is no variant of the union"]);
    }
    let fault = serde_json::from_str::<Call>(r#"{"x":[1,}"#)
        .expect_err("not JSON")
        .to_string();
    assert!(fault.starts_with("$.x[1]: expected value"), "{fault}");
}

#[test]
fn debug_names_the_variant() {
    let value = read::<Call>(r#"{"type":"phone","number":"1"}"#);
    assert_eq!(
        format!("{value:?}"),
        r#"Phone(Phone { kind: "phone", number: [redacted] })"#
    );
    assert_eq!(
        format!("{:?}", Call::from(Web::new())),
        "Web(Web { link: None })"
    );
}

/// Told apart by their keys.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct ById {
    /// The id.
    pub id: i64,
    extra: Extra,
}

/// A point in a document or a contact.
#[derive(Clone, Model)]
#[non_exhaustive]
pub enum Item {
    /// A name.
    #[model(string)]
    Name(String),
    /// A small number.
    #[model(integer)]
    Small(i8),
    /// A number.
    #[model(number)]
    Number(f64),
    /// By id.
    #[model(has("id"), has("ID"))]
    Id(ById),
    /// By phone.
    #[model(has("type", "number"))]
    Phone(Box<Phone>),
    /// Several.
    #[model(array)]
    Several(Vec<Item>),
    /// Yes or no.
    #[model(boolean)]
    Flag(bool),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn json_types_tell_variants_apart() {
    assert_eq!(check::<Item>("\"a\""), Item::from("a"));
    assert_eq!(check::<Item>("5"), Item::Small(5));
    assert_eq!(check::<Item>("5.5"), Item::Number(5.5));
    assert_eq!(read::<Item>("500"), Item::Number(500.0));
    assert_eq!(check::<Item>("true"), Item::Flag(true));
    assert_eq!(read::<Item>("5.0"), Item::Small(5));
    assert_eq!(check::<Item>("null").as_unknown(), Some(&Json::Null));
    assert_eq!(
        check::<Item>("[\"a\",5]"),
        Item::Several(vec!["a".into(), Item::Small(5)])
    );
}

#[test]
fn keys_tell_objects_apart() {
    assert!(matches!(check::<Item>(r#"{"x":1,"id":2}"#), Item::Id(_)));
    assert!(matches!(
        check::<Item>(r#"{"number":"n","type":"t"}"#),
        Item::Phone(_)
    ));
    // Both fit by their keys; the first does not decode.
    assert!(matches!(
        check::<Item>(r#"{"number":"n","type":"t","id":"x"}"#),
        Item::Phone(_)
    ));
    assert!(check::<Item>(r#"{"id":"x"}"#).as_unknown().is_some());
    assert!(check::<Item>(r#"{"ID":1}"#).as_unknown().is_some());
    assert!(check::<Item>(r#"{"type":"t"}"#).as_unknown().is_some());
    assert!(check::<Item>("{}").as_unknown().is_some());
    assert!(matches!(
        check::<Item>(r#"[{"id":"x"},{"id":1}]"#),
        Item::Several(_)
    ));
}

#[test]
fn a_broken_text_is_an_error_and_not_an_unknown_value() {
    let fault = serde_json::from_str::<Item>(r#"[{"id":1},{"id":]"#)
        .expect_err("not JSON")
        .to_string();
    assert_eq!(fault, "$[1].id: expected value at line 1 column 17");
}

/// Integers only.
#[derive(Clone, Model)]
pub enum Loc {
    /// A name.
    #[model(string)]
    Name(String),
    /// An index.
    #[model(integer)]
    Index(i64),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn a_whole_number_is_an_integer() {
    assert_eq!(read::<Loc>("5.0"), Loc::Index(5));
    assert!(check::<Loc>("5.5").as_unknown().is_some());
    assert!(check::<Loc>("18446744073709551615").as_unknown().is_some());
    assert_eq!(
        serde_json::to_string(&read::<Vec<Loc>>(r#"["body",0,"x"]"#)).expect("writable"),
        r#"["body",0,"x"]"#
    );
}

/// Variants that are no structs: a map, any JSON, another union.
#[derive(Clone, Model)]
#[model(tag = "type")]
pub enum Loose {
    /// A map.
    #[model("map", add_tag)]
    Map(std::collections::BTreeMap<String, Json>),
    /// Any JSON.
    #[model("json", add_tag)]
    Json(Json),
    /// A union with a tag of its own.
    #[model("call", add_tag)]
    Call(Box<Contact>),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// By a tag of another name.
#[derive(Clone, Model)]
#[model(tag = "by")]
pub enum Contact {
    /// In a browser.
    #[model("web", add_tag)]
    Web(Web),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn nothing_of_a_tagged_variant_is_lost_whatever_its_type() {
    for text in [
        r#"{"type":"map","a":1}"#,
        r#"{"type":"json","a":1,"b":null}"#,
        r#"{"type":"call","by":"web","link":"a","new":[]}"#,
        r#"{"type":"call","by":"web","link":null}"#,
        r#"{"type":"call","by":"fax","a":1}"#,
        r#"{"a":1,"type":"call"}"#,
    ] {
        assert!(check::<Loose>(text).as_unknown().is_none());
    }
    // What is there wins, as in a struct.
    let value = Loose::Json(json!({"type": "mine", "a": 1}));
    // The order of keys depends on a feature of serde_json, which others in the tree may enable.
    assert_eq!(
        serde_json::to_value(&value).expect("writable"),
        json!({"type": "mine", "a": 1})
    );
}
