//! A request that came, and one of which it is known who sent it.

use super::{Events, Refused, WebhookError, form, named, named_json};
use crate::model::{self, DecodeFault};
use http::HeaderMap;
use std::fmt;
use std::time::SystemTime;

/// A request as it came.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    headers: &'a HeaderMap,
    body: &'a [u8],
    url: Option<&'a str>,
}

impl<'a> Delivery<'a> {
    /// Its headers and the bytes of its body, as they came.
    pub fn new(headers: &'a HeaderMap, body: &'a [u8]) -> Self {
        Self {
            headers,
            body,
            url: None,
        }
    }

    /// The address that the provider called, with its query, for schemes that sign it: the public one, not what a proxy
    /// makes of it.
    #[must_use]
    pub fn url(self, url: &'a str) -> Self {
        Self {
            url: Some(url),
            ..self
        }
    }

    /// The headers.
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body. Nobody knows yet who sent it.
    pub fn unverified_body(&self) -> &'a [u8] {
        self.body
    }

    /// The address, where it was given.
    pub fn address(&self) -> Option<&'a str> {
        self.url
    }

    /// The text of a header that must be there once. A text in bytes that are no ASCII is none.
    pub fn header(&self, name: &str) -> Result<&'a str, Refused> {
        let mut values = self.headers.get_all(name).iter();
        let missing = || Refused::MissingHeader(name.to_owned());
        let value = values.next().ok_or_else(missing)?;
        let text = value.to_str().ok().filter(|_| values.next().is_none());
        text.ok_or_else(|| Refused::MalformedHeader(name.to_owned()))
    }
}

/// Shows nothing that came but sizes.
impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("headers", &self.headers.len())
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Knows who sent a request.
///
/// `Verifier` does for the schemes that most providers use. For another one, say in [`check`](Verify::check)
/// whether a request is signed as it should be:
///
/// ```
/// use callsmith_runtime::webhook::{Delivery, Refused, Verify};
/// use std::time::SystemTime;
///
/// /// A provider that sends from known networks, which the server in front of us has looked at.
/// struct BehindTheGateway;
///
/// impl Verify for BehindTheGateway {
///     fn check(&self, delivery: &Delivery<'_>, _now: SystemTime) -> Result<(), Refused> {
///         delivery.header("x-gateway-has-checked").map(|_| ())
///     }
/// }
/// ```
pub trait Verify {
    /// Whether `delivery` is by who should have sent it, at the time `now`. Compare in constant time, and show nothing of
    /// what came.
    fn check(&self, delivery: &Delivery<'_>, now: SystemTime) -> Result<(), Refused>;

    /// [`check`](Verify::check)s a request: what comes back can be decoded.
    fn verify<'a>(&self, delivery: &Delivery<'a>) -> Result<Verified<'a>, Refused> {
        self.verify_at(delivery, SystemTime::now())
    }

    /// As [`verify`](Verify::verify), by another clock.
    fn verify_at<'a>(
        &self,
        delivery: &Delivery<'a>,
        now: SystemTime,
    ) -> Result<Verified<'a>, Refused> {
        self.check(delivery, now)?;
        Ok(Verified {
            body: delivery.body,
            is_form: form::is_form(delivery.headers),
        })
    }

    /// Verifies, then decodes.
    fn open<T: model::Value>(&self, headers: &HeaderMap, body: &[u8]) -> Result<T, WebhookError>
    where
        Self: Sized,
    {
        let verified = self.verify(&Delivery::new(headers, body))?;
        Ok(verified.event()?)
    }

    /// Verifies, then decodes an event of which the request says the name elsewhere, in a header or in its path.
    fn open_named<E: Events>(
        &self,
        name: &str,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<E, WebhookError>
    where
        Self: Sized,
    {
        let verified = self.verify(&Delivery::new(headers, body))?;
        Ok(verified.named(name)?)
    }
}

/// The body of a request of which it is known who sent it. Only [`Verify`] makes one.
#[derive(Clone, Copy)]
pub struct Verified<'a> {
    body: &'a [u8],
    is_form: bool,
}

impl<'a> Verified<'a> {
    /// The bytes.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// The event, by what its body says: JSON, or a form where its `Content-Type` says so.
    pub fn event<T: model::Value>(&self) -> Result<T, DecodeFault> {
        match self.is_form {
            true => form::read(self.body, &model::from_json),
            false => model::from_slice(self.body),
        }
    }

    /// The event of this name.
    pub fn named<E: Events>(&self, name: &str) -> Result<E, DecodeFault> {
        match self.is_form {
            true => form::read(self.body, &|json| named_json(name, json)),
            false => named(name, self.body),
        }
    }
}

/// Shows nothing of the body but its size.
impl fmt::Debug for Verified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified")
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
