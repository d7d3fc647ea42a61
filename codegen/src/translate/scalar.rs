//! The table of scalars: JSON type and `format` to [`Scalar`].
//!
//! A row here, and a row in `emit/ty.rs` if the scalar is new, is all that a format needs.

use crate::ir::{JsonType, Scalar};

/// `(type, format, scalar)`; the formats are those of the OpenAPI Format Registry.
const FORMATS: &[(JsonType, &str, Scalar)] = &[
    (JsonType::Integer, "int32", Scalar::I32),
    (JsonType::Integer, "int64", Scalar::I64),
    (JsonType::Integer, "uint32", Scalar::U32),
    (JsonType::Integer, "uint64", Scalar::U64),
    (JsonType::Number, "double", Scalar::F64),
    (JsonType::Number, "float", Scalar::F32),
    (JsonType::String, "date-time", Scalar::DateTime),
    (JsonType::String, "date", Scalar::Date),
    (JsonType::String, "time", Scalar::Time),
    (JsonType::String, "duration", Scalar::Duration),
    (JsonType::String, "uuid", Scalar::Uuid),
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

/// Whether values of this format are secrets wherever they appear.
pub(super) fn is_sensitive(format: Option<&str>) -> bool {
    format == Some("password")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let check =
            |ty, format, expected| assert_eq!(scalar(ty, format), expected, "{ty:?} {format:?}");
        check(JsonType::String, Some("uuid"), Some(Scalar::Uuid));
        check(JsonType::String, Some("of-tomorrow"), Some(Scalar::String));
        check(JsonType::Integer, None, Some(Scalar::I64));
        check(JsonType::Integer, Some("uuid"), Some(Scalar::I64));
        check(JsonType::Number, None, Some(Scalar::F64));
        check(JsonType::Object, None, None);
    }
}
