//! Tokens that are asked for: when, how often, and what happens when there is none.

mod server;

use callsmith_runtime::testing::{InMemory, Reply, Request, json};
use callsmith_runtime::{
    Asked, Body, BoxFuture, Builder, Call, Core, Credential, Error, Limits, Retry, Route, Secret,
    Token, TokenProvider, Transport, TransportError, http, model::Json,
};
use server::api::{self, Refusal};
use std::error::Error as StdError;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Gives `t1`, `t2` and so on, and remembers why it was asked.
#[derive(Clone, Default)]
struct Counting {
    asked: Arc<Mutex<Vec<bool>>>,
    good_for: Duration,
}

impl Counting {
    fn asked(&self) -> Vec<bool> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl TokenProvider for Counting {
    fn token(&self, asked: Asked) -> BoxFuture<Result<Token, BoxError>> {
        let this = self.clone();
        Box::pin(async move {
            // Long enough for others to come.
            for _ in 0..5 {
                tokio::task::yield_now().await;
            }
            let mut all = this.asked.lock().expect("no panic");
            all.push(asked.refused);
            Ok(Token::from(format!("t{}", all.len())).good_for(this.good_for))
        })
    }
}

/// Answers 401 to all tokens but `good`.
fn only(good: &'static str) -> InMemory {
    InMemory::new().answering(move |request| match token(request) == good {
        true => Reply::json(&json!(1)),
        false => Reply::status(401).body(r#""expired""#),
    })
}

fn token(request: &Request) -> String {
    let text = request.header("authorization").expect("a credential");
    text.strip_prefix("Bearer ").expect("a token").to_owned()
}

fn tokens(network: &InMemory) -> Vec<String> {
    network.requests().iter().map(token).collect()
}

fn builder(network: &InMemory, provider: impl TokenProvider) -> Builder<Core> {
    api::in_memory(network).auth(Credential::bearer("bearer", Secret::provider(provider)))
}

fn client(network: &InMemory, provider: impl TokenProvider) -> Core {
    builder(network, provider).build().expect("a client")
}

fn get(core: &Core) -> Call<Json, Refusal> {
    api::get(core, "/")
}

#[tokio::test]
async fn a_provider_is_asked_before_each_call() {
    let (network, provider) = (only("t2"), Counting::default());
    let core = client(&network, provider.clone());
    get(&core)
        .retry(Retry::never())
        .await
        .expect_err("t1 is refused");
    get(&core).await.expect("an answer");
    assert_eq!(tokens(&network), ["t1", "t2"]);
    assert_eq!(provider.asked(), [false, true]);
}

#[tokio::test]
async fn a_token_is_kept_as_long_as_it_is_good() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let good_for = Duration::from_secs(60);
    let provider = Counting {
        good_for,
        ..Counting::default()
    };
    let core = client(&network, provider.clone());
    for _ in 0..3 {
        get(&core).await.expect("an answer");
    }
    network.sleep(good_for).await;
    get(&core.clone()).await.expect("an answer");
    assert_eq!(tokens(&network), ["t1", "t1", "t1", "t2"]);
}

#[tokio::test]
async fn after_a_refusal_it_is_asked_once_more_where_a_repeat_does_no_harm() {
    let (network, provider) = (only("t2"), Counting::default());
    let core = client(&network, provider.clone());
    let answer = get(&core).response().await.expect("an answer");
    assert_eq!(answer.attempts(), 2);
    assert_eq!(
        (tokens(&network), provider.asked()),
        (vec!["t1".to_owned(), "t2".to_owned()], vec![false, true])
    );
    assert_eq!(network.elapsed(), Duration::ZERO);

    let network = only("none");
    let core = client(&network, Counting::default());
    let error = get(&core).await.expect_err("a refusal");
    assert_eq!(
        (error.status(), error.attempts()),
        (Some(http::StatusCode::UNAUTHORIZED), 2)
    );
    assert!(!error.is_retryable() && !error.may_have_been_carried_out());
}

#[tokio::test]
async fn a_call_that_dials_returns_the_refusal_and_the_next_one_has_another_token() {
    let network = only("t2");
    let good_for = Duration::from_secs(3600);
    let provider = Counting {
        good_for,
        ..Counting::default()
    };
    let core = client(&network, provider.clone());
    let error = api::post(&core).await.expect_err("t1 is refused");
    assert_eq!(
        error.api(),
        Some(&Refusal::Unauthorized("expired".to_owned()))
    );
    assert_eq!(
        (error.attempts(), error.may_have_been_carried_out()),
        (1, false)
    );
    api::post(&core).await.expect("an answer");
    assert_eq!(
        (tokens(&network), provider.asked()),
        (vec!["t1".to_owned(), "t2".to_owned()], vec![false, true])
    );
}

#[tokio::test]
async fn a_secret_that_is_known_is_not_tried_twice() {
    let network = only("t2");
    let core = api::in_memory(&network).build().expect("a client");
    let error = get(&core).await.expect_err("a refusal");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn several_calls_at_once_ask_once() {
    let (network, provider) = (only("t1"), Counting::default());
    let core = client(&network, provider.clone());
    let (a, b, c) = tokio::join!(get(&core), get(&core), get(&core));
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!((provider.asked().len(), network.requests().len()), (1, 3));
}

#[tokio::test]
async fn who_gives_up_takes_the_question_along_only_if_nobody_else_waits() {
    let (network, provider) = (only("t1"), Counting::default());
    let core = client(&network, provider.clone());
    let mut first = Box::pin(get(&core).into_future());
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    assert!(first.as_mut().poll(&mut cx).is_pending());
    let second = tokio::spawn(get(&core).into_future());
    tokio::task::yield_now().await;
    drop(first);
    second.await.expect("no panic").expect("an answer");
    assert_eq!(provider.asked(), [false]);
}

#[tokio::test]
async fn every_kind_of_credential_can_be_asked_for() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let key = || Secret::provider(|| async { Ok::<_, BoxError>("k1") });
    for credential in [
        Credential::header("header", "X-API-Key", key()),
        Credential::query("query", "api_key", key()),
        Credential::cookie("cookie", "sid", key()),
        Credential::basic("basic", "me", key()),
    ] {
        let service = Builder::new(&api::SERVICE).base_url("https://api.example.com");
        let core: Core = service
            .auth(credential)
            .transport(network.clone())
            .build()
            .expect("a client");
        get(&core).await.expect("an answer");
    }
    let requests = network.requests();
    let header = |i: usize, name: &str| requests[i].header(name).expect("a header");
    assert_eq!(header(0, "x-api-key"), "k1");
    assert_eq!(requests[1].query(), "api_key=k1");
    assert_eq!(header(2, "cookie"), "sid=k1");
    assert_eq!(header(3, "authorization"), "Basic bWU6azE=");
}

/// Never answers anything that matters.
fn failing() -> impl TokenProvider {
    || async { Err::<String, _>(std::io::Error::other("the vault is closed")) }
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let network = only("t1");
    let error = api::post(&client(&network, failing()))
        .await
        .expect_err("no token");
    assert!(matches!(&error, Error::Token(error) if error.scheme() == "bearer"));
    assert_eq!((error.attempts(), network.requests().len()), (0, 0));
    assert!(error.is_retryable() && !error.may_have_been_carried_out() && !error.is_timeout());
    assert_eq!(
        error.to_string(),
        "nothing was sent: the provider of the token for `bearer` failed"
    );
    assert_eq!(
        format!("{error:#}"),
        "nothing was sent: the provider of the token for `bearer` failed: the vault is closed"
    );
}

#[tokio::test]
async fn a_second_token_that_is_not_there_leaves_the_refusal() {
    let (network, count) = (only("none"), AtomicU32::new(0));
    let core = client(&network, move || {
        let first = count.fetch_add(1, Ordering::Relaxed) == 0;
        async move {
            if first {
                Ok("t1")
            } else {
                Err("the vault is closed")
            }
        }
    });
    let error = get(&core).await.expect_err("a refusal");
    assert_eq!(
        (error.status(), error.attempts()),
        (Some(http::StatusCode::UNAUTHORIZED), 1)
    );
}

#[tokio::test]
async fn the_time_of_a_provider_is_part_of_the_call() {
    let network = only("t1");
    let slow = network.clone();
    let core = client(&network, move || {
        let wait = slow.sleep(Duration::from_secs(151));
        async move {
            wait.await;
            Ok::<_, BoxError>("t1")
        }
    });
    let error = get(&core).await.expect_err("too late");
    assert!(
        error.is_timeout() && network.requests().is_empty(),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "nothing was sent: the provider of the token for `bearer` gave none in time"
    );
    get(&core)
        .total_timeout(Duration::from_secs(200))
        .await
        .expect("an answer");
}

#[tokio::test]
async fn a_provider_that_hangs_or_panics_ends_the_call() {
    let timeout = Duration::from_millis(50);
    let hangs = || std::future::pending::<Result<String, BoxError>>();
    let core: Core = Builder::new(&api::SERVICE)
        .base_url("http://127.0.0.1:9")
        .auth(Credential::bearer("bearer", Secret::provider(hangs)))
        .total_timeout(timeout)
        .build()
        .expect("a client");
    assert!(get(&core).await.expect_err("no token").is_timeout());

    let network = only("t1");
    let core = client(&network, || async {
        panic!("on purpose") as Result<String, BoxError>
    });
    let both = [
        tokio::spawn(get(&core).into_future()),
        tokio::spawn(get(&core).into_future()),
    ];
    for call in both {
        let outcome = tokio::time::timeout(Duration::from_secs(5), call)
            .await
            .expect("an end");
        assert!(outcome.is_err() || matches!(outcome, Ok(Err(Error::Token(_)))));
    }
}

#[tokio::test]
async fn bad_requests_are_refused_before_anybody_is_asked() {
    let (network, provider) = (only("t1"), Counting::default());
    let core = client(&network, provider.clone());
    let error = get(&core).header("x", "a\nb").await.expect_err("a refusal");
    assert!(matches!(error, Error::InvalidRequest(_)) && provider.asked().is_empty());
    let core = client(&network, || async { Ok::<_, BoxError>("t\n1") });
    let error = get(&core).await.expect_err("a refusal");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(network.requests().is_empty() && !api::shown(&error).contains("t\n1"));
}

#[tokio::test]
async fn nothing_shows_a_token() {
    let network = only("none");
    let provider = || async { Ok::<_, BoxError>(Token::from("s3cret-token")) };
    let builder = builder(&network, provider);
    let mut shown = format!("{builder:?} {:?}", Token::from("s3cret-token"));
    let core = builder.build().expect("a client");
    shown += &api::shown(&get(&core).await.expect_err("a refusal"));
    shown += &format!("{core:?} {:?}", get(&core));
    assert_eq!(tokens(&network), ["s3cret-token", "s3cret-token"]);
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[test]
fn a_blocking_call_asks_too() {
    use callsmith_runtime::blocking::SendBlocking;
    let network = only("t2");
    let core = client(&network, Counting::default());
    assert_eq!(get(&core).send_blocking().expect("an answer"), json!(1));
    assert_eq!(tokens(&network), ["t1", "t2"]);
}

/// A transport that knows nothing of tokens: all that is asked of it is there by default.
struct Plain;

impl Transport for Plain {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        Box::pin(async { Ok(http::Response::new(Body::from("1"))) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        // It cannot wait.
        Box::pin(async {})
    }
}

#[tokio::test]
async fn a_transport_that_cannot_wait_waits_for_tokens_all_the_same() {
    let service = Builder::new(&api::SERVICE).base_url("https://api.example.com");
    let secret = Secret::provider(Counting::default());
    let core: Core = service
        .auth(Credential::bearer("bearer", secret))
        .transport(Plain)
        .build()
        .expect("a client");
    core.call::<Json, Refusal>(Route::get("/"))
        .await
        .expect("an answer");
}
