//! Ten thousand calls against a server that fails in every way there is, counted on the server's side.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::{Call, Core, Error, Retry, RetryBudget, Route};
use server::api::{self, Refusal};
use server::chance::Random;
use server::faulty::Faulty;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

const CALLS: u64 = 10_000;
const CALLERS: u64 = 64;
const SEED: u64 = 0x5EED;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Class {
    Safe,
    Idempotent,
    Keyed,
    Unsafe,
    /// Unsafe, and the provider guarantees that nothing happened after a 429.
    Guaranteed,
}

impl Class {
    fn random(random: &mut Random) -> Self {
        const ALL: [Class; 5] = [
            Class::Safe,
            Class::Idempotent,
            Class::Keyed,
            Class::Unsafe,
            Class::Guaranteed,
        ];
        ALL[random.below(5) as usize]
    }

    fn route(self) -> Route {
        match self {
            Self::Safe => Route::get("/x"),
            Self::Idempotent => Route::put("/x"),
            Self::Keyed => Route::post("/x").keyed("Idempotency-Key"),
            Self::Unsafe => Route::post("/x"),
            Self::Guaranteed => Route::post("/x").not_carried_out(&[429]),
        }
    }

    fn may_be_repeated(self) -> bool {
        matches!(self, Self::Safe | Self::Idempotent | Self::Keyed)
    }
}

/// One call, and everything that must hold for its outcome.
async fn call(core: Core, server: Faulty, number: u64) {
    let mut random = Random(SEED ^ (number << 20));
    let (id, class) = (number.to_string(), Class::random(&mut random));
    let script = random.script(class == Class::Guaranteed);
    server.script(&id, script.clone());
    let call: Call<Json, Refusal> = core.call(class.route());
    let call = match class {
        Class::Safe => call,
        _ => call.json(&"a body".to_owned()),
    };
    let result = call.header("x-call", &id).await;
    let (effects, context) = (
        server.effects(&id),
        format!("{number} {class:?} {script:?} {result:?}"),
    );
    if !matches!(class, Class::Safe | Class::Idempotent) {
        assert!(effects <= 1, "carried out {effects} times: {context}");
    }
    match &result {
        Ok(_) => assert!(effects > 0, "{context}"),
        Err(error) => {
            assert!(
                error.may_have_been_carried_out() || effects == 0,
                "{context}"
            );
            assert!(
                error.attempts() as usize >= server.arrived(&id),
                "{context}"
            );
            assert!(!error.is_retryable() || class != Class::Unsafe, "{context}");
        }
    }
    if class.may_be_repeated() && script.iter().all(|fate| fate.passes()) {
        assert!(result.is_ok(), "{context}");
    }
}

fn client(url: &str) -> Core {
    let moment = Duration::from_millis(1);
    let builder = api::builder(url, api::bearer())
        .timeout(Duration::from_secs(2))
        .max_body(100_000)
        .retry_budget(RetryBudget::unlimited())
        .retry(Retry::attempts(3).backoff(moment, moment));
    builder.build().expect("a client")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_carried_out_twice_and_errors_say_what_is_true() {
    let (server, url) = Faulty::start().await;
    let (core, next) = (client(&url), Arc::new(std::sync::atomic::AtomicU64::new(0)));
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let (core, server, next) = (core.clone(), server.clone(), next.clone());
        callers.spawn(async move {
            loop {
                let number = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                if number >= CALLS {
                    return;
                }
                call(core.clone(), server.clone(), number).await;
            }
        });
    }
    while let Some(caller) = callers.join_next().await {
        caller.expect("all of it holds");
    }
}

/// Where there is no connection, it is certain that nothing happened.
#[tokio::test]
async fn a_refused_connection_is_never_a_perhaps() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    let core = client(&url);
    for number in 0..200 {
        let class = Class::random(&mut Random(number));
        let call: Call<Json, Refusal> = core.call(class.route());
        let error: Error<Refusal> = call
            .json(&"a body".to_owned())
            .await
            .expect_err("no connection");
        assert!(
            !error.may_have_been_carried_out() && error.is_retryable(),
            "{class:?} {error:?}"
        );
        assert_eq!(error.attempts(), 3);
    }
}
