//! Does a generated crate read event streams, lines of JSON and downloads as its document types them?
//!
//! The parser of events is tested beside its code, by the HTML standard (9.2.6); streams of a gigabyte in
//! `runtime/tests/transfer.rs`.

#[path = "wire/build.rs"]
mod build;
#[path = "outside/server.rs"]
mod server;

use build::{generate, run};
use callsmith_tests::command::{Sandbox, root};
use server::{Request, Server};
use std::fs;

const MAIN: &str = include_str!("wire/streams.rs");

const MANIFEST: &str = r#"
[package]
name = "streams"
version = "0.0.0"
edition = "2024"

[dependencies]
answers = { path = "../answers", package = "answers-by-media-type-client" }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

const EVENTS: &str = "text/event-stream";

/// What the program of `MAIN` asks for, in its order.
const ANSWERS: [(&str, &str); 5] = [
    (
        EVENTS,
        "id: 1\ndata: {\"text\":\"a\"}\n\n: kept alive\n\nevent: late\ndata: {\"text\":\ndata: \"b\"}\n\ndata: {\"no\": 1}\n\n",
    ),
    (
        EVENTS,
        "data: {\"delta\":\"Hel\"}\n\ndata: {\"delta\":\"lo\"}\n\ndata: [DONE]\n\ndata: after\n\n",
    ),
    (EVENTS, "data: plain text\n\n"),
    (
        "application/x-ndjson",
        "{\"text\":\"one\"}\n\n{\"text\":2}\n{\"text\":\"three\"}",
    ),
    ("audio/wav", "RIFF"),
];

#[test]
fn streams_of_a_generated_crate() {
    let sandbox = Sandbox::default();
    generate(&sandbox, "answers_by_media_type", "answers");
    sandbox.put("streams/Cargo.toml", MANIFEST);
    sandbox.put("streams/src/main.rs", MAIN);
    let lock = fs::read(root().join("Cargo.lock")).expect("the lock file");
    sandbox.put("streams/Cargo.lock", lock);
    let server = Server::start(&ANSWERS);
    run(&sandbox.path().join("streams"), &server.url());
    let requests: [Request; 5] = server.requests();
    let asked = requests.iter();
    let asked: Vec<_> = asked
        .map(|request| (request.line.as_str(), request.header("accept")))
        .collect();
    assert_eq!(
        asked,
        [
            ("GET /events HTTP/1.1", Some(EVENTS)),
            ("POST /chat HTTP/1.1", Some(EVENTS)),
            ("GET /log HTTP/1.1", Some(EVENTS)),
            ("GET /export HTTP/1.1", Some("application/x-ndjson")),
            ("GET /recording HTTP/1.1", Some("audio/wav, audio/mpeg")),
        ]
    );
}
