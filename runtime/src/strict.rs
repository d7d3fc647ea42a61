//! Decoding that refuses what the document does not say, for tests.
//!
//! A client takes what a server adds: further fields, new values of enums, texts of another format. A test of a client
//! against recorded or documented answers wants the opposite, every place where the two have come apart:
//!
//! ```
//! use callsmith_runtime::model::{Extra, Model};
//! use callsmith_runtime::strict;
//!
//! #[derive(Clone, Model)]
//! pub struct Call {
//!     pub id: String,
//!     extra: Extra,
//! }
//!
//! let call: Call = strict::from_slice(br#"{"id":"c-1"}"#)?;
//! assert_eq!(call.id, "c-1");
//!
//! let refused = strict::from_slice::<Call>(br#"{"id":"c-1","cost":2}"#).unwrap_err();
//! assert_eq!(
//!     refused.to_string(),
//!     "not as the document says:\n  $.cost: an entry that the object does not list"
//! );
//! # Ok::<(), strict::Mismatch>(())
//! ```
//!
//! A generated crate has this module as `runtime::strict`.

pub mod calls;
pub mod examples;

use crate::model::{self, DecodeFault, Json, Value};
use crate::transport::chain;
use std::fmt;

pub use crate::model::{Drift, DriftKind};

/// Why a value is not one that the document describes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// It cannot be read at all. Decoding ends at the first such place.
    Unreadable(DecodeFault),
    /// It can be read, but holds what the document does not say: all of it, and at least one.
    Drift(Vec<Drift>),
}

impl Mismatch {
    /// What the document does not say; empty if the value cannot be read.
    pub fn drift(&self) -> &[Drift] {
        match self {
            Mismatch::Unreadable(_) => &[],
            Mismatch::Drift(found) => found,
        }
    }
}

/// Shows paths and kinds only, never a value. Why it cannot be read is its source; `{:#}` gives both.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Unreadable(_) => {
                f.write_str("this cannot be read as its type")?;
                chain(self, f)
            }
            Mismatch::Drift(found) => {
                f.write_str("not as the document says:")?;
                found.iter().try_for_each(|drift| write!(f, "\n  {drift}"))
            }
        }
    }
}

impl std::error::Error for Mismatch {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Mismatch::Unreadable(fault) => Some(fault),
            Mismatch::Drift(_) => None,
        }
    }
}

/// Reads a value from JSON text and refuses what the document does not say; see [`model::drift`]. Names that an object
/// has twice are refused too.
pub fn from_slice<T: Value>(text: &[u8]) -> Result<T, Mismatch> {
    let value: T = model::from_slice(text).map_err(Mismatch::Unreadable)?;
    let mut found = model::drift(&value);
    found.extend(model::duplicate_keys(text));
    refuse(value, found)
}

/// Reads a value from JSON in memory and refuses what the document does not say; see [`model::drift`].
pub fn from_json<T: Value>(json: &Json) -> Result<T, Mismatch> {
    let value: T = model::from_json(json).map_err(Mismatch::Unreadable)?;
    let found = model::drift(&value);
    refuse(value, found)
}

fn refuse<T>(value: T, found: Vec<Drift>) -> Result<T, Mismatch> {
    if found.is_empty() {
        Ok(value)
    } else {
        Err(Mismatch::Drift(found))
    }
}
