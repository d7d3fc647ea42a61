//! A server on a socket that does exactly what a test says, and keeps every byte it received.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    reason = "each test binary uses a part of it"
)]

pub mod api;
pub mod chance;
pub mod faulty;

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What happens to one request.
#[derive(Clone)]
pub enum Reply {
    /// These bytes; the connection stays open.
    Bytes(String),
    /// These bytes, then the end of the connection.
    Cut(String),
    /// These bytes, then nothing.
    Hang(String),
    /// A body without end, in chunks.
    Flood,
}

/// A running server; it ends with the test's runtime.
pub struct Server {
    port: u16,
    received: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers the first request with the first reply and so on; the last one serves all that follow.
    pub async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = received.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, replies.clone(), log.clone()));
            }
        });
        Self { port, received }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// All requests so far, as they came.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().expect("no panic").clone()
    }

    /// The request lines so far.
    pub fn lines(&self) -> Vec<String> {
        let first = |request: &String| request.lines().next().unwrap_or_default().to_owned();
        self.received().iter().map(first).collect()
    }
}

async fn serve(
    mut stream: TcpStream,
    replies: Vec<Reply>,
    log: Arc<Mutex<Vec<String>>>,
) -> Option<()> {
    loop {
        let request = read(&mut stream, b"").await?;
        let index = {
            let mut log = log.lock().expect("no panic");
            log.push(request);
            log.len() - 1
        };
        match replies.get(index).or(replies.last())? {
            Reply::Bytes(text) => stream.write_all(text.as_bytes()).await.ok()?,
            Reply::Cut(text) => return stream.write_all(text.as_bytes()).await.ok(),
            Reply::Hang(text) => {
                stream.write_all(text.as_bytes()).await.ok()?;
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
            Reply::Flood => flood(&mut stream).await?,
        }
    }
}

/// One request that begins with `bytes`: its head, and as much of a body as that declares.
async fn read(stream: &mut TcpStream, bytes: &[u8]) -> Option<String> {
    let mut bytes = bytes.to_vec();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().expect("a length")) {
                return Some(text.into_owned());
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn flood(stream: &mut TcpStream) -> Option<()> {
    stream
        .write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")
        .await
        .ok()?;
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    loop {
        stream.write_all(chunk.as_bytes()).await.ok()?;
    }
}

/// A complete answer.
pub fn answer(status: u16, headers: &str, body: &str) -> Reply {
    let length = body.len();
    Reply::Bytes(format!(
        "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    ))
}

/// `200` with a JSON body.
pub fn ok(body: &str) -> Reply {
    answer(200, "content-type: application/json\r\n", body)
}

/// A redirect.
pub fn redirect(status: u16, to: &str) -> Reply {
    answer(status, &format!("location: {to}\r\n"), "")
}
