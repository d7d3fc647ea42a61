//! Whether a value is what its place wants: exactly what `openapiv3` takes, so
//! that parsing what this stage leaves cannot fail.

use serde_json::{Map, Value};

use super::positions::{Child, Kind, may_refer};

/// Small slips of YAML and of habit: numbers and flags where a text belongs,
/// texts where a flag does, `255.0` for a count, nothing for an empty list. True
/// where more than that was mended, on a guess: one thing where a list of such
/// things belongs, the name of a scheme where its requirement does.
pub(super) fn mend(value: &mut Value, child: Child) -> bool {
    let mut is_guess = false;
    match (child, value) {
        (Child::Text, value) if value.is_number() || value.is_boolean() => {
            *value = value.to_string().into();
        }
        (Child::Flag, value) => {
            if let Some(flag) = flag(value) {
                *value = flag.into();
            }
        }
        (Child::Count, value) => {
            let whole = value
                .as_f64()
                .filter(|n| n.fract() == 0.0 && (0.0..9e15).contains(n));
            if let (Some(whole), true) = (whole, value.is_f64()) {
                *value = (whole as u64).into();
            }
        }
        (Child::Texts, value) => {
            is_guess = value.is_string() && listed(value);
            for item in value.as_array_mut().into_iter().flatten() {
                mend(item, Child::Text);
            }
        }
        (Child::TextMap, Value::Object(map)) => map.values_mut().for_each(|item| {
            or_empty(item, "");
            mend(item, Child::Text);
        }),
        (Child::Requirements, value) => {
            is_guess = (value.is_string() || value.is_object()) && listed(value);
            for item in value.as_array_mut().into_iter().flatten() {
                is_guess |= requirement(item);
            }
        }
        (Child::Map(Kind::MediaType), Value::Object(map)) => {
            map.values_mut()
                .for_each(|item| or_empty(item, Value::Object(Map::new())));
        }
        _ => {}
    }
    is_guess
}

fn listed(value: &mut Value) -> bool {
    *value = Value::Array(vec![value.take()]);
    true
}

/// True where what is no requirement became one.
fn requirement(item: &mut Value) -> bool {
    if let Value::String(name) = item {
        let name = std::mem::take(name);
        *item = Value::Object(Map::from_iter([(name, Value::Array(Vec::new()))]));
        return true;
    }
    let mut is_guess = false;
    for scopes in item.as_object_mut().into_iter().flat_map(Map::values_mut) {
        or_empty(scopes, Value::Array(Vec::new()));
        is_guess |= scopes.is_string() && listed(scopes);
    }
    is_guess
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64().filter(|n| *n < 2).map(|n| n == 1),
        _ => None,
    }
}

fn or_empty(value: &mut Value, empty: impl Into<Value>) {
    if value.is_null() {
        *value = empty.into();
    }
}

/// Whether a value is of the shape its place wants.
pub(super) fn fits(value: &Value, child: Child) -> bool {
    match child {
        Child::Data | Child::Plain => true,
        Child::Flag => value.is_boolean(),
        Child::Number => value.is_number(),
        Child::Count => value.is_u64(),
        Child::Text => value.is_string(),
        Child::Texts | Child::Requirements | Child::Values | Child::List(_) => value.is_array(),
        Child::TextMap => value
            .as_object()
            .is_some_and(|map| map.values().all(Value::is_string)),
        Child::One(Kind::Schema) => value.is_object() || value.is_boolean(),
        Child::One(kind) => value.is_object() && fault(value, kind).is_none(),
        Child::Members | Child::Map(_) | Child::SchemaOrNames => value.is_object(),
        Child::SchemaOrFlag => value.is_object() || value.is_boolean(),
    }
}

/// What a place wants, for a message.
pub(super) fn expected(child: Child) -> &'static str {
    match child {
        Child::Data | Child::Plain => "a value",
        Child::Flag => "true or false",
        Child::Number => "a number",
        Child::Count => "a whole number that is not negative",
        Child::Text => "a text",
        Child::Texts => "a list of texts",
        Child::Values | Child::List(_) => "a list",
        Child::TextMap => "an object whose values are texts",
        Child::One(Kind::Schema) => "a schema",
        Child::One(Kind::Discriminator) => "an object with a `propertyName`",
        Child::One(_) | Child::Members | Child::Map(_) | Child::SchemaOrNames => "an object",
        Child::SchemaOrFlag => "a schema, true or false",
        Child::Requirements => "a list of objects from scheme names to lists of scopes",
    }
}

