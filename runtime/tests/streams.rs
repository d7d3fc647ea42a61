//! Streamed answers and requests, on a network in memory: what they give, how they end, what is sent again.
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::failure::Failures;
use callsmith_runtime::model::{Extra, Json, Model};
use callsmith_runtime::observe::Event as Seen;
use callsmith_runtime::stream::{Events, JsonLines, StreamError};
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Body, Call, Core, Download, Error, Route};
use server::api::{self, Refusal};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[derive(Clone, Model)]
struct Tick {
    n: i64,
    extra: Extra,
}

fn core(network: &InMemory) -> Core {
    api::in_memory(network).build().expect("a client")
}

fn raw(network: &InMemory, route: Route) -> Call<callsmith_runtime::Bytes, Refusal> {
    core(network).call::<Json, _>(route).raw("*/*")
}

fn ticks(network: &InMemory) -> Call<Events<Tick>, Refusal> {
    raw(network, Route::get("/ticks")).events()
}

fn download(network: &InMemory) -> Call<Download, Refusal> {
    raw(network, Route::get("/file")).download()
}

fn lines(network: &InMemory) -> Call<JsonLines<Tick>, Refusal> {
    raw(network, Route::get("/lines")).json_lines("application/x-ndjson")
}

fn sse(body: &'static str) -> Reply {
    let media_type = "text/event-stream; charset=utf-8";
    Reply::status(200)
        .header("content-type", media_type)
        .body(body)
}

/// What is left, as text: numbers, and errors by their kind.
async fn all(mut events: Events<Tick>) -> String {
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        seen.push(shown(event.map(|event| event.data)));
    }
    seen.join(" ")
}

fn shown(item: Result<Tick, StreamError>) -> String {
    match item {
        Ok(tick) => tick.n.to_string(),
        Err(error @ StreamError::Decode(_)) => {
            assert!(!error.ends_stream() && error.bytes().is_some());
            "decode".to_owned()
        }
        Err(StreamError::Drift(error)) => error.drift()[0].path().to_owned(),
        Err(error) => {
            assert!(error.ends_stream());
            format!("{error:#}")
        }
    }
}

async fn opened<T, E: Failures + std::fmt::Debug>(call: Call<T, E>) -> T {
    call.await.expect("an answer")
}

#[tokio::test]
async fn events_come_typed_when_they_are_sent() {
    let reply = sse("event: tick\nid: 7\nretry: 20\ndata: {\"n\":1}\n\n")
        .piece(SECOND * 50, "data: {\"n\":")
        .piece(SECOND * 50, "2}\n\n");
    let network = InMemory::new().then(reply);
    let response = ticks(&network).response().await.expect("an answer");
    assert_eq!(
        (response.status().as_u16(), network.elapsed()),
        (200, Duration::ZERO)
    );
    let mut events = response.into_body();
    let first = events.next().await.expect("an event").expect("a tick");
    assert_eq!((first.event.as_str(), first.data.n), ("tick", 1));
    assert_eq!(
        (first.id.as_deref(), first.retry),
        (Some("7"), Some(SECOND / 50))
    );
    let second = events.next().await.expect("an event").expect("a tick");
    assert_eq!(
        (second.event.as_str(), second.id, second.data.n),
        ("message", None, 2)
    );
    assert_eq!(network.elapsed(), SECOND * 100);
    assert_eq!(events.last_event_id(), Some("7"));
    assert!(events.next().await.is_none() && events.next().await.is_none());
    let request = &network.requests()[0];
    assert_eq!(request.header("accept"), Some("text/event-stream"));
}

#[tokio::test]
async fn one_bad_event_is_not_the_end_and_done_is() {
    let body = "data: {\"n\":1}\n\ndata: {\"n\":\"x\"}\n\ndata: {\n\ndata: {\"n\":2}\n\ndata: [DONE]\n\ndata: {\"n\":3}\n\n";
    let network = InMemory::new().then(sse(body));
    assert_eq!(
        all(opened(ticks(&network)).await).await,
        "1 decode decode 2"
    );
}

#[tokio::test]
async fn data_may_be_text() {
    let body = "data: {\"n\":1}\n\ndata: hello\n\n";
    let network = InMemory::new().always(sse(body));
    let mut texts: Events<String> = opened(raw(&network, Route::get("/")).events()).await;
    assert_eq!(
        texts.next().await.expect("one").expect("text").data,
        "{\"n\":1}"
    );
    let mut any: Events<Json> = opened(raw(&network, Route::get("/")).events()).await;
    assert_eq!(
        any.next().await.expect("one").expect("JSON").data,
        json!({"n": 1})
    );
    assert_eq!(
        any.next().await.expect("one").expect("text").data,
        json!("hello")
    );
}

