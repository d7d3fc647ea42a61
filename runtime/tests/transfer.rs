//! Streams over sockets: uploads and downloads of any length in constant memory, and how they end early.
//!
//! `CALLSMITH_TRANSFER=1024` moves a gigabyte each way; by default it is 64 MiB.
#![cfg(feature = "hyper")]
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::stream::{Events, JsonLines, Stream};
use callsmith_runtime::testing::json;
use callsmith_runtime::{Body, Bytes, Call, Download, Error, Route};
use server::api::{self, Refusal};
use server::{Reply, Server};
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const MIB: usize = 1 << 20;

/// How much is moved, in MiB.
fn amount() -> usize {
    let set = std::env::var("CALLSMITH_TRANSFER").ok();
    set.map_or(64, |set| set.parse().expect("a number of MiB"))
}

/// The most memory that this process has had, in KiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.map_or(0, |number| number.parse().expect("a number"))
}

/// A server that takes an upload and gives as much back.
async fn echo() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    url
}

async fn serve(mut stream: TcpStream) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).ok()?.to_ascii_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
    let mut buffer = vec![0; MIB];
    let mut left = length;
    while left > 0 {
        let read = stream.read(&mut buffer).await.ok()?;
        assert!(read > 0, "the upload ended {left} bytes early");
        left -= read;
    }
    match head.starts_with("get") {
        true => give(stream, amount() * MIB).await,
        false => {
            let body = length.to_string();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).await.ok()
        }
    }
}

async fn give(mut stream: TcpStream, length: usize) -> Option<()> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
    stream.write_all(head.as_bytes()).await.ok()?;
    let buffer = vec![7; MIB];
    for _ in 0..length / MIB {
        stream.write_all(&buffer).await.ok()?;
    }
    Some(())
}

/// A stream of so many MiB, each of them made when it is asked for.
struct Many(usize);

impl Stream for Many {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.0 == 0 {
            return Poll::Ready(None);
        }
        self.0 -= 1;
        Poll::Ready(Some(Ok(vec![7; MIB].into())))
    }
}

fn raw(url: &str, route: Route) -> Call<Bytes, Refusal> {
    let core = api::builder(url, api::bearer()).timeout(Duration::from_secs(300));
    let core = core.build().expect("a client");
    core.call::<Json, _>(route).raw("*/*")
}

async fn up(url: &str, mib: usize) {
    let body = Body::from_stream(Many(mib)).with_length((mib * MIB) as u64);
    let call = raw(url, Route::put("/file")).body("application/octet-stream", body);
    let answer = call.await.expect("a success");
    assert_eq!(answer, (mib * MIB).to_string());
}

async fn down(url: &str) -> usize {
    let mut download = raw(url, Route::get("/file"))
        .download()
        .await
        .expect("a success");
    assert_eq!(download.length(), Some((amount() * MIB) as u64));
    let mut length = 0;
    while let Some(bytes) = download.next().await {
        length += bytes.expect("bytes").len();
    }
    length
}

#[tokio::test]
async fn memory_does_not_grow_with_what_is_moved() {
    let url = echo().await;
    up(&url, 1).await;
    let before = peak();
    up(&url, amount()).await;
    let (between, begin) = (peak(), Instant::now());
    assert_eq!(down(&url).await, amount() * MIB);
    println!(
        "{} MiB: up +{} KiB, down +{} KiB in {:?}",
        amount(),
        between - before,
        peak() - between,
        begin.elapsed()
    );
    let grown = peak() - before;
    assert!(grown < 16 << 10, "memory has grown by {grown} KiB");
}

/// A chunked answer that begins with `body` and does not end.
fn begun(media_type: &str, body: &str) -> String {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n"
    );
    format!("{head}{:x}\r\n{body}\r\n", body.len())
}

