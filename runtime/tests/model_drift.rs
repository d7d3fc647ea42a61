//! Drift: what the document does not say, and strict decoding, which refuses it.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{
    self, Date, DateTime, Duration, Extra, Json, Model, Time, Unknown, Uuid, Value,
};
use callsmith_runtime::strict::{self, DriftKind, Mismatch};
use checks::read;
use std::collections::BTreeMap;
use std::error::Error as _;

/// Something of everything.
#[derive(Clone, Model)]
pub struct Call {
    /// An optional enum.
    pub direction: Option<Direction>,
    /// An enum of integers.
    pub code: Option<Code>,
    /// A union by tag.
    pub contact: Option<Contact>,
    /// A union by shape.
    pub target: Option<Target>,
    /// A list of objects.
    pub messages: Option<Vec<Message>>,
    /// Anything.
    pub any: Option<Json>,
    /// A typed map.
    pub labels: Option<BTreeMap<String, Direction>>,
    /// A moment.
    pub at: Option<DateTime>,
    /// Texts of all formats.
    pub formats: Option<Formats>,
    /// Anything may follow.
    pub open: Option<Open>,
    /// Nothing is known.
    pub blank: Option<Blank>,
    /// Nothing may follow.
    pub closed: Option<Closed>,
    /// Typed entries follow.
    pub rest: Option<Rest>,
    extra: Extra,
}

/// Texts of all formats.
#[derive(Clone, Model)]
pub struct Formats {
    /// A day.
    pub day: Option<Date>,
    /// A time.
    pub time: Option<Time>,
    /// A span.
    pub span: Option<Duration>,
    /// An identifier.
    pub id: Option<Uuid>,
    extra: Extra,
}

/// One message.
#[derive(Clone, Model)]
pub struct Message {
    /// What it says.
    pub text: Option<String>,
    extra: Extra,
}

/// May have anything else.
#[derive(Clone, Model)]
#[model(open)]
pub struct Open {
    /// Known.
    pub id: Option<String>,
    extra: Extra,
}

/// Is described by nothing.
#[derive(Clone, Model)]
pub struct Blank {
    extra: Extra,
}

/// Has nothing else.
#[derive(Clone, Model)]
#[model(closed)]
pub struct Closed {
    extra: Extra,
}

/// Has typed entries.
#[derive(Clone, Model)]
pub struct Rest {
    /// Numbers.
    #[model(rest)]
    pub numbers: BTreeMap<String, i64>,
    extra: Extra,
}

/// In or out.
#[derive(Clone, PartialEq, Model)]
pub enum Direction {
    /// In.
    #[model("inbound")]
    Inbound,
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown),
}

/// A number.
#[derive(Clone, PartialEq, Model)]
pub enum Code {
    /// One.
    #[model(1)]
    One,
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<i64>),
}

