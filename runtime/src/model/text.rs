//! Texts of a known format. They keep the exact text and never fail on reading, so that no response is lost to a
//! format; two of them are equal when their texts are.

mod e164;
mod fixed;

#[cfg(feature = "phone")]
pub use e164::NotE164;
pub(super) use e164::is_e164;

use super::input::In;
use super::read_serde::deserialize;
use super::write_serde::serialize;
use super::{Blank, Format, Result, Value, View, refill};
use base64::prelude::{BASE64_STANDARD, Engine};
use fixed::Fixed;
use std::fmt;

macro_rules! texts {
    ($($(#[$docs:meta])* $name:ident $format:ident)*) => { $(
        $(#[$docs])*
        ///
        /// Keeps the exact text, whatever it is. Equality is that of the texts; there is no order, because the order of
        /// the texts need not be that of what they mean.
        #[derive(Clone, PartialEq, Eq, Hash)]
        pub struct $name(Fixed);

        impl $name {
            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<&$name> for $name {
            fn from(text: &$name) -> Self {
                text.clone()
            }
        }

        impl From<&String> for $name {
            fn from(text: &String) -> Self {
                text.as_str().into()
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, text: &str) -> bool {
                self.as_str() == text
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.as_str() == *text
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl Value for $name {
            fn read(input: In<'_>) -> Result<Self> {
                input.text().map(Self::from)
            }

            fn fill(&mut self, input: In<'_>) -> Result<()> {
                refill(self, input)
            }

            fn view(&self) -> View<'_> {
                View::Text(&Format::$format, self.as_str())
            }
        }

        impl Blank for $name {
            const BLANK: Self = Self(Fixed::EMPTY);
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )* };
}

/// Texts that may be shown.
macro_rules! shown {
    ($($name:ident)*) => { $(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(self.as_str(), f)
            }
        }
    )* };
}

texts! {
    /// A moment, as `format: date-time` has it: `2026-01-31T09:30:00Z` (RFC 3339 §5.6).
    DateTime DATE_TIME
    /// A day, as `format: date` has it: `2026-01-31` (RFC 3339 §5.6).
    Date DATE
    /// A time of day, as `format: time` has it: `09:30:00Z` (RFC 3339 §5.6).
    Time TIME
    /// A span of time, as `format: duration` has it: `P3DT12H` (RFC 3339, appendix A).
    Duration DURATION
    /// A UUID, as `format: uuid` has it: `67e55044-10b1-426f-9247-bb680e5fe0c8` (RFC 9562 §4).
    Uuid UUID
    /// A decimal number of any size, as a text with `format: decimal` has it: `12.50`.
    Decimal DECIMAL
    /// Bytes, as `format: byte` has them: base64 (RFC 4648 §4). [`bytes`](Base64::bytes) decodes them,
    /// [`of_bytes`](Base64::of_bytes) encodes some.
    Base64 BYTE
    /// A telephone number, as `format: e164` has it: `+15555550123` (ITU-T E.164).
    ///
    /// `Debug` hides it, and it has no `Display`: numbers belong to people, and [`as_str`](Self::as_str) shows one on
    /// purpose. With the feature `phone`, `E164::parse` makes one of what people write.
    E164 E164
}

shown! { DateTime Date Time Duration Uuid Decimal Base64 }

impl Base64 {
    /// Bytes as text.
    pub fn of_bytes(bytes: impl AsRef<[u8]>) -> Self {
        BASE64_STANDARD.encode(bytes).into()
    }

    /// The bytes. `None` for a text that is no base64.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        BASE64_STANDARD.decode(self.as_str()).ok()
    }
}
