//! Callbacks and security schemes that `openapiv3` has no place for.

use serde_json::{Map, Value};

use super::CARRIED;
use super::node::Node;
use super::positions::Kind;
use crate::source::Pointer;

/// On an operation or the components: extensions of a callback go to the
/// object around it, since `openapiv3` takes every key of a callback for an
/// expression; so does what is no path item, and a `$ref` to nowhere where
/// `openapiv3` has no place for one. Mutual TLS, which 3.0 does not know, goes
/// the same way.
pub(super) fn lower(node: &mut Node, kind: Kind) {
    let refers = |key: &str| key == "$ref" && kind == Kind::Components;
    let out =
        |key: &str, value: &Value| !refers(key) && (key.starts_with("x-") || !value.is_object());
    split(node, "callbacks", |callback| {
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
}

/// Takes a part out of some members of the map at `key` and puts these parts
/// under the same names into `x-oas31-<key>`.
fn split(node: &mut Node, key: &str, part: impl Fn(&mut Value) -> Option<Value>) {
    let Some(Value::Object(members)) = node.map.get_mut(key) else {
        return;
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
}

fn take(map: &mut Map<String, Value>, out: impl Fn(&str, &Value) -> bool) -> Map<String, Value> {
    let (taken, left) = std::mem::take(map)
        .into_iter()
        .partition(|(key, value)| out(key, value));
    *map = left;
    taken
}
