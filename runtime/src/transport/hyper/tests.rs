//! HTTP/2, which only TLS agrees on, and what hyper does by itself. Everything else is tested from outside.

use super::*;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// A server that chooses HTTP/2, and the certificate to trust.
fn server() -> (TlsAcceptor, CertificateDer<'static>) {
    let names = ["localhost".to_owned()];
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(names).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into());
    let mut config = config.expect("a server");
    config.alpn_protocols = vec![b"h2".to_vec()];
    (TlsAcceptor::from(Arc::new(config)), cert.der().clone())
}

/// Answers every request on one connection with the path it asked for.
async fn serve(stream: TlsStream<TcpStream>) {
    let mut connection = h2::server::handshake(stream).await.expect("HTTP/2");
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let path = request.uri().path().to_owned();
        let head = http::Response::new(());
        let mut body = respond.send_response(head, false).expect("an open stream");
        body.send_data(path.into(), true).expect("an open stream");
    }
}

/// A port of this machine.
async fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    (listener, port)
}

/// A connection with TLS; an error if the client does not trust the server.
async fn accept(listener: &TcpListener, tls: &TlsAcceptor) -> io::Result<TlsStream<TcpStream>> {
    let (stream, _) = listener.accept().await?;
    tls.accept(stream).await
}

async fn post(client: &Hyper, url: String) -> Result<http::Response<Body>, TransportError> {
    let request = http::Request::post(url).body(Body::from("hello"));
    client
        .send(request.expect("a request"), Limits::default())
        .await
}

fn client(certificate: CertificateDer<'static>) -> Hyper {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate).expect("a root");
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = tls::config(false).expect("TLS").alpn_protocols;
    Hyper::with(Proxies::none(), config, Duration::from_secs(5))
}

#[tokio::test]
async fn calls_share_a_connection_of_http_2() {
    let ((tls, certificate), (listener, port)) = (server(), listen().await);
    tokio::spawn(async move {
        // One connection, and no other.
        serve(accept(&listener, &tls).await.expect("TLS")).await;
    });
    let client = client(certificate);
    for path in ["/a", "/b"] {
        let answer = post(&client, format!("https://localhost:{port}{path}")).await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.version(), http::Version::HTTP_2);
        let body = answer.into_body().collect(10).await.expect("a body");
        assert_eq!(body, path);
    }
}

/// A server may end a connection with any text (RFC 9113, section 6.8).
#[tokio::test]
async fn what_a_server_says_when_it_goes_away_is_not_repeated() {
    let ((tls, certificate), (listener, port)) = (server(), listen().await);
    tokio::spawn(async move {
        let mut stream = accept(&listener, &tls).await?;
        let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
        let goes_away = [0, 0, 14, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11];
        let said = [&settings[..], &goes_away[..], b"S3CRET"].concat();
        stream.write_all(&said).await?;
        stream.read_to_end(&mut Vec::new()).await
    });
    let answer = post(&client(certificate), format!("https://localhost:{port}")).await;
    let error = answer.expect_err("no answer");
    let text = format!("{error:#}\n{error:?}");
    assert!(text.contains("HTTP/2: "), "{text}");
    assert!(!text.contains("S3CRET"), "{text}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused_without_the_name() {
    let ((tls, certificate), (listener, port)) = (server(), listen().await);
    tokio::spawn(async move { accept(&listener, &tls).await.map(drop) });
    let answer = post(&client(certificate), format!("https://127.0.0.1:{port}")).await;
    let error = answer.expect_err("no answer");
    assert_eq!(error.sent(), Sent::No);
    let text = format!("{error:#}\n{error:?}");
    assert!(text.contains("it is for another name"), "{text}");
    for name in ["127.0.0.1", "localhost"] {
        assert!(!text.contains(name), "{text}");
    }
}

/// What is dropped goes back to the pool, which then begins to look for idle connections in the background.
#[test]
fn a_call_that_is_dropped_outside_of_tokio_leaves_a_client_that_works() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(|| answer_late(stream.expect("a connection")));
        }
    });
    let mut tokio = tokio::runtime::Builder::new_multi_thread();
    let tokio = tokio.enable_all().build().expect("a runtime");
    let config = tls::config(false).expect("TLS");
    let client = Hyper::with(Proxies::none(), config, Duration::from_secs(5));
    let send = || {
        let request = http::Request::get(&url).body(Body::empty());
        client.send(request.expect("a request"), Limits::default())
    };
    let mut call = send();
    let wait = Duration::from_millis(50);
    let unfinished = tokio.block_on(async { tokio::time::timeout(wait, &mut call).await });
    assert!(unfinished.is_err());
    // By then the answer is there, and nobody has looked at it.
    std::thread::sleep(4 * wait);
    drop(call);
    let answer = tokio.block_on(send());
    assert_eq!(answer.expect("an answer").status(), 200);
}

fn answer_late(mut stream: std::net::TcpStream) {
    use std::io::{Read, Write};
    let mut request = [0; 1024];
    while stream.read(&mut request).is_ok_and(|size| size > 0) {
        std::thread::sleep(Duration::from_millis(100));
        let answer = b"HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n7";
        stream.write_all(answer).expect("an open connection");
    }
}
