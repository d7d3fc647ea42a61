//! Lists whose first elements have a type each (JSON Schema 2020-12, Core §10.3.1.1: `prefixItems`).

mod parts;

pub use parts::Parts;

use super::input::{In, Target};
use super::read_serde::deserialize;
use super::write_serde::serialize;
use super::{Blank, DriftKind, Json, List, Result, Slot, Value, View, refill};
use std::fmt;

/// A list whose first elements have a type each, for example `Tuple<(String, i64)>`.
///
/// Made of a Rust tuple: `("a".to_owned(), 1).into()`. `T` are those elements, one to twelve. `R` is what the document
/// says may follow them; without it the document says that nothing does. `MIN` is how many elements there are at least,
/// without it all of `T`.
///
/// Reading fails for what is no array, and for no array: elements that follow are kept in [`rest`](Self::rest); an array
/// that ends earlier, or has an element of another type, is kept as it is, and then there are no
/// [`elements`](Self::elements). All of it is written back.
#[derive(Clone, PartialEq)]
pub struct Tuple<T, R = Unlisted, const MIN: usize = { usize::MAX }>(Content<T, R>);

#[derive(Clone, PartialEq)]
enum Content<T, R> {
    /// As the document has it.
    Elements(T, Vec<R>),
    /// Shorter than `T`, as the document allows.
    Short(Json),
    /// Anything else.
    Other(Json),
}

impl<T: Parts, R: Value, const MIN: usize> Tuple<T, R, MIN> {
    /// A list of these elements.
    pub fn new(elements: T) -> Self {
        Tuple(Content::Elements(elements, Vec::new()))
    }

    /// A list of any elements, for what the document does not say, or for one that ends earlier.
    pub fn other(elements: Vec<Json>) -> Self {
        let json = Json::Array(elements);
        super::from_json(&json).unwrap_or(Tuple(Content::Other(json)))
    }

