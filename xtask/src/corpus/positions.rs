//! Counts what a document has, from the document alone: its operations, and the schemas that say what values look like.
//!
//! This is the other side of the generator's own figures, so it shares no code with the generator: places are found by a
//! table of its own, from the OpenAPI specification (3.1.1, chapter 4).

use std::collections::BTreeSet;

use callsmith_codegen::source::Pointer;
use serde_json::{Map, Value};

use super::carrier::Carrier;
use super::reach::used;

/// How many `$ref`s in a row are followed.
const MAX_STEPS: usize = 32;

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What a document has.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// Every operation under `paths`.
    pub(super) operations: Vec<Pointer>,
    /// Every schema that gives a shape.
    pub(super) shapes: Vec<Shape>,
}

/// A schema that gives a shape.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) at: Pointer,
    /// `type: array` without `items`: that the elements are JSON is all there is to say.
    pub(super) open_list: bool,
    /// What it describes.
    pub(super) of: Carrier,
    /// Whether it is part of a component that no operation comes by.
    pub(super) unused: bool,
}

/// Parameters and headers of these names say nothing (OpenAPI 3.1.1, Parameter Object and Response Object).
const SAY_NOTHING: [&str; 3] = ["accept", "content-type", "authorization"];

/// Walks `document`, all of whose files have been bundled.
pub(super) fn positions(document: &Value) -> Positions {
    let mut walk = Walk {
        document,
        used: used(document),
        at: Pointer::root(),
        of: Carrier::default(),
        unused: false,
        found: Positions::default(),
    };
    walk.root();
    walk.found
}

struct Walk<'v> {
    document: &'v Value,
    used: Option<BTreeSet<Pointer>>,
    at: Pointer,
    of: Carrier,
    unused: bool,
    found: Positions,
}

impl Walk<'_> {
    fn root(&mut self) {
        let document = self.document;
        self.each(document, "paths", Self::path);
        self.each(document, "webhooks", Self::webhook);
        let Some(components) = document.get("components") else {
            return;
        };
        let before = self.step("components");
        self.components(components, "schemas", Self::schema);
        self.components(components, "parameters", Self::parameter);
        self.components(components, "headers", Self::header);
        self.components(components, "requestBodies", Self::content);
        self.components(components, "responses", Self::response);
        self.components(components, "callbacks", Self::callback);
        self.components(components, "pathItems", Self::path_item);
        self.at = before;
    }

    fn components(&mut self, components: &Value, section: &str, visit: impl Fn(&mut Self, &Value)) {
        self.each(components, section, |walk, member| {
            walk.unused = (walk.used.as_ref()).is_some_and(|used| !used.contains(&walk.at));
            visit(walk, member);
            walk.unused = false;
        });
    }

    /// A path. One that is a `$ref` has the operations of the path item that it means.
    fn path(&mut self, item: &Value) {
        let (mut at, mut item_there) = (self.at.clone(), item);
        for _ in 0..MAX_STEPS {
            let target = item_there.get("$ref").and_then(Value::as_str);
            let target = target.and_then(Pointer::from_fragment);
            let Some((target, found)) =
                target.and_then(|target| Some((target.clone(), target.get(self.document)?)))
            else {
                break;
            };
            (at, item_there) = (target, found);
        }
        let methods = METHODS
            .iter()
            .filter(|method| item_there.get(method).is_some_and(Value::is_object));
        let operations: Vec<Pointer> = methods.map(|method| at.join(method)).collect();
        self.found.operations.extend(operations);
        self.path_item(item);
    }

    fn webhook(&mut self, item: &Value) {
        self.within(Carrier::Webhook, |walk| walk.path_item(item));
    }

    fn path_item(&mut self, item: &Value) {
        self.each(item, "parameters", Self::parameter);
        for method in METHODS {
            self.one(item, method, Self::operation);
        }
    }

    fn operation(&mut self, operation: &Value) {
        self.each(operation, "parameters", Self::parameter);
        self.one(operation, "requestBody", Self::content);
        self.each(operation, "responses", Self::response);
        self.each(operation, "callbacks", Self::callback);
    }

    fn callback(&mut self, callback: &Value) {
        for (expression, item) in callback.as_object().into_iter().flatten() {
            let before = self.step(expression);
            self.webhook(item);
            self.at = before;
        }
    }

    fn response(&mut self, response: &Value) {
        self.each(response, "headers", Self::header);
        self.content(response);
    }

    fn parameter(&mut self, parameter: &Value) {
        let name = parameter["name"].as_str().unwrap_or_default();
        let says_nothing = SAY_NOTHING.contains(&name.to_ascii_lowercase().as_str());
        if parameter["in"] != "header" || !says_nothing {
            self.within(Carrier::Parameter, |walk| walk.carrier(parameter));
        }
    }

    fn header(&mut self, header: &Value) {
        let name = self.at.last().unwrap_or_default().to_ascii_lowercase();
        if name != "content-type" {
            self.within(Carrier::Header, |walk| walk.carrier(header));
        }
    }

    /// What holds a schema, or a media type that holds one.
    fn carrier(&mut self, carrier: &Value) {
        self.one(carrier, "schema", Self::schema);
        self.each(carrier, "content", |walk, media| {
            walk.one(media, "schema", Self::schema);
        });
    }

    /// The media types of a body.
    fn content(&mut self, body: &Value) {
        self.each(body, "content", |walk, media| {
            let of = Carrier::of_body(&walk.at.last().unwrap_or_default());
            walk.within(of, |walk| walk.one(media, "schema", Self::schema));
            walk.each(media, "encoding", |walk, encoding| {
                walk.each(encoding, "headers", Self::header);
            });
        });
    }

    /// Walks on in something of its own kind. All of a webhook is one.
    fn within(&mut self, of: Carrier, walk: impl FnOnce(&mut Self)) {
        let before = self.of;
        if before != Carrier::Webhook {
            self.of = of;
        }
        walk(self);
        self.of = before;
    }

    fn schema(&mut self, schema: &Value) {
        let Some(map) = schema.as_object() else {
            return;
        };
        if gives_shape(map) {
            let open_list = map.get("type").is_some_and(|ty| ty == "array")
                && !map.contains_key("items")
                && !map.contains_key("prefixItems");
            self.found.shapes.push(Shape {
                at: self.at.clone(),
                open_list,
                of: self.of,
                unused: self.unused,
            });
        }
        for key in ["properties", "patternProperties", "$defs"] {
            self.each(schema, key, Self::schema);
        }
        for key in ["allOf", "oneOf", "anyOf", "prefixItems"] {
            self.each(schema, key, Self::schema);
        }
        for key in ["items", "additionalProperties"] {
            self.one(schema, key, Self::schema);
        }
    }

    /// Every member of the object or list under `key`.
    fn each(&mut self, parent: &Value, key: &str, visit: impl Fn(&mut Self, &Value)) {
        let Some(found) = parent.get(key) else { return };
        let before = self.step(key);
        let members: Vec<(String, &Value)> = match found {
            Value::Object(map) => map
                .iter()
                .map(|(name, value)| (name.clone(), value))
                .collect(),
            Value::Array(list) => list
                .iter()
                .enumerate()
                .map(|(i, value)| (i.to_string(), value))
                .collect(),
            _ => Vec::new(),
        };
        for (name, value) in members
            .into_iter()
            .filter(|(name, _)| !name.starts_with("x-") || key != "paths")
        {
            let before = self.step(&name);
            visit(self, value);
            self.at = before;
        }
        self.at = before;
    }

    fn one(&mut self, parent: &Value, key: &str, visit: impl Fn(&mut Self, &Value)) {
        if let Some(found) = parent.get(key) {
            let before = self.step(key);
            visit(self, found);
            self.at = before;
        }
    }

    fn step(&mut self, token: &str) -> Pointer {
        let here = self.at.join(token);
        std::mem::replace(&mut self.at, here)
    }
}

