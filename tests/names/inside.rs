//! More of what providers add: inside of operations and unions, each called like something old.

use serde_json::{Map, Value, json};

/// The methods that a path item may have.
const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// Shows every operation of `document` to `change`.
fn each_operation(document: &mut Value, mut change: impl FnMut(&mut Value)) {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (_, item) in paths.into_iter().flatten() {
        for method in METHODS {
            item.get_mut(method).into_iter().for_each(&mut change);
        }
    }
}

/// Adds optional parameters in front of the old ones, called like the `names` of members.
pub(crate) fn add_parameters(document: &mut Value, names: &[String]) {
    // A `$ref` to a parameter by its number would mean another one.
    if document.to_string().contains("parameters/0") {
        return;
    }
    each_operation(document, |operation| {
        let old = operation.get("parameters").and_then(Value::as_array);
        let old = old.cloned().unwrap_or_default();
        let wires: Vec<&str> = (old.iter())
            .filter_map(|param| param["name"].as_str())
            .collect();
        let like_old = wires
            .iter()
            .flat_map(|wire| [wire.to_uppercase(), format!("{wire}_2")]);
        let wanted = like_old.chain(names.iter().cloned());
        let added = wanted.filter(|name| !wires.contains(&name.as_str()));
        let param =
            |name: String| json!({"name": name, "in": "query", "schema": {"type": "string"}});
        let mut all: Vec<Value> = added.map(param).collect();
        all.extend(old);
        operation["parameters"] = Value::Array(all);
    });
}

/// Adds refusals with bodies of their own in front of the old ones.
pub(crate) fn add_failures(document: &mut Value) {
    each_operation(document, |operation| {
        let schema = json!({"type": "object", "required": ["why"], "properties": {"why": {"type": "string"}}});
        let answer =
            json!({"description": "No.", "content": {"application/json": {"schema": schema}}});
        let mut all: Map<String, Value> = Map::new();
        for status in ["411", "418", "599"] {
            all.insert(status.to_owned(), answer.clone());
        }
        let old = operation["responses"]
            .as_object()
            .cloned()
            .unwrap_or_default();
        all.extend(old);
        operation["responses"] = Value::Object(all);
    });
}

/// Adds operations that are called like each of `names`.
pub(crate) fn add_operations(document: &mut Value, names: &[String]) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    if paths.is_empty() {
        return;
    }
    let operation = |name: &String| json!({"get": {"operationId": name, "responses": {"204": {"description": "Well."}}}});
    let mut all: Map<String, Value> = (names.iter().enumerate())
        .map(|(i, name)| (format!("/_/{i}"), operation(name)))
        .collect();
    all.extend(std::mem::take(paths));
    *paths = all;
}

/// Adds to every choice that has no discriminator an object that no other one is like, in front of the old ones, for
/// each of the keys that the ledger's names of variants would give.
pub(crate) fn add_variants(schema: &mut Value, names: &[String]) {
    for word in ["oneOf", "anyOf"] {
        let is_open = schema.get("discriminator").is_none() && is_of_objects(schema.get(word));
        if let Some(found) = schema
            .get_mut(word)
            .and_then(Value::as_array_mut)
            .filter(|_| is_open)
        {
            let variant = |name: &String| json!({"type": "object", "required": [format!("{name}_")], "properties": {format!("{name}_"): {"type": "string"}}});
            let mut all: Vec<Value> = names
                .iter()
                .step_by(names.len() / 3 + 1)
                .map(variant)
                .collect();
            all.append(found);
            *found = all;
        }
    }
    match schema {
        // Choices in an `allOf` are multiplied out, within bounds.
        Value::Object(object) => (object.iter_mut().filter(|(key, _)| *key != "allOf"))
            .for_each(|(_, inner)| add_variants(inner, names)),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|inner| add_variants(inner, names)),
        _ => {}
    }
}

/// Whether all of a choice are references or objects: then one more is one more variant.
fn is_of_objects(choice: Option<&Value>) -> bool {
    let choice = choice.and_then(Value::as_array);
    choice.is_some_and(|all| {
        all.len() > 1
            && all
                .iter()
                .all(|one| one.get("properties").is_some() && one.get("required").is_some())
    })
}

/// Adds ways to authenticate whose names are spelled like the old ones.
pub(crate) fn add_schemes(document: &mut Value) {
    let Some(schemes) = document.pointer_mut("/components/securitySchemes") else {
        return;
    };
    let old = schemes.as_object().cloned().unwrap_or_default();
    let added = old
        .keys()
        .flat_map(|id| [format!("{id}_"), id.to_uppercase(), format!("{id}_2")]);
    let mut all: Map<String, Value> = added
        .filter(|id| !old.contains_key(id))
        .map(|id| (id, json!({"type": "http", "scheme": "bearer"})))
        .collect();
    all.extend(old);
    *schemes = Value::Object(all);
}
