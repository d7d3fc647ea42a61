//! Callbacks and security schemes that `openapiv3` has no place for.

use serde_json::{Map, Value};

use super::CARRIED;
use super::node::Node;
use super::positions::Kind;
use crate::source::Pointer;

/// On an operation or the components: extensions of a callback go to the
/// object around it, since `openapiv3` takes every key of a callback for an
/// expression, and so does a `$ref` to nowhere, where `openapiv3` has no place
/// for one; mutual TLS, which 3.0 does not know, goes the same way. Tells where
/// such `$ref`s are now.
pub(super) fn lower(node: &mut Node, kind: Kind) -> Vec<Pointer> {
    let out = |key: &str| key.starts_with("x-") || (key == "$ref" && kind == Kind::Operation);
    let names = split(node, "callbacks", |callback| {
        let taken = take(callback.as_object_mut()?, out);
        (!taken.is_empty()).then_some(Value::Object(taken))
    });
    split(node, "securitySchemes", |scheme| {
        let mutual = scheme.get("type").is_some_and(|kind| kind == "mutualTLS");
        mutual.then(|| std::mem::take(scheme))
    });
    if let Some(Value::Object(schemes)) = node.map.get_mut("securitySchemes") {
        schemes.retain(|_, scheme| !scheme.is_null());
    }
    names
}

/// Takes a part out of some members of the map at `key` and puts these parts
/// under the same names into `x-oas31-<key>`. Tells where.
fn split(node: &mut Node, key: &str, part: impl Fn(&mut Value) -> Option<Value>) -> Vec<Pointer> {
    let Some(Value::Object(members)) = node.map.get_mut(key) else {
        return Vec::new();
    };
    let parts: Map<String, Value> = members
        .iter_mut()
        .filter_map(|(name, member)| Some((name.clone(), part(member)?)))
        .collect();
    let carried = Pointer::root().join(format!("{CARRIED}{key}"));
    let places: Vec<Pointer> = parts.keys().map(|name| carried.join(name)).collect();
    for (now, name) in places.iter().zip(parts.keys()) {
        node.moved(now.clone(), &Pointer::root().join(key).join(name));
    }
    if !parts.is_empty() {
        node.note(key, parts);
    }
    places
}

fn take(map: &mut Map<String, Value>, out: impl Fn(&str) -> bool) -> Map<String, Value> {
    let (taken, left) = std::mem::take(map)
        .into_iter()
        .partition(|(key, _)| out(key));
    *map = left;
    taken
}
