//! Which operations and components of a new document are carried.

use super::{Options, Update, called, is_method, operations};
use crate::ir::{Filter, Property};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// `new` with what is to be carried, and nothing else.
pub(super) fn carried(
    old: &Value,
    mut new: Value,
    options: &Options,
    update: &mut Update,
) -> Value {
    let known: BTreeSet<String> = operations(old)
        .map(|(path, method, _)| called(path, method))
        .collect();
    let mut seen = BTreeSet::new();
    for (path, method, operation) in operations(&new) {
        let name = called(path, method);
        let is_asked =
            |filter: &Filter| filter.is_like_one_of(&values(filter, path, method, operation));
        match (known.contains(&name), options.add.iter().any(is_asked)) {
            (true, _) => {}
            (false, true) => update.added.push(name.clone()),
            (false, false) => update.left_out.push(name.clone()),
        }
        seen.insert(name);
    }
    update.missing.extend(known.difference(&seen).cloned());
    update.missing.extend(missing_webhooks(old, &new));
    let left_out: BTreeSet<&String> = update.left_out.iter().collect();
    without(&mut new, &left_out);
    if options.partial {
        keep(old, &mut new, &update.missing);
    }
    let used = used(&new);
    let had = |section: &str, name: &str| old["components"][section].get(name).is_some();
    if let Some(sections) = new.get_mut("components").and_then(Value::as_object_mut) {
        for (section, all) in sections.iter_mut().filter_map(objects) {
            let is_carried =
                |name: &str| had(section, name) || used.contains(&place(section, name));
            all.retain(|name, _| is_carried(name));
        }
        sections.retain(|_, all| all.as_object().is_none_or(|all| !all.is_empty()));
    }
    new
}

fn objects<'a>(
    (name, value): (&'a String, &'a mut Value),
) -> Option<(&'a String, &'a mut Map<String, Value>)> {
    Some((name, value.as_object_mut()?))
}

/// What an operation has of the property that a filter is about.
fn values<'a>(
    filter: &Filter,
    path: &'a str,
    method: &'a str,
    operation: &'a Value,
) -> Vec<&'a str> {
    match filter.property {
        Property::Path => vec![path],
        Property::Method => vec![method],
        Property::Id => operation["operationId"].as_str().into_iter().collect(),
        Property::Tag => match operation["tags"].as_array() {
            Some(tags) => tags.iter().filter_map(Value::as_str).collect(),
            None => vec![""],
        },
    }
}

/// Takes operations out, and paths that have none left.
fn without(document: &mut Value, left_out: &BTreeSet<&String>) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, item) in paths.iter_mut() {
        if let Some(item) = item.as_object_mut() {
            item.retain(|key, _| !left_out.contains(&called(path, key)));
        }
    }
    let has_some = |item: &Value| {
        let mut keys = item.as_object().into_iter().flatten();
        keys.any(|(key, _)| is_method(key))
    };
    paths.retain(|path, item| {
        let is_emptied = left_out
            .iter()
            .any(|name| name.ends_with(&format!(" {path}")));
        !is_emptied || has_some(item)
    });
}

/// What the server sends of its own accord, and does not any more.
fn missing_webhooks(old: &Value, new: &Value) -> Vec<String> {
    let names = old["webhooks"].as_object().into_iter().flatten();
    let gone = names.filter(|(name, _)| new["webhooks"].get(name).is_none());
    gone.map(|(name, _)| format!("webhook {name}")).collect()
}

/// Puts back what a partial document does not describe: operations, webhooks, and components that it lacks.
fn keep(old: &Value, new: &mut Value, missing: &[String]) {
    for (key, value) in old.as_object().into_iter().flatten() {
        object(new).entry(key.clone()).or_insert(value.clone());
    }
    for (name, webhook) in old["webhooks"].as_object().into_iter().flatten() {
        let here = object(inside(new, "webhooks"));
        here.entry(name.clone()).or_insert(webhook.clone());
    }
    let missing: BTreeSet<&String> = missing.iter().collect();
    for (path, method, operation) in operations(old) {
        if missing.contains(&called(path, method)) {
            let item = inside(&mut new["paths"], path);
            let around = old["paths"][path].as_object().into_iter().flatten();
            for (key, value) in around.filter(|(key, _)| !is_method(key)) {
                object(item).entry(key.clone()).or_insert(value.clone());
            }
            object(item).insert(method.clone(), operation.clone());
        }
    }
    let sections = old.get("components").and_then(Value::as_object);
    for (section, all) in sections.into_iter().flatten() {
        let here = object(inside(&mut new["components"], section));
        for (name, component) in all.as_object().into_iter().flatten() {
            here.entry(name.clone()).or_insert(component.clone());
        }
    }
}

/// What an object has under a key; what is no object becomes one.
fn inside<'a>(value: &'a mut Value, key: &str) -> &'a mut Value {
    object(value).entry(key).or_insert(Value::Null)
}

/// The object at a place; what is none becomes one.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(map) => map,
        _ => unreachable!("it has just become one"),
    }
}

/// The components that operations reach, as `schemas/Call`. Security schemes are named and not referred to.
fn used(document: &Value) -> BTreeSet<String> {
    let mut open: Vec<&Value> = document.get("paths").into_iter().collect();
    open.extend(document.get("webhooks"));
    let mut used: BTreeSet<String> = BTreeSet::new();
    schemes(document, &mut used);
    while let Some(value) = open.pop() {
        schemes(value, &mut used);
        match value {
            Value::Object(map) => open.extend(map.values()),
            Value::Array(items) => open.extend(items),
            Value::String(text) => {
                let Some((section, name)) = component(text) else {
                    continue;
                };
                if used.insert(place(&section, &name)) {
                    open.extend(document["components"][&section].get(&name));
                }
            }
            _ => {}
        }
    }
    used
}

fn schemes(value: &Value, used: &mut BTreeSet<String>) {
    let sets = value.get("security").and_then(Value::as_array);
    for set in sets.into_iter().flatten().filter_map(Value::as_object) {
        used.extend(set.keys().map(|name| place("securitySchemes", name)));
    }
}

/// The component that a text refers to: in a `$ref`, or in the mapping of a discriminator.
fn component(text: &str) -> Option<(String, String)> {
    let mut tokens = text.strip_prefix("#/components/")?.split('/');
    let unescaped = |token: &str| token.replace("~1", "/").replace("~0", "~");
    Some((unescaped(tokens.next()?), unescaped(tokens.next()?)))
}

fn place(section: &str, name: &str) -> String {
    format!("{section}/{name}")
}