#[tokio::test]
async fn silence_ends_a_stream_but_its_length_does_not() {
    let slow = sse("")
        .slowly(SECOND)
        .piece(SECOND * 59, "data: {\"n\":1}\n\n");
    let network = InMemory::new()
        .then(slow)
        .then(sse("data: {\"n\":1}\n\n").piece(SECOND * 61, "data: {\"n\":2}\n\n"))
        .then(sse("").piece(SECOND * 6, "data: {\"n\":2}\n\n"));
    assert_eq!(all(opened(ticks(&network)).await).await, "1");
    let mut silent = opened(ticks(&network)).await;
    assert!(silent.next().await.expect("an event").is_ok());
    let error = silent.next().await.expect("an end").expect_err("silence");
    assert!(error.is_timeout() && error.ends_stream(), "{error:?}");
    assert!(silent.next().await.is_none());
    let begin = network.elapsed();
    let error = all(opened(ticks(&network).idle_timeout(SECOND * 5)).await).await;
    assert!(
        error.starts_with("timed out while reading the body of a 200 OK"),
        "{error}"
    );
    assert_eq!(network.elapsed() - begin, SECOND * 5);
}

#[tokio::test]
async fn what_breaks_off_ends_with_an_error() {
    let network = InMemory::new().always(sse("data: {\"n\":1}\n\ndata: {").cut_after(18));
    let text = all(opened(ticks(&network)).await).await;
    assert_eq!(
        text,
        "1 no complete answer while reading the body of a 200 OK: unexpected end of file"
    );
    assert_eq!(network.requests().len(), 1);
}

#[tokio::test]
async fn a_stream_is_taken_up_again_where_that_is_wanted() {
    let network = InMemory::new()
        .then(sse("id: a\nretry: 9000\ndata: {\"n\":1}\n\ndata: {\"n\":").cut_after(40))
        .then(Reply::status(503))
        .then(sse("data: {\"n\":2}\n\n").cut_after(100))
        .then(sse("data: {\"n\":3}\n\n"));
    let call = ticks(&network).reconnect(true);
    assert_eq!(all(opened(call).await).await, "1 2 3");
    let requests = network.requests();
    let ids: Vec<_> = requests.iter().map(|r| r.header("last-event-id")).collect();
    assert_eq!(ids, [None, Some("a"), Some("a"), Some("a")]);
    assert!(network.elapsed() >= SECOND * 18);
}

#[tokio::test]
async fn taking_up_again_has_an_end() {
    let network = InMemory::new().always(sse(": hello\n").cut_after(8));
    let text = all(opened(ticks(&network).reconnect(true)).await).await;
    assert!(text.starts_with("no complete answer"), "{text}");
    assert_eq!(
        (network.requests().len(), network.elapsed()),
        (6, SECOND * 15)
    );
    let network = InMemory::new()
        .then(sse("").cut_after(0))
        .then(Reply::status(410));
    let text = all(opened(ticks(&network).reconnect(true)).await).await;
    assert_eq!(
        text,
        "the stream was not taken up again: unexpected status 410 Gone"
    );
}

#[tokio::test]
async fn a_server_cannot_put_off_a_stream_for_ever() {
    let network = InMemory::new()
        .then(sse("retry: 86400000\ndata: {\"n\":1}\n\n").cut_after(99))
        .then(sse("data: {\"n\":2}\n\n"));
    let call = ticks(&network).reconnect(true);
    assert_eq!(all(opened(call).await).await, "1 2");
    assert_eq!(network.elapsed(), SECOND * 300);
}

#[tokio::test]
async fn a_call_that_does_harm_is_not_made_again_for_its_stream() {
    let network = InMemory::new();
    let call = raw(&network, Route::post("/runs")).events::<Tick>();
    let error = call.reconnect(true).await.expect_err("refused");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let once = Body::from_http(Body::from("x"));
    let call = raw(&network, Route::put("/runs")).body("text/plain", once);
    let error = call.events::<Tick>().reconnect(true).await;
    assert!(matches!(
        error.expect_err("refused"),
        Error::InvalidRequest(_)
    ));
    assert!(network.requests().is_empty());
}

#[tokio::test]
async fn a_later_call_goes_on_after_an_event() {
    let network = InMemory::new().then(sse("data: {\"n\":1}\n\n"));
    opened(ticks(&network).last_event_id("x 1")).await;
    assert_eq!(network.requests()[0].header("last-event-id"), Some("x 1"));
}

