//! The keywords of a schema: OpenAPI 3.0's, those of JSON Schema 2020-12 that
//! 3.1 brought, and those of older drafts that documents still use.

use super::positions::{Child, Kind, Row, carried, held};

use Child::{
    Count, Data, Flag, List, Map, Number, One, Plain, SchemaOrFlag, SchemaOrNames, Text, Texts,
    Values,
};
use Kind::{Discriminator, ExternalDocs, Schema};

/// Every keyword, what it holds, and whether `openapiv3` has a field for it.
pub(super) const KEYWORDS: &[Row] = &[
    held("$ref", Text),
    held("type", Text),
    held("format", Text),
    held("title", Text),
    held("description", Text),
    held("default", Data),
    held("example", Data),
    held("enum", Values),
    held("nullable", Flag),
    held("deprecated", Flag),
    held("readOnly", Flag),
    held("writeOnly", Flag),
    held("externalDocs", One(ExternalDocs)),
    held("discriminator", One(Discriminator)),
    held("allOf", List(Schema)),
    held("anyOf", List(Schema)),
    held("oneOf", List(Schema)),
    held("not", One(Schema)),
    held("properties", Map(Schema)),
    held("required", Texts),
    held("additionalProperties", SchemaOrFlag),
    held("minProperties", Count),
    held("maxProperties", Count),
    held("items", One(Schema)),
    held("minItems", Count),
    held("maxItems", Count),
    held("uniqueItems", Flag),
    held("pattern", Text),
    held("minLength", Count),
    held("maxLength", Count),
    held("minimum", Number),
    held("maximum", Number),
    held("exclusiveMinimum", Flag),
    held("exclusiveMaximum", Flag),
    held("multipleOf", Number),
    carried("xml", Plain),
    carried("const", Data),
    carried("examples", Data),
    carried("prefixItems", List(Schema)),
    carried("contains", One(Schema)),
    carried("minContains", Plain),
    carried("maxContains", Plain),
    carried("unevaluatedItems", SchemaOrFlag),
    carried("additionalItems", SchemaOrFlag),
    carried("patternProperties", Map(Schema)),
    carried("propertyNames", One(Schema)),
    carried("unevaluatedProperties", SchemaOrFlag),
    carried("dependentRequired", Plain),
    carried("dependentSchemas", Map(Schema)),
    carried("dependencies", SchemaOrNames),
    carried("if", One(Schema)),
    carried("then", One(Schema)),
    carried("else", One(Schema)),
    carried("contentEncoding", Text),
    carried("contentMediaType", Text),
    carried("contentSchema", One(Schema)),
    carried("$defs", Map(Schema)),
    carried("definitions", Map(Schema)),
    carried("$id", Text),
    carried("$schema", Text),
    carried("$anchor", Text),
    carried("$dynamicAnchor", Text),
    carried("$dynamicRef", Text),
    carried("$recursiveAnchor", Plain),
    carried("$recursiveRef", Text),
    carried("$vocabulary", Plain),
    carried("$comment", Text),
];

/// Keywords that say something about a value but do not restrict it: they mean
/// the same on a schema and on what wraps it.
pub(super) fn is_annotation(keyword: &str) -> bool {
    const ANNOTATIONS: &[&str] = &[
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "nullable",
        "xml",
        "$comment",
        "$schema",
        "$id",
        "$anchor",
        "$defs",
        "definitions",
    ];
    ANNOTATIONS.contains(&keyword) || keyword.starts_with("x-")
}

/// The JSON type a keyword restricts, for dealing the keywords of a schema with
/// several types out to one schema a type. `None`: it stands for all of them.
pub(super) fn applies_to(keyword: &str) -> Option<&'static [&'static str]> {
    Some(match keyword {
        "minLength" | "maxLength" | "pattern" | "contentEncoding" | "contentMediaType"
        | "contentSchema" => &["string"],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &["integer", "number"]
        }
        "items" | "prefixItems" | "contains" | "minContains" | "maxContains" | "minItems"
        | "maxItems" | "uniqueItems" | "unevaluatedItems" | "additionalItems" => &["array"],
        "properties"
        | "required"
        | "additionalProperties"
        | "minProperties"
        | "maxProperties"
        | "patternProperties"
        | "propertyNames"
        | "unevaluatedProperties"
        | "dependentRequired"
        | "dependentSchemas"
        | "dependencies" => &["object"],
        _ => return None,
    })
}

/// The JSON types a `format` makes sense for.
pub(super) fn format_applies_to(format: &str) -> &'static [&'static str] {
    const NUMERIC: &[&str] = &[
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float",
        "double", "decimal", "number", "integer",
    ];
    if NUMERIC.contains(&format) {
        &["integer", "number"]
    } else {
        &["string"]
    }
}
