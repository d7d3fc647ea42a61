//! What an observer is told, and what a strict client refuses.
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::failure::{Arm, CodeAt, Failures, StatusMatch};
use callsmith_runtime::model::{self, Extra, In, Model, Value};
use callsmith_runtime::observe::{Departure, Event, Next, Outcome};
use callsmith_runtime::strict::DriftKind;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Builder, Call, Core, Error, Retry, RetryBudget, Route};
use http::StatusCode;
use server::api;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callsmith_runtime::http;

/// What the document says of a call.
#[derive(Clone, Model)]
struct Placed {
    id: String,
    extra: Extra,
}

/// What it can be refused with.
#[derive(Debug)]
enum Refused {
    Busy(Placed),
}

impl Failures for Refused {
    const ARMS: &'static [Arm] = &[Arm {
        status: StatusMatch::Exactly(409),
        when: None,
        has_body: true,
        code: CodeAt::Unsaid,
    }];

    fn read(_: usize, body: In<'_>) -> model::Result<Self> {
        Value::read(body).map(Self::Busy)
    }

    fn value(&self) -> Option<&dyn Value> {
        let Self::Busy(value) = self;
        Some(value)
    }
}

type Lines = Arc<Mutex<Vec<String>>>;

/// A client that writes down what its observer sees.
fn observed(network: &InMemory) -> (Builder<Core>, Lines) {
    let lines = Lines::default();
    let seen = lines.clone();
    let moment = Duration::from_millis(1);
    let builder = api::in_memory(network)
        .retry(Retry::attempts(3).backoff(moment, moment))
        .observer(move |event: &Event<'_>| {
            let line = match event {
                Event::Attempt(attempt) => attempt.to_string(),
                Event::Decision(decision) => format!("{:?}", decision.next),
                Event::Drift(drifted) => drifted.to_string(),
                _ => "something new".to_owned(),
            };
            seen.lock().expect("no panic").push(line);
        });
    (builder, lines)
}

fn get(core: &Core) -> Call<Placed, Refused> {
    let call = core.call(Route::get("/calls/{id}"));
    call.path("id", &"+15555550123".to_owned())
}

fn post(core: &Core) -> Call<Placed, Refused> {
    core.call(Route::post("/calls"))
}

fn lines(lines: &Lines) -> Vec<String> {
    std::mem::take(&mut lines.lock().expect("no panic"))
}

#[tokio::test]
async fn attempts_and_decisions_are_seen_in_order() {
    let network = InMemory::new()
        .then(Reply::refused())
        .then(Reply::status(503).header("retry-after", "2"))
        .then(Reply::json(&json!({"id": "c1"})).after(Duration::from_millis(40)));
    let (builder, seen) = observed(&network);
    get(&builder.build().expect("a client"))
        .await
        .expect("a success");
    let seen = lines(&seen);
    assert!(seen[1].starts_with("Again("), "{seen:?}");
    assert_eq!(
        [&seen[0], &seen[2], &seen[3], &seen[4]],
        [
            "GET /calls/{id}, attempt 1: not sent after 0 ms",
            "GET /calls/{id}, attempt 2: 503 after 0 ms",
            "Again(2s)",
            "GET /calls/{id}, attempt 3: 200 after 40 ms",
        ]
    );
    assert_eq!(seen.len(), 5);
}

/// Each reason for not trying again, by what leads to it.
#[tokio::test]
async fn the_decision_says_why_there_is_no_other_attempt() {
    let busy = || InMemory::new().always(Reply::status(503).header("retry-after", "20"));
    let lost = || InMemory::new().always(Reply::lost());
    let check = async |network: InMemory, posts: bool, builder: fn(_) -> Builder<Core>, end| {
        let (made, seen) = observed(&network);
        let core = builder(made).build().expect("a client");
        let call = if posts { post(&core) } else { get(&core) };
        assert!(call.await.is_err());
        let seen = lines(&seen);
        let mut decisions = seen.iter().filter(|line| !line.starts_with("GET "));
        assert_eq!(
            decisions.next_back().map(String::as_str),
            Some(end),
            "{seen:?}"
        );
    };
    check(lost(), true, |b| b, "NotRepeatable").await;
    check(lost(), false, |b| b, "AttemptsSpent").await;
    check(
        busy(),
        false,
        |b| b.total_timeout(Duration::from_secs(9)),
        "NoTime(20s)",
    )
    .await;
    check(
        busy(),
        false,
        |b| b.retry_budget(RetryBudget::new(0)),
        "NoBudget",
    )
    .await;
}

#[tokio::test]
async fn a_dropped_call_is_an_abandoned_attempt() {
    let (builder, seen) = observed(&InMemory::new().always(Reply::silence()));
    let core = builder.build().expect("a client");
    let mut call = Box::pin(get(&core).into_future());
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(call.as_mut().poll(&mut cx).is_pending());
    drop(call);
    assert_eq!(
        lines(&seen),
        ["GET /calls/{id}, attempt 1: given up by the caller after 0 ms"]
    );
}

