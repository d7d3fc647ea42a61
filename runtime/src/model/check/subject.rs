//! What of a value rules look at.

use crate::model::View;
use serde_json::Number;

/// A value as rules see it. A rule for texts says nothing about numbers (JSON Schema 2020-12, Validation §6).
pub(super) enum Subject<'a> {
    Text(&'a str),
    Integer(i128),
    Float(f64),
    /// A list of so many elements, and the list.
    Items(usize, View<'a>),
    /// An object or a map of so many entries.
    Entries(usize),
}

impl<'a> Subject<'a> {
    /// A scalar; null is none.
    pub(super) fn of(view: View<'a>) -> Option<Self> {
        Some(match view {
            View::Str(text) | View::Text(_, text) | View::Enum(_, text) => Subject::Text(text),
            View::Int(number) | View::IntEnum(_, number) => Subject::Integer(number.into()),
            View::Uint(number) => Subject::Integer(number.into()),
            View::Float(number) => Subject::Float(number),
            _ => return None,
        })
    }

    pub(super) fn of_number(number: &Number) -> Option<Self> {
        let whole = number
            .as_i64()
            .map(i128::from)
            .or_else(|| number.as_u64().map(i128::from));
        match whole {
            Some(whole) => Some(Subject::Integer(whole)),
            None => number.as_f64().map(Subject::Float),
        }
    }

    /// Whether it is a number less than `bound`. Exact, also where an integer has no equal among the floats.
    pub(super) fn is_below(&self, bound: f64) -> bool {
        match *self {
            // Conversion to an integer ends at the largest one: no value lies beyond.
            Subject::Integer(number) => number < bound.ceil() as i128,
            Subject::Float(number) => number < bound,
            Subject::Text(_) | Subject::Items(..) | Subject::Entries(_) => false,
        }
    }

    /// Whether it is a number greater than `bound`.
    pub(super) fn is_above(&self, bound: f64) -> bool {
        match *self {
            Subject::Integer(number) => number > bound.floor() as i128,
            Subject::Float(number) => number > bound,
            Subject::Text(_) | Subject::Items(..) | Subject::Entries(_) => false,
        }
    }

    /// Whether it is the number `bound`.
    pub(super) fn is_at(&self, bound: f64) -> bool {
        let number = matches!(self, Subject::Integer(_) | Subject::Float(_));
        number && !self.is_below(bound) && !self.is_above(bound)
    }

    /// The number of characters (Unicode code points, not bytes) of a text.
    pub(super) fn characters(&self) -> Option<usize> {
        match self {
            Subject::Text(text) => Some(text.chars().count()),
            _ => None,
        }
    }

    /// The number of elements of a list.
    pub(super) fn items(&self) -> Option<usize> {
        match self {
            Subject::Items(count, _) => Some(*count),
            _ => None,
        }
    }

    /// Whether it is a list with two equal elements.
    pub(super) fn has_twins(&self) -> bool {
        matches!(self, Subject::Items(_, list) if super::whole::has_twins(*list))
    }

    /// The number of entries of an object or a map.
    pub(super) fn entries(&self) -> Option<usize> {
        match self {
            Subject::Entries(count) => Some(*count),
            _ => None,
        }
    }
}
