//! How often and after which waits, on a clock that costs no time.

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Builder, Call, Core, Error, Retry, RetryBudget, Route, Transport};
use server::api::{self, Refusal};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// Calls that get `reply` for ever.
fn failing(reply: Reply) -> (InMemory, Builder<Core>) {
    let network = InMemory::new().always(reply);
    let builder = api::in_memory(&network);
    (network, builder)
}

async fn get(builder: Builder<Core>) -> Error<Refusal> {
    let core = builder.build().expect("a client");
    api::get(&core, "/").await.expect_err("an error")
}

#[tokio::test]
async fn three_attempts_in_all() {
    let (network, builder) = failing(Reply::status(503));
    let error = get(builder).await;
    assert_eq!((error.attempts(), network.requests().len()), (3, 3));
    assert!(error.is_retryable() && error.retry_after().is_none());
    // Half a second and one, both at most.
    assert!(network.elapsed() <= SECOND.mul_f64(1.5) && network.elapsed() > Duration::ZERO);
}

#[tokio::test]
async fn as_many_as_one_says() {
    for (retry, attempts) in [
        (Retry::never(), 1),
        (Retry::attempts(0), 1),
        (Retry::attempts(7), 7),
    ] {
        let (network, builder) = failing(Reply::lost());
        let core = builder.build().expect("a client");
        let error = api::get(&core, "/")
            .retry(retry)
            .await
            .expect_err("an error");
        assert_eq!(
            (error.attempts(), network.requests().len() as u32),
            (attempts, attempts)
        );
        let (network, builder) = failing(Reply::lost());
        assert_eq!(get(builder.retry(retry)).await.attempts(), attempts);
        assert_eq!(network.requests().len() as u32, attempts);
    }
}

/// Ten attempts have bounds of 0.5, 1, 2, 4, 8, 8, 8, 8 and 8 seconds; their waits are half of it on average.
#[tokio::test]
async fn the_waits_double_and_are_random() {
    let mut all = Duration::ZERO;
    for _ in 0..50 {
        let (network, builder) = failing(Reply::status(500));
        get(builder.retry(Retry::attempts(10))).await;
        assert!(
            network.elapsed() < SECOND.mul_f64(47.5),
            "{:?}",
            network.elapsed()
        );
        all += network.elapsed();
    }
    let mean = all.as_secs_f64() / 50.0;
    assert!((20.0..27.5).contains(&mean), "{mean}");
}

#[tokio::test]
async fn what_the_server_asks_for_is_never_undercut() {
    let asking = |name, value: &str| Reply::status(429).header(name, value);
    for (reply, wait) in [
        (asking("retry-after", "20"), SECOND * 20),
        (asking("retry-after-ms", "20500"), SECOND.mul_f64(20.5)),
        (
            asking("retry-after", "Tue, 01 Jan 2030 00:00:20 GMT"),
            SECOND * 20,
        ),
    ] {
        let network = InMemory::new().then(reply).then(Reply::json(&json!(7)));
        let core = api::in_memory(&network).build().expect("a client");
        let answer = api::get(&core, "/").response().await.expect("a success");
        assert_eq!((answer.attempts(), answer.body()), (2, &json!(7)));
        assert_eq!(network.elapsed(), wait);
    }
    // Asked to wait less than it would by itself, it does not hurry.
    let (network, builder) = failing(asking("retry-after-ms", "1"));
    get(builder.retry(Retry::attempts(5))).await;
    assert!(network.elapsed() > SECOND / 10);
}

#[tokio::test]
async fn what_is_asked_for_beyond_the_deadline_is_returned_at_once() {
    for asked in ["150", "86400", "99999999999999999999999"] {
        let (network, builder) = failing(Reply::status(429).header("retry-after", asked));
        let error = get(builder).await;
        assert_eq!((error.attempts(), network.elapsed()), (1, Duration::ZERO));
        assert!(error.is_retryable());
        assert!(
            error
                .retry_after()
                .is_some_and(|delay| delay >= SECOND * 150)
        );
    }
    let (network, builder) = failing(Reply::status(503).header("retry-after", "30"));
    let error = get(builder.total_timeout(SECOND * 45)).await;
    assert_eq!((error.attempts(), network.elapsed()), (2, SECOND * 30));
    assert_eq!(error.retry_after(), Some(SECOND * 30));
}

