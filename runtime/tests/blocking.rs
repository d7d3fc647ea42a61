//! Calls without an async runtime: the same outcomes, on threads that only wait.
#![cfg(all(feature = "blocking", feature = "hyper"))]
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::blocking::SendBlocking;
use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply as Played, json};
use callsmith_runtime::{
    Body, BoxFuture, Credential, Error, Limits, Secret, TokenProvider, Transport, TransportError,
    http,
};
use server::{Reply, Server, answer, api, ok};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

/// A server on a thread of its own; this one has no runtime.
fn serve(replies: Vec<Reply>) -> Server {
    let (give, take) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let builder = &mut tokio::runtime::Builder::new_current_thread();
        let runtime = builder.enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let _ = give.send(Server::start(replies).await);
            std::future::pending::<()>().await;
        });
    });
    take.recv().expect("a server")
}

#[test]
fn a_program_without_a_runtime_makes_calls() {
    let server = serve(vec![ok("[1,2]"), answer(404, "", ""), ok("3")]);
    let core = api::client(&server.url(), api::bearer());
    let value = api::get(&core, "/x").send_blocking().expect("a success");
    assert_eq!(value, json!([1, 2]));
    let error = api::get(&core, "/x").send_blocking().expect_err("404");
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    let whole = api::get(&core, "/x").response().send_blocking();
    let whole = whole.expect("a success");
    assert_eq!(
        (whole.attempts(), whole.bytes().as_ref()),
        (1, b"3".as_ref())
    );
}

#[test]
fn what_is_retried_and_how_long_it_takes_is_the_same() {
    let server = serve(vec![
        answer(503, "", ""),
        ok("1"),
        Reply::Hang(String::new()),
    ]);
    let core = api::client(&server.url(), api::bearer());
    let whole = api::get(&core, "/x").response().send_blocking();
    assert_eq!(whole.expect("a success").attempts(), 2);
    let begin = Instant::now();
    let call = api::post(&core).timeout(Duration::from_millis(100));
    let error = call.send_blocking().expect_err("no answer");
    assert!(error.is_timeout() && error.may_have_been_carried_out());
    assert!(begin.elapsed() < Duration::from_secs(4));
}

#[test]
fn many_threads_share_the_one_in_the_background() {
    let server = serve(vec![ok("1")]);
    let core = api::client(&server.url(), api::bearer());
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| {
                for _ in 0..20 {
                    api::get(&core, "/x").send_blocking().expect("a success");
                }
            });
        }
    });
    assert_eq!(server.received().len(), 320);
}

/// It must not panic, as `block_on` inside of a runtime does.
#[test]
fn inside_of_a_runtime_it_works_as_well() {
    let server = serve(vec![ok("1")]);
    let core = api::client(&server.url(), api::bearer());
    let call = async || {
        api::get(&core, "/x").send_blocking().expect("a success");
    };
    let one = &mut tokio::runtime::Builder::new_current_thread();
    one.build().expect("a runtime").block_on(call());
    let many = tokio::runtime::Runtime::new().expect("a runtime");
    many.block_on(call());
    // Connections that were made here serve both.
    many.block_on(async {
        api::get(&core, "/x").await.expect("a success");
    });
}

#[test]
fn other_transports_run_there_too() {
    let network = InMemory::new()
        .then(Played::status(503).header("retry-after", "30"))
        .always(Played::json(&json!("x")));
    let core = api::in_memory(&network).build().expect("a client");
    let value = api::get(&core, "/x").send_blocking().expect("a success");
    assert_eq!(value, json!("x"));
    assert_eq!(network.elapsed(), Duration::from_secs(30));
}

/// A transport with a mistake in it.
struct Panics;

impl Transport for Panics {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        Box::pin(async { panic!("a mistake in a transport") })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::ready(()))
    }
}

