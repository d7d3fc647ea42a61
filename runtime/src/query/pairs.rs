//! `name=value`, once or several times: queries, cookies, and the fields of a form.

use super::escape::Escape;
use super::parts::{self, Parts, Shape};
use super::style::{Kind, Style};
use crate::error::InvalidRequest;
use crate::model::{self, Value, View};

/// The pairs of a query parameter, encoded, with `&` between them. Empty if nothing is to be sent.
pub(crate) fn query(style: Style, name: &str, value: &dyn Value) -> Result<String, InvalidRequest> {
    field(style, name, value.view())
}

/// The same for the field of a form.
pub(crate) fn field(style: Style, name: &str, view: View<'_>) -> Result<String, InvalidRequest> {
    let escape = Escape::in_query(style.reserved);
    let mut pairs = Pairs::new("&", escape);
    pairs.write(style, &Escape::Strict.text(name), view)?;
    Ok(pairs.out)
}

/// The cookies of a parameter, with `; ` between them: what stands by itself is a cookie of its own (RFC 6265, 4.2.1;
/// a `&` there would be part of the value). Empty if nothing is to be sent.
pub(crate) fn cookie(
    style: Style,
    name: &str,
    value: &dyn Value,
) -> Result<String, InvalidRequest> {
    let escape = match style.kind {
        Kind::Cookie => Escape::Cookie,
        _ => Escape::Strict,
    };
    let mut pairs = Pairs::new("; ", escape);
    pairs.write(style, name, value.view())?;
    Ok(pairs.out)
}

/// Adds `name=value`, encoded, to a query.
pub(crate) fn pair(out: &mut String, name: &str, value: &str) {
    let mut pairs = Pairs::new("&", Escape::Strict);
    pairs.out = std::mem::take(out);
    pairs.one(&Escape::Strict.text(name), value);
    *out = pairs.out;
}

struct Pairs {
    out: String,
    between: &'static str,
    escape: Escape,
}

impl Pairs {
    fn new(between: &'static str, escape: Escape) -> Self {
        Self {
            out: String::new(),
            between,
            escape,
        }
    }

    /// `name` is written as it is, keys of objects and values are escaped.
    fn write(&mut self, style: Style, name: &str, view: View<'_>) -> Result<(), InvalidRequest> {
        match style.kind {
            Kind::Deep => return self.deep(name, view, style),
            Kind::Json => {
                if !matches!(Shape::of(view)?, Shape::Absent) {
                    self.one(name, &parts::json(view)?);
                }
                return Ok(());
            }
            _ => {}
        }
        match Parts::of(view)? {
            Parts::Absent => {}
            Parts::One(value) => self.one(name, &value),
            Parts::Many(values) if values.is_empty() => self.none(name, style),
            Parts::Pairs(pairs) if pairs.is_empty() => self.none(name, style),
            Parts::Many(values) if style.explode => {
                values.iter().for_each(|value| self.one(name, value));
            }
            Parts::Pairs(pairs) if style.explode => pairs
                .iter()
                .for_each(|(key, value)| self.one(&self.escape.of_keys().text(key), value)),
            Parts::Many(values) => {
                self.joined(name, values.iter().map(String::as_str), delimiter(style));
            }
            Parts::Pairs(pairs) => {
                let pieces = pairs.iter().flat_map(|(key, value)| [key.as_str(), value]);
                self.joined(name, pieces, delimiter(style));
            }
        }
        Ok(())
    }

    /// A list or an object without anything in it is as good as none (RFC 6570, 2.3).
    fn none(&mut self, name: &str, style: Style) {
        if style.empty {
            self.one(name, "");
        }
    }

    fn one(&mut self, name: &str, value: &str) {
        self.joined(name, std::iter::once(value), "");
    }

    fn joined<'a>(&mut self, name: &str, pieces: impl Iterator<Item = &'a str>, between: &str) {
        if !self.out.is_empty() {
            self.out.push_str(self.between);
        }
        self.out.push_str(name);
        self.out.push('=');
        for (index, piece) in pieces.enumerate() {
            if index > 0 {
                self.out.push_str(between);
            }
            self.escape.put(&mut self.out, piece);
        }
    }

    /// `name[key]=value`. The specification ends there; what lies deeper is written as qs, PHP and Rails read it:
    /// `name[key][inner]=value`, `name[key][]=value` for the scalars of a list, and `name[key][0][inner]=value` where
    /// an element is more than that.
    fn deep(&mut self, name: &str, view: View<'_>, style: Style) -> Result<(), InvalidRequest> {
        let before = self.out.len();
        self.deeper(name, view)?;
        if self.out.len() == before && !matches!(Shape::of(view)?, Shape::Absent) {
            self.none(name, style);
        }
        Ok(())
    }

    fn deeper(&mut self, name: &str, view: View<'_>) -> Result<(), InvalidRequest> {
        match Shape::of(view)? {
            Shape::Absent => Ok(()),
            Shape::Scalar(text) => {
                self.one(name, &text);
                Ok(())
            }
            Shape::List(items) => self.elements(name, &items),
            Shape::Object(object) => {
                let mut result = Ok(());
                model::entries(object, &mut |key, view| {
                    if result.is_ok() {
                        result = self.deeper(&under(name, key), view);
                    }
                });
                result
            }
        }
    }

    fn elements(&mut self, name: &str, items: &[View<'_>]) -> Result<(), InvalidRequest> {
        let is_flat =
            |item: &View<'_>| !matches!(Shape::of(*item), Ok(Shape::List(_) | Shape::Object(_)));
        let flat = items.iter().all(is_flat);
        for (index, item) in items.iter().enumerate() {
            let key = if flat {
                String::new()
            } else {
                index.to_string()
            };
            self.deeper(&under(name, &key), *item)?;
        }
        Ok(())
    }
}

/// `name[key]`, encoded; `name` is already.
fn under(name: &str, key: &str) -> String {
    format!("{name}%5B{}%5D", Escape::Strict.text(key))
}

/// What stands between the pieces of one value.
fn delimiter(style: Style) -> &'static str {
    match style.kind {
        Kind::Space => "%20",
        Kind::Pipe => "%7C",
        _ => ",",
    }
}
