//! Schemas of OpenAPI in the words of JSON Schema 2020-12: nothing but keywords that decide, each of the form that it
//! must have, so that a validator takes all of them.
//!
//! `nullable` is a type (OpenAPI 3.0.3, Schema Object), bounds are exclusive by number, what does not travel this way
//! is not required. A keyword of another form than JSON Schema gives it says nothing, and so does a `$ref` to nowhere.

use super::Grade;
use super::closed::Mode;
use super::direction::Direction;
use super::implied;
use super::place::{follow, reach};
use super::tagged::tag;
use crate::source::Pointer;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, VecDeque};

/// Whether a keyword's value is of the form that it must have.
type Fits = fn(&Value) -> bool;

/// Keywords that are taken as they are, and what their values must be.
const PLAIN: &[(&str, Fits)] = &[
    ("enum", Value::is_array),
    ("const", |_| true),
    ("multipleOf", |value| {
        value.as_f64().is_some_and(|value| value > 0.0)
    }),
    ("maximum", Value::is_number),
    ("minimum", Value::is_number),
    ("exclusiveMaximum", Value::is_number),
    ("exclusiveMinimum", Value::is_number),
    ("maxLength", is_count),
    ("minLength", is_count),
    ("maxItems", is_count),
    ("minItems", is_count),
    ("maxContains", is_count),
    ("minContains", is_count),
    ("maxProperties", is_count),
    ("minProperties", is_count),
    ("uniqueItems", Value::is_boolean),
    ("dependentRequired", |value| {
        value
            .as_object()
            .is_some_and(|map| map.values().all(is_names))
    }),
];

/// Keywords that hold a schema for a value inside of the value.
const INNER: &[&str] = &["additionalProperties", "contains", "items", "propertyNames"];

/// Keywords that hold schemas for values inside of the value, by name.
const INNER_MAPS: &[&str] = &["patternProperties", "properties"];

/// Keywords that hold a schema for the value itself.
const SAME: &[&str] = &["else", "if", "not", "then"];

/// Keywords that hold several of them.
const SAME_LISTS: &[&str] = &["allOf", "anyOf", "oneOf"];

/// Formats that are asserted when objects are closed: those whose types know their texts.
const FORMATS: &[&str] = &["date", "date-time", "duration", "time", "uuid"];

/// The same for formats of OpenAPI, which JSON Schema does not know: what their texts look like.
const PATTERNS: &[(&str, &str)] = &[
    (
        "byte",
        "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$",
    ),
    ("decimal", r"^[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?$"),
];

/// The translation in progress.
pub(super) struct Words<'a> {
    pub(super) document: &'a Value,
    /// Whether the document is of OpenAPI 3.0.
    old: bool,
    direction: Direction,
    pub(super) grade: Grade,
    /// The number of the definition of a place.
    known: BTreeMap<(Pointer, Mode), usize>,
    pending: VecDeque<(Pointer, Mode, usize)>,
    patterns: BTreeMap<String, bool>,
}

impl<'a> Words<'a> {
    pub(super) fn new(document: &'a Value, direction: Direction, grade: Grade) -> Self {
        let version = document.get("openapi").and_then(Value::as_str);
        Words {
            document,
            old: version.is_some_and(|version| version.starts_with("3.0")),
            direction,
            grade,
            known: BTreeMap::new(),
            pending: VecDeque::new(),
            patterns: BTreeMap::new(),
        }
    }

    /// A schema that stands for the one at `pointer`.
    pub(super) fn at(&mut self, pointer: &Pointer) -> Value {
        self.definition(pointer, Mode::Whole)
    }

    /// The definitions that [`Words::at`] refers to, and whether formats are asserted.
    pub(super) fn finish(mut self) -> (Value, bool) {
        let mut definitions = Map::new();
        while let Some((pointer, mode, number)) = self.pending.pop_front() {
            let found = reach(self.document, &pointer);
            let schema = found.map_or(Value::Bool(true), |found| self.schema(found.value, mode));
            definitions.insert(number.to_string(), schema);
        }
        (Value::Object(definitions), self.grade == Grade::Closed)
    }

    pub(super) fn definition(&mut self, pointer: &Pointer, mode: Mode) -> Value {
        let next = self.known.len();
        let key = (pointer.clone(), mode);
        let number = *self.known.entry(key).or_insert_with(|| {
            self.pending.push_back((pointer.clone(), mode, next));
            next
        });
        json!({"$ref": format!("#/$defs/{number}")})
    }