#[tokio::test]
async fn drift_is_seen_and_breaks_nothing() {
    let network = InMemory::new()
        .then(Reply::json(
            &json!({"id": "c1", "cost": 2, "+15555550123": 1}),
        ))
        .then(Reply::status(409).body(r#"{"id":"c1","why":"x"}"#))
        .then(Reply::status(418))
        .then(Reply::status(200).body("[]"));
    let (builder, seen) = observed(&network);
    let core = builder.build().expect("a client");
    let drift = |seen: Vec<String>| -> Vec<String> {
        let after = |line: &&String| !line.contains("attempt") && !line.starts_with("Not");
        seen.iter().filter(after).cloned().collect()
    };
    post(&core).await.expect("a success");
    // In the order of the map that keeps them, which a feature of serde_json decides.
    let told = drift(lines(&seen)).join("");
    let told = told.strip_prefix("POST /calls, 200: ").expect("the call");
    let mut told: Vec<&str> = told.split("; ").collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "$.cost: an entry that the object does not list",
            "$[*]: an entry that the object does not list"
        ]
    );
    assert!(matches!(post(&core).await, Err(Error::Api(_))));
    assert_eq!(
        drift(lines(&seen)),
        ["POST /calls, 409: $.why: an entry that the object does not list"]
    );
    assert!(post(&core).await.is_err());
    assert_eq!(
        drift(lines(&seen)),
        ["POST /calls, 418: the document says nothing of this status"]
    );
    assert!(matches!(post(&core).await, Err(Error::Decode(_))));
    let seen = drift(lines(&seen));
    assert!(
        seen.len() == 1 && seen[0].starts_with("POST /calls, 200: "),
        "{seen:?}"
    );
}

#[tokio::test]
async fn a_strict_client_refuses_drift_and_says_that_it_was_carried_out() {
    let network = InMemory::new()
        .then(Reply::json(&json!({"id": "c1"})))
        .then(Reply::json(&json!({"id": "c1", "cost": 2})))
        .then(Reply::status(200).body(r#"{"id":"c1","id":"c2"}"#))
        .then(Reply::status(409).body(r#"{"id":"c1","why":"x"}"#));
    let builder = api::in_memory(&network).strict(true);
    let core = builder.build().expect("a client");
    assert_eq!(post(&core).await.expect("as documented").id, "c1");
    let error = post(&core).await.expect_err("an entry too much");
    assert_eq!(
        error.to_string(),
        "the operation was carried out (200 OK), but its answer is not as the document says: $.cost: an entry that the object does not list"
    );
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    assert_eq!(
        (error.status(), error.attempts()),
        (Some(StatusCode::OK), 1)
    );
    let Error::Drift(drifted) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(drifted.drift()[0].kind(), DriftKind::UnlistedField);
    let twice = post(&core).await.expect_err("a name twice");
    assert!(
        matches!(&twice, Error::Drift(error) if error.drift()[0].kind() == DriftKind::DuplicateKey)
    );
    let refused = post(&core)
        .await
        .expect_err("a refusal with an entry too much");
    assert!(matches!(&refused, Error::Drift(_)) && !refused.may_have_been_carried_out());
}

/// Any 2xx is a success; one that the document does not list is told of, whatever its body.
#[tokio::test]
async fn a_success_of_an_undocumented_status_is_drift() {
    let answers = || {
        InMemory::new()
            .then(Reply::status(201).body(r#"{"id":"c1"}"#))
            .then(Reply::status(206).body(r#"{"id":"c1","cost":2}"#))
            .then(Reply::status(206).body("[]"))
            .always(Reply::status(206).body(r#"{"id":"c1"}"#))
    };
    let route = Route::post("/calls").successes(&[200, 201]);
    let call = |core: &Core, route| -> Call<Placed, Refused> { core.call(route) };
    let (builder, seen) = observed(&answers());
    let core = builder.build().expect("a client");
    for (drift, fine) in [
        (vec![], true),
        (
            vec![
                "POST /calls, 206: the document says nothing of this status",
                "POST /calls, 206: $.cost: an entry that the object does not list",
            ],
            true,
        ),
        (
            vec![
                "POST /calls, 206: the document says nothing of this status",
                "POST /calls, 206: $: expected an object, found an array (line 1, column 2)",
            ],
            false,
        ),
    ] {
        assert_eq!(call(&core, route).await.is_ok(), fine);
        let mut seen = lines(&seen);
        seen.retain(|line| !line.contains("attempt"));
        assert_eq!(seen, drift);
    }
    let any = Route::post("/calls").any_success();
    call(&core, any).await.expect("any success is listed");
    assert_eq!(lines(&seen).len(), 1, "the attempt");

    let core = api::in_memory(&answers()).strict(true).build();
    let core: Core = core.expect("a client");
    call(&core, route).await.expect("a listed status");
    let error = call(&core, route).await.expect_err("206");
    assert_eq!(
        error.to_string(),
        "the operation was carried out (206 Partial Content), but its answer is not as the document says: a status that it does not list, and 1 more"
    );
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    assert!(matches!(&error, Error::Drift(found) if found.has_unlisted_status()));
    let unreadable = call(&core, route).await.expect_err("no object");
    assert!(matches!(unreadable, Error::Decode(_)));
    let error = call(&core, route).await.expect_err("206");
    assert!(matches!(&error, Error::Drift(found) if found.drift().is_empty()));
}

/// Events can be told apart without reading texts.
#[tokio::test]
async fn events_are_data() {
    let network = InMemory::new().always(Reply::status(500).cut_after(0));
    let (seen, count) = (
        Arc::new(Mutex::new(Vec::new())),
        Arc::new(Mutex::new(0_u32)),
    );
    let (outcomes, drifts) = (seen.clone(), count.clone());
    let core = api::in_memory(&network)
        .observer(move |event: &Event<'_>| match event {
            Event::Decision(one) => outcomes
                .lock()
                .expect("no panic")
                .push((one.outcome, one.next)),
            Event::Drift(one) if matches!(one.what, Departure::Status) => {
                *drifts.lock().expect("no panic") += 1;
            }
            _ => {}
        })
        .build()
        .expect("a client");
    assert!(post(&core).await.is_err());
    let broke = Outcome::BrokeOff(StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(
        *seen.lock().expect("no panic"),
        [(broke, Next::NotRepeatable)]
    );
    assert_eq!(
        *count.lock().expect("no panic"),
        0,
        "an answer that broke off is no drift"
    );
}
