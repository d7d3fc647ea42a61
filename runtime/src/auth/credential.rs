//! One credential and the way it travels.

use super::{Sealed, Secret};
use crate::error::InvalidRequest;
use crate::query;
use crate::request::FRAMING;
use base64::prelude::{BASE64_STANDARD, Engine};
use http::header::{AUTHORIZATION, HeaderName};
use std::fmt;
use zeroize::Zeroizing;

/// A secret and the way it travels, for one security scheme of an API.
///
/// Generated crates make these through their own `Auth` type.
#[derive(Clone)]
pub struct Credential {
    scheme: &'static str,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Bearer(Secret),
    Basic(String, Secret),
    Header(&'static str, Secret),
    Query(&'static str, Secret),
    Cookie(&'static str, Secret),
}

impl Credential {
    /// `Authorization: Bearer <token>` (RFC 6750).
    pub fn bearer(scheme: &'static str, token: impl Into<Secret>) -> Self {
        Self {
            scheme,
            kind: Kind::Bearer(token.into()),
        }
    }

    /// `Authorization: Basic <base64 of user:password>` (RFC 7617).
    pub fn basic(
        scheme: &'static str,
        user: impl Into<String>,
        password: impl Into<Secret>,
    ) -> Self {
        Self {
            scheme,
            kind: Kind::Basic(user.into(), password.into()),
        }
    }

    /// The key as it is in the header `name`.
    pub fn header(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self {
            scheme,
            kind: Kind::Header(name, key.into()),
        }
    }

    /// The key in the query, as `name=<key>`.
    pub fn query(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self {
            scheme,
            kind: Kind::Query(name, key.into()),
        }
    }

    /// The key in the cookie `name`.
    pub fn cookie(scheme: &'static str, name: &'static str, key: impl Into<Secret>) -> Self {
        Self {
            scheme,
            kind: Kind::Cookie(name, key.into()),
        }
    }

    /// The security scheme this is for.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Its name in the query, where it goes there.
    pub(super) fn in_query(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Query(name, _) => Some(name),
            _ => None,
        }
    }

    /// What is secret about it.
    pub(crate) fn secret(&self) -> &Secret {
        match &self.kind {
            Kind::Bearer(secret)
            | Kind::Basic(_, secret)
            | Kind::Header(_, secret)
            | Kind::Query(_, secret)
            | Kind::Cookie(_, secret) => secret,
        }
    }

    /// Puts the secret where it belongs. `token`: what its provider gave, where it has one.
    pub(super) fn apply(
        &self,
        token: Option<&Secret>,
        sealed: &mut Sealed,
    ) -> Result<(), InvalidRequest> {
        let secret = token.unwrap_or_else(|| self.secret()).expose();
        let secret =
            secret.ok_or_else(|| self.fault("gave another provider in place of a token"))?;
        match &self.kind {
            Kind::Bearer(_) => {
                let token = self.usable(secret)?;
                sealed.header(
                    self,
                    AUTHORIZATION,
                    Zeroizing::new(format!("Bearer {token}")),
                )
            }
            Kind::Basic(user, _) => {
                sealed.header(self, AUTHORIZATION, self.basic_value(user, secret)?)
            }
            Kind::Header(name, _) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .ok()
                    .filter(|name| !FRAMING.contains(&name.as_str()))
                    .ok_or_else(|| self.fault("has an impossible header name"))?;
                sealed.header(self, name, Zeroizing::new(self.usable(secret)?.to_owned()))
            }
            Kind::Query(name, _) => {
                query::pair(&mut sealed.query, name, self.usable(secret)?);
                Ok(())
            }
            Kind::Cookie(name, _) => sealed.cookie(self, name, self.usable(secret)?),
        }
    }

    /// A secret that is empty is a forgotten setting, and the server's answer to it would not say so.
    fn usable<'a>(&self, secret: &'a str) -> Result<&'a str, InvalidRequest> {
        Some(secret)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| self.fault("is empty"))
    }

    fn basic_value(&self, user: &str, password: &str) -> Result<Zeroizing<String>, InvalidRequest> {
        if user.contains(':') {
            return Err(self.fault("has a user name with a colon, which Basic cannot carry"));
        }
        let pair = Zeroizing::new(format!("{user}:{password}"));
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(pair.as_bytes()));
        Ok(Zeroizing::new(format!("Basic {}", *encoded)))
    }

    pub(super) fn fault(&self, what: &str) -> InvalidRequest {
        InvalidRequest::new(format!("the credential for `{}` {what}", self.scheme))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({} [redacted])", self.scheme)
    }
}
