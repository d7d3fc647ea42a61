//! The key that makes a repeat harmless: made once for a call, the same in all its attempts.

use crate::error::InvalidRequest;
use http::header::{Entry, HeaderMap, HeaderName, HeaderValue};
use std::fmt::Write;
use std::sync::Arc;

/// The key in the header `name`, which is set to a new one unless the caller chose one.
pub(super) fn key(headers: &mut HeaderMap, name: &'static str) -> Result<Arc<str>, InvalidRequest> {
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
        InvalidRequest::new("the header of the idempotency key has an impossible name")
    })?;
    let value = match headers.entry(header) {
        Entry::Occupied(entry) => entry.into_mut(),
        Entry::Vacant(entry) => entry.insert(random()?),
    };
    match value.to_str() {
        // A server takes it for none, and each attempt for a call of its own: blanks around a value are no part of it
        // (RFC 9110, 5.5).
        Ok(text) if text.trim().is_empty() => {
            Err(InvalidRequest::new("the idempotency key is empty"))
        }
        Ok(text) => Ok(text.into()),
        Err(_) => Err(InvalidRequest::new(
            "the idempotency key holds other characters than those of ASCII",
        )),
    }
}

/// A UUID of version 4 (RFC 9562, 5.4).
fn random() -> Result<HeaderValue, InvalidRequest> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|e| InvalidRequest::because("there is no randomness for an idempotency key", e))?;
    bytes[6] = bytes[6] & 0x0F | 0x40;
    bytes[8] = bytes[8] & 0x3F | 0x80;
    let mut text = String::with_capacity(36);
    for (i, byte) in bytes.iter().enumerate() {
        let dash = if matches!(i, 4 | 6 | 8 | 10) { "-" } else { "" };
        let _ = write!(text, "{dash}{byte:02x}");
    }
    HeaderValue::try_from(text)
        .map_err(|e| InvalidRequest::because("no header can carry the key", e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_key_is_a_uuid_and_another_one_each_time() {
        let fresh = || key(&mut HeaderMap::new(), "Idempotency-Key").expect("a key");
        let text = fresh();
        let lengths: Vec<_> = text.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit()));
        assert_eq!(&text[14..15], "4");
        assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"));
        assert_ne!(text, fresh());
    }

    #[test]
    fn the_callers_own_key_stays() {
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", HeaderValue::from_static("order-7"));
        assert_eq!(
            &*key(&mut headers, "Idempotency-Key").expect("a key"),
            "order-7"
        );
        assert_eq!(headers.len(), 1);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for bad in [&b""[..], b" ", b" \t", b"\xC3\xA4"] {
            let mut headers = HeaderMap::new();
            headers.insert("k", HeaderValue::from_bytes(bad).expect("a header"));
            assert!(key(&mut headers, "k").is_err());
        }
        assert!(key(&mut HeaderMap::new(), "two words").is_err());
    }
}
