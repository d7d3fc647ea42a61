//! The table of scalars: JSON type and `format` to [`Scalar`].
//!
//! A row here, and a row in `emit/ty.rs` if the scalar is new, is all that a format needs.

use crate::ir::{JsonType, Scalar};
use serde_json::Value as Json;

/// `(type, format, scalar)`; the formats are those of the OpenAPI Format Registry.
const FORMATS: &[(JsonType, &str, Scalar)] = &[
    (JsonType::Integer, "int8", Scalar::I32),
    (JsonType::Integer, "int16", Scalar::I32),
    (JsonType::Integer, "int32", Scalar::I32),
    (JsonType::Integer, "int64", Scalar::I64),
    (JsonType::Integer, "uint8", Scalar::U32),
    (JsonType::Integer, "uint16", Scalar::U32),
    (JsonType::Integer, "uint32", Scalar::U32),
    (JsonType::Integer, "uint64", Scalar::U64),
    (JsonType::Number, "double", Scalar::F64),
    // Servers write more digits than 32 bits hold, and they are to come back.
    (JsonType::Number, "float", Scalar::F64),
    (JsonType::String, "date-time", Scalar::DateTime),
    (JsonType::String, "date", Scalar::Date),
    (JsonType::String, "time", Scalar::Time),
    (JsonType::String, "duration", Scalar::Duration),
    (JsonType::String, "uuid", Scalar::Uuid),
    (JsonType::String, "decimal", Scalar::Decimal),
    (JsonType::String, "e164", Scalar::E164),
    (JsonType::String, "byte", Scalar::Base64),
];

/// The scalar for a type and its format; an unknown format means the type's own scalar.
/// `None` for arrays and objects.
pub(super) fn scalar(json_type: JsonType, format: Option<&str>) -> Option<Scalar> {
    let known = FORMATS
        .iter()
        .find(|(ty, name, _)| *ty == json_type && Some(*name) == format);
    known.map(|(_, _, scalar)| *scalar).or(match json_type {
        JsonType::String => Some(Scalar::String),
        JsonType::Integer => Some(Scalar::I64),
        JsonType::Number => Some(Scalar::F64),
        JsonType::Boolean => Some(Scalar::Bool),
        JsonType::Array | JsonType::Object => None,
    })
}

/// The format of a value that has both: the one that says more, else the nearer one.
pub(super) fn narrower(one: Option<String>, nearer: Option<String>) -> Option<String> {
    /// Each of these is one of the next as well.
    const WIDER: &[&[&str]] = &[
        &["int8", "int16", "int32", "int64"],
        &["uint8", "uint16", "uint32", "uint64"],
        &["float", "double"],
    ];
    let (one, nearer) = match (one, nearer) {
        (Some(one), Some(nearer)) => (one, nearer),
        (one, nearer) => return nearer.or(one),
    };
    let place = |format: &str| {
        let mut rows = WIDER.iter();
        rows.find_map(|row| Some((*row, row.iter().position(|name| *name == format)?)))
    };
    match (place(&one), place(&nearer)) {
        (Some((row, narrow)), Some((other, wide))) if row == other && narrow < wide => Some(one),
        _ if !is_known(&nearer) && is_known(&one) => Some(one),
        _ => Some(nearer),
    }
}

fn is_known(format: &str) -> bool {
    FORMATS.iter().any(|(_, name, _)| *name == format)
}

/// The integer that holds all values within `bounds`: a document's bounds may widen what its format says, never
/// narrow it.
pub(super) fn widened(scalar: Scalar, (minimum, maximum): (Option<f64>, Option<f64>)) -> Scalar {
    let below = |limit: f64| minimum.is_some_and(|minimum| minimum < limit);
    let above = |limit: f64| maximum.is_some_and(|maximum| maximum > limit);
    match scalar {
        Scalar::I32 if below(f64::from(i32::MIN)) || above(f64::from(i32::MAX)) => Scalar::I64,
        Scalar::U32 if below(0.0) => Scalar::I64,
        Scalar::U32 if above(f64::from(u32::MAX)) => Scalar::U64,
        // As 64-bit floats go, the largest `i64` is 2^63.
        Scalar::I64 if above(i64::MAX as f64) && minimum.is_some() && !below(0.0) => Scalar::U64,
        _ => scalar,
    }
}

