//! Writing through serde: generic over the format, never over the type that is written.

use super::entries::entries;
use super::{List, Result, Value, View};
use crate::upload::NO_JSON;
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

/// The `Serialize` of every type.
pub fn serialize<S: Serializer>(value: &dyn Value, serializer: S) -> Result<S::Ok, S::Error> {
    Written(value.view()).serialize(serializer)
}

/// The JSON text of what a view shows.
pub(crate) fn json_text(view: View<'_>) -> serde_json::Result<String> {
    serde_json::to_string(&Written(view))
}

/// A value as serde sees it.
pub(super) struct Written<'a>(pub(super) View<'a>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.bare() {
            View::None => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Int(value) | View::IntEnum(_, value) => serializer.serialize_i64(value),
            View::Uint(value) => serializer.serialize_u64(value),
            View::Float(value) => serialize_float(value, serializer),
            View::Str(text) | View::Text(_, text) | View::Enum(_, text) => {
                serializer.serialize_str(text)
            }
            View::Json(json) | View::Hidden(json, _) => json.serialize(serializer),
            View::List(list) => serialize_list(list, serializer),
            View::Upload(_) => Err(S::Error::custom(NO_JSON)),
            view => serialize_map(view, serializer),
        }
    }
}

#[inline(never)]
fn serialize_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    match whole(value) {
        Some(whole) => serializer.serialize_i64(whole),
        None if value.is_finite() => serializer.serialize_f64(value),
        // serde_json would write null without a word.
        None => Err(S::Error::custom(
            "a number is not finite, JSON has no form for it",
        )),
    }
}

/// A whole number is written without a fraction, as servers write it: `1800` comes back as `1800`.
fn whole(value: f64) -> Option<i64> {
    /// Up to here every whole number is exact (IEEE 754).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let exact = value.abs() < EXACT && value.fract() == 0.0;
    // Minus zero is not zero.
    let plain = value != 0.0 || value.is_sign_positive();
    (exact && plain).then_some(value as i64)
}

#[inline(never)]
fn serialize_list<S: Serializer>(list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sequence = serializer.serialize_seq(Some(list.count()))?;
    for item in (0..list.count()).filter_map(|index| list.item(index)) {
        sequence.serialize_element(&Written(item.view()))?;
    }
    sequence.end()
}

#[inline(never)]
fn serialize_map<S: Serializer>(view: View<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut result = Ok(());
    entries(view, &mut |key, value| {
        if result.is_ok()
            && let Err(error) = map.serialize_entry(key, &Written(value))
        {
            result = Err(error);
        }
    });
    result?;
    map.end()
}
