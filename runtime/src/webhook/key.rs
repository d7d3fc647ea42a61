//! Secrets as keys, and signatures against them. Everything is compared in constant time, by `ring`.

use super::header::bytes;
use super::{Algorithm, Encoding, Refused};
use crate::auth::Secret;
use ring::{hmac, signature};
use zeroize::Zeroizing;

/// What secrets of Standard Webhooks begin with.
const PREFIX: &str = "whsec_";

/// Whether one of `signatures` is that of `message` by `secret`.
pub(super) fn is_signed(
    (algorithm, encoding): (Algorithm, Encoding),
    secret: &Secret,
    message: &[u8],
    signatures: &[Vec<u8>],
) -> Result<bool, Refused> {
    let key = key(secret, encoding).ok_or(Refused::BadSecret)?;
    let hash = match algorithm {
        Algorithm::Ed25519 => return Ok(by_public_key(&key, message, signatures)),
        Algorithm::HmacSha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
        Algorithm::HmacSha256 => hmac::HMAC_SHA256,
        Algorithm::HmacSha512 => hmac::HMAC_SHA512,
    };
    let key = hmac::Key::new(hash, &key);
    let is_it = |signature: &Vec<u8>| hmac::verify(&key, message, signature).is_ok();
    Ok(signatures.iter().any(is_it))
}

fn by_public_key(key: &[u8], message: &[u8], signatures: &[Vec<u8>]) -> bool {
    let key = signature::UnparsedPublicKey::new(&signature::ED25519, key);
    let is_it = |signature: &Vec<u8>| key.verify(message, signature).is_ok();
    signatures.iter().any(is_it)
}

/// The bytes of a secret; an empty one is none, because everybody can sign with it. Neither is one that a call would ask
/// for: there is no call here.
fn key(secret: &Secret, encoding: Encoding) -> Option<Zeroizing<Vec<u8>>> {
    let text = secret.expose()?;
    let text = match encoding {
        Encoding::Base64 => text.strip_prefix(PREFIX).unwrap_or(text),
        Encoding::Text | Encoding::Hex => text,
    };
    let key = bytes(text, encoding).map(Zeroizing::new)?;
    (!key.is_empty()).then_some(key)
}
