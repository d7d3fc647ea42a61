//! What is sent again and what is not: the table, row by row, through the whole client.

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Call, Core, Error, Route, Safety};
use server::api::{self, Refusal};

const KEY_HEADER: &str = "Idempotency-Key";

/// One operation of each class that may be repeated.
const REPEATABLE: [Route; 4] = [
    Route::get("/calls"),
    Route::put("/calls"),
    Route::post("/calls").keyed(KEY_HEADER),
    Route::post("/calls/search").safety(Safety::Safe),
];

/// And of those that may not.
const UNSAFE: [Route; 3] = [
    Route::post("/calls"),
    Route::patch("/calls"),
    Route::get("/calls/new").safety(Safety::Unsafe),
];

/// What the provider of a row guarantees for unsafe operations.
const GUARANTEED: &[u16] = &[408, 425, 429, 500, 502, 503, 504];

/// What became of a call to which the network replied with `reply` and after that with a success.
struct Outcome {
    requests: usize,
    error: Option<Error<Refusal>>,
}

async fn call(route: Route, reply: &Reply) -> Outcome {
    let network = InMemory::new()
        .then(reply.clone())
        .always(Reply::json(&json!(1)));
    let core: Core = api::in_memory(&network).build().expect("a client");
    let call: Call<Json, Refusal> = core.call(route);
    let result = call.await;
    Outcome {
        requests: network.requests().len(),
        error: result.err(),
    }
}

/// Repeated until it goes well.
#[track_caller]
fn repeated(outcome: Outcome, arrived: bool) {
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    assert_eq!(outcome.requests, 1 + usize::from(arrived));
}

/// Sent once, and what the error says.
#[track_caller]
fn returned(outcome: Outcome, may_have_been_carried_out: bool) {
    let error = outcome.error.expect("an error");
    assert_eq!(outcome.requests, 1, "{error}");
    assert_eq!(error.attempts(), 1, "{error}");
    assert!(!error.is_retryable(), "{error}");
    assert_eq!(
        error.may_have_been_carried_out(),
        may_have_been_carried_out,
        "{error}"
    );
}

#[tokio::test]
async fn the_connection_failed_before_any_byte_was_sent() {
    for route in REPEATABLE.into_iter().chain(UNSAFE) {
        repeated(call(route, &Reply::refused()).await, false);
    }
}

#[tokio::test]
async fn throttled_or_unavailable() {
    let statuses = [408, 425, 429, 502, 503, 504].map(Reply::status);
    let asking = [429, 503].map(|status| Reply::status(status).header("retry-after", "2"));
    for reply in statuses.iter().chain(&asking) {
        for route in REPEATABLE {
            repeated(call(route, reply).await, true);
        }
        for route in UNSAFE {
            returned(call(route, reply).await, true);
            repeated(call(route.not_carried_out(GUARANTEED), reply).await, true);
        }
    }
}

#[tokio::test]
async fn the_guarantee_is_for_its_own_statuses() {
    let route = Route::post("/calls").not_carried_out(&[503]);
    returned(call(route, &Reply::status(429)).await, true);
    repeated(call(route, &Reply::status(503)).await, true);
}

#[tokio::test]
async fn an_internal_error() {
    for route in REPEATABLE {
        repeated(call(route, &Reply::status(500)).await, true);
    }
    for route in UNSAFE {
        returned(call(route, &Reply::status(500)).await, true);
        // Returned all the same, but the guarantee is believed.
        let guaranteed = route.not_carried_out(GUARANTEED);
        returned(call(guaranteed, &Reply::status(500)).await, false);
    }
}

#[tokio::test]
async fn sent_and_the_answer_was_lost() {
    let replies = [
        Reply::lost(),
        Reply::silence(),
        Reply::json(&json!([1, 2, 3])).cut_after(3),
    ];
    for reply in &replies {
        for route in REPEATABLE {
            repeated(call(route, reply).await, true);
        }
        for route in UNSAFE {
            returned(call(route, reply).await, true);
            returned(call(route.not_carried_out(GUARANTEED), reply).await, true);
        }
    }
}

#[tokio::test]
async fn a_success_that_cannot_be_read_was_carried_out() {
    let reply = Reply::status(200).body("{\"id\":");
    for route in REPEATABLE.into_iter().chain(UNSAFE) {
        let outcome = call(route, &reply).await;
        assert!(matches!(outcome.error, Some(Error::Decode(_))));
        returned(outcome, true);
    }
}

#[tokio::test]
async fn a_refusal_is_a_refusal() {
    for status in [400, 401, 403, 404, 422] {
        for route in REPEATABLE.into_iter().chain(UNSAFE) {
            let reply = Reply::status(status).with_json(&json!("no"));
            returned(call(route, &reply).await, false);
        }
    }
    // Of a call with a key, it may conflict with itself: see `idempotency.rs`.
    for route in UNSAFE {
        returned(call(route, &Reply::status(409)).await, false);
    }
    // A failure in a success.
    for route in REPEATABLE.into_iter().chain(UNSAFE) {
        let reply = Reply::json(&json!({"error": "no"}));
        returned(call(route, &reply).await, false);
    }
}
