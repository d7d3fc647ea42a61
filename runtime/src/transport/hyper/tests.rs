//! HTTP/2, which only TLS agrees on. Everything else is tested from outside.

use super::*;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

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
async fn serve(stream: TcpStream, acceptor: TlsAcceptor) {
    let stream = acceptor.accept(stream).await.expect("TLS");
    let mut connection = h2::server::handshake(stream).await.expect("HTTP/2");
    while let Some(Ok((request, mut respond))) = connection.accept().await {
        let path = request.uri().path().to_owned();
        let head = http::Response::new(());
        let mut body = respond.send_response(head, false).expect("an open stream");
        body.send_data(path.into(), true).expect("an open stream");
    }
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
    Hyper::through(Proxies::none(), config, Duration::from_secs(5))
}

#[tokio::test]
async fn calls_share_a_connection_of_http_2() {
    let (acceptor, certificate) = server();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    // One connection, and no other.
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a connection");
        serve(stream, acceptor).await;
    });
    let client = client(certificate);
    for path in ["/a", "/b"] {
        let request = http::Request::post(format!("https://localhost:{port}{path}"));
        let request = request.body(Body::from("hello")).expect("a request");
        let answer = client.send(request, Limits::default()).await;
        let answer = answer.expect("an answer");
        assert_eq!(answer.version(), http::Version::HTTP_2);
        let body = answer.into_body().collect(10).await.expect("a body");
        assert_eq!(body, path);
    }
}
