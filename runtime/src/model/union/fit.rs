//! How well a value fits its type.

use super::super::{DriftKind, Json, Object, Value, View};

/// What a value that no variant is for weighs beside what is merely not explained: the document says of such a value
/// that it cannot be, and of any JSON that it can.
const NO_VARIANT: u64 = 1 << 20;

/// How a value fits as a variant of a union that has a tag.
pub(super) struct Fit {
    /// See [`unexplained`].
    pub(super) rest: u64,
    /// Whether the variant's own property lists the tag among its values; `None` where it takes any, or has none.
    pub(super) listed: Option<bool>,
}

impl Fit {
    pub(super) fn of(value: &dyn Value, tag: &str) -> Self {
        Fit {
            rest: unexplained(value),
            listed: listed(value.view(), tag),
        }
    }
}

fn listed(view: View<'_>, tag: &str) -> Option<bool> {
    let View::Object(object) = inner(view) else {
        return None;
    };
    let position = object.table().position(tag)?;
    let mut found = None;
    object.fields(&mut |values, _| {
        found = match values[position].view().bare() {
            View::Enum(name, _) | View::IntEnum(name, _) => Some(!name.is_empty()),
            View::Hidden(..) => Some(false),
            _ => None,
        };
    });
    found
}

/// The view without the unions around it.
fn inner(view: View<'_>) -> View<'_> {
    match view {
        View::Some(value) | View::Variant(_, value) | View::Tagged(_, value) => inner(value.view()),
        view => view,
    }
}

/// How much of a value its type does not explain: values and variants without a name, entries that are not listed,
/// texts that their format does not allow, and what is mere JSON. So a type that takes anything fits less well than
/// one that knows what it takes, and better than one that takes the value for something else.
pub(super) fn unexplained(value: &dyn Value) -> u64 {
    count(value.view())
}

/// Goes as deep as the value does, which reading has limited.
fn count(view: View<'_>) -> u64 {
    match view {
        View::Some(value) | View::Variant(_, value) | View::Tagged(_, value) => count(value.view()),
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
        View::Text(format, text) => u64::from(!(format.allows)(text)),
        View::Json(json) => size(json),
        View::Hidden(json, Some(DriftKind::UnknownVariant | DriftKind::OtherElements)) => {
            NO_VARIANT + size(json)
        }
        View::Hidden(json, _) => size(json),
        View::None | View::Bool(_) | View::Int(_) | View::Uint(_) | View::Float(_) => 0,
        View::Str(_) | View::Enum(..) | View::IntEnum(..) | View::Upload(_) => 0,
    }
}

fn object_count(object: Object<'_>) -> u64 {
    let table = object.table();
    let mut sum = 0;
    object.fields(&mut |values, extra| {
        sum += values.iter().map(|value| count(value.view())).sum::<u64>();
        sum += extra.unlisted(table).count() as u64;
    });
    sum
}

/// The entries or elements of a value, one level deep; 1 for others.
fn size(json: &Json) -> u64 {
    let entries = match json {
        Json::Array(list) => list.len(),
        Json::Object(map) => map.len(),
        _ => 1,
    };
    entries.max(1) as u64
}
