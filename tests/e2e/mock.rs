//! A server on loopback that answers what a test says, in order, and keeps every request as it came.

use serde_json::Value as Json;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The `x-request-id` of every answer.
pub(crate) const REQUEST_ID: &str = "req-7f3a";

/// What becomes of one request.
pub(crate) enum Reply {
    /// An answer: status, further headers as lines, body.
    Answer(u16, String, String),
    /// Nothing, for longer than any test waits.
    Silence,
    /// The end of the connection.
    Cut,
}

/// One request.
#[derive(Debug)]
pub(crate) struct Seen {
    /// `GET /calls?page=2`, byte by byte.
    pub(crate) line: String,
    headers: String,
    pub(crate) body: String,
}

/// A running server; it ends with the test's runtime.
pub(crate) struct Mock {
    port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    script: VecDeque<Reply>,
    seen: Vec<Seen>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Json) -> Self {
        Self::text(status, body.to_string())
    }

    pub(crate) fn text(status: u16, body: impl Into<String>) -> Self {
        let json = "content-type: application/json\r\n".to_owned();
        Self::Answer(status, json, body.into())
    }

    pub(crate) fn redirect(status: u16, to: &str) -> Self {
        Self::Answer(status, format!("location: {to}\r\n"), String::new())
    }
}

impl Seen {
    /// The value of a header, which must not be there twice. `name` in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let pairs = self
            .headers
            .lines()
            .filter_map(|line| line.split_once(": "));
        let mut values = pairs.filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value);
        assert!(values.next().is_none(), "{name} is there twice");
        value
    }

    /// The body as a value; null if there is none.
    pub(crate) fn json(&self) -> Json {
        match self.body.as_str() {
            "" => Json::Null,
            text => serde_json::from_str(text).expect("a body of JSON"),
        }
    }
}

impl Mock {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone()));
            }
        });
        Self { port, state }
    }

    /// A server that gives these answers.
    pub(crate) async fn with(script: impl IntoIterator<Item = Reply>) -> Self {
        let mock = Self::start().await;
        mock.state.lock().expect("no panic").script.extend(script);
        mock
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut self.state.lock().expect("no panic").seen)
    }

    /// The only request so far.
    #[track_caller]
    pub(crate) fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }
}

async fn serve(mut stream: TcpStream, state: Arc<Mutex<State>>) -> Option<()> {
    loop {
        let seen = read(&mut stream).await?;
        let reply = {
            let mut state = state.lock().expect("no panic");
            state.seen.push(seen);
            state.script.pop_front()
        };
        match reply.unwrap_or_else(|| Reply::text(599, "the script is over")) {
            Reply::Answer(status, headers, body) => {
                let answer = answer(status, &headers, &body);
                stream.write_all(answer.as_bytes()).await.ok()?;
            }
            Reply::Silence => tokio::time::sleep(Duration::from_secs(60)).await,
            Reply::Cut => return None,
        }
    }
}

fn answer(status: u16, headers: &str, body: &str) -> String {
    let length = match status {
        204 => String::new(),
        _ => format!("content-length: {}\r\n", body.len()),
    };
    format!("HTTP/1.1 {status} X\r\nx-request-id: {REQUEST_ID}\r\n{length}{headers}\r\n{body}")
}

/// One request: its head, and as much of a body as that declares.
async fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    loop {
        if let Some(seen) = parse(&bytes) {
            return Some(seen);
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

/// The request, once it is complete.
fn parse(bytes: &[u8]) -> Option<Seen> {
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).expect("a head in UTF-8");
    let (line, headers) = head.split_once("\r\n").expect("headers");
    let mut seen = Seen {
        line: line.strip_suffix(" HTTP/1.1").expect("HTTP/1.1").to_owned(),
        headers: headers.to_owned(),
        body: String::new(),
    };
    let length = seen.header("content-length").unwrap_or("0");
    let length: usize = length.parse().expect("a length");
    let body = bytes.get(end + 4..end + 4 + length)?;
    seen.body = String::from_utf8(body.to_vec()).expect("a body in UTF-8");
    Some(seen)
}