/// By its type.
#[derive(Clone, Model)]
#[model(tag = "type")]
pub enum Contact {
    /// Two texts mean it.
    #[model("phone", "sip", add_tag)]
    Phone(Message),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// By its shape.
#[derive(Clone, Model)]
pub enum Target {
    /// A text.
    #[model(string)]
    Text(String),
    /// A message.
    #[model(has("text"))]
    Message(Message),
    /// Anything else.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// Text, and the drift in it.
const CASES: &[(&str, &[&str])] = &[
    (
        r#"{"direction":null,"any":{"x":1},"labels":{"a":"inbound"},"code":1}"#,
        &[],
    ),
    (
        r#"{"direction":"out"}"#,
        &["$.direction: a value that the enum does not list"],
    ),
    (
        r#"{"code":2,"new":1}"#,
        &[
            "$.code: a value that the enum does not list",
            "$.new: an entry that the object does not list",
        ],
    ),
    (
        r#"{"messages":[{"text":"a"},{"text":"b","+1555":0,"to":"+15551234567"}]}"#,
        &[
            "$.messages[1][*]: an entry that the object does not list",
            "$.messages[1].to: an entry that the object does not list",
        ],
    ),
    (
        r#"{"labels":{"+15551234567":"x"}}"#,
        &["$.labels[*]: a value that the enum does not list"],
    ),
    (
        r#"{"contact":{"type":"phone","text":"a"},"target":"b"}"#,
        &[],
    ),
    // The second text of the tag is kept among the extras; it is no surprise.
    (r#"{"contact":{"type":"sip","text":"a"}}"#, &[]),
    (
        r#"{"contact":{"type":"fax"},"target":[1]}"#,
        &[
            "$.contact: a value that is no variant of the union",
            "$.target: a value that is no variant of the union",
        ],
    ),
    (
        r#"{"target":{"text":"a","b":1}}"#,
        &["$.target.b: an entry that the object does not list"],
    ),
    (
        r#"{"at":"yesterday","formats":{"day":"1","time":"2","span":"3","id":"4"}}"#,
        &[
            "$.at: a text that is no `date-time`",
            "$.formats.day: a text that is no `date`",
            "$.formats.time: a text that is no `time`",
            "$.formats.span: a text that is no `duration`",
            "$.formats.id: a text that is no `uuid`",
        ],
    ),
    (r#"{"open":{"id":"1","b":2},"blank":{"c":3}}"#, &[]),
    (
        r#"{"closed":{"b":2},"rest":{"a":1,"b":"two"}}"#,
        &[
            "$.closed.b: an entry that the object does not list",
            "$.rest.b: an entry that the object does not list",
        ],
    ),
];

#[test]
fn drift_is_listed_with_its_path() {
    for (text, expected) in CASES {
        let call: Call = read(text);
        let found: Vec<String> = model::drift(&call)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn strict_decoding_refuses_drift_and_nothing_else() {
    for (text, expected) in CASES {
        let json: Json = serde_json::from_str(text).expect("JSON");
        for found in [
            strict::from_slice::<Call>(text.as_bytes()),
            strict::from_json::<Call>(&json),
        ] {
            match found {
                Ok(call) => {
                    assert!(expected.is_empty(), "{text}");
                    assert!(call == read(text), "{text}");
                }
                Err(mismatch) => assert_eq!(mismatch.drift().len(), expected.len(), "{text}"),
            }
        }
    }
}

#[test]
fn names_that_come_twice_are_refused_in_text() {
    let refused = |text: &str| refusal(strict::from_slice::<Call>(text.as_bytes()));
    assert_eq!(
        refused(r#"{"any":{"a":1,"b":[{"c":1,"c":1}],"a":2,"a":3},"any":0}"#),
        "not as the document says:\n  \
         $.any.b[0].c: several entries of the same name\n  \
         $.any.a: several entries of the same name\n  \
         $.any.a: several entries of the same name\n  \
         $.any: several entries of the same name"
    );
}

#[test]
fn what_cannot_be_read_is_told_as_ever() {
    let text = r#"{"direction":1}"#;
    let found = strict::from_slice::<Call>(text.as_bytes());
    let fault = model::from_slice::<Call>(text.as_bytes()).map(|_| ());
    match (found, fault) {
        (Err(Mismatch::Unreadable(found)), Err(fault)) => assert_eq!(found, fault),
        _ => panic!("there is a fault"),
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    let refused = refusal(strict::from_slice::<Json>(deep.as_bytes()));
    assert!(refused.contains("recursion limit"), "{refused}");
    let refused = strict::from_slice::<bool>(b"1").expect_err("no boolean");
    let reason = refused.source().expect("a reason").to_string();
    // Who prints an error and its sources gives each reason once.
    assert!(!refused.to_string().contains(&reason), "{refused}");
    assert_eq!(format!("{refused:#}"), format!("{refused}: {reason}"));
}

#[test]
fn kinds_can_be_told_apart() {
    let found = strict::from_slice::<Call>(br#"{"at":"+15551234567"}"#);
    let mismatch = found.map(|_| ()).expect_err("drift");
    assert_eq!(mismatch.drift()[0].kind(), DriftKind::Format("date-time"));
    assert_eq!(mismatch.drift()[0].path(), "$.at");
    assert!(!format!("{mismatch} {mismatch:?}").contains("555"));
}

fn refusal<T: Value>(found: Result<T, Mismatch>) -> String {
    format!("{:#}", found.map(|_| ()).expect_err("a refusal"))
}