#[tokio::test]
async fn events_over_a_socket() {
    let text = begun("text/event-stream", "id: 1\ndata: {\"n\":1}\n\n");
    let server = Server::start(vec![Reply::Hang(text)]).await;
    let call = raw(&server.url(), Route::get("/ticks")).events();
    let mut events: Events<Json> = call
        .idle_timeout(Duration::from_millis(300))
        .await
        .expect("events");
    let event = events.next().await.expect("an event").expect("JSON");
    assert_eq!(event.data, json!({"n": 1}));
    let begin = Instant::now();
    let error = events.next().await.expect("an end").expect_err("silence");
    assert!(error.is_timeout() && begin.elapsed() < Duration::from_secs(5));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_is_read_outside_of_the_runtime_says_what_is_missing() {
    let text = begun("text/event-stream", "data: 1\n\n");
    let server = Server::start(vec![Reply::Hang(text)]).await;
    let call = raw(&server.url(), Route::get("/ticks")).events();
    let mut events: Events<Json> = call.await.expect("events");
    assert!(events.next().await.expect("an event").is_ok());
    let outside = std::thread::spawn(move || {
        let mut cx = Context::from_waker(std::task::Waker::noop());
        Pin::new(&mut events).poll_next(&mut cx)
    });
    let Poll::Ready(Some(Err(error))) = outside.join().expect("no panic") else {
        panic!("nobody can wait there")
    };
    let text = format!("{error:#}");
    assert!(!error.is_timeout() && error.ends_stream(), "{text}");
    assert!(text.contains("inside a tokio runtime"), "{text}");
}

#[tokio::test]
async fn a_connection_that_is_cut_is_an_error_and_not_the_end() {
    let text = begun("application/x-ndjson", "1\n2\n3");
    let server = Server::start(vec![Reply::Cut(text)]).await;
    let call = raw(&server.url(), Route::get("/lines")).json_lines("application/x-ndjson");
    let mut lines: JsonLines<Json> = call.await.expect("lines");
    for n in [1, 2] {
        assert_eq!(lines.next().await.expect("a line").expect("JSON"), json!(n));
    }
    let error = lines.next().await.expect("an end").expect_err("cut");
    assert!(error.ends_stream() && !error.is_timeout(), "{error:?}");
    assert!(
        !format!("{error:#} {error:?}").contains("127.0.0.1"),
        "{error:#}"
    );
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_head_that_is_late_is_a_timeout() {
    let server = Server::start(vec![Reply::Hang(String::new())]).await;
    let call = raw(&server.url(), Route::post("/file")).timeout(Duration::from_millis(200));
    let error = call.download().await.expect_err("no head");
    assert!(
        error.is_timeout() && error.may_have_been_carried_out(),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_failure_is_read_whole() {
    let refusal = server::answer(401, "content-type: application/json\r\n", "\"who\"");
    let server = Server::start(vec![refusal]).await;
    let error = raw(&server.url(), Route::get("/file"))
        .download()
        .await
        .expect_err("401");
    assert_eq!(error.api(), Some(&Refusal::Unauthorized("who".to_owned())));
}

#[tokio::test]
async fn who_drops_a_download_ends_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        serve_forever(stream).await
    });
    let mut download: Download = raw(&url, Route::get("/file"))
        .download()
        .await
        .expect("a head");
    assert!(download.next().await.expect("bytes").is_ok());
    drop(download);
    let ended = tokio::time::timeout(Duration::from_secs(5), serving).await;
    assert!(ended.is_ok(), "the server still sends");
}

async fn serve_forever(mut stream: TcpStream) {
    let _ = stream.read(&mut [0; 4096]).await;
    let _ = stream
        .write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        .await;
    while stream.write_all(b"4\r\nabcd\r\n").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// One byte, then a failure.
struct Fails(u8);

impl Stream for Fails {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        Poll::Ready(Some(match self.0 {
            1 => Ok("x".into()),
            _ => Err(std::io::Error::other("the disk is gone")),
        }))
    }
}

#[tokio::test]
async fn an_upload_that_fails_says_why_and_is_not_repeated() {
    let url = echo().await;
    let body = Body::from_stream(Fails(0)).with_length(5);
    let call = raw(&url, Route::put("/file")).body("text/plain", body);
    let error = call.await.expect_err("no upload");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(
        format!("{error:#}").contains("the disk is gone"),
        "{error:#}"
    );
    assert_eq!((error.attempts(), error.is_retryable()), (1, false));
}

#[tokio::test]
async fn an_upload_that_found_no_connection_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let body = Body::from_stream(Many(1));
    let call = raw(&url, Route::post("/file")).body("text/plain", body);
    let error = call.await.expect_err("nobody is there");
    assert_eq!((error.attempts(), error.is_retryable()), (3, true));
    assert!(!error.may_have_been_carried_out());
}
