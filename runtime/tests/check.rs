//! Requests are checked before they are sent: every rule, every path, all faults at once, nothing shown.
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::model::{E164, Extra, Fault, Json, Model, Rule, Unknown, Value};
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Call, Core, Error, InvalidRequest, Route};
use server::api::{self, Refusal};
use std::collections::BTreeMap;

/// A call to place.
#[derive(Clone, Model)]
#[model(new, setters)]
#[non_exhaustive]
pub struct Dial {
    /// Whom to call.
    #[model("phoneNumber")]
    #[check(e164)]
    pub to: E164,
    /// Those to call next.
    #[check(min_items = 1, max_items = 2, each(e164))]
    pub next: Option<Vec<E164>>,
    /// Lists of lists.
    #[check(each(max_items = 1, each(min_length = 2)))]
    pub rows: Option<Vec<Vec<String>>>,
    /// Labels.
    #[check(each(max_length = 3))]
    pub labels: Option<BTreeMap<String, String>>,
    /// A name.
    #[model(null)]
    #[check(min_length = 1, max_length = 4, pattern = "^[a-zäöü]*$")]
    pub name: Option<String>,
    /// A number.
    #[check(minimum = -1, exclusive_maximum = 9007199254740996.0)]
    pub count: Option<i64>,
    /// A fraction.
    #[check(exclusive_minimum = 0, maximum = 1.5)]
    pub share: Option<f64>,
    /// One of several.
    #[check(min_length = 3)]
    pub voice: Option<Voice>,
    /// Anything.
    #[check(max_length = 2, max_items = 1, each(minimum = 1))]
    pub any: Option<Json>,
    /// A price.
    #[check(multiple_of = 0.01)]
    pub price: Option<f64>,
    /// A small price.
    #[check(multiple_of = 0.05)]
    pub small: Option<f32>,
    /// Names.
    #[check(unique_items, each(min_length = 1))]
    pub names: Option<Vec<String>>,
    /// Settings.
    #[check(min_properties = 1, max_properties = 2)]
    pub settings: Option<BTreeMap<String, String>>,
    /// A voice with something in it.
    #[check(min_properties = 2, max_properties = 3)]
    pub made: Option<Made>,
    /// One of those with a tag.
    #[check(min_properties = 2, max_properties = 2)]
    pub tagged: Option<Tagged>,
    /// Anything.
    #[check(
        multiple_of = 2,
        unique_items,
        max_properties = 1,
        each(multiple_of = 3)
    )]
    pub free: Option<Json>,
    /// Itself.
    pub inner: Option<Box<Dial>>,
    /// What else.
    #[model(rest)]
    #[check(each(max_length = 5))]
    pub more: BTreeMap<String, String>,
    extra: Extra,
}

