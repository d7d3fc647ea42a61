//! A server on loopback that gives one answer after the other.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// What a client sent.
#[derive(Debug)]
pub(crate) struct Request {
    /// The first line.
    pub(crate) line: String,
    /// Names in lower case, and values.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: String,
}

impl Request {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Answers as many requests as it was given answers.
pub(crate) struct Server {
    url: String,
    requests: Receiver<Request>,
}

impl Server {
    /// Starts; every answer has status 200, and its media type.
    pub(crate) fn start(answers: &'static [(&'static str, &'static str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, requests) = channel();
        thread::spawn(move || {
            for (media_type, answer) in answers {
                let (mut stream, _) = listener.accept().expect("a client");
                let _ = sender.send(read(&mut stream));
                let length = answer.len();
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {length}"
                );
                write!(stream, "{head}\r\nconnection: close\r\n\r\n{answer}")
                    .expect("a client that listens");
            }
        });
        Self { url, requests }
    }

    /// Where it is.
    pub(crate) fn url(&self) -> String {
        self.url.clone()
    }

    /// What was sent to it.
    pub(crate) fn requests<const COUNT: usize>(&self) -> [Request; COUNT] {
        std::array::from_fn(|_| {
            self.requests
                .recv_timeout(Duration::from_secs(5))
                .expect("another request")
        })
    }
}

fn read(stream: &mut TcpStream) -> Request {
    let mut reader = BufReader::new(stream);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut request = Request {
        line: lines.swap_remove(0),
        headers,
        body: String::new(),
    };
    let length = request
        .header("content-length")
        .map_or(0, |text| text.parse().expect("a number"));
    reader
        .take(length)
        .read_to_string(&mut request.body)
        .expect("a body");
    request
}
