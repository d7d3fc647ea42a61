//! Enums of texts and integers: known and unknown values.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{Model, Unknown, UnknownValue};
use checks::{check, fails, written};
use std::collections::BTreeMap;

/// Where a call stands.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
#[non_exhaustive]
pub enum Status {
    /// Talking.
    #[model("in-progress")]
    InProgress,
    /// Over.
    #[model("ended")]
    Ended,
    /// Nothing.
    #[model("")]
    Empty,
    /// Old.
    #[model("old/\"1.0\"")]
    #[deprecated]
    Old,
    /// A value this version of the crate does not know.
    #[model(unknown)]
    Unknown(Unknown),
}

/// How urgent it is.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
#[non_exhaustive]
pub enum Priority {
    /// Not.
    #[model(-1)]
    Low,
    /// Very.
    #[model(9)]
    High,
    /// A value this version of the crate does not know.
    #[model(unknown)]
    Unknown(Unknown<i64>),
}

#[test]
fn known_and_unknown_texts() {
    assert!(check::<Status>(r#""in-progress""#) == Status::InProgress);
    assert!(check::<Status>(r#""""#) == Status::Empty);
    let new = check::<Status>(r#""ringing""#);
    assert_eq!(new.as_str(), "ringing");
    assert_eq!(new, Status::other("ringing"));
    assert_eq!(Status::other(String::from("ended")), Status::Ended);
    assert_eq!(
        check::<BTreeMap<String, Status>>(r#"{"a":"ended"}"#)["a"].to_string(),
        "ended"
    );
}

#[test]
fn known_and_unknown_integers() {
    assert!(check::<Priority>("9") == Priority::High);
    assert!(check::<Priority>("-1") == Priority::Low);
    assert_eq!(check::<Priority>("7").value(), 7);
    assert_eq!(Priority::other(7), check("7"));
    assert_eq!(Priority::other(9), Priority::High);
    assert_eq!(
        written(&serde_json::from_str::<Priority>("9.0").expect("readable")),
        9
    );
}

#[test]
fn wrong_kinds_are_refused() {
    fails::<Status>("5", "$: expected a string, found a number");
    fails::<Status>("null", "$: expected a string, found null");
    fails::<Priority>("\"9\"", "$: expected an integer, found a string");
    fails::<Priority>(
        "9.5",
        "$: expected an integer, found a number with a fraction",
    );
    fails::<Vec<Priority>>(
        "[1,18446744073709551615]",
        "$[1]: expected an integer, found a number outside its range",
    );
}

#[test]
fn texts_are_parsed_and_shown() {
    assert_eq!("ended".parse(), Ok(Status::Ended));
    assert_eq!("9".parse(), Ok(Priority::High));
    let unknown: UnknownValue = "nope".parse::<Status>().expect_err("unknown");
    assert_eq!(
        unknown.to_string(),
        "not one of the known values: in-progress, ended, , old/\"1.0\""
    );
    assert_eq!(
        "5".parse::<Priority>().expect_err("unknown").to_string(),
        "not one of the known values: -1, 9"
    );
    assert!("x".parse::<Priority>().is_err());
    assert_eq!(
        format!("[{:>6}] [{}]", Status::Ended, Priority::High),
        "[ ended] [9]"
    );
    assert_eq!(
        format!("{:?} {:?}", Status::InProgress, Status::other("x")),
        r#"InProgress Unknown("x")"#
    );
    assert_eq!(
        format!("{:?} {:?}", Priority::High, Priority::other(5)),
        "High Unknown(5)"
    );
    assert_eq!(Status::KNOWN.len(), 4);
    assert_eq!(Priority::KNOWN, [Priority::Low, Priority::High]);
}

/// How much of something.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
#[non_exhaustive]
pub enum Limit {
    /// A text.
    #[model("none")]
    None,
    /// An integer.
    #[model(1)]
    One,
    /// A number.
    #[model(0.5)]
    Half,
    /// A boolean.
    #[model(true)]
    Always,
    /// A value this version of the crate does not know.
    #[model(unknown)]
    Unknown(Unknown<callsmith_runtime::model::Json>),
}

#[test]
fn scalars_of_several_kinds() {
    use serde_json::json;
    let named = [
        ("\"none\"", Limit::None),
        ("1", Limit::One),
        ("0.5", Limit::Half),
        ("true", Limit::Always),
    ];
    for (text, value) in named {
        assert_eq!(check::<Limit>(text), value);
        assert_eq!(value.to_string(), text);
    }
    for text in ["\"some\"", "2", "0.25", "false"] {
        let value = check::<Limit>(text);
        assert!(matches!(value, Limit::Unknown(_)), "{text}");
        assert_eq!(
            value.to_json(),
            serde_json::from_str::<serde_json::Value>(text).expect("JSON")
        );
    }
    assert_eq!(Limit::other(1.0), Limit::One);
    assert_eq!(written(&Limit::other("more")), json!("more"));
    fails::<Limit>(
        "[1]",
        "$: expected a text, a number or a boolean, found an array",
    );
    assert!(!format!("{:?}", Limit::other("secret")).contains("secret"));
    assert_eq!(Limit::KNOWN.len(), 4);
}