/// A voice.
#[derive(Clone, Model)]
#[non_exhaustive]
pub enum Voice {
    /// By name.
    #[model(string)]
    Name(String),
    /// By description.
    #[model(object)]
    Made(Box<Made>),
    /// Something else.
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

/// Voices by kind.
#[derive(Clone, Model)]
#[model(tag = "kind")]
#[non_exhaustive]
pub enum Tagged {
    /// A described one, which does not hold its tag.
    #[model("made", add_tag)]
    Made(Box<Made>),
    /// Something else.
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

/// A described voice.
#[derive(Clone, Model)]
#[model(new, setters)]
#[non_exhaustive]
pub struct Made {
    /// Its name.
    #[check(min_length = 1)]
    pub id: String,
    extra: Extra,
}

fn dial(core: &Core, body: &Dial) -> Call<Json, Refusal> {
    core.call(Route::post("/calls")).json(body)
}

fn network() -> (Core, InMemory) {
    let network = InMemory::new().then(Reply::json(&json!(1)));
    let core = api::in_memory(&network).build().expect("a client");
    (core, network)
}

/// What is wrong with a call, which was not sent.
async fn refused(call: impl FnOnce(&Core) -> Call<Json, Refusal>) -> InvalidRequest {
    let (core, network) = network();
    let error = call(&core).await.expect_err("a refusal");
    assert!(network.requests().is_empty());
    assert!(!error.may_have_been_carried_out() && !error.is_retryable());
    match error {
        Error::InvalidRequest(refused) => *refused,
        other => panic!("{other:?}"),
    }
}

/// The paths of what is wrong with a body.
async fn paths(body: Dial) -> Vec<String> {
    let refused = refused(|core| dial(core, &body)).await;
    refused
        .faults()
        .iter()
        .map(|fault| fault.path().to_owned())
        .collect()
}

async fn is_sent(body: Dial) {
    let (core, network) = network();
    dial(&core, &body).await.expect("a success");
    assert_eq!(network.requests().len(), 1);
}

fn fine() -> Dial {
    Dial::new("+15555550123")
}

#[tokio::test]
async fn what_keeps_the_rules_is_sent() {
    is_sent(fine()).await;
    is_sent(fine().name_null().next(["+15555550100", "+15555550101"])).await;
    // Characters, not bytes.
    is_sent(fine().name("äöüä").labels([("a", "äöü")])).await;
    is_sent(fine().count(-1).share(1.5)).await;
    is_sent(fine().count(9_007_199_254_740_995).share(f64::MIN_POSITIVE)).await;
    is_sent(fine().rows([vec![], vec!["ab".to_owned()]])).await;
    is_sent(fine().voice(Voice::Name("ada".to_owned()))).await;
    is_sent(fine().voice(Voice::Made(Box::new(Made::new("1"))))).await;
    is_sent(fine().any(json!({"a": 1}))).await;
    is_sent(fine().any(json!(["long text"]))).await;
    is_sent(fine().any(json!(null)).inner(fine()).more([("k", "12345")])).await;
}

#[tokio::test]
async fn each_rule_and_its_path() {
    for text in [
        "",
        "5555550123",
        "+1 555-555-0123",
        "anonymous",
        "+0555555012",
    ] {
        assert_eq!(paths(Dial::new(text)).await, ["$.phoneNumber"]);
    }
    assert_eq!(paths(fine().next(Vec::<E164>::new())).await, ["$.next"]);
    assert_eq!(
        paths(fine().next(["+15555550100", "12"])).await,
        ["$.next[1]"]
    );
    let three = ["+15555550100", "+15555550100", "+15555550100"];
    assert_eq!(paths(fine().next(three)).await, ["$.next"]);
    let rows = [vec!["ab".to_owned(), "a".to_owned()]];
    assert_eq!(
        paths(fine().rows(rows)).await,
        ["$.rows[0]", "$.rows[0][1]"]
    );
    let labels = [("good", "abcd"), ("+15555550123", "abcd")];
    assert_eq!(
        paths(fine().labels(labels)).await,
        ["$.labels[*]", "$.labels.good"]
    );
    assert_eq!(paths(fine().name("")).await, ["$.name"]);
    assert_eq!(paths(fine().name("aaaaa")).await, ["$.name"]);
    assert_eq!(paths(fine().name("A\u{e9}")).await, ["$.name"]);
    assert_eq!(paths(fine().count(-2)).await, ["$.count"]);
    assert_eq!(paths(fine().count(i64::MAX)).await, ["$.count"]);
    assert_eq!(paths(fine().share(0.0)).await, ["$.share"]);
    assert_eq!(paths(fine().share(1.6)).await, ["$.share"]);
    assert_eq!(
        paths(fine().voice(Voice::Name("ad".to_owned()))).await,
        ["$.voice"]
    );
    let made = Voice::Made(Box::new(Made::new("")));
    assert_eq!(paths(fine().voice(made)).await, ["$.voice.id"]);
    assert_eq!(paths(fine().any(json!("abc"))).await, ["$.any"]);
    assert_eq!(
        paths(fine().any(json!([0, 2]))).await,
        ["$.any", "$.any[0]"]
    );
    assert_eq!(paths(fine().any(json!({"a": 0.5}))).await, ["$.any.a"]);
    assert_eq!(
        paths(fine().inner(Dial::new("1"))).await,
        ["$.inner.phoneNumber"]
    );
    assert_eq!(paths(fine().more([("k", "123456")])).await, ["$.k"]);
}

#[tokio::test]
async fn multiples_are_told_by_their_texts() {
    for price in [0.0, 0.01, 0.07, 0.29, 1.1, 4.35, 1e15, -19.99, 0.1 + 0.2] {
        is_sent(fine().price(price)).await;
    }
    for price in [0.001, 0.015, 19.999, -0.005] {
        assert_eq!(paths(fine().price(price)).await, ["$.price"], "{price}");
    }
    is_sent(fine().small(0.15_f32).free(json!(4))).await;
    assert_eq!(paths(fine().small(0.16_f32)).await, ["$.small"]);
    assert_eq!(paths(fine().free(json!(5))).await, ["$.free"]);
    assert_eq!(paths(fine().free(json!([3, 4]))).await, ["$.free[1]"]);
}

#[tokio::test]
async fn elements_and_entries_are_those_that_are_written() {
    is_sent(fine().names(["a", "A", "aa"]).free(json!([3, 6]))).await;
    assert_eq!(paths(fine().names(["a", "b", "a"])).await, ["$.names"]);
    assert_eq!(paths(fine().free(json!([3, 3.0]))).await, ["$.free"]);
    assert_eq!(
        paths(fine().free(json!({"a": 3, "b": 3}))).await,
        ["$.free"]
    );
    is_sent(fine().settings([("a", "1"), ("b", "1")])).await;
    let none: [(&str, &str); 0] = [];
    assert_eq!(paths(fine().settings(none)).await, ["$.settings"]);
    let three = [("a", "1"), ("b", "1"), ("c", "1")];
    assert_eq!(paths(fine().settings(three)).await, ["$.settings"]);
    // An absent field is no entry, what is not listed is one.
    let made = || Made::new("1");
    assert_eq!(paths(fine().made(made())).await, ["$.made"]);
    is_sent(fine().made(made().with_extra("more", 1))).await;
    // The tag is an entry too, and counted once.
    let tagged = |made| fine().tagged(Tagged::Made(Box::new(made)));
    is_sent(tagged(made())).await;
    assert_eq!(
        paths(tagged(made().with_extra("more", 1))).await,
        ["$.tagged"]
    );
    let refused = refused(|core| dial(core, &fine().names(["a", "a"]).settings(none))).await;
    assert_eq!(
        refused.to_string(),
        "the request breaks rules of the API: $.names: expected no element twice; \
         $.settings: expected at least 1 entry"
    );
}

const LIMIT: &[Rule] = &[Rule::Minimum(1.0), Rule::Maximum(100.0)];

#[tokio::test]
async fn all_faults_at_once_and_no_value() {
    let body = Dial::new("5555550123")
        .name("")
        .inner(Dial::new("tel:5555550124"));
    let call = |core: &Core| {
        let tags = vec!["5555550125".to_owned()];
        dial(core, &body)
            .query("limit", &101)
            .check("limit", &101, LIMIT)
            .query("tags", &tags)
            .check("tags", &tags, &[Rule::Each(&[Rule::MaxLength(3)])])
    };
    let refused = refused(call).await;
    assert_eq!(
        refused.to_string(),
        "the request breaks rules of the API: \
         $.phoneNumber: expected a number in E.164 format: `+`, then 2 to 15 digits of which the first is not 0, and nothing else; \
         $.name: expected at least 1 character; \
         $.inner.phoneNumber: expected a number in E.164 format: `+`, then 2 to 15 digits of which the first is not 0, and nothing else; \
         limit: expected 100 or less; \
         tags[0]: expected at most 3 characters"
    );
    let rules: Vec<Rule> = refused.faults().iter().map(Fault::rule).collect();
    let number = Rule::E164;
    let expected = [
        number,
        Rule::MinLength(1),
        number,
        Rule::Maximum(100.0),
        Rule::MaxLength(3),
    ];
    assert_eq!(rules, expected);
    let (core, _) = network();
    let error = call(&core).await.expect_err("a refusal");
    let shown = format!(
        "{error} {error:#} {error:?} {error:#?} {:?} {body:?}",
        refused.faults()
    );
    assert!(!shown.contains("555"), "{shown}");
}

#[tokio::test]
async fn a_value_set_anew_is_checked_anew() {
    let (core, network) = network();
    let call = dial(&core, &Dial::new("1")).json(&fine());
    let call = call.query("limit", &0).check("limit", &0, LIMIT);
    let call = call.query("limit", &1).check("limit", &1, LIMIT);
    call.await.expect("a success");
    assert_eq!(network.requests().len(), 1);
}

#[tokio::test]
async fn checks_can_be_switched_off() {
    let (core, network) = network();
    dial(&core, &Dial::new("911"))
        .unchecked()
        .await
        .expect("a success");
    assert_eq!(network.requests().len(), 1);
    let network = InMemory::new().then(Reply::json(&json!(1)));
    let core: Core = api::in_memory(&network)
        .check_requests(false)
        .build()
        .expect("a client");
    dial(&core, &Dial::new("911")).await.expect("a success");
}

#[tokio::test]
async fn faults_without_end_are_not_listed_without_end() {
    let rows = vec![vec![String::new()]; 1000];
    let refused = refused(|core| dial(core, &fine().rows(rows))).await;
    assert_eq!(refused.faults().len(), 100);
    assert!(refused.to_string().ends_with("; and 92 more"));
}

#[test]
fn answers_are_not_checked() {
    let text = br#"{"phoneNumber": "anonymous", "name": "", "next": []}"#;
    let read: Dial = callsmith_runtime::model::from_slice(text).expect("readable");
    assert_eq!(read.to.as_str(), "anonymous");
    assert!(!read.to.is_e164());
    let _: &dyn Value = &read;
}
