//! From `openapiv3` to [`Facts`].

use super::either::list_or_element;
use super::{Additional, Choice, Facts, Listed, Node, Placed, carried};
use crate::ir::{JsonType, Rule};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
    VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde_json::Value as Json;

/// The facts of `schema`, which stands at `at`.
pub(crate) fn facts<'a>(schema: &'a Schema, at: &Pointer) -> Facts<'a> {
    let data = &schema.schema_data;
    let mut found = match &schema.schema_kind {
        SchemaKind::Type(ty) => of_type(ty, data, at),
        SchemaKind::OneOf { one_of } => Facts {
            choices: choices(one_of, &[], data, at),
            ..Facts::default()
        },
        SchemaKind::AllOf { all_of } => Facts {
            all_of: list(all_of, at, "allOf"),
            ..Facts::default()
        },
        SchemaKind::AnyOf { any_of } => Facts {
            choices: choices(&[], any_of, data, at),
            ..Facts::default()
        },
        SchemaKind::Not { .. } => Facts::default(),
        SchemaKind::Any(any) => of_any(any, data, at),
    };
    let rules = super::rules::rules(&schema.schema_kind, data).into_iter();
    found.rules = rules.map(|rule| (rule, at.clone())).collect();
    if found.format.as_deref() == Some("e164") {
        found.rules.push((Rule::E164, at.clone()));
    }
    found.data = vec![data];
    found.nullable = data.nullable;
    found.discriminator = data.discriminator.as_ref();
    let nothing_else = carried(data, "unevaluatedProperties").is_some_and(is_false);
    if nothing_else && matches!(found.additional, Additional::Unstated) {
        found.additional = Additional::Closed;
    }
    if carried(data, "contentEncoding").is_some_and(|encoding| encoding == "base64") {
        found.format = found.format.or(Some("byte".to_owned()));
    }
    list_or_element(found, at)
}

/// Whether a schema takes no value: `false`, or `{not: {}}`.
pub(crate) fn is_false(schema: &Json) -> bool {
    let takes_any = |inner: &Json| inner.as_object().is_some_and(|map| map.is_empty());
    *schema == Json::Bool(false) || schema.get("not").is_some_and(takes_any)
}

fn of_type<'a>(ty: &'a Type, data: &'a SchemaData, at: &Pointer) -> Facts<'a> {
    match ty {
        Type::String(string) => Facts {
            json_type: Some(JsonType::String),
            format: format_text(&string.format),
            values: listed(values(&string.enumeration), data),
            ..Facts::default()
        },
        Type::Number(number) => Facts {
            json_type: Some(JsonType::Number),
            format: format_text(&number.format),
            bounds: (number.minimum, number.maximum),
            values: listed(values(&number.enumeration), data),
            ..Facts::default()
        },
        Type::Integer(integer) => Facts {
            json_type: Some(JsonType::Integer),
            format: format_text(&integer.format),
            bounds: (
                integer.minimum.map(|bound| bound as f64),
                integer.maximum.map(|bound| bound as f64),
            ),
            values: listed(values(&integer.enumeration), data),
            ..Facts::default()
        },
        Type::Boolean(boolean) => Facts {
            json_type: Some(JsonType::Boolean),
            values: listed(values(&boolean.enumeration), data),
            ..Facts::default()
        },
        Type::Object(object) => Facts {
            json_type: Some(JsonType::Object),
            properties: properties(&object.properties, at),
            required: object.required.iter().map(String::as_str).collect(),
            additional: additional(object.additional_properties.as_ref(), at),
            ..Facts::default()
        },
        Type::Array(array) => Facts {
            json_type: Some(JsonType::Array),
            items: array
                .items
                .as_ref()
                .map(|schema| placed(schema, at.join("items"))),
            unique: array.unique_items,
            ..Facts::default()
        },
    }
}

fn of_any<'a>(any: &'a AnySchema, data: &'a SchemaData, at: &Pointer) -> Facts<'a> {
    Facts {
        json_type: any.typ.as_deref().and_then(json_type),
        format: any.format.clone(),
        bounds: (any.minimum, any.maximum),
        values: listed(any.enumeration.iter().cloned(), data),
        properties: properties(&any.properties, at),
        required: any.required.iter().map(String::as_str).collect(),
        additional: additional(any.additional_properties.as_ref(), at),
        items: any
            .items
            .as_ref()
            .map(|schema| placed(schema, at.join("items"))),
        unique: any.unique_items.unwrap_or_default(),
        all_of: list(&any.all_of, at, "allOf"),
        choices: choices(&any.one_of, &any.any_of, data, at),
        ..Facts::default()
    }
}

/// The JSON type of this name.
fn json_type(name: &str) -> Option<JsonType> {
    match name {
        "string" => Some(JsonType::String),
        "integer" => Some(JsonType::Integer),
        "number" => Some(JsonType::Number),
        "boolean" => Some(JsonType::Boolean),
        "array" => Some(JsonType::Array),
        "object" => Some(JsonType::Object),
        _ => None,
    }
}

fn values<T: Clone + Into<Json>>(found: &[Option<T>]) -> impl Iterator<Item = Json> + '_ {
    found
        .iter()
        .map(|value| value.clone().map_or(Json::Null, Into::into))
}

fn listed<'a>(values: impl Iterator<Item = Json>, data: &'a SchemaData) -> Vec<Listed<'a>> {
    values
        .enumerate()
        .filter(|(_, json)| !json.is_null())
        .map(|(index, json)| Listed { json, data, index })
        .collect()
}

fn placed<'a>(schema: impl Into<Node<'a>>, at: Pointer) -> Placed<'a> {
    Placed {
        node: schema.into(),
        at,
    }
}

fn list<'a>(schemas: &'a [ReferenceOr<Schema>], at: &Pointer, key: &str) -> Vec<Placed<'a>> {
    let at = at.join(key);
    schemas
        .iter()
        .enumerate()
        .map(|(i, schema)| placed(schema, at.index(i)))
        .collect()
}

/// A declared discriminator belongs to `oneOf` where there is one.
fn choices<'a>(
    one_of: &'a [ReferenceOr<Schema>],
    any_of: &'a [ReferenceOr<Schema>],
    data: &'a SchemaData,
    at: &Pointer,
) -> Vec<Choice<'a>> {
    let mut discriminator = data.discriminator.as_ref();
    let mut found = Vec::new();
    for (key, schemas) in [("oneOf", one_of), ("anyOf", any_of)] {
        if !schemas.is_empty() {
            found.push(Choice {
                members: list(schemas, at, key),
                discriminator: discriminator.take(),
                at: at.join(key),
            });
        }
    }
    found
}

fn properties<'a>(
    map: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    at: &Pointer,
) -> IndexMap<&'a str, Placed<'a>> {
    let at = at.join("properties");
    map.iter()
        .map(|(name, schema)| (name.as_str(), placed(schema, at.join(name))))
        .collect()
}

fn additional<'a>(found: Option<&'a AdditionalProperties>, at: &Pointer) -> Additional<'a> {
    match found {
        None => Additional::Unstated,
        Some(AdditionalProperties::Any(true)) => Additional::Open,
        Some(AdditionalProperties::Any(false)) => Additional::Closed,
        Some(AdditionalProperties::Schema(schema)) => {
            Additional::Typed(placed(schema.as_ref(), at.join("additionalProperties")))
        }
    }
}

fn format_text<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    serde_json::to_value(format)
        .ok()?
        .as_str()
        .map(str::to_owned)
}
