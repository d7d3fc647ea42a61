//! The in-memory transport: each fault is what it says, and nothing secret is printed.

mod server;

use callsmith_runtime::model::{Extra, Json, Model, Unknown};
use callsmith_runtime::testing::{InMemory, Reply, from_json, json};
use callsmith_runtime::{Core, Error, Retry, Sent};
use server::api::{self, KEY, Refusal};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

async fn post(reply: Reply) -> (Result<Json, Error<Refusal>>, InMemory) {
    let network = InMemory::new().then(reply);
    let builder = api::in_memory(&network).max_body(10).retry(Retry::never());
    let core: Core = builder.build().expect("a client");
    (api::post(&core).await, network)
}

#[tokio::test]
async fn each_fault_is_what_it_says() {
    let error = post(Reply::refused()).await.0.expect_err("an error");
    assert!(matches!(&error, Error::Transport(error) if error.sent() == Sent::No));
    assert!(
        format!("{error:#}").ends_with(": connection refused"),
        "{error:#}"
    );
    let error = post(Reply::lost()).await.0.expect_err("an error");
    assert!(matches!(&error, Error::Transport(error) if error.sent() == Sent::Maybe));
    let error = post(Reply::json(&json!([1])).cut_after(1))
        .await
        .0
        .expect_err("an error");
    assert!(error.status().is_some() && error.bytes().is_none());
    let error = post(Reply::status(200).body("1".repeat(11)))
        .await
        .0
        .expect_err("an error");
    assert!(format!("{error:#}").contains("larger than 10 bytes"));
    let error = post(Reply::status(200).body("{"))
        .await
        .0
        .expect_err("an error");
    assert!(matches!(error, Error::Decode(_)));
}

#[tokio::test]
async fn what_is_late_is_late() {
    let late = Reply::json(&json!(1)).after(SECOND * 59);
    let (result, network) = post(late).await;
    assert_eq!(
        (result.expect("a success"), network.elapsed()),
        (json!(1), SECOND * 59)
    );
    for reply in [
        Reply::silence(),
        Reply::json(&json!(1)).after(SECOND * 60),
        Reply::json(&json!([1, 2])).slowly(SECOND * 12),
    ] {
        let (result, network) = post(reply).await;
        assert!(result.expect_err("an error").is_timeout());
        assert_eq!(network.elapsed(), SECOND * 60);
    }
    let (result, network) = post(Reply::json(&json!([1, 2])).slowly(SECOND * 11)).await;
    assert_eq!(
        (result.expect("a success"), network.elapsed()),
        (json!([1, 2]), SECOND * 55)
    );
}

#[tokio::test]
async fn requests_are_kept_and_secrets_are_not_shown() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let core: Core = api::in_memory(&network)
        .auth(api::query())
        .build()
        .expect("a client");
    api::post(&core)
        .extra_query("to", "+15555550123")
        .await
        .expect("a success");
    let request = network.requests().remove(0);
    assert_eq!(
        (request.method().as_str(), request.path()),
        ("POST", "/v1/calls")
    );
    assert!(
        request.query().starts_with("to=%2B15555550123"),
        "{}",
        request.query()
    );
    assert_eq!((request.json(), request.body().len()), (json!("hello"), 7));
    let key = format!("Bearer {KEY}");
    assert_eq!(request.header("authorization"), Some(key.as_str()));
    let shown = format!("{network:?} {request:#?} {core:?}");
    assert!(!shown.contains("S3CRET") && !shown.contains("5555550123") && !shown.contains("hello"));
}

#[tokio::test]
async fn after_the_script_there_is_an_error() {
    let network = InMemory::new();
    let core: Core = api::in_memory(&network).build().expect("a client");
    let error = api::get(&core, "/").await.expect_err("an error");
    assert!(format!("{error:#}").contains("the script of the in-memory transport is over"));
    assert!(!error.is_retryable() && network.requests().is_empty());
}

#[derive(Clone, Model)]
#[non_exhaustive]
struct Made {
    id: String,
    kind: Option<Kind>,
    parts: Option<Vec<Made>>,
    extra: Extra,
}

#[derive(Clone, PartialEq, Model)]
#[non_exhaustive]
enum Kind {
    #[model("phone")]
    Phone,
    #[model(unknown)]
    Unrecognized(Unknown),
}

#[test]
fn answers_can_be_made() {
    let made: Made = from_json(json!({"id": "1", "kind": "phone", "parts": [{"id": "2"}]}));
    assert_eq!((made.id.as_str(), made.kind), ("1", Some(Kind::Phone)));
}

#[test]
fn a_slip_of_a_test_is_found() {
    let fault = |json: Json| {
        let made = std::panic::catch_unwind(|| from_json::<Made>(json)).expect_err("a panic");
        made.downcast::<String>().map(|text| *text).expect("a text")
    };
    assert!(fault(json!({"kind": "phone"})).contains("id"));
    let unknown = json!({"id": "1", "parts": [{"id": "2", "kind": "fone"}]});
    assert!(fault(unknown).contains("$.parts[0].kind"));
    let unlisted = json!({"id": "1", "parts": [{"id": "2", "kinds": 1}]});
    assert!(fault(unlisted).contains("$.parts[0].kinds"));
}
