//! Streamed requests, on a network in memory: what is sent again, and what a file gives.
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::model::{Json, Upload};
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Body, BoxFuture, Call, Limits, Route, Transport, TransportError, http};
use server::api::{self, Refusal};
use std::collections::BTreeMap;
use std::time::Duration;

fn upload(network: &InMemory, route: Route, body: Body) -> Call<Json, Refusal> {
    api::in_memory(network)
        .build()
        .expect("a client")
        .call(route)
        .body("application/octet-stream", body)
}

/// A service that gives back what it gets, while it gets it.
struct Echo;

impl Transport for Echo {
    fn send(
        &self,
        request: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let answer = http::Response::new(request.into_body());
        Box::pin(std::future::ready(Ok(answer)))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

fn once() -> Body {
    Body::from_http(Body::from("abc"))
}

#[tokio::test]
async fn an_answer_that_begins_before_the_upload_ends_does_not_end_it() {
    let core = api::in_memory(&InMemory::new()).transport(Echo);
    let core = core.build().expect("a client");
    let call: Call<Json, Refusal> = core.call(Route::post("/f"));
    let call = call.body("application/octet-stream", once()).raw("*/*");
    let download = call.download().await.expect("a head");
    assert_eq!(download.collect(9).await.expect("all of it"), "abc");
}

#[tokio::test]
async fn a_body_that_is_there_once_is_sent_again_only_if_nothing_of_it_was_read() {
    let network = InMemory::new()
        .then(Reply::refused())
        .then(Reply::json(&json!(1)));
    upload(&network, Route::put("/f"), once())
        .await
        .expect("a success");
    assert_eq!(network.requests()[0].body(), "abc");
    let network = InMemory::new()
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let error = upload(&network, Route::put("/f"), once())
        .await
        .expect_err("503");
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
}

#[tokio::test]
async fn a_body_that_can_be_made_is_made_for_each_attempt() {
    let network = InMemory::new()
        .then(Reply::lost())
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let body = Body::from_fn(once).with_length(3);
    upload(&network, Route::put("/f"), body)
        .await
        .expect("a success");
    let bodies: Vec<_> = network
        .requests()
        .iter()
        .map(|r| r.body().clone())
        .collect();
    assert_eq!(bodies, ["abc"; 3]);
}

#[tokio::test]
async fn a_file_is_a_body() {
    let path = std::env::temp_dir().join(format!("callsmith-body-{}", std::process::id()));
    let content = vec![7; 150_000];
    std::fs::write(&path, &content).expect("a file");
    let network = InMemory::new()
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let body = Body::file(&path).expect("a file");
    upload(&network, Route::put("/f"), body)
        .await
        .expect("a success");
    assert_eq!(network.requests()[1].body(), &content);
    let body = Body::file(&path).expect("a file");
    std::fs::write(&path, "short").expect("a file");
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let error = upload(&network, Route::post("/f"), body)
        .await
        .expect_err("shorter");
    assert!(
        format!("{error:#}").contains("shorter than was said"),
        "{error:#}"
    );
    std::fs::remove_file(&path).expect("a file");
    assert!(Body::file(&path).is_err() && Body::file(std::env::temp_dir()).is_err());
}

fn in_parts(network: &InMemory, upload: Upload) -> Call<Json, Refusal> {
    let body = BTreeMap::from([("file".to_owned(), upload)]);
    let core = api::in_memory(network).build().expect("a client");
    core.call(Route::put("/f")).multipart(&body, &[])
}

/// What was sent, with `X` for the boundary.
fn parts(network: &InMemory, index: usize) -> String {
    let request = &network.requests()[index];
    let media_type = request
        .header("content-type")
        .unwrap_or_default()
        .to_owned();
    let (_, boundary) = media_type.split_once("boundary=").expect("a boundary");
    String::from_utf8_lossy(request.body()).replace(boundary, "X")
}

const SENT: &str = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\
                    Content-Type: application/octet-stream\r\n\r\nabc\r\n--X--\r\n";

#[tokio::test]
async fn parts_that_can_be_made_are_made_for_each_attempt_under_one_boundary() {
    let network = InMemory::new()
        .then(Reply::refused())
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let upload = Upload::from(Body::from_fn(once)).file_name("a.txt");
    in_parts(&network, upload).await.expect("a success");
    assert_eq!([parts(&network, 0), parts(&network, 1)], [SENT, SENT]);
    let whole = |index: usize| network.requests()[index].body().clone();
    assert_eq!(whole(0), whole(1));
}

#[tokio::test]
async fn a_part_that_is_there_once_is_sent_again_only_if_nothing_was_read() {
    let network = InMemory::new()
        .then(Reply::refused())
        .then(Reply::json(&json!(1)));
    let upload = || Upload::from(once()).file_name("a.txt");
    in_parts(&network, upload()).await.expect("a success");
    assert_eq!(parts(&network, 0), SENT);
    let network = InMemory::new()
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let error = in_parts(&network, upload()).await.expect_err("503");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn a_file_in_json_is_refused_before_anything_is_sent() {
    let network = InMemory::new().always(Reply::json(&json!(1)));
    let core = api::in_memory(&network).build().expect("a client");
    let call: Call<Json, Refusal> = core.call(Route::put("/f")).json(&Upload::from(vec![1]));
    let error = call.await.expect_err("no JSON");
    assert!(format!("{error:#}").contains("multipart"), "{error:#}");
    assert!(network.requests().is_empty());
}