    /// A schema that says what a value is.
    pub(super) fn schema(&mut self, schema: &Value, mode: Mode) -> Value {
        let mut out = self.stated(schema, mode);
        let (Value::Object(map), Value::Object(said)) = (schema, &mut out) else {
            return out;
        };
        if let Some(only) = implied::types(map) {
            said.insert("type".to_owned(), only);
        }
        if let Some(element) = implied::element(map) {
            let mut one_of = vec![json!({"type": "array"}), self.schema(element, Mode::Whole)];
            one_of.extend(implied::is_nullable(map).then(|| json!({"type": "null"})));
            also(said, json!({"anyOf": one_of}));
        }
        out
    }

    /// A schema, be it one that a value is only compared with (`not`, `if`).
    fn stated(&mut self, schema: &Value, mode: Mode) -> Value {
        let Value::Object(map) = schema else {
            return Value::Bool(schema != &Value::Bool(false));
        };
        let reference = map.get("$ref").and_then(Value::as_str);
        if let (Some(reference), true) = (reference, self.old) {
            return self.reference(reference, mode);
        }
        let inner = self.inside(map, mode);
        let mut out = Map::new();
        if let Some(reference) = reference {
            let target = self.reference(reference, inner);
            out.insert("allOf".to_owned(), json!([target]));
        }
        self.plain(map, &mut out);
        self.nested(map, inner, &mut out);
        if mode == Mode::Whole {
            self.tagged(map, inner, &mut out);
            self.untagged(map, inner, &mut out);
        }
        if mode == Mode::Whole && self.grade == Grade::Closed {
            self.close(schema, inner, &mut out);
        }
        Value::Object(out)
    }

    /// A reference to nowhere, or in a circle, says nothing.
    fn reference(&mut self, reference: &str, mode: Mode) -> Value {
        match Pointer::from_fragment(reference) {
            Some(pointer) if follow(self.document, &pointer).is_some() => {
                self.definition(&pointer, mode)
            }
            _ => Value::Bool(true),
        }
    }

    fn plain(&mut self, map: &Map<String, Value>, out: &mut Map<String, Value>) {
        for (keyword, fits) in PLAIN {
            if let Some(value) = map.get(*keyword).filter(|value| fits(value)) {
                out.insert((*keyword).to_owned(), value.clone());
            }
        }
        if self.old {
            out.remove("const");
            exclusive(map, out);
        }
        if let Some(types) = types(map, self.old) {
            out.insert("type".to_owned(), types);
        }
        let pattern = map.get("pattern").and_then(Value::as_str);
        if let Some(pattern) = pattern.filter(|pattern| self.is_pattern(pattern)) {
            out.insert("pattern".to_owned(), pattern.into());
        }
        let format = map.get("format").and_then(Value::as_str);
        if let Some(format) = format.filter(|_| self.grade == Grade::Closed) {
            formatted(format, out);
        }
        self.required(map, out);
    }

    fn required(&self, map: &Map<String, Value>, out: &mut Map<String, Value>) {
        let names = map.get("required").filter(|names| is_names(names));
        let names = names.and_then(Value::as_array).into_iter().flatten();
        let schema = Value::Object(map.clone());
        let names: Vec<Value> = names
            .filter(|name| {
                let name = name.as_str().unwrap_or_default();
                !self.direction.lacks(self.document, &schema, name)
            })
            .cloned()
            .collect();
        if !names.is_empty() {
            out.insert("required".to_owned(), names.into());
        }
    }

    /// Whether the validator knows such patterns.
    fn is_pattern(&mut self, pattern: &str) -> bool {
        if let Some(known) = self.patterns.get(pattern) {
            return *known;
        }
        let compiles = super::compile(&json!({"pattern": pattern}), false).is_ok();
        self.patterns.insert(pattern.to_owned(), compiles);
        compiles
    }

