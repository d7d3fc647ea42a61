//! Schemes of signatures, as data.

/// How requests of a provider are signed.
///
/// The constants are schemes that several providers use, and a few of one provider. Where yours has one of them under
/// other headers, say which: `Scheme::HMAC_SHA256.header("x-acme-signature").prefix("sha256=")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub(super) algorithm: Algorithm,
    pub(super) encoding: Encoding,
    pub(super) secret: Encoding,
    pub(super) header: &'static str,
    pub(super) value: HeaderForm,
    pub(super) stamp: Stamp,
    pub(super) id: Option<&'static str>,
    pub(super) message: &'static str,
}

/// What makes a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Algorithm {
    /// HMAC (RFC 2104) with SHA-1.
    HmacSha1,
    /// HMAC with SHA-256.
    HmacSha256,
    /// HMAC with SHA-512.
    HmacSha512,
    /// Ed25519 (RFC 8032). The "secret" is then the provider's public key.
    Ed25519,
}

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// The text's own bytes; only for secrets.
    Text,
    /// Hexadecimal digits, large or small.
    Hex,
    /// Base64 (RFC 4648), padded or not; of a secret also behind `whsec_`.
    Base64,
}

/// What stands in the header of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HeaderForm {
    /// A signature behind this prefix, which may be empty.
    Plain(&'static str),
    /// `t=1614556800,v1=...,v1=...`: the time and any number of signatures, by their keys, with commas between them.
    Pairs {
        /// The key of the time.
        time: &'static str,
        /// The key of a signature.
        signature: &'static str,
    },
    /// `v1,... v1,...`: any number of signatures behind this version and a comma, with spaces between them.
    Versioned(&'static str),
}

/// Where the time of the signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stamp {
    /// Nowhere: an old request cannot be told from a new one.
    None,
    /// In the header of the signature, in seconds since 1970.
    Seconds,
    /// In the header of the signature, in milliseconds since 1970.
    Milliseconds,
    /// In this header, in seconds since 1970.
    Header(&'static str),
}

impl Scheme {
    /// `x-signature: <hex>`: HMAC-SHA256 of the body. No window of time.
    pub const HMAC_SHA256: Scheme = Scheme {
        algorithm: Algorithm::HmacSha256,
        encoding: Encoding::Hex,
        secret: Encoding::Text,
        header: "x-signature",
        value: HeaderForm::Plain(""),
        stamp: Stamp::None,
        id: None,
        message: "{body}",
    };

    /// `x-signature: <base64>`: HMAC-SHA256 of the body. No window of time.
    pub const HMAC_SHA256_BASE64: Scheme = Scheme {
        encoding: Encoding::Base64,
        ..Scheme::HMAC_SHA256
    };

    /// `x-hub-signature-256: sha256=<hex>`: as GitHub signs, and Meta.
    pub const GITHUB: Scheme = Scheme::HMAC_SHA256
        .header("x-hub-signature-256")
        .prefix("sha256=");

    /// `stripe-signature: t=...,v1=<hex>`: HMAC-SHA256 of `{time}.{body}`.
    pub const STRIPE: Scheme = Scheme {
        header: "stripe-signature",
        value: HeaderForm::Pairs {
            time: "t",
            signature: "v1",
        },
        stamp: Stamp::Seconds,
        message: "{time}.{body}",
        ..Scheme::HMAC_SHA256
    };

    /// `x-retell-signature: v=...,d=<hex>`: HMAC-SHA256 of `{body}{time}`, the time in milliseconds.
    pub const RETELL: Scheme = Scheme {
        header: "x-retell-signature",
        value: HeaderForm::Pairs {
            time: "v",
            signature: "d",
        },
        stamp: Stamp::Milliseconds,
        message: "{body}{time}",
        ..Scheme::HMAC_SHA256
    };

    /// `x-slack-signature: v0=<hex>` beside `x-slack-request-timestamp`: HMAC-SHA256 of `v0:{time}:{body}`.
    pub const SLACK: Scheme = Scheme {
        header: "x-slack-signature",
        value: HeaderForm::Plain("v0="),
        stamp: Stamp::Header("x-slack-request-timestamp"),
        message: "v0:{time}:{body}",
        ..Scheme::HMAC_SHA256
    };

    /// Standard Webhooks 1.0: `webhook-signature: v1,<base64>` beside `webhook-id` and `webhook-timestamp`, with a
    /// secret `whsec_...`: HMAC-SHA256 of `{id}.{time}.{body}`.
    pub const STANDARD_WEBHOOKS: Scheme = Scheme {
        encoding: Encoding::Base64,
        secret: Encoding::Base64,
        header: "webhook-signature",
        value: HeaderForm::Versioned("v1"),
        stamp: Stamp::Header("webhook-timestamp"),
        id: Some("webhook-id"),
        message: "{id}.{time}.{body}",
        ..Scheme::HMAC_SHA256
    };

    /// Standard Webhooks under the headers `svix-id`, `svix-timestamp`, `svix-signature`.
    pub const SVIX: Scheme = Scheme {
        header: "svix-signature",
        stamp: Stamp::Header("svix-timestamp"),
        id: Some("svix-id"),
        ..Scheme::STANDARD_WEBHOOKS
    };

    /// `x-twilio-signature: <base64>`: HMAC-SHA1 of the address and of the form in the body, sorted. No window of time.
    /// Needs [`Delivery::url`](super::Delivery::url).
    pub const TWILIO: Scheme = Scheme {
        algorithm: Algorithm::HmacSha1,
        header: "x-twilio-signature",
        message: "{url}{form}",
        ..Scheme::HMAC_SHA256_BASE64
    };

    /// `telnyx-signature-ed25519: <base64>` beside `telnyx-timestamp`: Ed25519 of `{time}|{body}`, public key in base64.
    pub const TELNYX: Scheme = Scheme {
        algorithm: Algorithm::Ed25519,
        secret: Encoding::Base64,
        header: "telnyx-signature-ed25519",
        stamp: Stamp::Header("telnyx-timestamp"),
        message: "{time}|{body}",
        ..Scheme::HMAC_SHA256_BASE64
    };

    /// `x-signature-ed25519: <hex>` beside `x-signature-timestamp`: Ed25519 of `{time}{body}`, public key in hex.
    pub const DISCORD: Scheme = Scheme {
        algorithm: Algorithm::Ed25519,
        secret: Encoding::Hex,
        header: "x-signature-ed25519",
        stamp: Stamp::Header("x-signature-timestamp"),
        message: "{time}{body}",
        ..Scheme::HMAC_SHA256
    };

    /// The header of the signature.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        Self {
            header: name,
            ..self
        }
    }

    /// The signature stands alone behind this prefix, for example `sha256=`.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        self.value(HeaderForm::Plain(prefix))
    }

    /// What stands in the header of the signature.
    #[must_use]
    pub const fn value(self, value: HeaderForm) -> Self {
        Self { value, ..self }
    }

    /// Where the time stands.
    #[must_use]
    pub const fn stamp(self, stamp: Stamp) -> Self {
        Self { stamp, ..self }
    }

    /// The header of the time, in seconds since 1970.
    #[must_use]
    pub const fn time_header(self, name: &'static str) -> Self {
        self.stamp(Stamp::Header(name))
    }

    /// The header of the delivery's identifier, for schemes that sign it.
    #[must_use]
    pub const fn id_header(self, name: &'static str) -> Self {
        Self {
            id: Some(name),
            ..self
        }
    }

    /// What is signed: `{body}`, `{time}`, `{id}`, `{url}` and `{form}` (the fields of a form, sorted, names and values
    /// without anything between them) stand for themselves, anything else is text: `{time}.{body}`.
    #[must_use]
    pub const fn message(self, template: &'static str) -> Self {
        Self {
            message: template,
            ..self
        }
    }

    /// What makes the signature.
    #[must_use]
    pub const fn algorithm(self, algorithm: Algorithm) -> Self {
        Self { algorithm, ..self }
    }

    /// How the signature is written, and how the secret (of Ed25519: the public key).
    #[must_use]
    pub const fn encoding(self, signature: Encoding, secret: Encoding) -> Self {
        Self {
            encoding: signature,
            secret,
            ..self
        }
    }
}
