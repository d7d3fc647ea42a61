//! Which schemas of the document the types were made from.

use super::TypeId;
use crate::source::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Which schemas of the document the types were made from, for those who count.
///
/// What is read for a type that nobody meets in the end has led to nothing, so each place is kept with the type in
/// whose course it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visits {
    /// Otherwise nothing is noted.
    wanted: bool,
    /// The places, each with the type of the component they were read for; `None`: for an operation.
    places: BTreeSet<(Option<TypeId>, Pointer)>,
    /// Places whose schema says nothing that another place does not say: they have the type of that one.
    told_by: BTreeMap<Pointer, Pointer>,
}

impl Visits {
    /// Nothing so far. Nothing is noted either, unless somebody wants to know.
    pub(crate) fn new(wanted: bool) -> Self {
        Self {
            wanted,
            ..Self::default()
        }
    }

    /// Whether anything is noted.
    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Notes that the schema at `at` has become (part of) a type.
    pub(crate) fn visit(&mut self, owner: Option<TypeId>, at: &Pointer) {
        if self.wanted {
            self.places.insert((owner, at.clone()));
        }
    }

    /// Notes that what was read for one type was read for another one as well.
    pub(crate) fn copy(&mut self, from: TypeId, to: TypeId) {
        let places = self.places.iter();
        let copied = places.filter(|(owner, _)| *owner == Some(from));
        let copied: Vec<_> = copied.map(|(_, at)| (Some(to), at.clone())).collect();
        self.places.extend(copied);
    }

    /// Notes that the schema at `at` says nothing that the one at `other` does not say.
    pub(crate) fn told_by(&mut self, at: &Pointer, other: &Pointer) {
        if self.wanted && at != other {
            self.told_by.insert(at.clone(), other.clone());
        }
    }

    /// Gives types other numbers; those without one are gone, and what was read for them.
    pub(crate) fn renumber(&mut self, place: impl Fn(TypeId) -> Option<TypeId>) {
        let places = std::mem::take(&mut self.places).into_iter();
        self.places = places
            .filter_map(|(owner, at)| match owner {
                None => Some((None, at)),
                Some(id) => Some((Some(place(id)?), at)),
            })
            .collect();
    }

    /// The places.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Pointer> {
        self.places.iter().map(|(_, at)| at)
    }

    /// Places that say nothing of their own, each with the one that says it.
    pub(crate) fn twins(&self) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        self.told_by.iter()
    }
}
