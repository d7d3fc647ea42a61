//! `$ref` to what it points at.
//!
//! Most references name a component. The rest (`#/paths/~1a/get/...`, another schema's property) are
//! read from the lowered document once, when the resolver is made, so that everybody downstream
//! borrows schemas and nobody parses.

pub(crate) use crate::lower::REF_MISPLACED;
use crate::lower::positions::{Child, Kind, standing};
use crate::source::Pointer;
use indexmap::IndexMap;
use openapiv3::{Header, OpenAPI, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema};
use serde_json::Value;
use std::collections::BTreeSet;

mod carried;
mod marks;

/// How long a chain of references may be before it is taken for a circle.
const MAX_HOPS: usize = 64;

/// As many types as that are no harm in any document.
const FREE_TYPES: usize = 5000;

/// The typed document together with what odd references point at.
pub(crate) struct Resolver {
    /// The document.
    pub(crate) api: OpenAPI,
    schemas_elsewhere: IndexMap<String, ReferenceOr<Schema>>,
    /// Path items under `webhooks`, which `openapiv3` does not know.
    webhooks: IndexMap<String, PathItem>,
    /// How many values the document holds.
    pub(crate) values: usize,
    /// How many types such a document can ask for and mean it.
    pub(crate) room: usize,
    /// References to nowhere: lowering has reported them.
    dangling: BTreeSet<String>,
    /// The references that name the components, by their names.
    references: IndexMap<String, String>,
    /// Schemas under keywords of 3.1.
    pub(crate) carried: carried::Carried,
    /// Where values are checked before they are sent.
    pub(crate) marks: marks::Marks,
}

impl Resolver {
    /// Reads `value`, the lowered document that `api` was parsed from, for references to odd places.
    pub(crate) fn new(api: OpenAPI, value: &Value) -> Self {
        let mut schemas_elsewhere = IndexMap::new();
        let mut dangling = BTreeSet::new();
        let mut seen = BTreeSet::new();
        collect(value, &mut |reference| {
            if !seen.insert(reference) {
                return;
            }
            let target =
                (reference.strip_prefix('#')).and_then(|pointer| value.pointer(&unescape(pointer)));
            let found = normal(reference);
            if target.is_none() {
                dangling.insert(found.clone());
            }
            if component(reference, "schemas").is_some() || schemas_elsewhere.contains_key(&found) {
                return;
            }
            let schema = target.filter(|_| may_be_schema(&pointer(&found)));
            if let Some(schema) =
                schema.and_then(|schema| serde_json::from_value(schema.clone()).ok())
            {
                schemas_elsewhere.insert(found, schema);
            }
        });
        let components = api.components.iter().flat_map(|found| found.schemas.keys());
        let place = Pointer::root().join("components").join("schemas");
        let references = components
            .map(|name| (name.clone(), format!("#{}", place.join(name))))
            .collect();
        let webhooks = value.get("x-oas31-webhooks").and_then(Value::as_object);
        // Lowering has left nothing in them that cannot be parsed.
        let webhooks = webhooks.into_iter().flatten().filter_map(|(name, item)| {
            Some((name.clone(), serde_json::from_value(item.clone()).ok()?))
        });
        let values = values(value);
        Self {
            values,
            room: FREE_TYPES + values,
            webhooks: webhooks.collect(),
            api,
            references,
            schemas_elsewhere,
            dangling,
            carried: carried::Carried::new(value),
            marks: marks::Marks::new(value),
        }
    }

    /// Whether `reference` points at nothing, which lowering has reported.
    pub(crate) fn is_dangling(&self, reference: &str) -> bool {
        self.dangling.contains(&normal(reference))
    }

    /// The reference that names the component `name`, if there is one.
    pub(crate) fn reference_to(&self, name: &str) -> Option<&str> {
        self.references.get(name).map(String::as_str)
    }

    /// The name itself, if a component has it.
    pub(crate) fn component_name(&self, name: &str) -> Option<&str> {
        let (name, _) = self.references.get_key_value(name)?;
        Some(name)
    }

    /// Whether a `$ref` leads to a schema at this place, which is no component.
    pub(crate) fn is_referred_to(&self, at: &Pointer) -> bool {
        !self.schemas_elsewhere.is_empty() && self.schemas_elsewhere.contains_key(&format!("#{at}"))
    }

    /// The webhooks of the document.
    pub(crate) fn webhooks(&self) -> impl Iterator<Item = (&str, &PathItem)> {
        self.webhooks
            .iter()
            .map(|(name, item)| (name.as_str(), item))
    }

    /// What `reference` points at; one hop only.
    pub(crate) fn schema(&self, reference: &str) -> Option<&ReferenceOr<Schema>> {
        match component(reference, "schemas") {
            Some(name) => self.api.components.as_ref()?.schemas.get(&name),
            None => self.schemas_elsewhere.get(&normal(reference)),
        }
    }

    /// The schema behind `reference`, every further reference followed, and where it stands.
    pub(crate) fn follow(&self, reference: &str) -> Option<(&Schema, Pointer)> {
        let mut reference = reference;
        for _ in 0..MAX_HOPS {
            match self.schema(reference)? {
                ReferenceOr::Item(item) => return Some((item, pointer(reference))),
                ReferenceOr::Reference { reference: next } => reference = next,
            }
        }
        None
    }

