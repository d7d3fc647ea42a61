//! Values as text in paths, queries, headers and cookies: the parameter styles of OpenAPI (3.1, 4.8.12.3).
//!
//! Each style is a function from [`Parts`] to text. Here are the defaults of the four places: `simple` for paths and
//! headers, exploded `form` for queries.

use crate::error::InvalidRequest;
use crate::model::{self, Json, Value, View};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use std::borrow::Cow;

/// Everything but the unreserved characters of RFC 3986: `+` and `/` in a value are never taken for syntax.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A value as parameters see it: flat.
#[derive(Debug, PartialEq)]
pub(crate) enum Parts {
    /// `None` or null: the parameter is not sent.
    Absent,
    /// A scalar.
    One(String),
    /// A list.
    Many(Vec<String>),
    /// A struct or a map.
    Pairs(Vec<(String, String)>),
}

impl Parts {
    /// Takes a value apart. What lies deeper than one level has no style of its own and becomes JSON text.
    pub(crate) fn of(value: &dyn Value) -> Result<Self, InvalidRequest> {
        let view = value.view().bare();
        if let Some(text) = scalar(view) {
            return Ok(Self::One(text.into_owned()));
        }
        match view {
            View::None => Ok(Self::Absent),
            View::List(list) => {
                let items = (0..list.count()).filter_map(|index| list.item(index));
                Ok(Self::Many(
                    items
                        .filter_map(|item| nested(item).transpose())
                        .collect::<Result<_, _>>()?,
                ))
            }
            _ => Ok(Self::of_json(json(value)?)),
        }
    }

    fn of_json(value: Json) -> Self {
        match value {
            Json::Array(items) => Self::Many(items.into_iter().filter_map(text).collect()),
            Json::Object(map) => Self::Pairs(
                map.into_iter()
                    .filter_map(|(key, value)| Some((key, text(value)?)))
                    .collect(),
            ),
            value => text(value).map_or(Self::Absent, Self::One),
        }
    }
}

/// `name=value` pairs in exploded form style: a list repeats the name, an object names its own properties.
/// Empty if nothing is to be sent.
pub(crate) fn form(name: &str, parts: &Parts) -> String {
    let mut out = String::new();
    match parts {
        Parts::Absent => {}
        Parts::One(value) => push(&mut out, name, value),
        Parts::Many(values) => values.iter().for_each(|value| push(&mut out, name, value)),
        Parts::Pairs(pairs) => pairs
            .iter()
            .for_each(|(key, value)| push(&mut out, key, value)),
    }
    out
}

/// Adds `name=value`, encoded.
pub(crate) fn push(out: &mut String, name: &str, value: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    out.extend(encode(name));
    out.push('=');
    out.extend(encode(value));
}

/// Simple style: what a list or an object holds, with commas between. `write` puts one piece of text.
pub(crate) fn simple(parts: &Parts, write: fn(&mut String, &str)) -> String {
    let pieces: Vec<&str> = match parts {
        Parts::Absent => Vec::new(),
        Parts::One(value) => vec![value],
        Parts::Many(values) => values.iter().map(String::as_str).collect(),
        Parts::Pairs(pairs) => pairs
            .iter()
            .flat_map(|(key, value)| [key.as_str(), value])
            .collect(),
    };
    let mut out = String::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(&mut out, piece);
    }
    out
}

/// For paths and cookies: percent-encoded.
pub(crate) fn encoded(out: &mut String, text: &str) {
    out.extend(encode(text));
}

/// For headers: as it is.
pub(crate) fn plain(out: &mut String, text: &str) {
    out.push_str(text);
}

fn encode(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, VALUE)
}

/// The text of an element: a scalar, or JSON.
fn nested(item: &dyn Value) -> Result<Option<String>, InvalidRequest> {
    match scalar(item.view().bare()) {
        Some(scalar) => Ok(Some(scalar.into_owned())),
        None => Ok(text(json(item)?)),
    }
}

/// The text of a scalar.
fn scalar(view: View<'_>) -> Option<Cow<'_, str>> {
    Some(match view {
        View::Bool(value) => value.to_string().into(),
        View::Int(value) | View::IntEnum(_, value) => value.to_string().into(),
        View::Uint(value) => value.to_string().into(),
        // Others have no form in JSON either: writing them as such is what refuses them.
        View::Float(value) if value.is_finite() => value.to_string().into(),
        View::Str(text) | View::Text(_, text) | View::Enum(_, text) => text.into(),
        _ => return None,
    })
}

/// What the value writes.
fn json(value: &dyn Value) -> Result<Json, InvalidRequest> {
    let refuse = |source: String| InvalidRequest::because("a parameter cannot be written", source);
    let bytes = model::to_vec(value).map_err(|error| refuse(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| refuse(error.to_string()))
}

/// The text of a JSON value in a parameter.
fn text(value: Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::String(text) => Some(text),
        value => Some(value.to_string()),
    }
}

#[cfg(test)]
mod tests;