/// A `type` other than a bare `object`, or a keyword that says what is inside.
fn gives_shape(schema: &Map<String, Value>) -> bool {
    let typed = match schema.get("type") {
        Some(Value::String(name)) => name != "object" && name != "null",
        Some(Value::Array(names)) => names.iter().any(|name| name != "object" && name != "null"),
        _ => false,
    };
    let keywords = [
        "properties",
        "items",
        "enum",
        "const",
        "$ref",
        "allOf",
        "oneOf",
        "anyOf",
        "prefixItems",
        "patternProperties",
    ];
    typed || keywords.iter().any(|key| schema.contains_key(*key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn everything_that_gives_a_shape_is_found_once() {
        let document = json!({
            "paths": { "/a": {
                "parameters": [{ "name": "p", "in": "query", "schema": { "type": "integer" } }],
                "get": { "responses": { "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } } } },
                "x-post": {},
            }, "/b": { "$ref": "#/components/pathItems/P" }, "x-more": { "get": {} } },
            "components": { "pathItems": { "P": { "put": {}, "get": {} } }, "schemas": { "Unused": { "type": "string" }, "A": {
                "type": "object",
                "properties": { "any": {}, "free": { "type": "object" }, "list": { "type": "array" }, "type": { "type": ["string", "null"] } },
                "example": { "type": "string" },
            } } },
        });
        let found = positions(&document);
        let shapes: Vec<&str> = found.shapes.iter().map(|shape| shape.at.as_str()).collect();
        let operations: Vec<&str> = found.operations.iter().map(Pointer::as_str).collect();
        assert_eq!(
            operations,
            [
                "/paths/~1a/get",
                "/components/pathItems/P/get",
                "/components/pathItems/P/put",
            ]
        );
        assert_eq!(
            shapes,
            [
                "/paths/~1a/parameters/0/schema",
                "/paths/~1a/get/responses/200/content/application~1json/schema",
                "/components/schemas/Unused",
                "/components/schemas/A",
                "/components/schemas/A/properties/list",
                "/components/schemas/A/properties/type",
            ]
        );
        let places = |is: fn(&Shape) -> bool| found.shapes.iter().position(is);
        assert_eq!(places(|shape| shape.open_list), Some(4));
        assert_eq!(places(|shape| shape.unused), Some(2));
    }

    #[test]
    fn what_a_schema_stands_in() {
        let text = json!({ "schema": { "type": "string" } });
        let parameter =
            |name: &str| json!({ "name": name, "in": "header", "schema": { "type": "string" } });
        let operation = json!({
            "parameters": [parameter("Accept"), parameter("X-Trace")],
            "requestBody": { "content": {
                "application/x-www-form-urlencoded": text,
                "multipart/form-data; boundary=x": text,
                "application/problem+json": text,
                "text/plain": text,
            } },
            "responses": { "200": { "headers": { "Content-Type": text, "X-Rate": text } } },
            "callbacks": { "c": { "{$url}": { "post": { "requestBody": { "content": { "application/json": text } } } } } },
        });
        let document = json!({ "paths": { "/a": { "post": operation } } });
        let found = positions(&document).shapes;
        use Carrier::{Form, Header, Json, Multipart, OtherBody, Parameter, Webhook};
        let carriers: Vec<Carrier> = found.iter().map(|shape| shape.of).collect();
        assert_eq!(
            carriers,
            [Parameter, Form, Multipart, Json, OtherBody, Header, Webhook]
        );
    }
}
