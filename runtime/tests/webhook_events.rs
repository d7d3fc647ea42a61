//! Events by what they say, and by what the request calls them; nothing is decoded before it is verified.
#![forbid(unsafe_code)]

use callsmith_runtime::http::{HeaderMap, HeaderValue};
use callsmith_runtime::model::{Extra, Json, Model, Unknown};
use callsmith_runtime::strict;
use callsmith_runtime::webhook::{
    self, Delivery, Events, Refused, Scheme, Verifier, Verify, WebhookError,
};
use serde_json::json;
use std::time::SystemTime;

/// A call has begun.
#[derive(Clone, Model)]
pub struct Started {
    /// Its id.
    pub id: String,
    extra: Extra,
}

/// A call has ended.
#[derive(Clone, Model)]
pub struct Ended {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: Option<String>,
    extra: Extra,
}

/// Nothing in the bodies tells which it is but `reason`.
#[derive(Clone, Model)]
#[non_exhaustive]
pub enum Event {
    /// A call has begun.
    #[model(has("id"))]
    Started(Started),
    /// A call has ended.
    #[model(has("id"))]
    Ended(Ended),
    /// Tomorrow's.
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

impl Events for Event {
    const NAMES: &'static [(&'static str, usize)] =
        &[("both", 0), ("both", 1), ("ended", 1), ("started", 0)];
}

fn named(name: &str, body: &Json) -> Event {
    webhook::named(name, body.to_string().as_bytes()).expect("an event")
}

#[test]
fn by_the_body() {
    let read = |body: Json| webhook::from_slice::<Event>(body.to_string().as_bytes());
    let found = read(json!({"id": "c-1", "reason": "busy"}));
    assert!(matches!(found, Ok(Event::Ended(_))));
    let found = read(json!({"id": "c-1"}));
    assert!(matches!(found, Ok(Event::Started(_))));
    let found = read(json!({"agent": 1}));
    assert!(matches!(found, Ok(Event::Unrecognized(_))));
}

#[test]
fn by_the_name() {
    let plain = json!({"id": "c-1"});
    assert!(matches!(named("ended", &plain), Event::Ended(_)));
    assert!(matches!(named("started", &plain), Event::Started(_)));
    // A name of tomorrow, and one of today with another body.
    for (name, body) in [("queued", &plain), ("ended", &json!({"agent": [1]}))] {
        let found = named(name, body);
        assert_eq!(found.as_unknown(), Some(body), "{name}");
    }
    // Two are called so: the body tells.
    let body = json!({"id": "c-1", "reason": "busy"});
    assert!(matches!(named("both", &body), Event::Ended(_)));
}

