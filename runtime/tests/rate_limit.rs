//! The limiter of a client, and what servers say of theirs.

#![cfg(feature = "rate-limit")]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Builder, Call, Core, Error, Quota, RateLimit, Route, Service};
use server::api::{self, Refusal};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// Ten in a minute: one at once, then one every six seconds.
const QUOTA: Quota = Quota::new(10, Duration::from_secs(60));

const SERVICE: Service = Service::new("x/1")
    .base_url("https://x.example")
    .rate_limit(QUOTA);

fn client(network: &InMemory, limit: RateLimit) -> Core {
    let builder = Builder::new(&SERVICE).transport(network.clone());
    builder.rate_limit(limit).build().expect("a client")
}

fn well() -> InMemory {
    InMemory::new().always(Reply::json(&json!(1)))
}

#[tokio::test]
async fn who_waits_stays_below_the_limit() {
    let network = well();
    let core = client(&network, RateLimit::wait());
    for _ in 0..11 {
        api::get(&core.clone(), "/").await.expect("a success");
    }
    assert_eq!(network.elapsed(), SECOND * 60);
    let network = well();
    let core = client(&network, RateLimit::wait());
    let four = tokio::join!(
        api::get(&core, "/").into_future(),
        api::get(&core, "/").into_future(),
        api::get(&core, "/").into_future(),
        api::get(&core, "/").into_future()
    );
    assert!(four.0.is_ok() && four.1.is_ok() && four.2.is_ok() && four.3.is_ok());
    assert_eq!(network.elapsed(), SECOND * 18);
}

#[tokio::test]
async fn who_refuses_says_when() {
    let network = well();
    let core = client(&network, RateLimit::refuse());
    api::post(&core).await.expect("a success");
    let error = api::post(&core).await.expect_err("an error");
    assert!(matches!(error, Error::RateLimit(_)), "{error:?}");
    assert!(!error.may_have_been_carried_out() && error.is_retryable());
    assert_eq!(
        (error.attempts(), error.retry_after()),
        (0, Some(SECOND * 6))
    );
    assert_eq!(
        (network.requests().len(), network.elapsed()),
        (1, Duration::ZERO)
    );
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn nobody_waits_longer_than_the_call_may_take() {
    let network = well();
    let core = client(&network, RateLimit::wait());
    api::post(&core).await.expect("a success");
    let error = api::post(&core)
        .total_timeout(SECOND * 5)
        .await
        .expect_err("an error");
    assert!(matches!(error, Error::RateLimit(_)), "{error:?}");
    assert_eq!(network.elapsed(), Duration::ZERO);
}

/// The attempt before says more than that the next one had to wait.
#[tokio::test]
async fn attempts_count_and_a_held_back_one_is_not_made() {
    let network = InMemory::new().always(Reply::lost());
    let core = client(&network, RateLimit::refuse());
    let error = api::get(&core, "/").await.expect_err("an error");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(error.may_have_been_carried_out());
    assert_eq!((error.attempts(), network.requests().len()), (1, 1));
    let network = InMemory::new().always(Reply::lost());
    let core = client(&network, RateLimit::wait());
    let error = api::get(&core, "/").await.expect_err("an error");
    assert_eq!((error.attempts(), network.elapsed()), (3, SECOND * 12));
}

#[test]
fn a_limit_must_be_known() {
    let network = well();
    let refused = api::in_memory(&network)
        .rate_limit(RateLimit::wait())
        .build();
    assert_eq!(
        refused.expect_err("an error").to_string(),
        "the API documents no rate limit: set one with `RateLimit::quota`"
    );
    let own = RateLimit::wait().quota(QUOTA);
    assert!(api::in_memory(&network).rate_limit(own).build().is_ok());
}

#[tokio::test]
async fn what_a_server_says_of_its_limit_can_be_read() {
    let headers = |reply: Reply| {
        reply
            .header("x-ratelimit-limit", "100")
            .header("x-ratelimit-remaining", "3")
            .header("x-ratelimit-reset", "1893456042")
    };
    let network = InMemory::new()
        .then(headers(Reply::json(&json!(1))))
        .then(headers(Reply::status(429)))
        .always(Reply::json(&json!(1)));
    let core = api::in_memory(&network).build().expect("a client");
    let call: fn(&Core) -> Call<Json, Refusal> = |core| core.call(Route::post("/"));
    let ok = call(&core).response().await.expect("a success");
    let refused = call(&core).await.expect_err("an error");
    for status in [ok.rate_limit(), refused.rate_limit()] {
        let status = status.expect("a limit");
        assert_eq!((status.limit, status.remaining), (Some(100), Some(3)));
        assert_eq!(status.reset, Some(SECOND * 42));
    }
    let silent = call(&core).response().await.expect("a success");
    assert_eq!(silent.rate_limit(), None);
}