    /// The parameter itself, and where it stands.
    pub(crate) fn parameter<'a>(
        &'a self,
        found: &'a ReferenceOr<Parameter>,
        at: Pointer,
    ) -> Option<(&'a Parameter, Pointer)> {
        let parts = &self.api.components.as_ref().map(|c| &c.parameters);
        follow(found, at, |name| parts.as_ref()?.get(name), "parameters")
    }

    /// The request body itself, and where it stands.
    pub(crate) fn body<'a>(
        &'a self,
        found: &'a ReferenceOr<RequestBody>,
        at: Pointer,
    ) -> Option<(&'a RequestBody, Pointer)> {
        let parts = &self.api.components.as_ref().map(|c| &c.request_bodies);
        follow(found, at, |name| parts.as_ref()?.get(name), "requestBodies")
    }

    /// The response itself, and where it stands.
    pub(crate) fn response<'a>(
        &'a self,
        found: &'a ReferenceOr<Response>,
        at: Pointer,
    ) -> Option<(&'a Response, Pointer)> {
        let parts = &self.api.components.as_ref().map(|c| &c.responses);
        follow(found, at, |name| parts.as_ref()?.get(name), "responses")
    }

    /// The header itself, and where it stands.
    pub(crate) fn header<'a>(
        &'a self,
        found: &'a ReferenceOr<Header>,
        at: Pointer,
    ) -> Option<(&'a Header, Pointer)> {
        let parts = &self.api.components.as_ref().map(|c| &c.headers);
        follow(found, at, |name| parts.as_ref()?.get(name), "headers")
    }

    /// The path items of the document. Lowering has put referenced ones in place.
    pub(crate) fn path_items(&self) -> impl Iterator<Item = (&str, &PathItem)> {
        self.api
            .paths
            .paths
            .iter()
            .filter_map(|(path, item)| Some((path.as_str(), item.as_item()?)))
    }
}

/// How many values there are in `value`.
fn values(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(values).sum::<usize>(),
        Value::Array(items) => 1 + items.iter().map(values).sum::<usize>(),
        _ => 1,
    }
}

/// Whether a schema stands there, or nobody knows what does.
fn may_be_schema(at: &Pointer) -> bool {
    matches!(
        standing(at),
        None | Some(Child::One(Kind::Schema) | Child::SchemaOrFlag)
    )
}

/// The name of the component of this kind that `reference` names.
pub(crate) fn component(reference: &str, kind: &str) -> Option<String> {
    let name = reference
        .strip_prefix("#/components/")?
        .strip_prefix(kind)?
        .strip_prefix('/')?;
    (!name.contains('/')).then(|| unescape(name).replace("~1", "/").replace("~0", "~"))
}

/// `reference` as everybody would write it: documents may escape in a fragment what need not be.
pub(crate) fn normal(reference: &str) -> String {
    let fragment = reference.strip_prefix('#').map(unescape);
    let pointer: Option<Pointer> = fragment.and_then(|fragment| fragment.parse().ok());
    pointer.map_or_else(|| reference.to_owned(), |pointer| format!("#{pointer}"))
}

/// The pointer that the fragment of `reference` holds.
pub(crate) fn pointer(reference: &str) -> Pointer {
    let fragment = reference
        .split_once('#')
        .map_or("", |(_, fragment)| fragment);
    unescape(fragment)
        .parse()
        .unwrap_or_else(|_| Pointer::root())
}

fn follow<'a, T>(
    found: &'a ReferenceOr<T>,
    at: Pointer,
    parts: impl Fn(&str) -> Option<&'a ReferenceOr<T>>,
    kind: &str,
) -> Option<(&'a T, Pointer)> {
    let (mut found, mut at) = (found, at);
    for _ in 0..MAX_HOPS {
        match found {
            ReferenceOr::Item(item) => return Some((item, at)),
            ReferenceOr::Reference { reference } => {
                found = parts(&component(reference, kind)?)?;
                at = pointer(reference);
            }
        }
    }
    None
}

/// Shows every `$ref` text of `value` to `see`.
fn collect<'a>(value: &'a Value, see: &mut impl FnMut(&'a str)) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get("$ref") {
                see(reference);
            }
            map.values().for_each(|inner| collect(inner, see));
        }
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, see)),
        _ => {}
    }
}

/// A step on the way into the document.
enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

/// Shows every entry of every object in `value` to `see`, with the way to the object: few want to know its place.
fn entries<'v>(
    value: &'v Value,
    path: &mut Vec<Step<'v>>,
    see: &mut impl FnMut(&'v str, &'v Value, &[Step<'v>]),
) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                see(key, inner, path);
                path.push(Step::Key(key));
                entries(inner, path, see);
                path.pop();
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                path.push(Step::Index(index));
                entries(inner, path, see);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Where a way leads.
fn place(path: &[Step<'_>]) -> Pointer {
    let start = Pointer::root();
    path.iter().fold(start, |at, step| match step {
        Step::Key(key) => at.join(key),
        Step::Index(index) => at.index(*index),
    })
}

/// A URI fragment without its percent escapes (RFC 6901, section 6).
fn unescape(fragment: &str) -> String {
    if !fragment.contains('%') {
        return fragment.to_owned();
    }
    let (mut bytes, mut rest) = (Vec::with_capacity(fragment.len()), fragment.as_bytes());
    while let [first, tail @ ..] = rest {
        match (first, hex(tail)) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digits = std::str::from_utf8(digits.get(..2)?).ok()?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn component_names() {
        assert_eq!(
            component("#/components/schemas/A", "schemas").as_deref(),
            Some("A")
        );
        assert_eq!(
            component("#/components/schemas/a~1b%20c", "schemas").as_deref(),
            Some("a/b c")
        );
        assert_eq!(
            component("#/components/schemas/A/properties/b", "schemas"),
            None
        );
        assert_eq!(component("#/components/responses/A", "schemas"), None);
    }
}
