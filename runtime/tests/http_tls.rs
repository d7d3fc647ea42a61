//! TLS: whom a client trusts.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::{Builder, Core, Error, Sent};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use server::api::{self, KEY};
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// Serves `7` over TLS with a certificate of its own making; gives the base URL and the certificate.
async fn start() -> (String, Vec<u8>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let acceptor = TlsAcceptor::from(Arc::new(config(&cert, &signing_key)));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut request = [0; 4096];
            let size = stream.read(&mut request).await.unwrap_or(0);
            assert!(String::from_utf8_lossy(&request[..size]).contains(KEY));
            let _ = stream
                .write_all(b"HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n7")
                .await;
        }
    });
    (format!("https://localhost:{port}"), cert.der().to_vec())
}

fn config(cert: &rcgen::Certificate, key: &KeyPair) -> ServerConfig {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder
        .with_safe_default_protocol_versions()
        .expect("versions");
    let certs = vec![cert.der().clone()];
    builder
        .with_no_client_auth()
        .with_single_cert(certs, key.into())
        .expect("a server")
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused_before_anything_is_sent() {
    let (url, _) = start().await;
    let error = api::post(&api::client(&url, api::bearer()))
        .await
        .expect_err("an error");
    assert!(
        matches!(&error, Error::Transport(error) if error.sent() == Sent::No),
        "{error:?}"
    );
    assert!(
        format!("{error:#}").contains("invalid peer certificate"),
        "{error}"
    );
}

#[tokio::test]
async fn the_callers_own_builder_says_whom_to_trust() {
    let (url, der) = start().await;
    let certificate = reqwest::Certificate::from_der(&der).expect("a certificate");
    // In a process of its own the provider is missing; the runtime has to see to it.
    let builder = callsmith_runtime::reqwest::Client::builder().tls_certs_only([certificate]);
    let core: Core = Builder::new(&api::SERVICE)
        .base_url(url)
        .auth(api::bearer())
        .reqwest(builder)
        .build()
        .expect("a client");
    assert_eq!(api::get(&core, "/").await.expect("a success"), 7);
}

#[tokio::test]
async fn a_server_without_tls_gets_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut received = [0; 4096];
        let size = stream.read(&mut received).await.expect("a greeting");
        let _ = stream
            .write_all(b"HTTP/1.1 400 X\r\ncontent-length: 0\r\n\r\n")
            .await;
        String::from_utf8_lossy(&received[..size]).into_owned()
    });
    let core = api::client(&url, api::header());
    let error = api::get(&core, "/").await.expect_err("an error");
    assert!(
        matches!(&error, Error::Transport(error) if error.sent() == Sent::No),
        "{error:?}"
    );
    assert!(!server.await.expect("no panic").contains(KEY));
}
