//! `Debug` of every type: what is sensitive, unlisted or unknown is not shown, and no key that may be a value.

use super::path::Shown;
use super::table::{Field, Kind};
use super::{Object, Tag, Value, View};
use std::fmt;

/// What stands for a sensitive value.
pub const REDACTED: fmt::Arguments<'static> = format_args!("[redacted]");

/// The `Debug` of every type.
pub fn debug(value: &dyn Value, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    fmt::Debug::fmt(&value.view(), f)
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            View::None => f.write_str("None"),
            View::Some(value) => f.debug_tuple("Some").field(&value.view()).finish(),
            View::Bool(value) => value.fmt(f),
            View::Int(value) => value.fmt(f),
            View::Uint(value) => value.fmt(f),
            View::Float(value) => value.fmt(f),
            View::Text(format, _) if format.hidden => REDACTED.fmt(f),
            View::Str(text) | View::Text(_, text) => text.fmt(f),
            View::Enum("", text) => f.debug_tuple("Unknown").field(&text).finish(),
            View::IntEnum("", number) => f.debug_tuple("Unknown").field(&number).finish(),
            View::Enum(name, _) | View::IntEnum(name, _) => f.write_str(name),
            View::Variant(name, value) | View::Tagged(&Tag { name, .. }, value) => {
                f.debug_tuple(name).field(&value.view()).finish()
            }
            View::Object(object) => debug_object(object, f),
            View::List(list) => {
                let items = (0..list.count()).filter_map(|index| list.item(index));
                f.debug_list()
                    .entries(items.map(|item| item.view()))
                    .finish()
            }
            View::Map(map) => {
                let mut entries = f.debug_map();
                map.each(&mut |key, view| {
                    entries.entry(&Shown(key), &view);
                });
                entries.finish()
            }
            View::Json(json) => json.fmt(f),
            View::Hidden(..) => f.write_str(".."),
            View::Upload(upload) => upload.fmt(f),
        }
    }
}

fn debug_object(object: Object<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = object.table();
    let mut shown = f.debug_struct(table.name);
    object.fields(&mut |values, extra| {
        for (index, (field, value)) in table.fields().zip(values).enumerate() {
            let null = || field.kind == Kind::Optional && extra.is_null(index, field.wire);
            shown.field(field.name, &shown_field(&field, value.view(), null));
        }
        let unlisted: Vec<_> = extra.unlisted(table).map(|(key, _)| Shown(key)).collect();
        if !unlisted.is_empty() {
            shown.field("extra", &unlisted);
        }
    });
    shown.finish()
}

/// A field as `Debug` shows it.
fn shown_field<'a>(
    field: &Field,
    view: View<'a>,
    null: impl Fn() -> bool,
) -> Box<dyn fmt::Debug + 'a> {
    match view {
        View::None if null() => Box::new(format_args!("null")),
        View::None => Box::new(view),
        View::Map(map) if map.count() == 0 => Box::new(view),
        _ if field.sensitive => Box::new(REDACTED),
        _ => Box::new(view),
    }
}
