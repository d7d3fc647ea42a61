//! Texts people wrote, the places in them, and how to find one from the other.
//!
//! A [`Source`] is one file: the document, an overlay, or a part the document
//! refers to. A [`Pointer`] names a place in the tree the text stands for, a
//! [`Position`] the same place in the text.

mod json;
mod pointer;
mod wanted;
mod yaml;

use std::collections::BTreeMap;

pub use pointer::{InvalidPointer, Pointer};

use wanted::Wanted;

/// One text, with the name people know it by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The name shown in messages, e.g. `specs/verbex/openapi.yaml`.
    pub name: String,
    /// The whole text, YAML or JSON.
    pub text: String,
}

/// A place in a text: both numbers start at 1, columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Source {
    /// A text and the name to show for it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// Where `pointer` stands in the text: a scalar where it begins, an object
    /// or array at its key. Climbs to the nearest ancestor that exists; `None`
    /// only where the text cannot be read at all.
    pub fn locate(&self, pointer: &Pointer) -> Option<Position> {
        self.locate_all([pointer]).remove(pointer)
    }

    /// [`locate`](Self::locate) for many pointers in one pass over the text.
    pub fn locate_all<'a>(
        &self,
        pointers: impl IntoIterator<Item = &'a Pointer>,
    ) -> BTreeMap<&'a Pointer, Position> {
        let pointers: Vec<&Pointer> = pointers.into_iter().collect();
        let mut wanted = Wanted::new(pointers.iter().copied());
        self.visit(&mut wanted);
        pointers
            .into_iter()
            .filter_map(|pointer| Some((pointer, wanted.nearest(pointer)?)))
            .collect()
    }

    /// For each pointer every place where the key it ends in is written, in
    /// text order: more than one where a mapping repeats a key.
    pub fn occurrences(&self, pointers: &[Pointer]) -> Vec<Vec<Position>> {
        let mut wanted = Wanted::new(pointers);
        self.visit(&mut wanted);
        pointers
            .iter()
            .map(|pointer| wanted.keys(pointer))
            .collect()
    }

    /// Whether the text is to be read as JSON first: a `.json` name, or a text
    /// that begins like a JSON object.
    pub(crate) fn looks_like_json(&self) -> bool {
        self.name.ends_with(".json") || self.body().trim_start().starts_with('{')
    }

    /// The text without a byte order mark.
    pub(crate) fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    fn visit(&self, wanted: &mut Wanted) {
        if self.looks_like_json() && json::visit(self.body(), wanted) {
            return;
        }
        wanted.forget();
        yaml::visit(self.body(), wanted);
    }
}

#[cfg(test)]
mod tests;
