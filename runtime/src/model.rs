//! The model behind generated types.
//!
//! A generated type says what it looks like on the wire in a few attributes; [`derive(Model)`](derive@Model) turns
//! them into two small functions and a table. Everything else (serde, JSON paths in errors, `Debug` that hides what is
//! sensitive, unlisted entries that survive) happens here, once, behind trait objects:
//!
//! * a value arrives as an event, [`In`], and shows itself as a [`View`]: two mirror enums;
//! * a struct begins [`Blank`], and what arrives [fills](Value::fill) its fields where they are;
//! * serde's generic code sees `dyn Slot` and `dyn Value` only, so it is compiled once per format, not once per type;
//! * the [`Table`] says what absence and null mean, the type says only what a value looks like.
//!
//! Reading: [`from_slice`], [`from_json`]. Writing: [`to_vec`]. Every generated type also implements serde's
//! `Serialize` and `Deserialize`, for formats that describe themselves.

mod bits;
mod check;
mod debug;
mod decode;
mod drift;
mod duplicates;
mod entries;
mod enumeration;
mod equal;
mod error;
mod extra;
mod format;
mod input;
mod json;
mod lists;
mod object;
mod path;
mod read_json;
mod read_serde;
mod replay;
mod scalar;
mod table;
mod text;
mod tree;
mod tuple;
mod union;
mod unknown;
mod value;
mod write_serde;

pub use crate::upload::Upload;
pub use callsmith_derive::Model;
pub(crate) use check::faults;
pub use check::{Fault, Rule};
pub use decode::{from_json, from_json_with, from_slice, to_vec};
pub(crate) use decode::{nothing, read_into};
pub use drift::{Drift, DriftKind, drift};
pub(crate) use duplicates::duplicate_keys;
pub use enumeration::UnknownValue;
pub use error::{DecodeFault, Error, Result};
pub use extra::{Extra, Extras};
pub use format::Format;
/// Any JSON value.
pub use serde_json::Value as Json;
pub(crate) use table::Kind;
#[cfg(feature = "phone")]
pub use text::NotE164;
pub use text::{Base64, Date, DateTime, Decimal, Duration, E164, Time, Uuid};
pub use tuple::{Tuple, Unlisted};
pub use unknown::Unknown;
pub use value::{Blank, List, Map, Object, Rest, See, Slot, Tag, Value, View};
pub(crate) use write_serde::json_text;

#[doc(hidden)]
pub use self::{
    debug::{REDACTED, debug},
    entries::entries,
    enumeration::{IntegerEnum, Literal, ScalarEnum, TextEnum},
    equal::equal,
    error::missing,
    extra::set,
    input::{Elements, Entries, In, Keys, Null, Place, Target},
    lists::{list, map},
    path::Path,
    read_serde::deserialize,
    table::Table,
    tuple::Parts,
    union::{Plan, Shape, TagArm, Tags, Union, read_union},
    value::{read_filled, refill},
    write_serde::serialize,
};

/// serde as derived code names it, so that a generated crate depends on this crate only.
#[doc(hidden)]
pub use serde;
