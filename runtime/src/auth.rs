//! Credentials: which of them a call takes, and how they are put into its request.

mod credential;
mod flight;
mod provider;
mod secret;
mod tokens;

pub use credential::Credential;
pub use provider::{Asked, Token, TokenProvider};
pub use secret::Secret;
pub(crate) use tokens::Tokens;

use crate::error::InvalidRequest;
use crate::route::Security;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use zeroize::Zeroizing;

/// The secret parts of a request, kept apart from its address until it is sent.
#[derive(Clone, Default)]
pub(crate) struct Sealed {
    pub(crate) headers: HeaderMap,
    /// `name=value` pairs, encoded.
    pub(crate) query: Zeroizing<String>,
    /// `name=value` pairs.
    pub(crate) cookies: Zeroizing<String>,
}

/// The credentials that a request takes which needs `security`, out of those a client has: those of the first
/// alternative that it has all of.
pub(crate) fn chosen(
    security: Security,
    have: &[Credential],
) -> Result<Vec<Credential>, InvalidRequest> {
    let schemes = alternative(security, have)?;
    let of = |scheme| have.iter().find(move |found| found.scheme() == scheme);
    Ok(schemes.iter().copied().filter_map(of).cloned().collect())
}

/// The secret parts of a request with these credentials and their secrets, where they had to be asked for.
pub(crate) fn seal(chosen: &[Credential], tokens: &Tokens) -> Result<Sealed, InvalidRequest> {
    let mut sealed = Sealed::default();
    for (index, credential) in chosen.iter().enumerate() {
        credential.apply(tokens.of(index), &mut sealed)?;
    }
    Ok(sealed)
}

/// The names that these credentials have in a query, whichever of them an operation takes.
pub(crate) fn in_query(have: &[Credential]) -> impl Iterator<Item = &'static str> {
    have.iter().filter_map(Credential::in_query)
}

/// The first alternative the client has all credentials for; one without any only if there is no other:
/// who set a credential wants it used where it is optional.
fn alternative(
    security: Security,
    have: &[Credential],
) -> Result<&'static [&'static str], InvalidRequest> {
    let covered = |all: &[&str]| all.iter().all(|scheme| has(have, scheme));
    match security.iter().find(|all| !all.is_empty() && covered(all)) {
        Some(all) => Ok(all),
        None if security.is_empty() || security.iter().any(|all| all.is_empty()) => Ok(&[]),
        None => Err(missing(security, have)),
    }
}

fn has(have: &[Credential], scheme: &str) -> bool {
    have.iter().any(|credential| credential.scheme() == scheme)
}

/// Names what is missing of each alternative.
fn missing(security: Security, have: &[Credential]) -> InvalidRequest {
    let missing = |all: &&[&str]| {
        let missing = all.iter().copied().filter(|scheme| !has(have, scheme));
        format!("`{}`", missing.collect::<Vec<_>>().join("` with `"))
    };
    let wanted = security
        .iter()
        .map(missing)
        .collect::<Vec<_>>()
        .join(", or ");
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
