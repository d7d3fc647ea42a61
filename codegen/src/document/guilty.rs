//! Which objects `openapiv3` refuses.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::lower::positions::{Child, Kind, may_refer, row};
use crate::source::Pointer;

/// Takes the objects out that `openapiv3` refuses on their own account, not on
/// that of something within them, and tells where they were and why. Each
/// object is tried once, without its children: trying whole subtrees takes
/// exponential time where they fail.
pub(super) fn remove(document: &mut Value) -> Vec<(Pointer, String)> {
    let mut found = Vec::new();
    children(document, Kind::Root, &mut Pointer::root(), &mut found);
    found
}

/// Goes through an object; false where it is to be taken out.
fn keep(
    value: &mut Value,
    kind: Kind,
    at: &mut Pointer,
    found: &mut Vec<(Pointer, String)>,
) -> bool {
    if may_refer(kind) && value.get("$ref").is_some_and(Value::is_string) {
        return true;
    }
    if let Err(message) = check(&shallow(value, kind), kind) {
        found.push((at.clone(), message));
        return false;
    }
    children(value, kind, at, found);
    true
}

fn children(value: &mut Value, kind: Kind, at: &mut Pointer, found: &mut Vec<(Pointer, String)>) {
    let Value::Object(map) = value else { return };
    map.retain(|key, value| match row(kind, key) {
        Some(row) => within(at, key, |at| child(value, row.child, at, found)),
        None => true,
    });
}

/// Goes through what a key holds; false where the key is to be taken out.
fn child(
    value: &mut Value,
    child: Child,
    at: &mut Pointer,
    found: &mut Vec<(Pointer, String)>,
) -> bool {
    match (child, value) {
        (Child::One(kind), value) => {
            let stays = keep(value, kind, at, found);
            // What an operation, parameter or document cannot be without.
            if !stays
                && matches!(
                    kind,
                    Kind::Schema | Kind::Responses | Kind::Info | Kind::Paths
                )
            {
                *value = Value::Object(Map::new());
                return true;
            }
            stays
        }
        (Child::SchemaOrFlag, value @ Value::Object(_)) => keep(value, Kind::Schema, at, found),
        (Child::List(kind), Value::Array(items)) => {
            let mut indices = 0_usize..;
            items.retain_mut(|item| {
                let index = indices.next().unwrap_or_default().to_string();
                within(at, &index, |at| keep(item, kind, at, found))
            });
            true
        }
        (Child::Map(kind), Value::Object(members)) => {
            members.retain(|name, member| within(at, name, |at| keep(member, kind, at, found)));
            true
        }
        _ => true,
    }
}

fn within<T>(at: &mut Pointer, token: &str, step: impl FnOnce(&mut Pointer) -> T) -> T {
    at.push(token);
    let result = step(at);
    at.pop();
    result
}

/// The object without the objects in it.
fn shallow(value: &Value, kind: Kind) -> Value {
    let Value::Object(map) = value else {
        return value.clone();
    };
    let own = |(key, value): (&String, &Value)| {
        let child = row(kind, key).map(|row| row.child)?;
        let value = match child {
            Child::List(_) | Child::Map(_) | Child::Data => return None,
            Child::One(_) | Child::SchemaOrFlag if matches!(key.as_str(), "schema") => {
                Value::Object(Map::new())
            }
            Child::One(_) | Child::SchemaOrFlag | Child::SchemaOrNames => return None,
            _ => value.clone(),
        };
        Some((key.clone(), value))
    };
    let mut own: Map<String, Value> = map.iter().filter_map(own).collect();
    stand_ins(&mut own, map, kind);
    Value::Object(own)
}

/// The smallest children that `openapiv3` insists on.
fn stand_ins(own: &mut Map<String, Value>, map: &Map<String, Value>, kind: Kind) {
    let key = match kind {
        Kind::Operation => "responses",
        Kind::SecurityScheme if map.contains_key("flows") => "flows",
        Kind::Parameter | Kind::Header if map.contains_key("content") => "content",
        _ => return,
    };
    own.insert(key.to_owned(), Value::Object(Map::new()));
}

fn check(value: &Value, kind: Kind) -> Result<(), String> {
    if kind == Kind::Schema && value.get("$ref").is_some() {
        return Ok(());
    }
    match kind {
        Kind::Schema => parses::<openapiv3::Schema>(value),
        Kind::Operation => parses::<openapiv3::Operation>(value),
        Kind::Parameter => parses::<openapiv3::Parameter>(value),
        Kind::Header => parses::<openapiv3::Header>(value),
        Kind::Response => parses::<openapiv3::Response>(value),
        Kind::RequestBody => parses::<openapiv3::RequestBody>(value),
        Kind::MediaType => parses::<openapiv3::MediaType>(value),
        Kind::Encoding => parses::<openapiv3::Encoding>(value),
        Kind::Example => parses::<openapiv3::Example>(value),
        Kind::Link => parses::<openapiv3::Link>(value),
        Kind::SecurityScheme => parses::<openapiv3::SecurityScheme>(value),
        Kind::Server => parses::<openapiv3::Server>(value),
        Kind::ServerVariable => parses::<openapiv3::ServerVariable>(value),
        Kind::Tag => parses::<openapiv3::Tag>(value),
        Kind::PathItem => parses::<openapiv3::PathItem>(value),
        Kind::ExternalDocs => parses::<openapiv3::ExternalDocumentation>(value),
        Kind::Discriminator => parses::<openapiv3::Discriminator>(value),
        _ if value.is_object() => Ok(()),
        _ => Err("not an object".to_owned()),
    }
}

fn parses<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    T::deserialize(value)
        .map(drop)
        .map_err(|error| error.to_string())
}
