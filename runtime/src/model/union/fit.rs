//! How well a value fits its type.

use super::super::{Json, Object, Value, View};

/// How much of a value its type does not explain: values and variants without a name, entries that are not listed,
/// texts that their format does not allow, and what is mere JSON. So a type that takes anything fits less well than
/// one that knows what it takes.
pub(super) fn unexplained(value: &dyn Value) -> usize {
    count(value.view())
}

/// Goes as deep as the value does, which reading has limited.
fn count(view: View<'_>) -> usize {
    match view {
        View::Some(value) | View::Variant(_, value) | View::Tagged(_, _, _, value) => {
            count(value.view())
        }
        View::Object(object) => object_count(object),
        View::List(list) => {
            let items = (0..list.count()).filter_map(|index| list.item(index));
            items.map(|item| count(item.view())).sum()
        }
        View::Map(map) => {
            let mut sum = 0;
            map.each(&mut |_, view| sum += count(view));
            sum
        }
        View::Enum("", _) | View::IntEnum("", _) => 1,
        View::Text(format, text) => usize::from(!(format.allows)(text)),
        View::Json(json) | View::Hidden(json) => size(json),
        View::None | View::Bool(_) | View::Int(_) | View::Uint(_) | View::Float(_) => 0,
        View::Str(_) | View::Enum(..) | View::IntEnum(..) => 0,
    }
}

fn object_count(object: &dyn Object) -> usize {
    let table = object.table();
    let mut sum = 0;
    object.fields(&mut |values, extra| {
        sum += values
            .iter()
            .map(|value| count(value.view()))
            .sum::<usize>();
        sum += extra.unlisted(table).count();
    });
    sum
}

/// The entries or elements of a value, one level deep; 1 for others.
fn size(json: &Json) -> usize {
    match json {
        Json::Array(list) => list.len().max(1),
        Json::Object(map) => map.len().max(1),
        _ => 1,
    }
}
