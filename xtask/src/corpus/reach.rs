//! Which components the operations of a document come by, from the document alone.

use std::collections::BTreeSet;

use callsmith_codegen::source::Pointer;
use serde_json::Value;

/// The components that something under `paths` or `webhooks` leads to. `None` where there is no operation: such a
/// document is there for its components.
pub(super) fn used(document: &Value) -> Option<BTreeSet<Pointer>> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.filter(|paths| !paths.is_empty())?;
    let mut reach = Reach {
        document,
        found: BTreeSet::new(),
        open: Vec::new(),
    };
    for key in ["paths", "webhooks"] {
        reach.look_into(document.get(key));
    }
    loop {
        while let Some(at) = reach.open.pop() {
            reach.look_into(at.get(document));
        }
        reach.heirs();
        if reach.open.is_empty() {
            return Some(reach.found);
        }
    }
}

struct Reach<'v> {
    document: &'v Value,
    found: BTreeSet<Pointer>,
    open: Vec<Pointer>,
}

impl Reach<'_> {
    fn look_into(&mut self, value: Option<&Value>) {
        match value {
            Some(Value::Object(map)) => {
                for (key, value) in map {
                    match (key.as_str(), value) {
                        ("$ref" | "$dynamicRef", Value::String(text)) => self.follow(text),
                        ("mapping", Value::Object(names)) => {
                            let names = names.values().filter_map(Value::as_str);
                            names.for_each(|name| self.follow(name));
                        }
                        _ => {}
                    }
                    self.look_into(Some(value));
                }
            }
            Some(Value::Array(items)) => items.iter().for_each(|item| self.look_into(Some(item))),
            _ => {}
        }
    }

    /// A pointer, a schema's name, or an anchor or identifier, whose owners are searched for.
    fn follow(&mut self, reference: &str) {
        if let Some(at) = Pointer::from_fragment(reference).filter(|at| at.last().is_some()) {
            return self.component(&at);
        }
        let named = schemas().join(reference);
        match named.get(self.document) {
            Some(_) => self.component(&named),
            None => self.named(reference.rsplit(['/', '#']).next().unwrap_or_default()),
        }
    }

    /// The component that a place lies in.
    fn component(&mut self, at: &Pointer) {
        let steps: Vec<String> = at.tokens().take(3).map(|step| step.into_owned()).collect();
        if steps.len() == 3 && steps[0] == "components" {
            let at = steps.iter().fold(Pointer::root(), |at, step| at.join(step));
            if self.found.insert(at.clone()) {
                self.open.push(at);
            }
        }
    }

    /// Every schema of which a part calls itself so.
    fn named(&mut self, name: &str) {
        let schemas = self.document.pointer("/components/schemas");
        for (key, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
            if calls_itself(schema, name) {
                self.component(&self::schemas().join(key));
            }
        }
    }

    /// A base with a discriminator means every schema that has it in its `allOf`.
    fn heirs(&mut self) {
        let all = self.document.pointer("/components/schemas");
        for (key, schema) in all.and_then(Value::as_object).into_iter().flatten() {
            let members = schema.get("allOf").and_then(Value::as_array);
            let mut bases = members.into_iter().flatten().filter_map(|member| {
                let base = Pointer::from_fragment(member.get("$ref")?.as_str()?)?;
                base.get(self.document)?.get("discriminator")?;
                Some(base)
            });
            if bases.any(|base| self.found.contains(&base)) {
                self.component(&schemas().join(key));
            }
        }
    }
}

fn schemas() -> Pointer {
    Pointer::root().join("components").join("schemas")
}

fn calls_itself(schema: &Value, name: &str) -> bool {
    match schema {
        Value::Object(map) => map.iter().any(|(key, value)| match (key.as_str(), value) {
            ("$anchor" | "$dynamicAnchor", Value::String(anchor)) => anchor == name,
            ("$id", Value::String(id)) => id.rsplit('/').next() == Some(name),
            (_, value) => calls_itself(value, name),
        }),
        Value::Array(items) => items.iter().any(|item| calls_itself(item, name)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::used;
    use serde_json::json;

    #[test]
    fn what_operations_come_by() {
        let refer = |to: &str| json!({ "$ref": format!("#/components/{to}") });
        let document = json!({
            "paths": { "/a": { "get": { "responses": { "200": refer("responses/R") } } } },
            "components": {
                "responses": { "R": { "a": refer("schemas/Base/properties/x"), "b": { "$ref": "#named" } }, "S": {} },
                "schemas": {
                    "Base": { "discriminator": { "propertyName": "kind", "mapping": { "m": "Mapped" } } },
                    "Heir": { "allOf": [refer("schemas/Base")] },
                    "OfHeir": { "allOf": [refer("schemas/Heir")] },
                    "Mapped": { "$ref": "#/components/schemas/Behind" },
                    "Behind": {},
                    "Named": { "items": { "$anchor": "named" } },
                },
            },
        });
        let found = used(&document).expect("operations");
        let found: Vec<&str> = found.iter().map(|at| at.as_str()).collect();
        assert_eq!(
            found,
            [
                "/components/responses/R",
                "/components/schemas/Base",
                "/components/schemas/Behind",
                "/components/schemas/Heir",
                "/components/schemas/Mapped",
                "/components/schemas/Named",
            ]
        );
        assert_eq!(used(&json!({ "paths": {} })), None);
    }
}
