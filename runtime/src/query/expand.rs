//! A value as one text: in a path, in a header. RFC 6570 calls it expansion.

use super::escape::Escape;
use super::parts::{self, Parts, Shape};
use super::style::{Kind, Style};
use crate::error::InvalidRequest;
use crate::model::Value;
use std::fmt::Write;

/// The text for the placeholder of a path, encoded. `None` if the value is nothing.
pub(crate) fn path(
    style: Style,
    name: &str,
    value: &dyn Value,
) -> Result<Option<String>, InvalidRequest> {
    let escape = Escape::in_path(style.reserved);
    if style.kind == Kind::Json {
        return Ok(json(value)?.map(|text| escape.text(&text)));
    }
    Ok(expand(style, name, &Parts::of(value.view())?, escape))
}

/// The value of a header, not encoded: no server decodes one (RFC 9110, 5.5). `None` if the value is nothing.
pub(crate) fn header(style: Style, value: &dyn Value) -> Result<Option<String>, InvalidRequest> {
    if style.kind == Kind::Json {
        return Ok(json(value)?.map(|text| ascii(&text)));
    }
    Ok(expand(style, "", &Parts::of(value.view())?, Escape::Plain))
}

fn json(value: &dyn Value) -> Result<Option<String>, InvalidRequest> {
    match Shape::of(value.view())? {
        Shape::Absent => Ok(None),
        _ => parts::json(value.view()).map(Some),
    }
}

/// JSON of the same meaning in ASCII, which is what a header carries for sure (RFC 8259, 7).
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// What RFC 6570 says of an operator, in its appendix A.
struct Operator {
    /// Before everything.
    first: &'static str,
    /// Between what stands by itself.
    between: &'static str,
    /// Whether values stand behind their name.
    named: bool,
}

fn operator(style: Style) -> Operator {
    let (first, between, named) = match style.kind {
        Kind::Label => (".", ".", false),
        Kind::Matrix => (";", ";", true),
        _ => ("", ",", false),
    };
    Operator {
        first,
        between,
        named,
    }
}

/// An empty list or object is as good as none (RFC 6570, 2.3).
fn expand(style: Style, name: &str, parts: &Parts, escape: Escape) -> Option<String> {
    let operator = operator(style);
    let (text, key) = (|piece: &str| escape.text(piece), escape.of_keys());
    let own = |value: String| match operator.named {
        true => named(&Escape::Strict.text(name), &value),
        false => value,
    };
    let pieces: Vec<String> = match parts {
        Parts::Absent => return None,
        Parts::Many(values) if values.is_empty() => return None,
        Parts::Pairs(pairs) if pairs.is_empty() => return None,
        Parts::One(value) => vec![own(text(value))],
        Parts::Many(values) if style.explode => {
            values.iter().map(|value| own(text(value))).collect()
        }
        Parts::Pairs(pairs) if style.explode => {
            let entry = |(name, value): &(String, String)| match operator.named {
                true => named(&key.text(name), &text(value)),
                false => key.text(name) + "=" + &text(value),
            };
            pairs.iter().map(entry).collect()
        }
        Parts::Many(values) => {
            let texts: Vec<String> = values.iter().map(|value| text(value)).collect();
            vec![own(texts.join(","))]
        }
        Parts::Pairs(pairs) => {
            let texts = pairs
                .iter()
                .flat_map(|(name, value)| [key.text(name), text(value)]);
            vec![own(texts.collect::<Vec<_>>().join(","))]
        }
    };
    Some(operator.first.to_owned() + &pieces.join(operator.between))
}

/// `name=value`, and `name` alone where the value is empty.
fn named(name: &str, value: &str) -> String {
    match value {
        "" => name.to_owned(),
        value => format!("{name}={value}"),
    }
}