#[tokio::test]
async fn failures_are_typed_as_ever() {
    let network = InMemory::new()
        .then(Reply::status(401).with_json(&json!("who are you")))
        .then(Reply::json(&json!({"error": "busy"})))
        .then(Reply::json(&json!({"n": 1})))
        .then(Reply::status(503))
        .then(sse("data: {\"n\":1}\n\n"));
    let error = ticks(&network).await.expect_err("a failure");
    assert_eq!(
        error.api(),
        Some(&Refusal::Unauthorized("who are you".to_owned()))
    );
    let error = ticks(&network).await.expect_err("a failure");
    assert_eq!(
        error.api(),
        Some(&Refusal::InSuccess(json!({"error": "busy"})))
    );
    let error = ticks(&network).await.expect_err("no events");
    assert!(
        format!("{error:#}").contains("expected events (`text/event-stream`)"),
        "{error:#}"
    );
    assert!(error.bytes().is_some());
    assert_eq!(
        ticks(&network).response().await.expect("events").attempts(),
        2
    );
}

#[tokio::test]
async fn drift_in_an_event_is_seen_and_a_strict_client_has_it_as_an_item() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (log, body) = (
        seen.clone(),
        "data: {\"n\":1,\"x\":2}\n\ndata: {}\n\ndata: {\"n\":3}\n\n",
    );
    let network = InMemory::new().always(sse(body));
    let observed = api::in_memory(&network).observer(move |event: &Seen<'_>| {
        if let Seen::Drift(drift) = event {
            log.lock().expect("no panic").push(drift.to_string());
        }
    });
    let call = |core: Core| {
        core.call::<Json, Refusal>(Route::get("/t"))
            .raw("*/*")
            .events()
    };
    let loose = call(observed.build().expect("a client"));
    assert_eq!(all(opened(loose).await).await, "1 decode 3");
    assert_eq!(seen.lock().expect("no panic").len(), 2, "{seen:?}");
    let strict = call(
        api::in_memory(&network)
            .strict(true)
            .build()
            .expect("a client"),
    );
    assert_eq!(all(opened(strict).await).await, "$.x decode 3");
}

#[tokio::test]
async fn lines_of_json_are_values() {
    let body = "\n{\"n\":1}\r\n\r\n{\"n\":true}\n{\"n\":2}";
    let sequence = "\u{1E}{\"n\":\n1}\n\u{1E}{\"n\":2}\n";
    let network = InMemory::new()
        .then(Reply::status(200).body(body).slowly(SECOND * 2))
        .then(
            Reply::status(200)
                .header("content-type", "application/json-seq")
                .body(sequence),
        )
        .then(Reply::status(200).body("{\"n\":1}\n{\"n\":").cut_after(100));
    let all = async || {
        let mut lines = opened(lines(&network)).await;
        let mut seen = Vec::new();
        while let Some(line) = lines.next().await {
            seen.push(shown(line));
        }
        seen.join(" ")
    };
    assert_eq!(all().await, "1 decode 2");
    assert_eq!(all().await, "1 2");
    assert!(all().await.starts_with("1 no complete answer"));
}

#[tokio::test]
async fn an_event_or_a_line_has_a_limit_and_a_stream_has_none() {
    let long = "data: {\"n\":1}\n\n".repeat(10);
    let network = InMemory::new()
        .then(sse("").piece(Duration::ZERO, long))
        .then(sse("data: {\"n\":      1}\n\ndata: {\"n\":1}\n\n"))
        .then(Reply::status(200).body("{\"n\":             1}\n{\"n\":1}\n"))
        .always(Reply::status(200).body("x".repeat(99)));
    let small = || {
        api::in_memory(&network)
            .max_body(18)
            .build()
            .expect("a client")
    };
    let call = || small().call::<Json, Refusal>(Route::get("/t")).raw("*/*");
    assert_eq!(
        all(opened(call().events()).await).await,
        ["1"; 10].join(" ")
    );
    let text = all(opened(call().events()).await).await;
    assert!(
        text.ends_with(": the body is larger than 18 bytes"),
        "{text}"
    );
    let mut lines = opened(call().json_lines::<Tick>("application/jsonl")).await;
    assert!(
        lines
            .next()
            .await
            .expect("an end")
            .is_err_and(|error| error.ends_stream())
    );
    assert!(lines.next().await.is_none());
    let file = opened(call().download()).await;
    assert_eq!(file.collect(99).await.expect("all of it").len(), 99);
    let file = opened(call().download()).await;
    assert!(file.collect(98).await.is_err());
}

#[tokio::test]
async fn a_download_gives_status_headers_and_pieces() {
    let reply = Reply::status(206)
        .header("content-range", "bytes 0-5/9")
        .body("abc")
        .piece(SECOND, "def");
    let network = InMemory::new().then(reply).then(Reply::status(404));
    let mut file = opened(download(&network)).await;
    assert_eq!((file.status().as_u16(), file.headers().len()), (206, 1));
    assert_eq!(file.next().await.expect("a piece").expect("bytes"), "abc");
    assert!(format!("{file:?}").starts_with("Download(Answer"));
    let rest = file.into_body().collect(10).await;
    assert_eq!(rest.expect("the rest"), "def");
    let error = download(&network).await.expect_err("404");
    assert_eq!(error.api(), Some(&Refusal::NotFound));
}
