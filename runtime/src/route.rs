//! What is fixed about an operation: method, path, what may be repeated, which credentials it takes.

use crate::failure::CodeAt;
use http::StatusCode;
use std::fmt;

/// Alternatives of combinations of security scheme names, as in a document's `security`.
///
/// `&[&["bearer"], &["user", "password"]]` is "`bearer`, or `user` together with `password`".
/// An empty combination, or no combination at all, means that no credential is needed.
pub type Security = &'static [&'static [&'static str]];

/// What a repeat of an operation does. It decides what the runtime may do by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Safety {
    /// Changes nothing: GET, HEAD, OPTIONS.
    Safe,
    /// Twice is as good as once: PUT, DELETE.
    Idempotent,
    /// Twice is as good as once, because both carry the same idempotency key.
    Keyed,
    /// Twice is not once: POST, PATCH, and everything that dials or costs money.
    Unsafe,
}

impl Safety {
    /// Whether a repeat does no harm.
    pub(crate) fn may_be_repeated(self) -> bool {
        self != Self::Unsafe
    }
}

/// An operation of an API, before any of its values are known.
///
/// ```
/// use callsmith_runtime::{Route, Safety};
///
/// let route = Route::get("/calls/{id}/public").safety(Safety::Unsafe);
/// assert_eq!(format!("{route:?}"), "GET /calls/{id}/public");
/// ```
#[derive(Clone, Copy)]
pub struct Route {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) safety: Safety,
    /// The header of the idempotency key.
    pub(crate) idempotency_key: Option<&'static str>,
    /// Statuses after which it is certain that nothing happened.
    pub(crate) not_carried_out: &'static [u16],
    /// The documented statuses of success; none: any.
    pub(crate) successes: &'static [u16],
    /// URLs of its own servers; none: those of the service.
    pub(crate) servers: &'static [&'static str],
    /// Where the bodies of its failures have their code.
    pub(crate) error_code: CodeAt,
    /// `None`: what the service says.
    pub(crate) security: Option<Security>,
    /// Headers that every call has unless it says otherwise.
    pub(crate) headers: &'static [(&'static str, &'static str)],
}

impl Route {
    /// `GET path`; placeholders stand in braces: `/calls/{id}`.
    pub const fn get(path: &'static str) -> Self {
        Self::new("GET", path, Safety::Safe)
    }

    /// `HEAD path`.
    pub const fn head(path: &'static str) -> Self {
        Self::new("HEAD", path, Safety::Safe)
    }

    /// `OPTIONS path`.
    pub const fn options(path: &'static str) -> Self {
        Self::new("OPTIONS", path, Safety::Safe)
    }

    /// `TRACE path`.
    pub const fn trace(path: &'static str) -> Self {
        Self::new("TRACE", path, Safety::Safe)
    }

    /// `PUT path`.
    pub const fn put(path: &'static str) -> Self {
        Self::new("PUT", path, Safety::Idempotent)
    }

    /// `DELETE path`.
    pub const fn delete(path: &'static str) -> Self {
        Self::new("DELETE", path, Safety::Idempotent)
    }

    /// `POST path`.
    pub const fn post(path: &'static str) -> Self {
        Self::new("POST", path, Safety::Unsafe)
    }

    /// `PATCH path`.
    pub const fn patch(path: &'static str) -> Self {
        Self::new("PATCH", path, Safety::Unsafe)
    }

    /// Any method, for those without a function of their own.
    pub const fn new(method: &'static str, path: &'static str, safety: Safety) -> Self {
        Self {
            method,
            path,
            safety,
            idempotency_key: None,
            not_carried_out: &[],
            successes: &[200],
            error_code: CodeAt::Unsaid,
            security: None,
            servers: &[],
            headers: &[],
        }
    }

    /// Replaces the class that follows from the method.
    pub const fn safety(mut self, safety: Safety) -> Self {
        self.safety = safety;
        self
    }

    /// Makes a repeat harmless by a key in the header `name`, the same for all attempts of a call.
    pub const fn keyed(mut self, name: &'static str) -> Self {
        self.safety = Safety::Keyed;
        self.idempotency_key = Some(name);
        self
    }

    /// Statuses after which the provider guarantees that the operation was not carried out.
    pub const fn not_carried_out(mut self, statuses: &'static [u16]) -> Self {
        self.not_carried_out = statuses;
        self
    }

    /// The statuses of success that the document lists, in place of 200. It matters only to an observer and to a strict
    /// client: every 2xx is a success.
    pub const fn successes(mut self, statuses: &'static [u16]) -> Self {
        self.successes = statuses;
        self
    }

    /// The document does not say which statuses of success there are: any is as good.
    pub const fn any_success(self) -> Self {
        self.successes(&[])
    }

    /// Where the bodies of its failures have their code, in place of what the service says.
    pub const fn error_code(mut self, at: CodeAt) -> Self {
        self.error_code = at;
        self
    }

    /// Headers that every call has, names and values, unless the caller sets others: what the document asks for where
    /// there is nothing to choose.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// URLs of the operation's own servers, with the defaults of their variables, in place of the service's. The first one is
    /// called, unless the client was told another one of them. Those without a host are on the service's own.
    pub const fn servers(mut self, urls: &'static [&'static str]) -> Self {
        self.servers = urls;
        self
    }

    /// Replaces the service's requirement; `&[]`: no credential is sent.
    pub const fn security(mut self, security: Security) -> Self {
        self.security = Some(security);
        self
    }

    /// Whether the document lists this status of a success.
    pub(crate) fn lists(&self, status: StatusCode) -> bool {
        self.successes.is_empty() || self.successes.contains(&status.as_u16())
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_method_gives_the_class_and_a_document_may_correct_it() {
        assert_eq!(Route::get("/x").safety, Safety::Safe);
        assert_eq!(Route::delete("/x").safety, Safety::Idempotent);
        assert_eq!(Route::post("/x").safety, Safety::Unsafe);
        assert_eq!(
            Route::get("/x").safety(Safety::Unsafe).safety,
            Safety::Unsafe
        );
    }
}
