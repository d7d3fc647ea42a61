//! TLS: rustls with ring, certificates judged as the platform does.

use rustls::crypto::ring;
use rustls::{ClientConfig, Error, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// What a client needs that talks to one origin.
///
/// A client of a plain `http` origin never needs a certificate, so that it also works where none is installed.
/// Nothing process-wide is set.
pub(super) fn config(https: bool) -> Result<ClientConfig, Error> {
    let versions = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    let mut config = if https {
        versions.with_platform_verifier()?.with_no_client_auth()
    } else {
        versions
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth()
    };
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Makes sure that a `reqwest::ClientBuilder` of the caller's own finds a provider, which it takes from the process;
/// without one it would panic. One that is there already stays.
#[cfg(feature = "reqwest")]
pub(super) fn ensure_provider() {
    use rustls::crypto::CryptoProvider;
    if CryptoProvider::get_default().is_none() {
        // Fails only if another thread was quicker, which serves as well.
        let _ = ring::default_provider().install_default();
    }
}