    /// The elements that have a type each. `None` where one of them is missing or is not of its type; then
    /// [`as_unknown`](Self::as_unknown) has the list.
    pub fn elements(&self) -> Option<&T> {
        match &self.0 {
            Content::Elements(elements, _) => Some(elements),
            Content::Short(_) | Content::Other(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn elements_mut(&mut self) -> Option<&mut T> {
        match &mut self.0 {
            Content::Elements(elements, _) => Some(elements),
            Content::Short(_) | Content::Other(_) => None,
        }
    }

    /// The same, to be kept; what follows them is dropped.
    pub fn into_elements(self) -> Option<T> {
        match self.0 {
            Content::Elements(elements, _) => Some(elements),
            Content::Short(_) | Content::Other(_) => None,
        }
    }

    /// What follows the elements that have a type each.
    pub fn rest(&self) -> &[R] {
        match &self.0 {
            Content::Elements(_, rest) => rest,
            Content::Short(_) | Content::Other(_) => &[],
        }
    }

    /// With these elements after those that have a type each. Nothing changes where there are none of those.
    #[must_use]
    pub fn with_rest(mut self, rest: impl IntoIterator<Item = R>) -> Self {
        if let Content::Elements(_, old) = &mut self.0 {
            *old = rest.into_iter().collect();
        }
        self
    }

    /// The list where its elements are not those that the document has.
    pub fn as_unknown(&self) -> Option<&Json> {
        match &self.0 {
            Content::Elements(..) => None,
            Content::Short(json) | Content::Other(json) => Some(json),
        }
    }

    fn unlike(json: Json, is_short: bool) -> Self {
        let least = MIN.min(T::COUNT);
        let is_long_enough = json.as_array().is_some_and(|list| list.len() >= least);
        Tuple(match is_short && is_long_enough {
            true => Content::Short(json),
            false => Content::Other(json),
        })
    }
}

impl<T: Parts, R: Value, const MIN: usize> From<T> for Tuple<T, R, MIN> {
    fn from(elements: T) -> Self {
        Self::new(elements)
    }
}

impl<T: Parts, R: Value, const MIN: usize> Value for Tuple<T, R, MIN> {
    fn read(input: In<'_>) -> Result<Self> {
        let In::List(_) = input else {
            return Err(input.expected("an array"));
        };
        let mut found = None;
        input.replay(&mut |value| {
            let mut draft = Draft::<T, R>::default();
            let fits = value.attempt(Target::plain("", &mut draft));
            let read = draft.count;
            if let Some(elements) = T::finish(draft.elements).filter(|_| fits) {
                found = Some(Tuple(Content::Elements(elements, draft.rest)));
                return Ok(());
            }
            let mut json = None;
            value.put(Target::plain("", &mut json))?;
            found = json.map(|json| Self::unlike(json, fits && read < T::COUNT));
            Ok(())
        })?;
        found.map_or_else(super::missing, Ok)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        refill(self, input)
    }

    fn view(&self) -> View<'_> {
        match &self.0 {
            Content::Elements(..) => View::List(self),
            Content::Short(json) => View::Hidden(json, None),
            Content::Other(json) => View::Hidden(json, Some(DriftKind::OtherElements)),
        }
    }
}

impl<T, R, const MIN: usize> Blank for Tuple<T, R, MIN> {
    const BLANK: Self = Tuple(Content::Other(Json::Null));
}

impl<T: Parts, R: Value, const MIN: usize> List for Tuple<T, R, MIN> {
    fn count(&self) -> usize {
        match &self.0 {
            Content::Elements(_, rest) => T::COUNT + rest.len(),
            Content::Short(_) | Content::Other(_) => 0,
        }
    }

    fn item(&self, index: usize) -> Option<&dyn Value> {
        let Content::Elements(elements, rest) = &self.0 else {
            return None;
        };
        match index.checked_sub(T::COUNT) {
            None => elements.part(index),
            Some(index) => rest.get(index).map(|item| item as &dyn Value),
        }
    }
}

/// A tuple under construction.
struct Draft<T: Parts, R> {
    elements: T::Draft,
    rest: Vec<R>,
    count: usize,
}

impl<T: Parts, R> Default for Draft<T, R> {
    fn default() -> Self {
        Draft {
            elements: T::Draft::default(),
            rest: Vec::new(),
            count: 0,
        }
    }
}

impl<T: Parts, R: Value> Slot for Draft<T, R> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        value.list(&mut Next(self))
    }
}

/// The place of the next element.
struct Next<'a, T: Parts, R>(&'a mut Draft<T, R>);

impl<T: Parts, R: Value> Slot for Next<'_, T, R> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        let draft = &mut *self.0;
        match T::slot(&mut draft.elements, draft.count) {
            Some(slot) => slot.put("", value)?,
            None => draft.rest.push(R::read(value)?),
        }
        draft.count += 1;
        Ok(())
    }
}

impl<T: Parts, R: Value, const MIN: usize> fmt::Debug for Tuple<T, R, MIN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::debug(self, f)
    }
}

impl<T: Parts, R: Value, const MIN: usize> serde::Serialize for Tuple<T, R, MIN> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

impl<'de, T: Parts, R: Value, const MIN: usize> serde::Deserialize<'de> for Tuple<T, R, MIN> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

/// An element where the document says that there are no more.
#[derive(Clone, PartialEq)]
pub struct Unlisted(Json);

impl Unlisted {
    /// What it is.
    pub fn as_json(&self) -> &Json {
        &self.0
    }
}

impl Value for Unlisted {
    fn read(input: In<'_>) -> Result<Self> {
        Json::read(input).map(Unlisted)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        self.0.fill(input)
    }

    fn view(&self) -> View<'_> {
        View::Hidden(&self.0, Some(DriftKind::UnlistedElement))
    }
}

/// Does not show the content: nobody has said what may be in it.
impl fmt::Debug for Unlisted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlisted(..)")
    }
}
