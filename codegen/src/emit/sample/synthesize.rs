//! A value for a type about which nobody has given a sample.

use crate::ir::{Api, Scalar, Tag, Test, Type, TypeId, TypeKind};
use serde_json::{Map, Value as Json};

/// Types inside types deeper than this are not made up.
const MAX_DEPTH: usize = 6;

/// The smallest value of the type; `None` where there is none worth showing.
pub(in super::super) fn synthesize(api: &Api, ty: &Type) -> Option<Json> {
    value(api, ty, 0)
}

fn value(api: &Api, ty: &Type, depth: usize) -> Option<Json> {
    if depth > MAX_DEPTH {
        return None;
    }
    match ty {
        Type::Nullable(_) => Some(Json::Null),
        Type::List(inner) => Some(Json::Array(vec![value(api, inner, depth + 1)?])),
        Type::Map(_) | Type::Json => None,
        Type::Scalar(found) => scalar(*found),
        Type::Named(id) | Type::Boxed(id) => named(api, *id, depth),
    }
}

/// No file is worth showing.
fn scalar(found: Scalar) -> Option<Json> {
    Some(match found {
        Scalar::Upload => return None,
        Scalar::Bool => true.into(),
        Scalar::I128 | Scalar::I64 | Scalar::I32 | Scalar::U64 | Scalar::U32 => 1.into(),
        Scalar::F64 => 1.5.into(),
        Scalar::String | Scalar::Binary => "sample".into(),
        Scalar::DateTime => "2026-01-31T12:00:00Z".into(),
        Scalar::Date => "2026-01-31".into(),
        Scalar::Time => "12:00:00Z".into(),
        Scalar::Duration => "PT1M".into(),
        Scalar::Decimal => "12.50".into(),
        Scalar::Base64 => "AAAA".into(),
        // From the range kept for fiction.
        Scalar::E164 => "+15555550123".into(),
        Scalar::Uuid => "00000000-0000-0000-0000-000000000000".into(),
    })
}

fn named(api: &Api, id: TypeId, depth: usize) -> Option<Json> {
    match &api.type_def(id).kind {
        TypeKind::Alias(target) => value(api, target, depth + 1),
        TypeKind::Tuple(found) => {
            let elements = found.elements.iter();
            let elements = elements.map(|element| value(api, element, depth + 1));
            Some(Json::Array(elements.collect::<Option<_>>()?))
        }
        TypeKind::Enum(found) => Some(found.values.first()?.wire.to_json()),
        TypeKind::Struct(found) => {
            let mut object = Map::new();
            for field in found.fields.iter().filter(|field| field.required) {
                object.insert(field.wire.clone(), value(api, &field.ty, depth + 1)?);
            }
            Some(Json::Object(object))
        }
        TypeKind::Union(found) => {
            let variant = found.variants.first()?;
            let mut made = value(api, &variant.ty, depth + 1)?;
            if let (Tag::Property(tag), Test::Tag { values, .. }) = (&found.tag, &variant.test) {
                let text = values.first()?.as_str();
                let object = made.as_object_mut()?;
                object.entry(tag.clone()).or_insert(text.into());
            }
            Some(made)
        }
    }
}
