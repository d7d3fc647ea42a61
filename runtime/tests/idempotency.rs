//! The key that makes a repeat harmless.

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Call, Core, Route};
use server::api::{self, Refusal};

fn keyed(core: &Core) -> Call<Json, Refusal> {
    core.call(Route::post("/calls").keyed("Idempotency-Key"))
}

fn client(network: &InMemory) -> Core {
    api::in_memory(network).build().expect("a client")
}

fn keys(network: &InMemory) -> Vec<String> {
    let key = |request: &callsmith_runtime::testing::Request| {
        request.header("idempotency-key").expect("a key").to_owned()
    };
    network.requests().iter().map(key).collect()
}

#[tokio::test]
async fn all_attempts_of_a_call_carry_the_same_key() {
    let network = InMemory::new()
        .then(Reply::lost())
        .then(Reply::status(500))
        .always(Reply::json(&json!(1)));
    let core = client(&network);
    let first = keyed(&core).response().await.expect("a success");
    let second = keyed(&core).response().await.expect("a success");
    let keys = keys(&network);
    assert_eq!((first.attempts(), second.attempts(), keys.len()), (3, 1, 4));
    assert!(
        keys[..3]
            .iter()
            .all(|key| Some(key.as_str()) == first.idempotency_key())
    );
    assert_eq!(Some(keys[3].as_str()), second.idempotency_key());
    assert_ne!(keys[0], keys[3]);
}

#[tokio::test]
async fn the_key_is_told_by_errors_too_and_can_be_set() {
    let network = InMemory::new().always(Reply::lost());
    let error = keyed(&client(&network)).await.expect_err("an error");
    let key = error.idempotency_key().expect("a key");
    assert_eq!(keys(&network), [key; 3]);
    assert!(!api::shown(&error).contains(key));
    let again = keyed(&client(&network)).header("idempotency-key", key);
    assert_eq!(
        again.await.expect_err("an error").idempotency_key(),
        Some(key)
    );
    let error = keyed(&client(&network)).header_param("Idempotency-Key", &"order-7".to_owned());
    assert_eq!(
        error.await.expect_err("an error").idempotency_key(),
        Some("order-7")
    );
}

/// The request that is under way may be the first one of this very call.
#[tokio::test]
async fn a_conflict_says_nothing_of_a_call_with_a_key() {
    let network = InMemory::new().always(Reply::status(409));
    let core = client(&network);
    let error = keyed(&core).await.expect_err("a conflict");
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    let error = api::post(&core).await.expect_err("a conflict");
    assert!(!error.may_have_been_carried_out(), "{error}");
    let guaranteed = Route::post("/calls").keyed("Idempotency-Key");
    let call: Call<Json, Refusal> = core.call(guaranteed.not_carried_out(&[409]));
    let error = call.await.expect_err("a conflict");
    assert!(!error.may_have_been_carried_out(), "{error}");
}

#[tokio::test]
async fn an_empty_key_is_none() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    for empty in ["", " ", "\t "] {
        let error = keyed(&client(&network)).header("idempotency-key", empty);
        let error = error.await.expect_err("an error");
        assert_eq!(
            error.to_string(),
            "the request was not sent: the idempotency key is empty"
        );
    }
    assert_eq!(network.requests().len(), 0);
}

#[tokio::test]
async fn who_takes_none_gets_none() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let answer = api::post(&client(&network))
        .response()
        .await
        .expect("a success");
    assert_eq!(answer.idempotency_key(), None);
    assert_eq!(network.requests()[0].header("idempotency-key"), None);
}
