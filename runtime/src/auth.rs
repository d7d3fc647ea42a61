//! Credentials: which of them a call takes, and how they are put into its request.

mod credential;
mod secret;

pub use credential::Credential;
pub use secret::Secret;

use crate::error::InvalidRequest;
use crate::route::Security;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

/// The secret parts of a request, kept apart from its address until it is sent.
#[derive(Default)]
pub(crate) struct Sealed {
    pub(crate) headers: HeaderMap,
    /// `name=value` pairs, encoded.
    pub(crate) query: Zeroizing<String>,
    /// `name=value` pairs.
    pub(crate) cookies: Zeroizing<String>,
    /// How many credentials there are.
    pub(crate) count: usize,
}

/// The secret parts of a request that needs `security`, out of the credentials a client has.
pub(crate) fn seal(security: Security, have: &[Credential]) -> Result<Sealed, InvalidRequest> {
    let mut sealed = Sealed::default();
    for scheme in alternative(security, have)? {
        for credential in have
            .iter()
            .filter(|credential| credential.scheme() == *scheme)
        {
            credential.apply(&mut sealed)?;
            sealed.count += 1;
        }
    }
    Ok(sealed)
}

/// What of these credentials goes into a query, whichever of them an operation takes.
pub(crate) fn query(have: &[Credential]) -> Zeroizing<String> {
    let mut sealed = Sealed::default();
    for credential in have {
        // One that cannot be sent is told of when it is to be.
        let _ = credential.apply(&mut sealed);
    }
    sealed.query
}

/// The first alternative the client has all credentials for; one without any only if there is no other:
/// who set a credential wants it used where it is optional.
fn alternative(
    security: Security,
    have: &[Credential],
) -> Result<&'static [&'static str], InvalidRequest> {
    let covered = |all: &[&str]| {
        all.iter()
            .all(|scheme| have.iter().any(|credential| credential.scheme() == *scheme))
    };
    match security.iter().find(|all| !all.is_empty() && covered(all)) {
        Some(all) => Ok(all),
        None if security.is_empty() || security.iter().any(|all| all.is_empty()) => Ok(&[]),
        None => Err(missing(security)),
    }
}

fn missing(security: Security) -> InvalidRequest {
    let alternatives: Vec<_> = security
        .iter()
        .map(|all| format!("`{}`", all.join("` with `")))
        .collect();
    let wanted = alternatives.join(", or ");
    InvalidRequest::new(format!(
        "no credential for {wanted}: set one with Client::builder().auth(...)"
    ))
}

impl Sealed {
    fn header(
        &mut self,
        of: &Credential,
        name: HeaderName,
        value: Zeroizing<String>,
    ) -> Result<(), InvalidRequest> {
        let mut value = HeaderValue::from_str(&value).map_err(|_| {
            of.fault("contains a character that a header cannot carry (a line break at its end?)")
        })?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    fn cookie(&mut self, of: &Credential, name: &str, value: &str) -> Result<(), InvalidRequest> {
        // RFC 6265, cookie-octet: no blank, quote, comma, semicolon or backslash.
        if !value
            .bytes()
            .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b',' | b';' | b'\\'))
        {
            return Err(of.fault("contains a character that a cookie cannot carry"));
        }
        let separator = if self.cookies.is_empty() { "" } else { "; " };
        self.cookies.push_str(&format!("{separator}{name}={value}"));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
