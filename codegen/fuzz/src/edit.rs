//! One change to a tree.

use serde_json::{Map, Value, json};

use crate::instructions::Instructions;

/// No document grows beyond this many values: time is better spent on many small ones.
const MOST_VALUES: usize = 4000;

/// Keys that mean something somewhere.
const KEYS: &[&str] = &[
    "$ref",
    "$id",
    "$anchor",
    "$defs",
    "$dynamicRef",
    "type",
    "format",
    "enum",
    "const",
    "default",
    "nullable",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "if",
    "then",
    "discriminator",
    "mapping",
    "propertyName",
    "title",
    "description",
    "example",
    "examples",
    "readOnly",
    "writeOnly",
    "deprecated",
    "minimum",
    "maximum",
    "x-callsmith-name",
    "x-callsmith-type-name",
    "x-callsmith-type",
    "x-callsmith-failure",
    "x-callsmith-allow",
    "x-callsmith-example",
    "x-callsmith-package",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "headers",
    "callbacks",
    "webhooks",
    "components",
    "schemas",
    "securitySchemes",
    "security",
    "servers",
    "tags",
    "operationId",
    "name",
    "in",
    "style",
    "explode",
    "",
    "default",
    "200",
    "4XX",
    "get",
    "post",
    "application/json",
    "text/event-stream",
];

/// Texts that mean something somewhere, or are hard to deal with.
const TEXTS: &[&str] = &[
    "object",
    "array",
    "string",
    "integer",
    "number",
    "boolean",
    "null",
    "date-time",
    "uuid",
    "binary",
    "byte",
    "int32",
    "password",
    "path",
    "query",
    "header",
    "cookie",
    "json",
    "",
    " ",
    "+1",
    "-1",
    "r#type",
    "Self",
    "crate",
    "*/",
    "\"#",
    "```",
    "{{}}",
    "{a}",
    "\u{202e}",
    "\u{0}",
    "日本",
    "ß",
    "\u{1f600}",
    "#",
    "#/",
    "#/components/schemas",
    "#/components/schemas/",
    "~",
    "%",
    "%ff",
    "a/b~1c",
    "1e999",
    "Option",
    "Vec",
    "new",
    "extra",
    "_",
    "__",
    "9",
];

/// Does what the next instructions say.
pub(crate) fn edit(document: &mut Value, seeds: &[Value], instructions: &mut Instructions<'_>) {
    let places = places(document);
    let what = instructions.below(13);
    if places.len() > MOST_VALUES && !matches!(what, 0 | 3) {
        return;
    }
    let at = places[instructions.below(places.len())].clone();
    let other = places[instructions.below(places.len())].clone();
    let copy = document.pointer(&other).cloned().unwrap_or_default();
    match what {
        0 => delete(document, &at),
        1 => put(document, &at, copy),
        2 => swap(document, &at, &other),
        3 => put(document, &at, plain(instructions)),
        4 => put(document, &at, json!({ "$ref": format!("#{other}") })),
        5 => insert(document, &at, "$ref", json!(format!("#{other}"))),
        6 => nest(document, &at, instructions),
        7 => insert(document, &at, KEYS[instructions.below(KEYS.len())], copy),
        8 => insert(
            document,
            &at,
            KEYS[instructions.below(KEYS.len())],
            plain(instructions),
        ),
        9 => insert(document, &at, TEXTS[instructions.below(TEXTS.len())], copy),
        10 => repeat(document, &at, 2 + instructions.below(12)),
        11 => rename(document, &at, instructions),
        _ => put(document, &at, foreign(seeds, instructions)),
    }
}