#[tokio::test]
async fn an_attempt_has_its_time_and_the_call_has_its() {
    let (network, builder) = failing(Reply::silence());
    let error = get(builder).await;
    assert!(error.is_timeout() && error.attempts() == 3, "{error:?}");
    // 60 seconds each, and what is left for the third one.
    assert_eq!(network.elapsed(), SECOND * 150);

    let (network, builder) = failing(Reply::silence());
    let error = get(builder.timeout(SECOND * 10)).await;
    assert!(error.is_timeout() && error.attempts() == 3);
    assert!((SECOND * 30..SECOND * 32).contains(&network.elapsed()));

    let (network, builder) = failing(Reply::silence());
    let core = builder.build().expect("a client");
    let call = api::post(&core)
        .total_timeout(SECOND * 7)
        .timeout(SECOND * 20);
    let error = call.await.expect_err("an error");
    assert!(error.is_timeout() && error.may_have_been_carried_out());
    assert_eq!((error.attempts(), network.elapsed()), (1, SECOND * 7));
}

#[tokio::test]
async fn an_outage_is_not_multiplied() {
    let (network, builder) = failing(Reply::status(503));
    let core = builder
        .retry_budget(RetryBudget::new(10))
        .build()
        .expect("a client");
    for _ in 0..100 {
        api::get(&core.clone(), "/").await.expect_err("an error");
    }
    assert_eq!(network.requests().len(), 110);
    // Who does not ask for it gets on.
    let call = api::get(&core, "/").retry(Retry::default().without_budget());
    assert_eq!(call.await.expect_err("an error").attempts(), 3);
}

#[tokio::test]
async fn successes_pay_for_retries() {
    let network = InMemory::new().answering(|request| match request.path() {
        "/v1/good" => Reply::json(&json!(1)),
        _ => Reply::status(503),
    });
    let budget = RetryBudget::new(1);
    let core = api::in_memory(&network)
        .retry_budget(budget)
        .build()
        .expect("a client");
    let bad = async || {
        api::get(&core, "/bad")
            .await
            .expect_err("an error")
            .attempts()
    };
    assert_eq!((bad().await, bad().await), (2, 1));
    for _ in 0..10 {
        api::get(&core, "/good").await.expect("a success");
    }
    assert_eq!((bad().await, bad().await), (2, 1));
}

#[tokio::test]
async fn a_redirect_is_part_of_its_attempt() {
    let to = |to| Reply::status(302).header("location", to);
    let network = InMemory::new()
        .then(to("/b"))
        .then(Reply::refused())
        .then(to("/c"))
        .then(Reply::json(&json!(3)));
    let core = api::in_memory(&network).build().expect("a client");
    let answer = api::get(&core, "/a").response().await.expect("a success");
    assert_eq!(answer.attempts(), 2);
    let paths: Vec<_> = network
        .requests()
        .iter()
        .map(|r| r.path().to_owned())
        .collect();
    assert_eq!(paths, ["/v1/a", "/v1/a", "/c"]);
}

/// The first attempt may have been carried out: that the second one found no connection does not change it.
#[tokio::test]
async fn an_earlier_attempt_is_not_forgotten() {
    for (last, retryable) in [
        (Reply::refused(), true),
        (Reply::status(404), false),
        (Reply::json(&json!({"error": 1})), false),
    ] {
        let network = InMemory::new().then(Reply::lost()).then(last);
        let core = api::in_memory(&network).build().expect("a client");
        let call: Call<Json, Refusal> = core.call(Route::delete("/calls"));
        let error = call.retry(Retry::attempts(2)).await.expect_err("an error");
        assert_eq!(error.attempts(), 2);
        assert!(error.may_have_been_carried_out(), "{error}");
        assert_eq!(error.is_retryable(), retryable, "{error}");
    }
    let network = InMemory::new().always(Reply::refused());
    let core = api::in_memory(&network).build().expect("a client");
    let error = api::post(&core).await.expect_err("an error");
    assert!(!error.may_have_been_carried_out() && error.attempts() == 3);
}

#[tokio::test]
async fn who_drops_the_call_ends_it() {
    let (network, builder) = failing(Reply::status(503).header("retry-after", "10"));
    let core = builder.build().expect("a client");
    let outside = network.clone();
    tokio::select! {
        biased;
        _ = api::get(&core, "/").into_future() => panic!("it was to be dropped"),
        () = outside.sleep(SECOND * 5) => {}
    }
    outside.sleep(SECOND * 100).await;
    assert_eq!(network.requests().len(), 1);
}

#[tokio::test]
async fn what_is_refused_before_sending_was_never_tried() {
    let (network, builder) = failing(Reply::status(503));
    let core = builder.build().expect("a client");
    let error = api::get(&core, "/")
        .header("x", "a\nb")
        .await
        .expect_err("an error");
    assert_eq!((error.attempts(), network.requests().len()), (0, 0));
    assert!(!error.is_retryable() && error.retry_after().is_none());
}
