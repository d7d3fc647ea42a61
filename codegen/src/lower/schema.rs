//! One schema: JSON Schema 2020-12 to what `openapiv3` holds.

use serde_json::{Map, Value, json};

use super::keywords::is_annotation;
use super::node::Node;
use super::positions::Kind;
use super::version::Version;
use super::walk::Walk;
use super::{CARRIED, nullable, types};
use crate::source::Pointer;

/// In OpenAPI 3.0, keywords beside a `$ref` do not count.
pub(crate) const REF_SIBLINGS: &str = "ref-siblings";

/// A reference whose target depends on who refers to it.
pub(crate) const DYNAMIC_REF: &str = "dynamic-ref";

/// `type` names a type that JSON does not have.
pub(crate) const UNKNOWN_TYPE: &str = "unknown-type";

/// A change of one schema.
type Change = fn(&mut Walk, &mut Node);

/// What is put into the words of 3.0, in this order: each step sees what the ones before left.
const STEPS: &[(&str, Change)] = &[
    ("a dynamic reference is read as `$ref`", Walk::dynamic),
    (
        "a null among the alternatives is read as `nullable: true`",
        |_, node| nullable::members(node),
    ),
    (
        "what stands beside `$ref` is read as an `allOf` of both",
        Walk::reference,
    ),
    ("`const` is read as an `enum` of one value", |_, node| {
        constant(node)
    }),
    (
        "a type that JSON does not have is reported",
        |walk, node| walk.check_type(node),
    ),
    (
        "a list of types is read as one type, `nullable: true` or `anyOf`",
        |_, node| types::single(node),
    ),
    (
        "null among the values of `enum` is read as `nullable: true`",
        |_, node| nullable::values(node),
    ),
    (
        "a bound that is exclusive is read as 3.0 writes it",
        |_, node| bounds(node),
    ),
    ("a list of `items` is read as `prefixItems`", |_, node| {
        tuple(node)
    }),
    (
        "`discriminator` as a text is read as `propertyName`",
        |_, node| discriminator(node),
    ),
];

impl Walk {
    /// Lowers a schema and everything in it. Each step sees what the earlier
    /// ones left; what holds schemas is lowered afterwards, from outside in.
    pub(super) fn schema(&mut self, value: &mut Value) {
        let Value::Object(map) = value else {
            return self.leave(value, not_an_object(value), Kind::Schema);
        };
        if self.is_lowered() {
            return;
        }
        let mut node = Node::new(std::mem::take(map));
        node.reserve();
        let is_resource = self.resources.enter(&node.map, &self.here());
        for (text, change) in STEPS {
            self.step(&mut node, text, *change);
        }
        self.keys(&mut node, Kind::Schema);
        self.leave(value, node, Kind::Schema);
        if is_resource {
            self.resources.leave();
        }
    }

    /// What a dynamic reference means depends on who refers to the schema it
    /// stands in; here it means what it says where it stands.
    fn dynamic(&mut self, node: &mut Node) {
        for key in ["$dynamicRef", "$recursiveRef"] {
            if !node.map.get(key).is_some_and(Value::is_string) || node.has("$ref") {
                continue;
            }
            let message = format!(
                "`{key}` is taken for a `$ref`; schemas that put something else in its place are not seen"
            );
            self.warn(DYNAMIC_REF, key, message);
            node.rename(key, "$ref");
        }
    }

    /// A lone `$ref` stays; with siblings it becomes an `allOf` beside them.
    fn reference(&mut self, node: &mut Node) {
        if !node.map.get("$ref").is_some_and(Value::is_string) {
            return;
        }
        let here = self.here();
        if node.map.len() == 1 {
            return self.refer(here, true);
        }
        if self.version == Version::V30 {
            self.ignored_siblings(node);
        }
        if node.map.get("allOf").is_some_and(|parts| !parts.is_array()) {
            node.carry("allOf");
        }
        let Some(reference) = node.map.shift_remove("$ref") else {
            return;
        };
        let parts = node.map.entry("allOf").or_insert_with(|| json!([]));
        let Some(parts) = parts.as_array_mut() else {
            return;
        };
        parts.push(json!({ "$ref": reference }));
        let now = Pointer::root().join("allOf").index(parts.len() - 1);
        self.refer(here.extend(&now), true);
        node.moved(now.join("$ref"), &Pointer::root().join("$ref"));
        node.moved(now, &Pointer::root());
        node.note("ref", true);
    }

