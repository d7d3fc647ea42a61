//! Unions whose variants overlap: the one that fits best.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

mod checks;

use callsmith_runtime::model::{DateTime, Extra, Json, Model, Unknown, Uuid, from_json};
use checks::{check, read, written};
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Fewer keys.
#[derive(Clone, Model)]
pub struct Small {
    /// Both have it.
    pub id: String,
    extra: Extra,
}

/// The same keys and more, none of them required.
#[derive(Clone, Model)]
pub struct Large {
    /// Both have it.
    pub id: String,
    /// Where it stands.
    pub state: Option<State>,
    /// When it began.
    pub since: Option<DateTime>,
    extra: Extra,
}

/// The same keys with other values.
#[derive(Clone, Model)]
pub struct Other {
    /// Both have it.
    pub id: String,
    /// Where it stands.
    pub state: OtherState,
    extra: Extra,
}

/// A state.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
pub enum State {
    /// Up.
    #[model("up")]
    Up,
    /// Not known.
    #[model(unknown)]
    Unknown(Unknown),
}

/// Another state.
#[derive(Clone, PartialEq, Eq, Hash, Model)]
pub enum OtherState {
    /// Busy.
    #[model("busy")]
    Busy,
    /// Not known.
    #[model(unknown)]
    Unknown(Unknown),
}

