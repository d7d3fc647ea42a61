//! Counts what a document has, from the document alone: its operations, and the schemas that say what values look like.
//!
//! This is the other side of the generator's own figures, so it shares no code with the generator: places are found by a
//! table of its own, from the OpenAPI specification (3.1.1, chapter 4).

use callsmith_codegen::source::Pointer;
use serde_json::{Map, Value};

const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What a document has.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// Every operation under `paths`.
    pub(super) operations: Vec<Pointer>,
    /// Every schema that gives a shape, and whether it is one of a list whose elements it leaves open.
    pub(super) shapes: Vec<Shape>,
}

/// A schema that gives a shape.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) at: Pointer,
    /// `type: array` without `items`: that the elements are JSON is all there is to say.
    pub(super) open_list: bool,
}

/// Walks `document`, all of whose files have been bundled.
pub(super) fn positions(document: &Value) -> Positions {
    let mut walk = Walk::default();
    walk.root(document);
    walk.found
}

#[derive(Default)]
struct Walk {
    at: Pointer,
    found: Positions,
}

impl Walk {
    fn root(&mut self, document: &Value) {
        self.each(document, "paths", |walk, item| walk.path_item(item, true));
        self.each(document, "webhooks", |walk, item| {
            walk.path_item(item, false)
        });
        let Some(components) = document.get("components") else {
            return;
        };
        let before = self.step("components");
        self.each(components, "schemas", Self::schema);
        self.each(components, "parameters", Self::carrier);
        self.each(components, "headers", Self::carrier);
        self.each(components, "requestBodies", Self::carrier);
        self.each(components, "responses", Self::response);
        self.each(components, "callbacks", Self::callback);
        self.each(components, "pathItems", |walk, item| {
            walk.path_item(item, false)
        });
        self.at = before;
    }

    fn path_item(&mut self, item: &Value, counts: bool) {
        self.each(item, "parameters", Self::carrier);
        for method in METHODS {
            if let Some(operation) = item.get(method).filter(|found| found.is_object()) {
                let before = self.step(method);
                if counts {
                    self.found.operations.push(self.at.clone());
                }
                self.operation(operation);
                self.at = before;
            }
        }
    }

    fn operation(&mut self, operation: &Value) {
        self.each(operation, "parameters", Self::carrier);
        self.one(operation, "requestBody", Self::carrier);
        self.each(operation, "responses", Self::response);
        self.each(operation, "callbacks", Self::callback);
    }

    fn callback(&mut self, callback: &Value) {
        let Some(expressions) = callback.as_object() else {
            return;
        };
        for (expression, item) in expressions {
            let before = self.step(expression);
            self.path_item(item, false);
            self.at = before;
        }
    }

    fn response(&mut self, response: &Value) {
        self.each(response, "headers", Self::carrier);
        self.carrier(response);
    }

    /// A parameter, a header, a request body: what holds a schema, or media types that hold one.
    fn carrier(&mut self, carrier: &Value) {
        self.one(carrier, "schema", Self::schema);
        self.each(carrier, "content", |walk, media| {
            walk.one(media, "schema", Self::schema)
        });
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
            }, "x-more": { "get": {} } },
            "components": { "schemas": { "A": {
                "type": "object",
                "properties": { "any": {}, "free": { "type": "object" }, "list": { "type": "array" }, "type": { "type": ["string", "null"] } },
                "example": { "type": "string" },
            } } },
        });
        let found = positions(&document);
        let shapes: Vec<&str> = found.shapes.iter().map(|shape| shape.at.as_str()).collect();
        assert_eq!(found.operations.len(), 1);
        assert_eq!(
            shapes,
            [
                "/paths/~1a/parameters/0/schema",
                "/paths/~1a/get/responses/200/content/application~1json/schema",
                "/components/schemas/A",
                "/components/schemas/A/properties/list",
                "/components/schemas/A/properties/type",
            ]
        );
        assert!(found.shapes[3].open_list);
    }
}