    fn nested(&mut self, map: &Map<String, Value>, inner: Mode, out: &mut Map<String, Value>) {
        let whole = Mode::Whole;
        for keyword in INNER {
            if let Some(schema) = map.get(*keyword).filter(|schema| is_schema(schema)) {
                let schema = self.schema(schema, whole);
                out.insert((*keyword).to_owned(), schema);
            }
        }
        if let Some(rest) = map
            .get("unevaluatedProperties")
            .filter(|rest| !self.old && is_schema(rest))
        {
            let rest = self.schema(rest, whole);
            out.insert("unevaluatedProperties".to_owned(), rest);
        }
        for keyword in INNER_MAPS {
            if let Some(Value::Object(schemas)) = map.get(*keyword) {
                let schemas = self.schemas(schemas, keyword, whole);
                out.insert((*keyword).to_owned(), schemas);
            }
        }
        if let Some(Value::Array(schemas)) = map.get("prefixItems") {
            self.list("prefixItems", schemas, whole, out);
        }
        for keyword in SAME {
            if let Some(schema) = map.get(*keyword).filter(|schema| is_schema(schema)) {
                let schema = self.stated(schema, Mode::Part);
                out.insert((*keyword).to_owned(), schema);
            }
        }
        if let Some(Value::Object(schemas)) = map.get("dependentSchemas") {
            let schemas = self.schemas(schemas, "dependentSchemas", Mode::Part);
            out.insert("dependentSchemas".to_owned(), schemas);
        }
        for keyword in SAME_LISTS {
            if let Some(Value::Array(schemas)) = map.get(*keyword) {
                // Closed alternatives: it is enough that there is one that describes all properties.
                let closed = inner == Mode::Whole && self.grade == Grade::Closed;
                let any = *keyword == "oneOf" && (closed || tag(map).is_some());
                let name = if any { "anyOf" } else { keyword };
                self.list(name, schemas, inner, out);
            }
        }
    }

    fn schemas(&mut self, schemas: &Map<String, Value>, keyword: &str, mode: Mode) -> Value {
        let mut out = Map::new();
        for (name, schema) in schemas.iter().filter(|(_, schema)| is_schema(schema)) {
            if keyword != "patternProperties" || self.is_pattern(name) {
                out.insert(name.clone(), self.schema(schema, mode));
            }
        }
        Value::Object(out)
    }

    /// Adds to a list of schemas that is there already.
    fn list(&mut self, keyword: &str, schemas: &[Value], mode: Mode, out: &mut Map<String, Value>) {
        let schemas: Vec<Value> = schemas
            .iter()
            .filter(|schema| is_schema(schema))
            .map(|schema| self.schema(schema, mode))
            .collect();
        match out.get_mut(keyword) {
            _ if schemas.is_empty() => {}
            Some(Value::Array(before)) if keyword == "allOf" => before.extend(schemas),
            // `oneOf` beside `anyOf`: both hold.
            Some(_) => also(out, json!({"anyOf": schemas})),
            None => {
                out.insert(keyword.to_owned(), schemas.into());
            }
        }
    }
}

/// What a format says of texts.
fn formatted(format: &str, out: &mut Map<String, Value>) {
    if FORMATS.contains(&format) {
        out.insert("format".to_owned(), format.into());
    }
    if let Some((_, pattern)) = PATTERNS.iter().find(|(name, _)| *name == format) {
        also(out, json!({"pattern": pattern}));
    }
}

/// Adds a schema that has to hold as well.
pub(super) fn also(out: &mut Map<String, Value>, schema: Value) {
    let all = out.entry("allOf").or_insert_with(|| json!([]));
    if let Value::Array(all) = all {
        all.push(schema);
    }
}

/// `exclusiveMaximum: true` (OpenAPI 3.0).
fn exclusive(map: &Map<String, Value>, out: &mut Map<String, Value>) {
    for (bound, flag) in [
        ("maximum", "exclusiveMaximum"),
        ("minimum", "exclusiveMinimum"),
    ] {
        let exclusive = map.get(flag) == Some(&Value::Bool(true));
        if let Some(value) = exclusive.then(|| out.remove(bound)).flatten() {
            out.insert(flag.to_owned(), value);
        }
    }
}

/// `type`, as far as JSON Schema knows it, with `nullable`.
fn types(map: &Map<String, Value>, old: bool) -> Option<Value> {
    const TYPES: &[&str] = &[
        "array", "boolean", "integer", "null", "number", "object", "string",
    ];
    let stated: Vec<&str> = match map.get("type")? {
        Value::String(one) => vec![one],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    // An unknown type may be any of them.
    if stated.is_empty() || stated.iter().any(|name| !TYPES.contains(name)) {
        return None;
    }
    let mut types = stated;
    if old && map.get("nullable") == Some(&Value::Bool(true)) {
        types.push("null");
    }
    types.sort_unstable();
    types.dedup();
    Some(json!(types))
}

pub(super) fn is_schema(value: &Value) -> bool {
    value.is_object() || value.is_boolean()
}

fn is_count(value: &Value) -> bool {
    value.is_u64()
}

fn is_names(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|names| names.iter().all(Value::is_string))
}
