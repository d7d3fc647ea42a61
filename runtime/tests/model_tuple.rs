//! Lists whose first elements have a type each: what fits, what does not, and that all of it comes back.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{self, E164, Extra, Json, Model, Tuple, Unknown, Unlisted, Value};
use callsmith_runtime::strict::{self, DriftKind};
use checks::{check, read, written};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::fmt::Debug;

type Pair = Tuple<(String, i64)>;
type Loose = Tuple<(String, i64), Json, 1>;
type Position = Tuple<(f64, f64), f64>;

/// Reads `json` and writes it back; the kinds of drift there are.
#[track_caller]
fn kinds<T>(json: Json) -> Vec<DriftKind>
where
    T: Value + DeserializeOwned + Serialize + PartialEq + Debug,
{
    let value: T = check(&json.to_string());
    model::drift(&value)
        .iter()
        .map(|drift| drift.kind())
        .collect()
}

#[test]
fn elements_have_their_types() {
    let pair: Pair = read(r#"["a", 1]"#);
    assert_eq!(pair.elements(), Some(&("a".to_owned(), 1)));
    assert_eq!(pair.rest(), []);
    assert_eq!(pair, Pair::from(("a".to_owned(), 1)));
    assert_eq!(format!("{pair:?}"), r#"["a", 1]"#);
    assert_eq!(kinds::<Pair>(json!(["a", 1])), []);
    let mut pair = pair;
    pair.elements_mut().expect("elements").1 = 2;
    assert_eq!(written(&pair), json!(["a", 2]));
    assert_eq!(pair.into_elements(), Some(("a".to_owned(), 2)));
}

#[test]
fn more_elements_are_kept() {
    let pair: Pair = model::from_json(&json!(["a", 1, true, null])).expect("read");
    assert_eq!(pair.elements(), Some(&("a".to_owned(), 1)));
    let rest: Vec<&Json> = pair.rest().iter().map(Unlisted::as_json).collect();
    assert_eq!(rest, [&json!(true), &json!(null)]);
    assert_eq!(
        kinds::<Pair>(json!(["a", 1, true])),
        [DriftKind::UnlistedElement]
    );
    let drift = strict::from_slice::<Pair>(br#"["a", 1, true]"#).expect_err("drift");
    assert!(drift.to_string().contains("$[2]"), "{drift}");
}

#[test]
fn what_the_document_lets_follow_is_no_drift() {
    assert_eq!(kinds::<Loose>(json!(["a", 1, {"b": null}])), []);
    let position: Position = model::from_json(&json!([1.5, 2.5, 3.5])).expect("read");
    assert_eq!(position.rest(), [3.5]);
    assert_eq!(kinds::<Position>(json!([1.5, 2.5, 3.5])), []);
    assert_eq!(
        kinds::<Position>(json!([1.5, 2.5, "x"])),
        [DriftKind::OtherElements]
    );
    assert_eq!(
        written(&Position::new((1.5, 2.5)).with_rest([3.5])),
        json!([1.5, 2.5, 3.5])
    );
}

#[test]
fn fewer_elements_and_other_types_are_kept() {
    for json in [json!([]), json!(["a"]), json!([1, "a"]), json!(["a", null])] {
        assert_eq!(kinds::<Pair>(json.clone()), [DriftKind::OtherElements]);
        let pair: Pair = model::from_json(&json).expect("read");
        assert_eq!((pair.elements(), pair.as_unknown()), (None, Some(&json)));
    }
    // The document says so: at least one.
    assert_eq!(kinds::<Loose>(json!(["a"])), []);
    assert_eq!(kinds::<Loose>(json!([])), [DriftKind::OtherElements]);
    assert_eq!(kinds::<Loose>(json!([1])), [DriftKind::OtherElements]);
    assert_eq!(written(&Loose::other(vec![json!("a")])), json!(["a"]));
}

#[test]
fn what_is_no_list_is_refused() {
    let error = model::from_json::<Pair>(&json!({"a": 1})).expect_err("no list");
    assert!(error.to_string().contains("expected an array"), "{error}");
    assert!(model::from_json::<Pair>(&Json::Null).is_err());
}

#[test]
fn nothing_unknown_or_secret_is_shown() {
    type Secret = Tuple<(E164, i64)>;
    let shown = |json: Json| {
        let value: Secret = model::from_json(&json).expect("read");
        format!("{value:?}")
    };
    assert_eq!(shown(json!(["+15555550123", 1])), "[[redacted], 1]");
    assert_eq!(shown(json!(["+15555550123"])), "..");
    assert_eq!(shown(json!(["+15555550123", "x"])), "..");
    assert_eq!(
        shown(json!(["+15555550123", 1, "secret"])),
        "[[redacted], 1, ..]"
    );
}

/// A text, or a pair of one form or the other.
#[derive(Clone, Model)]
#[non_exhaustive]
pub enum Either {
    /// A text.
    #[model(string)]
    Text(String),
    /// A text and a number.
    #[model(array)]
    Pair(Pair),
    /// Two numbers and more.
    #[model(array)]
    Position(Position),
    /// Anything else.
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

/// Holds tuples.
#[derive(Clone, Model)]
#[model(new, setters)]
pub struct Holder {
    /// Must be there.
    pub pair: Pair,
    /// May be there.
    pub position: Option<Position>,
    /// Within itself.
    pub inner: Option<Box<Tuple<(Holder, i64), Unlisted, 0>>>,
    extra: Extra,
}

#[test]
fn a_union_takes_the_tuple_that_fits() {
    let read = |json: Json| model::from_json::<Either>(&json).expect("read");
    assert!(matches!(read(json!(["a", 1])), Either::Pair(_)));
    assert!(matches!(read(json!([1, 2])), Either::Position(_)));
    assert!(matches!(read(json!([1, 2, 3])), Either::Position(_)));
    assert_eq!(written(&read(json!([true, null]))), json!([true, null]));
}

#[test]
fn structs_hold_them() {
    let made = Holder::new(("a".to_owned(), 1)).position((1.5, 2.5));
    let json = json!({"pair": ["a", 1], "position": [1.5, 2.5]});
    assert_eq!(written(&made), json);
    let nested = json!({"pair": ["a", 1], "inner": [json, 1]});
    let value: Holder = serde_json::from_value(nested.clone()).expect("read");
    assert_eq!(model::drift(&value), []);
    assert_eq!(written(&value), nested);
}
