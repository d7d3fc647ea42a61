//! Every spelling of null becomes `nullable: true`.

use serde_json::{Value, json};

use super::CARRIED;
use super::keywords::is_annotation;
use super::node::Node;
use super::types::only_null;
use crate::source::Pointer;

/// Takes the null members out of `anyOf` and `oneOf`; they are kept under
/// `x-oas31-null` with the place they had. Where one member is left and the
/// schema around it only describes, the two become one schema.
pub(super) fn members(node: &mut Node) {
    while ["anyOf", "oneOf"]
        .into_iter()
        .any(|keyword| take_null(node, keyword))
    {}
}

/// A constant null or a null among the values of an enum.
pub(super) fn values(node: &mut Node) {
    let values = node.map.get("enum").and_then(Value::as_array);
    if values.is_some_and(|values| values.contains(&Value::Null)) {
        node.map.insert("nullable".to_owned(), true.into());
    }
}

/// Whether there was a null member and another round may find more.
fn take_null(node: &mut Node, keyword: &str) -> bool {
    let has_null = |value: &Value| {
        value
            .as_array()
            .is_some_and(|list| list.iter().any(is_null))
    };
    if !node.map.get(keyword).is_some_and(has_null) {
        return false;
    }
    let Some(Value::Array(list)) = node.map.shift_remove(keyword) else {
        return false;
    };
    let at = Pointer::root().join(keyword);
    let numbered = list
        .into_iter()
        .enumerate()
        .map(|(i, value)| (at.index(i), value));
    let (nulls, mut rest): (Vec<_>, Vec<_>) = numbered.partition(|(_, value)| is_null(value));
    for (place, value) in nulls {
        keep(node, keyword, &place, value);
    }
    node.map.insert("nullable".to_owned(), true.into());
    match rest.len() {
        0 if !node.has("enum") => only_null(node),
        0 => {}
        1 if is_plain_wrapper(node) && !rest[0].1.is_boolean() => {
            rest.pop()
                .into_iter()
                .for_each(|(place, value)| merge(node, &place, value));
        }
        _ => put_back(node, keyword, rest),
    }
    true
}

/// `{type: 'null'}` in all its spellings, described or not.
fn is_null(schema: &Value) -> bool {
    let Value::Object(map) = schema else {
        return false;
    };
    let one_null = |value: &Value| value.as_array().is_some_and(|list| list == &[Value::Null]);
    let says_null = map
        .get("type")
        .is_some_and(|kind| *kind == "null" || *kind == json!(["null"]))
        || map.get("const").is_some_and(Value::is_null)
        || map.get("enum").is_some_and(one_null);
    let only =
        |key: &String| ["type", "const", "enum"].contains(&key.as_str()) || is_annotation(key);
    says_null && map.keys().all(only)
}

fn is_plain_wrapper(node: &Node) -> bool {
    node.map.keys().all(|key| is_annotation(key))
}

/// Notes a null member: keyword, index and the member itself.
fn keep(node: &mut Node, keyword: &str, place: &Pointer, schema: Value) {
    let key = format!("{CARRIED}null");
    let notes = node.map.entry(&key).or_insert_with(|| json!([]));
    let Some(notes) = notes.as_array_mut() else {
        return;
    };
    let index = place.last().and_then(|index| index.parse::<usize>().ok());
    notes.push(json!({ "keyword": keyword, "index": index, "schema": schema }));
    let now = Pointer::root()
        .join(&key)
        .index(notes.len() - 1)
        .join("schema");
    node.moved(now, place);
}

/// Makes the last member and the schema around it one. The outer text wins; an
/// inner one is kept under `x-oas31-member`.
fn merge(node: &mut Node, place: &Pointer, member: Value) {
    node.alias(place, Pointer::root());
    let Value::Object(member) = member else {
        return;
    };
    let origin = node.before(place);
    for (key, value) in member {
        let inner = origin.join(&key);
        let name = if key.starts_with(CARRIED) {
            format!("{CARRIED}{key}")
        } else {
            key
        };
        if !node.has(&name) {
            node.moved_from(Pointer::root().join(&name), inner);
            node.map.insert(name, value);
        } else if name != "nullable" {
            overruled(node, &name, inner, value);
        }
    }
}

fn overruled(node: &mut Node, name: &str, origin: Pointer, value: Value) {
    let key = format!("{CARRIED}member");
    let kept = node.map.entry(&key).or_insert_with(|| json!({}));
    let Some(kept) = kept.as_object_mut() else {
        return;
    };
    // Members within members may be overruled in the same way.
    let mut free = name.to_owned();
    while kept.contains_key(&free) {
        free.push('+');
    }
    kept.insert(free.clone(), value);
    node.moved_from(Pointer::root().join(key).join(free), origin);
}

fn put_back(node: &mut Node, keyword: &str, rest: Vec<(Pointer, Value)>) {
    let mut list = Vec::new();
    for (place, value) in rest {
        let now = Pointer::root().join(keyword).index(list.len());
        node.moved(now, &place);
        list.push(value);
    }
    node.map.insert(keyword.to_owned(), Value::Array(list));
}