/// A member of a list or map that cannot stand there: index or name, and what
/// is wrong.
pub(super) type Fault = (String, &'static str);

/// All of those.
pub(super) fn faults(members: &Value, child: Child) -> Vec<Fault> {
    let fault = |item: &Value| match child {
        Child::List(kind) | Child::Map(kind) => fault(item, kind),
        Child::Texts => (!item.is_string()).then_some("this must be a text; it is left out"),
        Child::Requirements => (!is_requirement(item)).then_some(
            "this must be an object from scheme names to lists of scopes; it is left out",
        ),
        _ => None,
    };
    match members {
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered
                .filter_map(|(i, item)| Some((i.to_string(), fault(item)?)))
                .collect()
        }
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, item)| Some((name.clone(), fault(item)?)))
            .collect(),
        _ => Vec::new(),
    }
}

fn is_requirement(item: &Value) -> bool {
    let is_text_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|list| list.iter().all(Value::is_string))
    };
    item.as_object()
        .is_some_and(|map| map.values().all(is_text_list))
}

/// Takes the faulty members out. For a list: the new and old index of what
/// stays, where they differ.
pub(super) fn without(members: &mut Value, faults: &[Fault]) -> Vec<(String, String)> {
    let faulty = |token: &str| faults.iter().any(|(name, _)| name == token);
    match members {
        Value::Object(map) => map.retain(|name, _| !faulty(name)),
        Value::Array(items) => {
            let old = std::mem::take(items).into_iter().enumerate();
            let (stay, indices): (Vec<_>, Vec<_>) = old
                .filter(|(i, _)| !faulty(&i.to_string()))
                .map(|(i, item)| (item, i))
                .unzip();
            *items = stay;
            let pairs = indices
                .into_iter()
                .enumerate()
                .filter(|(now, before)| now != before);
            return pairs
                .map(|(now, before)| (now.to_string(), before.to_string()))
                .collect();
        }
        _ => {}
    }
    Vec::new()
}

/// What is wrong with an object of that kind so that it cannot stand.
fn fault(value: &Value, kind: Kind) -> Option<&'static str> {
    let is = |key: &str, texts: &[&str]| {
        value
            .get(key)
            .and_then(Value::as_str)
            .is_some_and(|text| texts.contains(&text))
    };
    let text = |key: &str| {
        value
            .get(key)
            .is_some_and(|value| value.is_string() || value.is_number())
    };
    if kind == Kind::Schema {
        let schema = value.is_object() || value.is_boolean();
        return (!schema).then_some("this must be a schema; it is taken to be anything");
    }
    if !value.is_object() {
        return Some("this must be an object; it is left out");
    }
    if may_refer(kind) && value.get("$ref").is_some_and(Value::is_string) {
        return None;
    }
    let sound = match kind {
        Kind::Parameter => text("name") && is("in", &["query", "header", "path", "cookie"]),
        Kind::Discriminator => text("propertyName"),
        Kind::Link => text("operationRef") || text("operationId"),
        Kind::SecurityScheme if is("type", &["apiKey"]) => {
            text("name") && is("in", &["query", "header", "cookie"])
        }
        Kind::SecurityScheme if is("type", &["http"]) => text("scheme"),
        Kind::SecurityScheme if is("type", &["openIdConnect"]) => text("openIdConnectUrl"),
        Kind::SecurityScheme if is("type", &["oauth2"]) => {
            value.get("flows").is_some_and(Value::is_object)
        }
        Kind::SecurityScheme => is("type", &["mutualTLS"]),
        _ => true,
    };
    if kind == Kind::Parameter && is("in", &["querystring"]) {
        return Some(
            "`in: querystring` of OpenAPI 3.2 is not supported; it is left out, `extra_query` can send it",
        );
    }
    (!sound).then_some(wants(kind))
}

fn wants(kind: Kind) -> &'static str {
    match kind {
        Kind::Parameter => {
            "a parameter must have a `name`, and an `in` of query, header, path or cookie; it is left out"
        }
        Kind::Discriminator => "a discriminator must have a `propertyName`; it is left out",
        Kind::Link => "a link must have an `operationId` or `operationRef`; it is left out",
        _ => {
            "a security scheme must be apiKey, http, oauth2 or openIdConnect, with what that type needs; it is left out"
        }
    }
}