/// A pointer to every value, the document itself first.
fn places(document: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut next = 0;
    while next < found.len() {
        let at = found[next].clone();
        match document.pointer(&at) {
            Some(Value::Object(map)) => {
                found.extend(map.keys().map(|key| format!("{at}/{}", escaped(key))));
            }
            Some(Value::Array(items)) => {
                found.extend((0..items.len()).map(|index| format!("{at}/{index}")));
            }
            _ => {}
        }
        next += 1;
    }
    found
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn plain(instructions: &mut Instructions<'_>) -> Value {
    match instructions.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(0),
        4 => json!(-1),
        5 => json!(1.5e300),
        6 => json!(u64::MAX),
        7 => json!([]),
        8 => json!({}),
        9 => json!([TEXTS[instructions.below(TEXTS.len())], null]),
        _ => json!(TEXTS[instructions.below(TEXTS.len())]),
    }
}

/// A part of another document.
fn foreign(seeds: &[Value], instructions: &mut Instructions<'_>) -> Value {
    let seed = &seeds[instructions.below(seeds.len())];
    let places = places(seed);
    let at = &places[instructions.below(places.len())];
    seed.pointer(at).cloned().unwrap_or_default()
}

fn put(document: &mut Value, at: &str, value: Value) {
    if let Some(place) = document.pointer_mut(at) {
        *place = value;
    }
}

fn delete(document: &mut Value, at: &str) {
    let Some((parent, key)) = at.rsplit_once('/') else {
        return;
    };
    match document.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            map.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            if let Ok(index) = key.parse::<usize>() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn swap(document: &mut Value, at: &str, other: &str) {
    if at.starts_with(other) || other.starts_with(at) {
        return;
    }
    let first = document.pointer(at).cloned().unwrap_or_default();
    let second = document.pointer(other).cloned().unwrap_or_default();
    put(document, at, second);
    put(document, other, first);
}

fn insert(document: &mut Value, at: &str, key: &str, value: Value) {
    match document.pointer_mut(at) {
        Some(Value::Object(map)) => {
            map.insert(key.to_owned(), value);
        }
        Some(Value::Array(items)) => items.push(value),
        _ => {}
    }
}

/// Puts a value deep into something.
fn nest(document: &mut Value, at: &str, instructions: &mut Instructions<'_>) {
    let kind = instructions.below(8);
    let deep = 1 + instructions.below(40);
    let Some(place) = document.pointer_mut(at) else {
        return;
    };
    for _ in 0..deep {
        let inner = std::mem::take(place);
        *place = match kind {
            0 => json!({ "allOf": [inner] }),
            1 => json!({ "oneOf": [inner, { "type": "null" }] }),
            2 => json!({ "anyOf": [inner, { "type": "integer" }] }),
            3 => json!({ "type": "array", "items": inner }),
            4 => json!({ "type": "object", "properties": { "a": inner } }),
            5 => json!({ "not": inner }),
            6 => json!({ "additionalProperties": inner }),
            _ => json!([inner]),
        };
    }
}

fn repeat(document: &mut Value, at: &str, times: usize) {
    match document.pointer_mut(at) {
        Some(Value::Object(map)) if map.len() < 200 => {
            let more: Map<String, Value> = map
                .iter()
                .flat_map(|(key, value)| {
                    (0..times).map(move |number| (format!("{key}{number}"), value.clone()))
                })
                .take(200)
                .collect();
            map.extend(more);
        }
        Some(Value::Array(items)) => {
            let all = items.clone();
            for _ in 0..times {
                items.extend(all.iter().take(20).cloned());
            }
        }
        _ => {}
    }
}

/// Gives a key of an object another name: a keyword, or a text that is hard to name things after.
fn rename(document: &mut Value, at: &str, instructions: &mut Instructions<'_>) {
    let words = if instructions.below(2) == 0 {
        KEYS
    } else {
        TEXTS
    };
    let word = words[instructions.below(words.len())];
    if let Some(Value::Object(map)) = document.pointer_mut(at)
        && !map.is_empty()
    {
        let index = instructions.below(map.len());
        let renamed = std::mem::take(map)
            .into_iter()
            .enumerate()
            .map(|(i, (key, value))| {
                let key = if i == index { word.to_owned() } else { key };
                (key, value)
            });
        map.extend(renamed.collect::<Vec<_>>());
    }
}