/// All of these take most objects.
#[derive(Clone, Model)]
pub enum Thing {
    /// Larger.
    #[model(object)]
    Large(Large),
    /// The same keys.
    #[model(object)]
    Other(Other),
    /// Smaller.
    #[model(object)]
    Small(Small),
    /// Anything.
    #[model(object)]
    Free(BTreeMap<String, Json>),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

fn variant(text: &str) -> String {
    let shown = format!("{:?}", check::<Thing>(text));
    shown.split('(').next().unwrap_or_default().to_owned()
}

#[test]
fn the_variant_that_explains_most_is_taken() {
    assert_eq!(variant(r#"{"id":"a","state":"up"}"#), "Large");
    assert_eq!(variant(r#"{"id":"a","state":"busy"}"#), "Other");
    // As good as each other: the first.
    assert_eq!(variant(r#"{"id":"a"}"#), "Large");
    assert_eq!(variant(r#"{"id":"a","state":"gone"}"#), "Large");
    assert_eq!(variant(r#"{"id":"a","since":"soon"}"#), "Large");
    // What a server adds makes no untyped object of it.
    assert_eq!(variant(r#"{"id":"a","state":"busy","more":[1]}"#), "Other");
    assert_eq!(variant(r#"{"name":"a"}"#), "Free");
    assert_eq!(variant(r#"{"id":5,"state":"up"}"#), "Free");
    assert_eq!(variant("[1]"), "Unknown");
}

/// Texts of several formats.
#[derive(Clone, Model)]
pub enum When {
    /// A name.
    #[model(string)]
    Id(Uuid),
    /// A moment.
    #[model(string)]
    At(DateTime),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn formats_tell_texts_apart() {
    let at = check::<When>(r#""2026-01-31T09:30:00Z""#);
    assert!(matches!(at, When::At(_)));
    let id = check::<When>(r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#);
    assert!(matches!(id, When::Id(_)));
    assert!(matches!(check::<When>(r#""now""#), When::Id(_)));
}

/// Its tag need not be there.
#[derive(Clone, Model)]
pub struct Cat {
    /// The tag.
    pub kind: Option<String>,
    /// How many.
    pub lives: i64,
    extra: Extra,
}

/// Its tag must be there.
#[derive(Clone, Model)]
pub struct Dog {
    /// The tag.
    pub kind: String,
    extra: Extra,
}

/// By a tag.
#[derive(Clone, Model)]
#[model(tag = "kind")]
pub enum Pet {
    /// A dog.
    #[model("dog")]
    Dog(Dog),
    /// A cat.
    #[model("cat", "7")]
    Cat(Cat),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn without_a_tag_the_best_of_those_that_need_none_is_taken() {
    assert!(matches!(check::<Pet>(r#"{"lives":7}"#), Pet::Cat(_)));
    assert!(matches!(
        check::<Vec<Pet>>(r#"[{"lives":7}]"#)[0],
        Pet::Cat(_)
    ));
    assert!(check::<Pet>(r#"{"lives":"many"}"#).as_unknown().is_some());
    assert!(
        check::<Pet>(r#"{"lives":7,"kind":"owl"}"#)
            .as_unknown()
            .is_some()
    );
}

/// By a number.
#[derive(Clone, Model)]
#[model(tag = "version")]
pub enum Versioned {
    /// The first.
    #[model("1")]
    First(BTreeMap<String, Json>),
    /// The second.
    #[model("true", no_from)]
    Second(BTreeMap<String, Json>),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn a_tag_may_be_a_number_or_a_boolean() {
    assert!(matches!(check(r#"{"version":1}"#), Versioned::First(_)));
    assert!(matches!(
        check(r#"{"a":{},"version":true}"#),
        Versioned::Second(_)
    ));
    assert!(
        check::<Versioned>(r#"{"version":2}"#)
            .as_unknown()
            .is_some()
    );
}

/// With a base.
#[derive(Clone, Model)]
#[model(tag = "kind")]
pub enum Animal {
    /// A cat.
    #[model("cat")]
    Cat(Cat),
    /// What all have.
    #[model(otherwise)]
    Base(Small),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn other_tags_and_none_are_the_base() {
    assert!(matches!(
        check(r#"{"kind":"cat","lives":9}"#),
        Animal::Cat(_)
    ));
    let owl = check::<Animal>(r#"{"id":"a","kind":"owl","wings":2}"#);
    let Animal::Base(base) = &owl else {
        panic!("{owl:?}")
    };
    assert_eq!(base.extra().count(), 2);
    assert!(matches!(check(r#"{"id":"a"}"#), Animal::Base(_)));
    assert!(check::<Animal>("[]").as_unknown().is_some());
    assert_eq!(written(&Animal::from(base.clone()))["kind"], "owl");
}

/// One way on.
#[derive(Clone, Model)]
pub struct One {
    /// The next.
    pub next: Option<Box<Node>>,
    /// Only here.
    pub one: Option<i64>,
    extra: Extra,
}

/// Another way on.
#[derive(Clone, Model)]
pub struct Two {
    /// The next.
    pub next: Option<Box<Node>>,
    /// Only here.
    pub two: Option<i64>,
    extra: Extra,
}

/// A third way on.
#[derive(Clone, Model)]
pub struct Three {
    /// The next.
    pub next: Option<Box<Node>>,
    /// Only here.
    pub three: Option<i64>,
    extra: Extra,
}

/// Every value fits all of these.
#[derive(Clone, Model)]
pub enum Node {
    /// One.
    #[model(object)]
    One(One),
    /// Two.
    #[model(object)]
    Two(Two),
    /// Three.
    #[model(object)]
    Three(Three),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn candidates_inside_of_candidates_do_not_multiply() {
    let start = Instant::now();
    let text = format!(
        "{}{{}}{}",
        r#"{"three":1,"next":"#.repeat(60),
        "}".repeat(60)
    );
    let value: Node = read(&text);
    let json: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!(written(&value), json);
    let mut inner = &value;
    for _ in 0..60 {
        let Node::Three(three) = inner else {
            panic!("not the best")
        };
        inner = three.next.as_deref().expect("a next one");
    }
    assert!(from_json::<Node>(&json).expect("readable") == value);
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn many_values_beside_each_other_are_quick() {
    let start = Instant::now();
    let list = vec![json!({"three": 1, "next": {"two": 1, "next": {}}}); 2000];
    let value: Vec<Node> = from_json(&Json::Array(list)).expect("readable");
    assert!(value.iter().all(|node| matches!(node, Node::Three(_))));
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

/// A flag, or a number.
#[derive(Clone, Model)]
pub enum Flag {
    /// A flag.
    #[model(boolean)]
    Flag(bool),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

/// Compares with a flag.
#[derive(Clone, Model)]
pub struct Condition {
    /// Which.
    pub id: String,
    /// With what.
    pub comparison: Flag,
    extra: Extra,
}

/// Typed conditions, or any.
#[derive(Clone, Model)]
pub enum Conditions {
    /// Typed.
    #[model(array)]
    Typed(Vec<Condition>),
    /// Any.
    #[model(array)]
    Any(Vec<Json>),
    /// None of these.
    #[model(unknown)]
    Unknown(Unknown<Json>),
}

#[test]
fn what_is_no_variant_inside_weighs_more_than_plain_json() {
    let conditions = |comparison: &str| {
        check::<Conditions>(&format!(
            r#"[{{"id":"a","comparison":{comparison},"x":1}}]"#
        ))
    };
    assert!(matches!(conditions("true"), Conditions::Typed(_)));
    assert!(matches!(conditions(r#"{"value":10}"#), Conditions::Any(_)));
}