#[test]
fn what_comes_is_kept_and_written_back() {
    for body in [
        json!({"id": "c-1", "cost": 2}),
        json!({"agent": 1}),
        json!([1]),
        json!(null),
    ] {
        let found = named("ended", &body);
        assert_eq!(serde_json::to_value(&found).expect("JSON"), body);
    }
    let drift = strict::from_slice::<Event>(br#"{"id":"c-1","cost":2}"#).expect_err("drift");
    assert_eq!(drift.drift()[0].path(), "$.cost");
}

#[test]
fn errors_show_no_content() {
    let found = webhook::named::<Event>("ended", br#"{"id": "+15555550123", "reason"#);
    let shown = format!("{:?}", found.map(|_| ()).expect_err("no JSON"));
    assert!(!shown.contains("+1555"), "{shown}");
}

#[test]
fn nothing_is_decoded_before_it_is_verified() {
    let verifier = Verifier::new(Scheme::HMAC_SHA256, "topsecret");
    let no_json = b"{no JSON";
    let mut headers = HeaderMap::new();
    let open = |headers: &HeaderMap, body: &[u8]| {
        let found = verifier.open::<Event>(headers, body);
        found.map_err(|error| (error.status(), format!("{error:#}")))
    };
    let refused = |reason: &str| Err((401, format!("the request is refused: {reason}")));
    assert_eq!(
        open(&headers, no_json).map(|_| ()),
        refused("there is no header `x-signature`")
    );
    headers.insert("x-signature", HeaderValue::from_static("00"));
    assert_eq!(
        open(&headers, no_json).map(|_| ()),
        refused("no signature is by one of the secrets")
    );
    // `printf '%s' '{no JSON' | openssl dgst -sha256 -hmac topsecret -hex`
    headers.insert("x-signature", HeaderValue::from_static(NO_JSON));
    let (status, text) = open(&headers, no_json).map(|_| ()).expect_err("no JSON");
    assert_eq!(status, 400);
    assert!(text.starts_with("the event cannot be read: $: "), "{text}");
}

const NO_JSON: &str = "64d69cf2753eeef61d070d962ec8b541109140f2b725163a0004f80c19a51519";
/// `printf '%s' '{"id":"c-1"}' | openssl dgst -sha256 -hmac topsecret -hex`
const SIGNED: &str = "2f5bc4c6e71f5fc209700a83b13d65f8366858384622144e43ab86e9964db70c";

#[test]
fn verified_then_decoded() {
    let verifier = Verifier::new(Scheme::HMAC_SHA256, "topsecret");
    let mut headers = HeaderMap::new();
    headers.insert("x-signature", HeaderValue::from_static(SIGNED));
    let body = br#"{"id":"c-1"}"#;
    let found = verifier.open::<Event>(&headers, body);
    assert!(matches!(found, Ok(Event::Started(_))));
    let found = verifier.open_named::<Event>("ended", &headers, body);
    assert!(matches!(found, Ok(Event::Ended(_))));
}

/// A receiver's own way to know.
struct Never;

impl Verify for Never {
    fn check(&self, _: &Delivery<'_>, _: SystemTime) -> Result<(), Refused> {
        Err(Refused::Other("nobody is known".to_owned()))
    }
}

#[test]
fn a_verifier_of_ones_own() {
    let found = Never.open::<Event>(&HeaderMap::new(), b"{}").map(|_| ());
    let refused = Refused::Other("nobody is known".to_owned());
    assert_eq!(found, Err(WebhookError::Refused(refused)));
}

/// What stands in `data` of a call.
#[derive(Clone, Model)]
pub struct Data {
    /// Which event.
    pub event_type: Option<String>,
    /// Its id.
    pub id: Option<String>,
    extra: Extra,
}

/// A delivery.
#[derive(Clone, Model)]
pub struct Wrapped {
    /// What happened.
    pub data: Option<Data>,
    extra: Extra,
}

/// The same of an order.
#[derive(Clone, Model)]
pub struct Order {
    /// What happened.
    pub data: Option<Data>,
    extra: Extra,
}

/// What it is stands inside of a part.
#[derive(Clone, Model)]
#[model(tag_at = "/data/event_type")]
#[non_exhaustive]
pub enum Inside {
    /// A call has begun.
    #[model("call.started")]
    CallStarted(Wrapped),
    /// Something of an order.
    #[model(fits)]
    OrderUpdate(Order),
    /// Tomorrow's.
    #[model(unknown)]
    Unrecognized(Unknown<Json>),
}

#[test]
fn by_a_text_inside_of_a_part() {
    let of = |event_type: &str| json!({"data": {"event_type": event_type, "id": "c-1"}});
    for (body, expected) in [
        (of("call.started"), "CallStarted"),
        (of("order.update"), "OrderUpdate"),
        (of("call.ended"), "Unrecognized"),
        (json!({"data": {"event_type": 1}}), "Unrecognized"),
        (json!({"data": "call.started"}), "Unrecognized"),
        (json!({"data": {"id": "c-1"}}), "CallStarted"),
        (json!([1]), "Unrecognized"),
    ] {
        let found: Inside = serde_json::from_value(body.clone()).expect("an event");
        let name = match &found {
            Inside::CallStarted(_) => "CallStarted",
            Inside::OrderUpdate(_) => "OrderUpdate",
            Inside::Unrecognized(_) => "Unrecognized",
        };
        assert_eq!(name, expected, "{body}");
        assert_eq!(serde_json::to_value(&found).expect("JSON"), body);
    }
}

/// What was paid.
#[derive(Clone, Model)]
pub struct Billed {
    /// The number, which looks like one.
    pub from: String,
    /// Its length in seconds.
    pub seconds: i64,
    /// Whether it was recorded.
    pub recorded: Option<bool>,
    /// Who was there.
    pub people: Vec<String>,
    extra: Extra,
}

/// Known networks, and nothing else.
struct Trusting;

impl Verify for Trusting {
    fn check(&self, _: &Delivery<'_>, _: SystemTime) -> Result<(), Refused> {
        Ok(())
    }
}

#[test]
fn forms_are_read_as_their_types_have_them() {
    let mut headers = HeaderMap::new();
    let form = "application/x-www-form-urlencoded; charset=UTF-8";
    headers.insert("content-type", HeaderValue::from_static(form));
    let body = b"from=15551234&seconds=42&recorded=true&people=a&people=b%20c&cost=2";
    let billed: Billed = Trusting.open(&headers, body).expect("a form");
    assert_eq!((billed.from.as_str(), billed.seconds), ("15551234", 42));
    assert_eq!(billed.recorded, Some(true));
    assert_eq!(billed.people, ["a", "b c"]);
    let written = serde_json::to_value(&billed).expect("JSON");
    assert_eq!(written["cost"], json!("2"));
    let event: Event = Trusting
        .open(&headers, b"id=7&reason=busy")
        .expect("a form");
    assert!(matches!(event, Event::Ended(ended) if ended.id == "7"));
    let event: Event = Trusting
        .open_named("ended", &headers, b"id=7")
        .expect("a form");
    assert!(matches!(event, Event::Ended(_)));
    let event: Event = Trusting.open(&headers, b"agent=1").expect("a form");
    assert_eq!(event.as_unknown(), Some(&json!({"agent": "1"})));
    let many: String = (0..100).map(|n| format!("n{n}={n}&")).collect();
    let fault = Trusting.open::<Billed>(&headers, many.as_bytes());
    assert_eq!(fault.map(|_| ()).expect_err("no such fields").status(), 400);
}
