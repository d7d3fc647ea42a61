//! What providers do to a document between two versions, at its worst: everything added is called like something old.

use serde_json::{Map, Value, json};

/// Puts the entries of every object into another order.
pub(crate) fn shuffle(value: &mut Value, seed: &mut u64) {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
            for i in (1..entries.len()).rev() {
                *seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                entries.swap(
                    i,
                    usize::try_from(*seed >> 33).expect("a small number") % (i + 1),
                );
            }
            entries
                .iter_mut()
                .for_each(|(_, value)| shuffle(value, seed));
            object.extend(entries);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shuffle(item, seed)),
        _ => {}
    }
}

/// Adds schemas with the `names` of what is there, in front of the old ones, and an operation for each that reaches it
/// and is called like an old one.
pub(crate) fn add_schemas(document: &mut Value, names: &[String]) {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    for (i, name) in names.iter().enumerate() {
        let schema = json!({"type": "object", "required": ["added"], "properties": {"added": {"type": "string"}}});
        let component = format!("{name}{}", ["_", "-", " "][i % 3]);
        let reference =
            json!({"$ref": format!("#/components/schemas/{}", component.replace(' ', "%20"))});
        let content = json!({"application/json": {"schema": reference}});
        let operation = json!({
            "operationId": name,
            "requestBody": {"required": true, "content": content},
            "responses": {"204": {"description": "Well."}},
        });
        schemas.insert(component, schema);
        paths.insert(format!("/added/{i}"), json!({"post": operation}));
    }
    before(&mut document["components"]["schemas"], schemas);
    if document
        .get("paths")
        .and_then(Value::as_object)
        .is_some_and(|paths| !paths.is_empty())
    {
        before(&mut document["paths"], paths);
    }
}

/// Adds an operation that answers with everything that components are made of, written in place: equal inline types
/// nearer to a name than those that are there.
pub(crate) fn add_equal_types(document: &mut Value) {
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    let inner: Vec<Value> = schemas
        .into_iter()
        .flatten()
        .filter_map(|(_, schema)| schema.get("properties")?.as_object())
        .flat_map(|properties| properties.values().cloned())
        .collect();
    let mut paths = Map::new();
    for (i, schema) in inner.into_iter().enumerate() {
        let content = json!({"application/json": {"schema": schema}});
        let operation = json!({"operationId": format!("a{i}"), "responses": {"200": {"description": "Well.", "content": content}}});
        paths.insert(format!("/a/{i}"), json!({"get": operation}));
    }
    if document
        .get("paths")
        .and_then(Value::as_object)
        .is_some_and(|paths| !paths.is_empty())
    {
        before(&mut document["paths"], paths);
    }
}

/// Adds servers to every list in front of the old ones: with their descriptions, with the words of their URLs, and with
/// variables that are written like the old ones and like the names of servers.
pub(crate) fn add_servers(document: &mut Value) {
    let Value::Object(map) = document else {
        return;
    };
    if let Some(Value::Array(servers)) = map.get_mut("servers") {
        let added: Vec<Value> = servers.iter().flat_map(like_server).collect();
        servers.splice(0..0, added);
    }
    for (_, inner) in map.iter_mut().filter(|(key, _)| *key != "servers") {
        add_servers(inner);
    }
}

fn like_server(server: &Value) -> [Value; 2] {
    let url = server["url"].as_str().unwrap_or_default();
    let (docs, variables) = (&server["description"], &server["variables"]);
    let names = variables.as_object().into_iter().flatten();
    let mut more: Map<String, Value> = names
        .map(|(name, _)| {
            (
                name.to_uppercase(),
                json!({"default": "x", "enum": ["x", "X"]}),
            )
        })
        .collect();
    let called = docs
        .as_str()
        .unwrap_or("Sandbox")
        .to_lowercase()
        .replace(' ', "_");
    more.insert(called, json!({"default": "y"}));
    let places: String = more.keys().map(|name| format!("/{{{name}}}")).collect();
    let words = url.replace(['/', ':', '{', '}'], ".");
    [
        json!({"url": format!("https://added.example.com{places}"), "description": docs, "variables": more}),
        json!({"url": format!("https://{}", words.trim_matches('.'))}),
    ]
}

/// Adds to every object properties, and to every enum values, that are written like the old ones; all are optional.
pub(crate) fn add_members(schema: &mut Value) {
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        let old: Vec<String> = properties.keys().cloned().collect();
        let added = old
            .iter()
            .flat_map(|name| spellings(name))
            .filter(|name| !old.contains(name));
        let added: Map<String, Value> = added
            .map(|name| (name, json!({"type": "integer"})))
            .collect();
        let mut all = Value::Object(std::mem::take(properties));
        before(&mut all, added);
        schema["properties"] = all;
    }
    // Texts among quoted integers would make another type of it.
    let is_text = schema.get("type").is_none_or(|ty| ty != "integer");
    if let Some(values) = schema
        .get_mut("enum")
        .and_then(Value::as_array_mut)
        .filter(|values| values.len() > 1 && is_text)
    {
        let old: Vec<String> = values
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        let added = old
            .iter()
            .flat_map(|text| spellings(text))
            .filter(|text| !old.contains(text));
        let added: Vec<Value> = added.map(Value::String).collect();
        let all = added.into_iter().chain(std::mem::take(values));
        schema["enum"] = all.collect();
    }
    match schema {
        Value::Object(object) => object.values_mut().for_each(add_members),
        Value::Array(items) => items.iter_mut().for_each(add_members),
        _ => {}
    }
}

fn spellings(text: &str) -> Vec<String> {
    let mut found = vec![
        text.to_uppercase(),
        text.to_lowercase(),
        format!("_{text}"),
        format!("{text}_null"),
        format!("{text}_2"),
        text.replace('_', "-"),
    ];
    found.sort();
    found.dedup();
    found
}

/// Puts `added` in front of what is in `object`, which is made where it is not there.
fn before(object: &mut Value, added: Map<String, Value>) {
    let old = object
        .as_object_mut()
        .map(std::mem::take)
        .unwrap_or_default();
    let mut all = added;
    all.extend(old);
    *object = Value::Object(all);
}