/// The integer that also holds the values that the document shows, whatever it says of their size.
pub(super) fn holding<'v>(scalar: Scalar, shown: impl Iterator<Item = &'v Json>) -> Scalar {
    let numbers = shown.filter_map(|value| {
        let unsigned = value.as_u64().map(i128::from);
        value.as_i64().map(i128::from).or(unsigned)
    });
    numbers.fold(scalar, |scalar, number| match scalar {
        Scalar::I32 if i32::try_from(number).is_err() => holding_long(Scalar::I64, number),
        Scalar::U32 if u32::try_from(number).is_err() => holding_long(Scalar::U64, number),
        scalar => holding_long(scalar, number),
    })
}

fn holding_long(scalar: Scalar, number: i128) -> Scalar {
    match scalar {
        Scalar::I64 if i64::try_from(number).is_err() => Scalar::I128,
        Scalar::U64 if u64::try_from(number).is_err() => Scalar::I128,
        scalar => scalar,
    }
}

/// Whether values of this format are secrets, or belong to people, wherever they appear.
pub(super) fn is_sensitive(format: Option<&str>) -> bool {
    matches!(format, Some("password" | "e164"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bounds() {
        let check = |scalar, min, max, expected| assert_eq!(widened(scalar, (min, max)), expected);
        check(Scalar::I32, None, Some(5e9), Scalar::I64);
        check(Scalar::I32, Some(0.0), Some(10.0), Scalar::I32);
        check(Scalar::U32, Some(-1.0), None, Scalar::I64);
        check(
            Scalar::I64,
            Some(0.0),
            Some(18_446_744_073_709_551_615.0),
            Scalar::U64,
        );
        check(
            Scalar::I64,
            Some(-9_007_199_254_740_991.0),
            Some(9_007_199_254_740_991.0),
            Scalar::I64,
        );
        check(Scalar::F64, None, Some(1e300), Scalar::F64);
    }

    #[test]
    fn values_that_are_shown() {
        let check = |scalar, shown: Json, expected| {
            let shown = shown.as_array().expect("a list").iter();
            assert_eq!(holding(scalar, shown), expected);
        };
        check(
            Scalar::I64,
            json!([1, 9_223_372_036_854_776_000_u64, "x"]),
            Scalar::I128,
        );
        check(Scalar::I64, json!([i64::MAX, i64::MIN, 1.5]), Scalar::I64);
        check(Scalar::I32, json!([5_000_000_000_u64]), Scalar::I64);
        check(Scalar::I32, json!([u64::MAX, 1]), Scalar::I128);
        check(Scalar::U32, json!([-1]), Scalar::I128);
        check(Scalar::U32, json!([5_000_000_000_u64]), Scalar::U64);
        check(Scalar::F64, json!([u64::MAX]), Scalar::F64);
    }

    #[test]
    fn formats() {
        let check =
            |ty, format, expected| assert_eq!(scalar(ty, format), expected, "{ty:?} {format:?}");
        check(JsonType::String, Some("uuid"), Some(Scalar::Uuid));
        check(JsonType::String, Some("of-tomorrow"), Some(Scalar::String));
        check(JsonType::Integer, None, Some(Scalar::I64));
        check(JsonType::Integer, Some("uuid"), Some(Scalar::I64));
        check(JsonType::Number, None, Some(Scalar::F64));
        check(JsonType::Number, Some("float"), Some(Scalar::F64));
        check(JsonType::Object, None, None);
    }
}