#[test]
fn a_panic_in_the_background_is_an_error_and_no_end() {
    let broken = api::in_memory(&InMemory::new()).transport(Panics);
    let broken = broken.build().expect("a client");
    let error = api::post(&broken).send_blocking().expect_err("a panic");
    assert!(error.may_have_been_carried_out(), "{error:?}");
    let core = api::in_memory(&InMemory::new().always(Played::json(&json!(1)))).build();
    let core = core.expect("a client");
    api::post(&core).send_blocking().expect("others go on");
}

#[test]
fn streams_are_iterators_and_a_download_can_be_read() {
    use callsmith_runtime::blocking::IterBlocking;
    use std::io::Read;
    let server = serve(vec![
        answer(
            200,
            "content-type: text/event-stream\r\n",
            "data: 1\n\ndata: 2\n\n",
        ),
        answer(200, "", "recorded"),
        Reply::Hang("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nrec".to_owned()),
    ]);
    let core = api::client(&server.url(), api::bearer());
    let raw = || {
        core.call::<Json, api::Refusal>(callsmith_runtime::Route::get("/x"))
            .raw("*/*")
    };
    let events = raw().events::<Json>().send_blocking().expect("events");
    let events: Vec<_> = events
        .iter_blocking()
        .map(|e| e.expect("an event").data)
        .collect();
    assert_eq!(events, [json!(1), json!(2)]);
    let mut text = String::new();
    let download = raw().download().send_blocking().expect("a download");
    download
        .iter_blocking()
        .read_to_string(&mut text)
        .expect("all of it");
    assert_eq!(text, "recorded");
    let patience = Duration::from_millis(100);
    let silent = raw().download().idle_timeout(patience).send_blocking();
    let mut silent = silent.expect("a download").iter_blocking();
    let error = silent.read_to_string(&mut text).expect_err("silence");
    assert!(error.to_string().starts_with("timed out"), "{error}");
}

/// What `work` gives, which must not take for ever.
fn soon<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (give, take) = std::sync::mpsc::channel();
    thread::spawn(move || give.send(work()));
    let patience = Duration::from_secs(20);
    take.recv_timeout(patience).expect("it waits for itself")
}

/// A blocking call whose provider of tokens is `provider`.
fn with_provider(provider: impl TokenProvider) -> Result<Json, Error<api::Refusal>> {
    let bearer = Credential::bearer("bearer", Secret::provider(provider));
    let network = InMemory::new().always(Played::json(&json!(1)));
    let core = api::in_memory(&network).auth(bearer).build();
    soon(move || api::post(&core.expect("a client")).send_blocking())
}

#[test]
fn a_blocking_call_inside_of_another_one_does_not_wait_for_itself() {
    let network = InMemory::new().always(Played::json(&json!("t1")));
    let core = api::in_memory(&network).build().expect("a client");
    let provider = move || {
        let token = api::get(&core, "/token").send_blocking();
        std::future::ready(token.map(|json| json.to_string()))
    };
    let error = with_provider(provider).expect_err("no token");
    let text = format!("{error:#}");
    assert!(text.contains("would wait for itself: await"), "{text}");
    assert!(matches!(error, Error::Token(_)) && !error.may_have_been_carried_out());
}

#[test]
fn a_stream_that_is_read_there_does_not_end_as_if_it_were_complete() {
    use callsmith_runtime::blocking::IterBlocking;
    use std::io::Read;
    let slow = Played::status(200).piece(Duration::from_secs(1), "late");
    let core = api::in_memory(&InMemory::new().always(slow)).build();
    let core = core.expect("a client");
    let download = move || api::get(&core, "/token").raw("*/*").download();
    let reading = download.clone();
    let error = with_provider(move || {
        let download = reading();
        async {
            let mut text = String::new();
            let mut items = download.await.map_err(io::Error::other)?.iter_blocking();
            items.read_to_string(&mut text).map(|_| text)
        }
    });
    let text = format!("{:#}", error.expect_err("no token"));
    assert!(text.contains("would wait for itself"), "{text}");
    let error = with_provider(move || {
        let download = download();
        async {
            download
                .await
                .map(|items| items.iter_blocking().count().to_string())
        }
    });
    let text = format!("{:#}", error.expect_err("a panic"));
    assert!(text.contains("panicked in the background"), "{text}");
}
