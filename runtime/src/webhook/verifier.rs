//! Checks signatures of a known scheme.

use super::header::{self, Signed};
use super::message::{Parts, message};
use super::{Delivery, Refused, Scheme, Stamp, Verify, key};
use crate::auth::Secret;
use std::time::{Duration, SystemTime};

/// How old a request may be, and how far a clock may be ahead.
const WINDOW: Duration = Duration::from_secs(5 * 60);

/// Knows by its signature who sent a request.
///
/// Signatures are compared in constant time. What was signed more than five minutes ago, or will be, is refused, where the
/// scheme has a time; [`window`](Verifier::window) sets another limit. While a secret is replaced, both are good:
/// [`and_secret`](Verifier::and_secret).
#[derive(Clone, Debug)]
pub struct Verifier {
    scheme: Scheme,
    secrets: Vec<Secret>,
    window: Duration,
}

impl Verifier {
    /// Requests are signed by `scheme` with `secret` (of Ed25519: the provider's public key).
    ///
    /// A secret that is not of the form that the scheme has refuses every request, with [`Refused::BadSecret`].
    pub fn new(scheme: Scheme, secret: impl Into<Secret>) -> Self {
        Self {
            scheme,
            secrets: vec![secret.into()],
            window: WINDOW,
        }
    }

    /// One more secret that is good as well: the one before, or the one to come.
    #[must_use]
    pub fn and_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// How much the time of a signature and that of this machine may differ, either way.
    #[must_use]
    pub fn window(self, window: Duration) -> Self {
        Self { window, ..self }
    }

    /// The time as it is signed, and what it means since 1970.
    fn time<'a>(
        &self,
        delivery: &Delivery<'a>,
        signed: &Signed<'a>,
    ) -> Result<Option<(&'a str, Duration)>, Refused> {
        let (name, text) = match self.scheme.stamp {
            Stamp::None => return Ok(None),
            Stamp::Seconds | Stamp::Milliseconds => (self.scheme.header, signed.time),
            Stamp::Header(name) => (name, Some(delivery.header(name)?)),
        };
        let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.filter(is_number).and_then(|text| text.parse().ok());
        let time = match self.scheme.stamp {
            Stamp::Milliseconds => number.map(Duration::from_millis),
            _ => number.map(Duration::from_secs),
        };
        let found = text.zip(time);
        found
            .map(Some)
            .ok_or_else(|| Refused::MalformedHeader(name.to_owned()))
    }

    fn is_signed(&self, message: &[u8], signatures: &[Vec<u8>]) -> Result<bool, Refused> {
        let how = (self.scheme.algorithm, self.scheme.secret);
        for secret in &self.secrets {
            if key::is_signed(how, secret, message, signatures)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_recent(&self, signed: Duration, now: SystemTime) -> bool {
        let now = now.duration_since(SystemTime::UNIX_EPOCH);
        now.is_ok_and(|now| now.abs_diff(signed) <= self.window)
    }
}

impl Verify for Verifier {
    fn check(&self, delivery: &Delivery<'_>, now: SystemTime) -> Result<(), Refused> {
        let scheme = &self.scheme;
        let text = delivery.header(scheme.header)?;
        let signed = header::read(text, scheme.value, scheme.encoding)
            .ok_or_else(|| Refused::MalformedHeader(scheme.header.to_owned()))?;
        let time = self.time(delivery, &signed)?;
        let id = scheme.id.map(|name| delivery.header(name)).transpose()?;
        let parts = Parts {
            time: time.map_or("", |(text, _)| text),
            id: id.unwrap_or_default(),
        };
        let message = message(scheme.message, &parts, delivery)?;
        if !self.is_signed(&message, &signed.signatures)? {
            return Err(Refused::WrongSignature);
        }
        match time {
            Some((_, time)) if !self.is_recent(time, now) => Err(Refused::OutsideWindow),
            _ => Ok(()),
        }
    }
}
