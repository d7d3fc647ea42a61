//! Which entries an object writes, and in which order.

use super::table::{Kind, Table};
use super::{Extra, Json, Map, Object, Tag, Value, View};

/// Shows every entry that `view` writes, in order; nothing if it is not an object.
///
/// A struct: the fields in declaration order, then the typed map, then the extras. [`View::None`] is null.
pub fn entries(view: View<'_>, see: &mut dyn FnMut(&str, View<'_>)) {
    match view.bare() {
        View::Object(object) => object_entries(object, None, see),
        View::Tagged(tag, value) => match value.view().bare() {
            View::Object(object) => object_entries(object, Some(tag), see),
            // A map, another union, or what it did not know.
            other => {
                let mut held = false;
                entries(other, &mut |key, _| held |= key == tag.property);
                if !held {
                    see(tag.property, View::Str(tag.text));
                }
                entries(other, see);
            }
        },
        View::Map(map) => map.each(see),
        View::Json(Json::Object(map)) | View::Hidden(Json::Object(map), _) => map.each(see),
        _ => {}
    }
}

fn object_entries(
    object: Object<'_>,
    tag: Option<&'static Tag>,
    see: &mut dyn FnMut(&str, View<'_>),
) {
    object.fields(&mut |values, extra| {
        let parts = Parts::new(object.table(), values, extra);
        if let Some(tag) = tag.filter(|tag| !parts.holds(tag.property)) {
            see(tag.property, View::Str(tag.text));
        }
        parts.listed(see);
        parts.rest(see);
        parts.extra(see);
    });
}

/// A struct taken apart.
struct Parts<'a> {
    table: &'static Table,
    values: &'a [&'a dyn Value],
    rest: Option<&'a dyn Map>,
    extra: &'a Extra,
}

impl<'a> Parts<'a> {
    fn new(table: &'static Table, values: &'a [&'a dyn Value], extra: &'a Extra) -> Self {
        let rest = values.last().filter(|_| table.has_rest());
        let rest = rest.and_then(|value| match value.view() {
            View::Map(map) => Some(map),
            _ => None,
        });
        Parts {
            table,
            values,
            rest,
            extra,
        }
    }

    fn listed(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        for (index, (wire, value)) in self.table.listed().iter().zip(self.values).enumerate() {
            match value.view() {
                // The field may have been null, or the caller may have set an extra of its name.
                View::None if self.table.kind(index) == Kind::Optional => {
                    self.unlisted(index, wire, see);
                }
                view => see(wire, view),
            }
        }
    }

    /// What stands in for an optional field without a value.
    fn unlisted(&self, index: usize, wire: &str, see: &mut dyn FnMut(&str, View<'_>)) {
        match self.extra.get(wire) {
            None if self.extra.has_null(index) => see(wire, View::None),
            Some(Json::Null) => see(wire, View::None),
            Some(json) if !self.table.closed => see(wire, View::Json(json)),
            _ => {}
        }
    }

    fn rest(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        let Some(rest) = self.rest else { return };
        rest.each(&mut |key, view| {
            if !self.has_field(key) {
                see(key, view);
            }
        });
    }

    fn extra(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        if self.table.closed || !self.extra.has_unlisted() {
            return;
        }
        let in_rest = |key: &str| self.rest.is_some_and(|rest| rest.has(key));
        for (key, json) in self.extra.iter() {
            if !self.is_listed(key) && !in_rest(key) {
                see(key, View::Json(json));
            }
        }
    }

    /// Whether an entry of this name is written anyway.
    fn holds(&self, key: &str) -> bool {
        let unlisted = !self.table.closed && self.extra.get(key).is_some();
        self.has_field(key) || unlisted || self.rest.is_some_and(|rest| rest.has(key))
    }

    fn is_listed(&self, key: &str) -> bool {
        self.table.position(key).is_some()
    }

    /// Whether there is a field of this name that is written.
    fn has_field(&self, key: &str) -> bool {
        let Some(index) = self.table.position(key) else {
            return false;
        };
        let absent = self.table.kind(index) == Kind::Optional
            && matches!(self.values[index].view(), View::None)
            && !self.extra.is_null(index, key)
            && self.extra.get(key).is_none();
        !absent
    }
}
