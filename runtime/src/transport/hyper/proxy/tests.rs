//! Ways to a server: what a proxy hears, and what is known where it refuses. That the environment's are asked is tested
//! from outside, in a process of its own.

use super::super::Hyper;
use super::*;
use crate::body::Body;
use crate::transport::{Limits, Sent, Transport, TransportError, tls};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

type Answered = Result<http::Response<Body>, TransportError>;

/// Sends one request to `server` by a proxy of the scheme `scheme`, which does with the connection what `proxy` does.
async fn by<T>(
    scheme: &str,
    server: &str,
    proxy: impl AsyncFnOnce(TcpStream) -> T,
) -> (T, Answered) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let transport = Hyper::with(
        Proxies::all(format!("{scheme}://user:pass%20word@127.0.0.1:{port}")),
        tls::config(false).expect("TLS without certificates"),
        Duration::from_millis(500),
    );
    let request = http::Request::post(server).body(Body::from("hello"));
    let limits = Limits {
        timeout: Duration::from_secs(20),
        ..Limits::default()
    };
    let sending = transport.send(request.expect("a request"), limits);
    let serving = async { proxy(listener.accept().await.expect("a connection").0).await };
    tokio::join!(serving, sending)
}

async fn read<const N: usize>(stream: &mut TcpStream) -> [u8; N] {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).await.expect("bytes");
    bytes
}

async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    while !text.ends_with(end) {
        text.push(read::<1>(stream).await[0].into());
    }
    text
}

async fn write(stream: &mut TcpStream, bytes: &[u8]) {
    stream.write_all(bytes).await.expect("an open connection");
}

const OK: &[u8] = b"HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n7";
/// `user` and `pass word`, as RFC 7617 has them.
const KEY: &str = "Basic dXNlcjpwYXNzIHdvcmQ=\r\n";

#[tokio::test]
async fn a_proxy_forwards_whole_requests_of_plain_http() {
    let (heard, answer) = by(
        "http",
        "http://example.invalid/calls",
        async |mut stream| {
            let heard = read_until(&mut stream, "hello").await;
            write(&mut stream, OK).await;
            heard
        },
    )
    .await;
    assert!(heard.starts_with("POST http://example.invalid/calls HTTP/1.1\r\n"));
    assert!(heard.contains("host: example.invalid\r\n"), "{heard}");
    assert!(
        heard.contains(&format!("proxy-authorization: {KEY}")),
        "{heard}"
    );
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[test]
fn credentials_of_the_callers_own_for_a_proxy_count() {
    let proxies = Proxies::all("http://user:password@127.0.0.1:1".to_owned());
    let mut request = http::Request::new(());
    *request.uri_mut() = Uri::from_static("http://example.invalid");
    let own = http::HeaderValue::from_static("Bearer own");
    request
        .headers_mut()
        .insert(PROXY_AUTHORIZATION, own.clone());
    proxies.authorize(&mut request);
    assert_eq!(request.headers()[PROXY_AUTHORIZATION], own);
}

#[tokio::test]
async fn a_proxy_leads_to_a_server_of_https_and_reads_nothing() {
    let ((asked, hello), answer) = by("http", "https://example.invalid", async |mut stream| {
        let asked = read_until(&mut stream, "\r\n\r\n").await;
        write(&mut stream, b"HTTP/1.1 200 Connected\r\n\r\n").await;
        (asked, read::<1>(&mut stream).await)
    })
    .await;
    assert!(
        asked.starts_with("CONNECT example.invalid:443 HTTP/1.1\r\n"),
        "{asked}"
    );
    assert!(
        asked.contains(&format!("Proxy-Authorization: {KEY}")),
        "{asked}"
    );
    // The record of a handshake (RFC 8446, section 5.1).
    assert_eq!(hello, [22]);
    assert_eq!(answer.expect_err("no TLS").sent(), Sent::No);
}

#[tokio::test]
async fn a_proxy_that_refuses_has_sent_nothing() {
    let (_, answer) = by("http", "https://example.invalid", async |mut stream| {
        read_until(&mut stream, "\r\n\r\n").await;
        write(&mut stream, b"HTTP/1.1 407 Who are you?\r\n\r\n").await;
    })
    .await;
    let error = answer.expect_err("refused");
    assert_eq!(error.sent(), Sent::No);
    let text = format!("{error:#}\n{error:?}");
    assert!(text.contains("proxy authorization required"), "{text}");
    for secret in ["word", "dXNlc", "example.invalid", "Who are you"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[tokio::test]
async fn a_proxy_that_is_silent_is_given_up_in_the_time_for_connecting() {
    let (_, answer) = by("http", "https://example.invalid", async |mut stream| {
        // Until the other side has gone.
        stream.read_to_end(&mut Vec::new()).await
    })
    .await;
    let error = answer.expect_err("too late");
    assert!(error.is_timeout());
    assert_eq!(error.sent(), Sent::No);
}

/// RFC 1928 and RFC 1929.
#[tokio::test]
async fn a_socks_proxy_connects_to_the_name_it_is_told() {
    let (heard, answer) = by(
        "socks5h",
        "http://example.invalid/calls",
        async |mut stream| {
            let [_, methods] = read(&mut stream).await;
            for _ in 0..methods {
                read::<1>(&mut stream).await;
            }
            write(&mut stream, &[5, 2]).await;
            let user = read::<16>(&mut stream).await;
            write(&mut stream, &[1, 0]).await;
            let target = read::<22>(&mut stream).await;
            write(&mut stream, &[5, 0, 0, 1, 127, 0, 0, 1, 0, 80]).await;
            let heard = read_until(&mut stream, "hello").await;
            write(&mut stream, OK).await;
            (user, target, heard)
        },
    )
    .await;
    let (user, target, heard) = heard;
    assert_eq!(&user, b"\x01\x04user\x09pass word");
    assert_eq!(&target, b"\x05\x01\x00\x03\x0fexample.invalid\x00\x50");
    assert!(heard.starts_with("POST /calls HTTP/1.1\r\n"), "{heard}");
    assert!(!heard.contains("proxy-authorization"), "{heard}");
    assert_eq!(answer.expect("an answer").status(), 200);
}

#[tokio::test]
async fn a_socks_proxy_of_the_fourth_version_gets_an_address_or_a_name() {
    let request = async |scheme, server| {
        let (target, answer) = by(scheme, server, async |mut stream| {
            let target = read::<9>(&mut stream).await;
            let name = match target[4..7] {
                // An address of the form 0.0.0.x asks for the name behind it.
                [0, 0, 0] => read_until(&mut stream, "\0").await,
                _ => String::new(),
            };
            write(&mut stream, &[0, 90, 0, 80, 127, 0, 0, 1]).await;
            read_until(&mut stream, "hello").await;
            write(&mut stream, OK).await;
            (target[..4].to_vec(), target[4..8].to_vec(), name)
        })
        .await;
        assert_eq!(answer.expect("an answer").status(), 200);
        target
    };
    let (head, _, name) = request("socks4a", "http://example.invalid").await;
    assert_eq!(
        (&head[..], &*name),
        (&[4, 1, 0, 80][..], "example.invalid\0")
    );
    let (head, address, _) = request("socks4", "http://localhost:81").await;
    assert_eq!(
        (&head[..], &address[..]),
        (&[4, 1, 0, 81][..], &[127, 0, 0, 1][..])
    );
}
