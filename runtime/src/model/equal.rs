//! Whether two values are the same, by what they show of themselves. A derived `PartialEq` per type would say the same, and
//! cost the compiler a good part of a check.

use super::value::{List, Map, Object, Value, View};

/// Whether two values of one type are equal. Fields compare as they do by themselves: floats as numbers, so that NaN
/// is not equal to itself.
pub fn equal(one: &dyn Value, other: &dyn Value) -> bool {
    views(one.view(), other.view())
}

fn views(one: View<'_>, other: View<'_>) -> bool {
    match (one, other) {
        (View::None, View::None) => true,
        (View::Some(one), View::Some(other)) => equal(one, other),
        (View::Bool(one), View::Bool(other)) => one == other,
        (View::Int(one), View::Int(other)) => one == other,
        (View::Uint(one), View::Uint(other)) => one == other,
        (View::Float(one), View::Float(other)) => one == other,
        (View::Str(one), View::Str(other)) | (View::Text(_, one), View::Text(_, other)) => {
            one == other
        }
        (View::Enum(_, one), View::Enum(_, other)) => one == other,
        (View::IntEnum(_, one), View::IntEnum(_, other)) => one == other,
        (View::Variant(name, one), View::Variant(other_name, other)) => {
            name == other_name && equal(one, other)
        }
        (View::Tagged(tag, one), View::Tagged(other_tag, other)) => {
            (tag.name, tag.text) == (other_tag.name, other_tag.text) && equal(one, other)
        }
        (View::Object(one), View::Object(other)) => objects(one, other),
        (View::List(one), View::List(other)) => lists(one, other),
        (View::Map(one), View::Map(other)) => maps(one, other),
        (View::Json(one), View::Json(other)) | (View::Hidden(one, _), View::Hidden(other, _)) => {
            one == other
        }
        (View::Upload(one), View::Upload(other)) => one == other,
        _ => false,
    }
}

fn objects(one: Object<'_>, other: Object<'_>) -> bool {
    let mut same = false;
    one.fields(&mut |fields, extra| {
        other.fields(&mut |other_fields, other_extra| {
            let mut pairs = fields.iter().zip(other_fields);
            same = extra.is_same(other_extra, one.table())
                && pairs.all(|(one, other)| equal(*one, *other));
        });
    });
    // A table is a constant, which may be in a program more than once: its address says nothing.
    same && one.table().name == other.table().name
}

fn lists(one: &dyn List, other: &dyn List) -> bool {
    let item = |index| match (one.item(index), other.item(index)) {
        (Some(one), Some(other)) => equal(one, other),
        _ => false,
    };
    one.count() == other.count() && (0..one.count()).all(item)
}

fn maps(one: &dyn Map, other: &dyn Map) -> bool {
    let mut same = one.count() == other.count();
    one.each(&mut |key, view| same &= other.at(key).is_some_and(|other| views(view, other)));
    same
}
