//! One view of a schema, whatever variant of `openapiv3::SchemaKind` it was parsed into.
//!
//! openapiv3 sorts plain schemas into exact variants and everything mixed into `AnySchema`. The
//! translation asks the same questions of all of them, so it asks [`Facts`].

use crate::ir::JsonType;
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
    VariantOrUnknownOrEmpty,
};
use serde::Serialize;
use serde_json::Value as Json;

/// A schema somewhere in the document.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    /// The schema or the reference to it.
    pub(crate) node: Node<'a>,
    /// Where it stands.
    pub(crate) at: Pointer,
}

/// A schema or a reference, without the boxes that openapiv3 puts around some of them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Node<'a> {
    /// `$ref`
    Ref(&'a str),
    /// The schema itself.
    Item(&'a Schema),
}

impl<'a> From<&'a ReferenceOr<Schema>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Node::Ref(reference),
            ReferenceOr::Item(item) => Node::Item(item),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for Node<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Node::Ref(reference),
            ReferenceOr::Item(item) => Node::Item(item),
        }
    }
}

/// What a schema says of the shape of values.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts<'a> {
    /// `type`, if it is one that JSON Schema knows.
    pub(crate) json_type: Option<JsonType>,
    /// `format`
    pub(crate) format: Option<String>,
    /// `minimum` and `maximum`
    pub(crate) bounds: (Option<f64>, Option<f64>),
    /// `enum`
    pub(crate) values: Vec<Json>,
    /// `properties`
    pub(crate) properties: IndexMap<&'a str, Placed<'a>>,
    /// `required`
    pub(crate) required: Vec<&'a str>,
    /// `additionalProperties`
    pub(crate) additional: Additional<'a>,
    /// `items`
    pub(crate) items: Option<Placed<'a>>,
    /// `allOf`
    pub(crate) all_of: Vec<Placed<'a>>,
    /// `oneOf`
    pub(crate) one_of: Vec<Placed<'a>>,
    /// `anyOf`
    pub(crate) any_of: Vec<Placed<'a>>,
    /// Properties that a member of an `allOf` marks sensitive, while another one's description is taken.
    pub(crate) hidden: Vec<&'a str>,
}

/// What `additionalProperties` says.
#[derive(Clone, Debug, Default)]
pub(crate) enum Additional<'a> {
    /// Nothing: anything may follow, and later versions of the document may name it.
    #[default]
    Unstated,
    /// `true`: anything may follow, on purpose.
    Open,
    /// `false`
    Closed,
    /// A schema.
    Typed(Placed<'a>),
}

impl Facts<'_> {
    /// Whether this says anything at all of the shape of values.
    pub(crate) fn has_shape(&self) -> bool {
        self.json_type.is_some()
            || !self.values.is_empty()
            || !self.properties.is_empty()
            || !matches!(self.additional, Additional::Unstated)
            || self.items.is_some()
            || !(self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty())
    }
}

/// The facts of `schema`, which stands at `at`.
pub(crate) fn facts<'a>(schema: &'a Schema, at: &Pointer) -> Facts<'a> {
    match &schema.schema_kind {
        SchemaKind::Type(ty) => of_type(ty, at),
        SchemaKind::OneOf { one_of } => Facts {
            one_of: list(one_of, at, "oneOf"),
            ..Facts::default()
        },
        SchemaKind::AllOf { all_of } => Facts {
            all_of: list(all_of, at, "allOf"),
            ..Facts::default()
        },
        SchemaKind::AnyOf { any_of } => Facts {
            any_of: list(any_of, at, "anyOf"),
            ..Facts::default()
        },
        SchemaKind::Not { .. } => Facts::default(),
        SchemaKind::Any(any) => of_any(any, at),
    }
}

/// The extension `x-callsmith-<name>` of a schema.
pub(crate) fn extension<'a>(data: &'a SchemaData, name: &str) -> Option<&'a Json> {
    data.extensions.get(&format!("x-callsmith-{name}"))
}

/// The same, where it is a text.
pub(crate) fn text_extension(data: &SchemaData, name: &str) -> Option<String> {
    extension(data, name)?.as_str().map(str::to_owned)
}

/// What lowering has carried over from a keyword that OpenAPI 3.0 does not have.
pub(crate) fn carried<'a>(data: &'a SchemaData, keyword: &str) -> Option<&'a Json> {
    data.extensions.get(&format!("x-oas31-{keyword}"))
}

fn of_type<'a>(ty: &'a Type, at: &Pointer) -> Facts<'a> {
    match ty {
        Type::String(string) => Facts {
            json_type: Some(JsonType::String),
            format: format_text(&string.format),
            values: string
                .enumeration
                .iter()
                .flatten()
                .map(|text| text.as_str().into())
                .collect(),
            ..Facts::default()
        },
        Type::Number(number) => Facts {
            json_type: Some(JsonType::Number),
            format: format_text(&number.format),
            values: number
                .enumeration
                .iter()
                .flatten()
                .map(|value| (*value).into())
                .collect(),
            ..Facts::default()
        },
        Type::Integer(integer) => Facts {
            json_type: Some(JsonType::Integer),
            format: format_text(&integer.format),
            bounds: (
                integer.minimum.map(|bound| bound as f64),
                integer.maximum.map(|bound| bound as f64),
            ),
            values: integer
                .enumeration
                .iter()
                .flatten()
                .map(|value| (*value).into())
                .collect(),
            ..Facts::default()
        },
        Type::Boolean(_) => Facts {
            json_type: Some(JsonType::Boolean),
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
            ..Facts::default()
        },
    }
}

fn of_any<'a>(any: &'a openapiv3::AnySchema, at: &Pointer) -> Facts<'a> {
    Facts {
        json_type: any.typ.as_deref().and_then(json_type),
        format: any.format.clone(),
        bounds: (any.minimum, any.maximum),
        values: any.enumeration.clone(),
        properties: properties(&any.properties, at),
        required: any.required.iter().map(String::as_str).collect(),
        additional: additional(any.additional_properties.as_ref(), at),
        items: any
            .items
            .as_ref()
            .map(|schema| placed(schema, at.join("items"))),
        all_of: list(&any.all_of, at, "allOf"),
        one_of: list(&any.one_of, at, "oneOf"),
        any_of: list(&any.any_of, at, "anyOf"),
        hidden: Vec::new(),
    }
}

/// The JSON type of this name.
pub(crate) fn json_type(name: &str) -> Option<JsonType> {
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
