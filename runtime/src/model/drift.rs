//! Drift: what a value holds that the document does not say.
//!
//! Reading takes all of it, so that nothing a server adds loses a response. Who tests a client against a server wants
//! to hear of it.

use super::path::Path;
use super::{Object, Value, View};
use std::fmt;

/// A place where a value is not what the document says, though it could be read.
///
/// Gives path and kind only, never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    path: String,
    kind: DriftKind,
}

/// What is not as the document says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DriftKind {
    /// An enum has no name for the value.
    UnknownValue,
    /// A value that no variant of its union is for.
    UnknownVariant,
    /// A list whose elements are not those that the document has: too few, or one of another type.
    OtherElements,
    /// An element after those that the document has.
    UnlistedElement,
    /// An entry that its object does not list. The path ends with its name.
    UnlistedField,
    /// A text that its format does not allow; the format, for example `date-time`.
    Format(&'static str),
    /// An object has several entries of the name that the path ends with; the last one counts.
    DuplicateKey,
}

impl Drift {
    pub(super) fn new(at: &Path<'_>, kind: DriftKind) -> Self {
        Drift {
            path: at.text(),
            kind,
        }
    }

    /// The place, for example `$.messages[0].text`. Names that do not look like names are shown as `[*]`, because keys
    /// of maps can be values (a phone number, an address).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is not as the document says.
    pub fn kind(&self) -> DriftKind {
        self.kind
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.kind)
    }
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DriftKind::UnknownValue => f.write_str("a value that the enum does not list"),
            DriftKind::UnknownVariant => f.write_str("a value that is no variant of the union"),
            DriftKind::OtherElements => f.write_str("a list of other elements than the tuple's"),
            DriftKind::UnlistedElement => f.write_str("an element that the tuple does not list"),
            DriftKind::UnlistedField => f.write_str("an entry that the object does not list"),
            DriftKind::Format(name) => write!(f, "a text that is no `{name}`"),
            DriftKind::DuplicateKey => f.write_str("several entries of the same name"),
        }
    }
}

/// Everything in `value` that the document does not say: values of enums and variants of unions without a name,
/// entries of objects that are not listed, texts that their format does not allow.
///
/// An object that may have any further entries (`additionalProperties: true`, or no `properties` at all) has no
/// unlisted ones. A null where the document only says that the entry may be missing is no drift either.
pub fn drift(value: &dyn Value) -> Vec<Drift> {
    let mut found = Vec::new();
    each(value, &mut |at, kind| found.push(Drift::new(at, kind)));
    found
}

/// Is told of a place and what is wrong there.
type See<'a> = dyn FnMut(&Path<'_>, DriftKind) + 'a;

fn each(value: &dyn Value, see: &mut See<'_>) {
    Path::with_root(|root| walk(value.view(), root, None, see));
}

/// The tags of the unions around an object, which are entries that it need not list.
#[derive(Clone, Copy)]
struct Tags<'a> {
    tag: &'static str,
    more: Option<&'a Tags<'a>>,
}

/// Goes as deep as the value does, which reading has limited.
fn walk(view: View<'_>, at: &Path<'_>, tags: Option<&Tags<'_>>, see: &mut See<'_>) {
    match view {
        View::Some(value) | View::Variant(_, value) => walk(value.view(), at, tags, see),
        View::Tagged(tag, value) => {
            let tag = tag.property;
            walk(value.view(), at, Some(&Tags { tag, more: tags }), see);
        }
        View::Object(object) => walk_object(object, at, tags, see),
        View::List(list) => {
            for (index, item) in (0..list.count()).filter_map(|i| Some((i, list.item(i)?))) {
                walk(item.view(), &at.index(index), None, see);
            }
        }
        View::Map(map) => map.each(&mut |key, view| walk(view, &at.key(key), None, see)),
        View::Enum("", _) | View::IntEnum("", _) => see(at, DriftKind::UnknownValue),
        View::Hidden(_, Some(kind)) => see(at, kind),
        View::Text(format, text) if !(format.allows)(text) => {
            see(at, DriftKind::Format(format.name));
        }
        View::None | View::Bool(_) | View::Int(_) | View::Uint(_) | View::Float(_) => {}
        View::Str(_) | View::Text(..) | View::Enum(..) | View::IntEnum(..) => {}
        View::Json(_) | View::Hidden(_, None) | View::Upload(_) => {}
    }
}

fn walk_object(object: Object<'_>, at: &Path<'_>, tags: Option<&Tags<'_>>, see: &mut See<'_>) {
    let table = object.table();
    object.fields(&mut |values, extra| {
        for (field, value) in table.fields().zip(values) {
            match field.wire {
                // A map of further entries stands beside the fields.
                "" if table.has_rest() => walk(value.view(), at, None, see),
                wire => walk(value.view(), &at.key(wire), None, see),
            }
        }
        if !table.takes_any() {
            let listed = |key: &str| {
                std::iter::successors(tags, |tags| tags.more).any(|tags| tags.tag == key)
            };
            for (key, _) in extra.unlisted(table).filter(|(key, _)| !listed(key)) {
                see(&at.key(key), DriftKind::UnlistedField);
            }
        }
    });
}