    fn ignored_siblings(&mut self, node: &mut Node) {
        let ignored = |key: &String| key != "$ref" && !is_annotation(key);
        let keys: Vec<String> = node.keys().into_iter().filter(ignored).collect();
        let mut siblings = Map::new();
        for key in keys {
            self.warn(
                REF_SIBLINGS,
                &key,
                format!("`{key}` beside a `$ref` does not count in 3.0"),
            );
            let now = Pointer::root()
                .join(format!("{CARRIED}ref-siblings"))
                .join(&key);
            node.moved(now, &Pointer::root().join(&key));
            siblings.extend(node.map.shift_remove(&key).map(|value| (key, value)));
        }
        if !siblings.is_empty() {
            node.note("ref-siblings", siblings);
        }
    }

    fn check_type(&mut self, node: &Node) {
        let names = match node.map.get("type") {
            Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(name)) => vec![name.as_str()],
            _ => return,
        };
        for name in names
            .into_iter()
            .filter(|name| !types::NAMES.contains(name))
        {
            self.warn(
                UNKNOWN_TYPE,
                "type",
                format!("`{name}` is not a type that JSON has"),
            );
        }
    }
}

/// `true` takes anything, `false` nothing; what is no schema at all is taken to
/// be one that takes anything.
fn not_an_object(value: &Value) -> Node {
    let mut node = Node::new(Map::new());
    let note = if value.is_boolean() {
        "boolean"
    } else {
        "value"
    };
    if *value == Value::Bool(false) {
        node.map.insert("not".to_owned(), json!({}));
    }
    node.moved(
        Pointer::root().join(format!("{CARRIED}{note}")),
        &Pointer::root(),
    );
    node.note(note, value.clone());
    node
}

/// A constant is an enum of one value.
fn constant(node: &mut Node) {
    let Some(value) = node.map.get("const").cloned() else {
        return;
    };
    if node.has("enum") {
        node.carry("enum");
    }
    node.moved(
        Pointer::root().join("enum").index(0),
        &Pointer::root().join("const"),
    );
    node.carry("const");
    node.map
        .insert("enum".to_owned(), Value::Array(vec![value]));
}

/// In 3.0 a bound is exclusive by a flag beside it.
fn bounds(node: &mut Node) {
    for (exclusive, bound) in [
        ("exclusiveMinimum", "minimum"),
        ("exclusiveMaximum", "maximum"),
    ] {
        let Some(value @ Value::Number(_)) = node.map.get(exclusive).cloned() else {
            continue;
        };
        if !node.has(bound) {
            node.moved(
                Pointer::root().join(bound),
                &Pointer::root().join(exclusive),
            );
            node.carry(exclusive);
            node.map.insert(bound.to_owned(), value);
            node.map.insert(exclusive.to_owned(), true.into());
        } else {
            node.carry(exclusive);
        }
    }
}

/// A list of `items`, as older drafts wrote a tuple.
fn tuple(node: &mut Node) {
    if node.map.get("items").is_some_and(Value::is_array) && !node.has("prefixItems") {
        node.rename("items", &format!("{CARRIED}prefixItems"));
    }
}

/// A text, as Swagger 2 wrote a discriminator.
fn discriminator(node: &mut Node) {
    let at = Pointer::root().join("discriminator");
    if let Some(name @ Value::String(_)) = node.map.get_mut("discriminator") {
        *name = json!({ "propertyName": name.take() });
        node.moved(at.join("propertyName"), &at);
    }
}
