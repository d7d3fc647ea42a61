//! Ways to a server: what a proxy hears, and what is known where it refuses. Requests that reach a server are tested
//! from outside.

use super::super::Hyper;
use super::*;
use crate::body::Body;
use crate::transport::{Limits, Sent, Transport, TransportError, tls};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

type Answered = Result<http::Response<Body>, TransportError>;

/// Sends one request to `server` by a proxy of the scheme `scheme`, which does with the connection what `proxy` does.
async fn through<T>(
    scheme: &str,
    server: &str,
    proxy: impl AsyncFnOnce(TcpStream) -> T,
) -> (T, Answered) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let transport = Hyper::through(
        Proxies::all(format!("{scheme}://user:pass%20word@127.0.0.1:{port}")),
        tls::config(false).expect("TLS without certificates"),
        Duration::from_secs(2),
    );
    let request = http::Request::post(server).body(Body::from("hello"));
    let limits = Limits {
        timeout: Duration::from_secs(5),
        ..Limits::default()
    };
    let sending = transport.send(request.expect("a request"), limits);
    let serving = async { proxy(listener.accept().await.expect("a connection").0).await };
    tokio::join!(serving, sending)
}

async fn read(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = vec![0; 4096];
    let size = stream.read(&mut bytes).await.expect("bytes");
    bytes.truncate(size);
    bytes
}

async fn write(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).await.expect("an open connection");
}

/// As much as a request with the body `hello` has.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut request = Vec::new();
    while !request.ends_with(b"hello") {
        request.extend(read(stream).await);
    }
    String::from_utf8(request).expect("text").to_lowercase()
}

const OK: &[u8] = b"HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n7";
const KEY: &str = "proxy-authorization: basic dxnlcjpwyxnzihdvcmq=\r\n";

#[tokio::test]
async fn a_proxy_forwards_whole_requests_of_plain_http() {
    let (heard, answer) = through(
        "http",
        "http://example.invalid/calls",
        async |mut stream| {
            let heard = read_request(&mut stream).await;
            write(&mut stream, OK).await;
            heard
        },
    )
    .await;
    assert!(heard.starts_with("post http://example.invalid/calls http/1.1\r\n"));
    assert!(heard.contains("host: example.invalid\r\n"), "{heard}");
    assert!(heard.contains(KEY), "{heard}");
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[tokio::test]
async fn a_proxy_leads_to_a_server_of_https_and_reads_nothing() {
    let ((asked, hello), answer) =
        through("http", "https://example.invalid", async |mut stream| {
            let asked = String::from_utf8(read(&mut stream).await).expect("text");
            write(&mut stream, b"HTTP/1.1 200 Connected\r\n\r\n").await;
            (asked.to_lowercase(), read(&mut stream).await)
        })
        .await;
    assert!(
        asked.starts_with("connect example.invalid:443 http/1.1\r\n"),
        "{asked}"
    );
    assert!(asked.contains(KEY), "{asked}");
    // The record of a handshake (RFC 8446, section 5.1).
    assert_eq!(hello.first(), Some(&22));
    let error = answer.expect_err("no TLS");
    assert_eq!(error.sent(), Sent::No);
}

#[tokio::test]
async fn a_proxy_that_refuses_has_sent_nothing() {
    let (_, answer) = through("http", "https://example.invalid", async |mut stream| {
        read(&mut stream).await;
        write(&mut stream, b"HTTP/1.1 407 Who are you?\r\n\r\n").await;
    })
    .await;
    let error = answer.expect_err("refused");
    assert_eq!(error.sent(), Sent::No);
    let text = format!("{error:#}");
    assert!(text.contains("proxy authorization required"), "{text}");
    assert!(!text.contains("word"), "{text}");
}

#[tokio::test]
async fn a_proxy_that_is_silent_is_given_up_in_the_time_for_connecting() {
    let (_, answer) = through("http", "https://example.invalid", async |mut stream| {
        read(&mut stream).await;
        tokio::time::sleep(Duration::from_secs(3)).await;
    })
    .await;
    let error = answer.expect_err("too late");
    assert!(error.is_timeout());
    assert_eq!(error.sent(), Sent::No);
}

/// RFC 1928 and RFC 1929.
#[tokio::test]
async fn a_socks_proxy_connects_to_the_name_it_is_told() {
    let (heard, answer) = through(
        "socks5h",
        "http://example.invalid/calls",
        async |mut stream| {
            read(&mut stream).await;
            write(&mut stream, &[5, 2]).await;
            let user = read(&mut stream).await;
            write(&mut stream, &[1, 0]).await;
            let target = read(&mut stream).await;
            write(&mut stream, &[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).await;
            let heard = read_request(&mut stream).await;
            write(&mut stream, OK).await;
            (user, target, heard)
        },
    )
    .await;
    let (user, target, heard) = heard;
    assert_eq!(user, b"\x01\x04user\x09pass word");
    assert_eq!(target, b"\x05\x01\x00\x03\x0fexample.invalid\x00\x50");
    assert!(heard.starts_with("post /calls http/1.1\r\n"), "{heard}");
    assert!(!heard.contains("proxy-authorization"), "{heard}");
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[tokio::test]
async fn a_socks_proxy_of_the_fourth_version_resolves_names_where_it_is_told_to() {
    let (target, answer) = through("socks4a", "http://example.invalid", async |mut stream| {
        let target = read(&mut stream).await;
        write(&mut stream, &[0, 90, 0, 80, 127, 0, 0, 1]).await;
        read_request(&mut stream).await;
        write(&mut stream, OK).await;
        target
    })
    .await;
    // An address of the form 0.0.0.x asks for the name behind it.
    assert_eq!(
        target,
        b"\x04\x01\x00\x50\x00\x00\x00\xff\x00example.invalid\x00"
    );
    assert_eq!(answer.expect("an answer").status(), 200);
}
