//! What a value is made of, for text that is flat.

use crate::error::InvalidRequest;
use crate::model::{self, Json, Value, View};
use std::borrow::Cow;

/// A value as the flat styles see it. Null is nothing, also inside of lists and objects.
#[derive(Debug, PartialEq)]
pub(super) enum Parts {
    /// `None` or null: the parameter is not sent.
    Absent,
    /// A scalar.
    One(String),
    /// A list.
    Many(Vec<String>),
    /// A struct or a map, in the order in which it is written as JSON.
    Pairs(Vec<(String, String)>),
}

impl Parts {
    /// Takes a value apart. What lies deeper than one level has no style of its own and becomes JSON text.
    pub(super) fn of(view: View<'_>) -> Result<Self, InvalidRequest> {
        Ok(match Shape::of(view)? {
            Shape::Absent => Self::Absent,
            Shape::Scalar(text) => Self::One(text.into_owned()),
            Shape::List(items) => {
                let texts = items.into_iter().filter_map(|item| flat(item).transpose());
                Self::Many(texts.collect::<Result<_, _>>()?)
            }
            Shape::Object(object) => Self::Pairs(entries(object)?),
        })
    }
}

fn entries(object: View<'_>) -> Result<Vec<(String, String)>, InvalidRequest> {
    let mut pairs = Vec::new();
    let mut fault = None;
    model::entries(object, &mut |key, view| match flat(view) {
        Ok(text) => pairs.extend(text.map(|text| (key.to_owned(), text))),
        Err(error) => fault = Some(error),
    });
    fault.map_or(Ok(pairs), Err)
}

/// The text of what is inside: a scalar, or JSON.
fn flat(view: View<'_>) -> Result<Option<String>, InvalidRequest> {
    Ok(match Shape::of(view)? {
        Shape::Absent => None,
        Shape::Scalar(text) => Some(text.into_owned()),
        Shape::List(_) | Shape::Object(_) => Some(json(view)?),
    })
}

/// A value one level deep, whichever way it is held.
pub(crate) enum Shape<'a> {
    /// Null.
    Absent,
    /// A text, a number or a boolean: its text.
    Scalar(Cow<'a, str>),
    /// The elements.
    List(Vec<View<'a>>),
    /// What [`model::entries`] shows the entries of.
    Object(View<'a>),
}

impl<'a> Shape<'a> {
    pub(crate) fn of(view: View<'a>) -> Result<Self, InvalidRequest> {
        let view = view.bare();
        if let Some(text) = scalar(view)? {
            return Ok(Self::Scalar(text));
        }
        Ok(match view {
            View::None | View::Json(Json::Null) | View::Hidden(Json::Null, _) => Self::Absent,
            View::List(list) => {
                let items = (0..list.count()).filter_map(|index| list.item(index));
                Self::List(items.map(Value::view).collect())
            }
            View::Json(Json::Array(items)) | View::Hidden(Json::Array(items), _) => {
                Self::List(items.iter().map(View::Json).collect())
            }
            View::Upload(_) => return Err(InvalidRequest::new(NO_TEXT)),
            other => Self::Object(other),
        })
    }
}

/// Why a file is no text.
const NO_TEXT: &str = "a file is sent in multipart bodies only";

/// The text of a scalar.
fn scalar(view: View<'_>) -> Result<Option<Cow<'_, str>>, InvalidRequest> {
    Ok(Some(match view {
        View::Bool(value) => value.to_string().into(),
        View::Int(value) | View::IntEnum(_, value) => value.to_string().into(),
        View::Uint(value) => value.to_string().into(),
        View::Float(value) if value.is_finite() => value.to_string().into(),
        View::Float(_) => return Err(InvalidRequest::new("a number is not finite")),
        View::Str(text) | View::Text(_, text) | View::Enum(_, text) => text.into(),
        View::Json(json) | View::Hidden(json, _) => return Ok(json_scalar(json)),
        _ => return Ok(None),
    }))
}

fn json_scalar(json: &Json) -> Option<Cow<'_, str>> {
    match json {
        Json::String(text) => Some(text.into()),
        Json::Bool(_) | Json::Number(_) => Some(json.to_string().into()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// The JSON text of a value.
pub(crate) fn json(view: View<'_>) -> Result<String, InvalidRequest> {
    model::json_text(view)
        .map_err(|error| InvalidRequest::because("a value cannot be written", error))
}
