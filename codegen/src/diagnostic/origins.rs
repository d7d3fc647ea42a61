//! Where the places of a changed document come from.

use std::collections::{BTreeMap, BTreeSet};

use super::At;
use crate::source::Pointer;

/// The way back from the document as it is now to the texts: one layer for each
/// stage that moved something, in the order the stages ran (bundling, overlays,
/// lowering).
#[derive(Clone, Debug, Default)]
pub struct Origins {
    layers: Vec<Layer>,
}

/// Where one stage took things from. A place without an entry comes from where
/// its nearest ancestor with an entry comes from, and from itself without one.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    places: BTreeMap<Pointer, Place>,
    inserts: bool,
}

/// Where a place of the document was before a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Elsewhere in the document.
    Document(Pointer),
    /// In the source of that index, as it was read.
    Source(usize, Pointer),
}

impl Layer {
    /// The layer of a stage that only moves things about within the document.
    pub fn moves() -> Self {
        Self::default()
    }

    /// The layer of a stage that brings things in from other sources.
    pub fn inserts() -> Self {
        Self {
            inserts: true,
            ..Self::default()
        }
    }

    /// Says that what is now at `now` came from `before`.
    pub fn insert(&mut self, now: Pointer, before: Place) {
        self.places.insert(now, before);
    }

    /// Forgets `now` and everything below it: it is gone.
    pub(crate) fn forget(&mut self, now: &Pointer) {
        self.places.retain(|place, _| place.below(now).is_none());
    }

    /// Element `removed` of the array at `array` is gone: the ones behind it,
    /// of which there are `len` in all now, have moved up.
    pub(crate) fn shift(&mut self, array: &Pointer, removed: usize, len: usize) {
        self.forget(&array.index(removed));
        for index in removed..len {
            let (now, before) = (array.index(index), array.index(index + 1));
            let whole = self.before(&before);
            let along: Vec<Pointer> = self
                .places
                .keys()
                .filter(|place| place.below(&before).is_some())
                .cloned()
                .collect();
            for place in along {
                if let (Some(from), Some(rest)) = (self.places.remove(&place), place.below(&before))
                {
                    self.places.insert(now.extend(&rest), from);
                }
            }
            self.places.insert(now, whole);
        }
    }

    /// Whether nothing moved.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Where the objects at `now` were before, and those that lent them keys.
    fn all_before(&self, now: &BTreeSet<Pointer>) -> BTreeSet<Pointer> {
        let inside = |place: Place| match place {
            Place::Document(pointer) => Some(pointer),
            Place::Source(..) => None,
        };
        let lenders = self.places.iter().filter_map(|(place, before)| {
            let is_meant = now.contains(&place.parent()?);
            let before = inside(before.clone())?;
            (is_meant && before.last() == place.last()).then(|| before.parent())?
        });
        let themselves = now.iter().map(|place| {
            let before = inside(self.before(place));
            before.unwrap_or_else(|| place.clone())
        });
        themselves.chain(lenders).collect()
    }

    /// Where `now` was before.
    pub fn before(&self, now: &Pointer) -> Place {
        let mut ancestor = Some(now.clone());
        while let Some(here) = ancestor {
            if let Some(place) = self.places.get(&here) {
                return place.extend(&now.below(&here).unwrap_or_default());
            }
            ancestor = here.parent();
        }
        Place::Document(now.clone())
    }
}

impl Place {
    fn extend(&self, rest: &Pointer) -> Self {
        match self {
            Self::Document(pointer) => Self::Document(pointer.extend(rest)),
            Self::Source(source, pointer) => Self::Source(*source, pointer.extend(rest)),
        }
    }
}

impl Origins {
    /// Adds the layer of the stage that has just run.
    pub fn add(&mut self, layer: Layer) {
        self.layers.push(layer);
    }

    /// The source and place a place of the document as it is now comes from.
    /// Places that are in a source already stay as they are.
    pub fn resolve(&self, at: At) -> At {
        let At::Document(pointer) = at else { return at };
        let (source, pointer) = self.source(&pointer);
        At::Source(source, pointer)
    }

    /// [`resolve`](Self::resolve) for a pointer: index of the source and place
    /// in it.
    pub fn source(&self, now: &Pointer) -> (usize, Pointer) {
        let mut here = now.clone();
        for layer in self.layers.iter().rev() {
            match layer.before(&here) {
                Place::Document(pointer) => here = pointer,
                Place::Source(source, pointer) => return (source, pointer),
            }
        }
        (0, here)
    }

    /// The place in the document after bundling and overlays, before lowering.
    /// What comes from the document's own text is taken to be there still.
    pub(super) fn overlaid(&self, at: &At) -> Option<Pointer> {
        match at {
            At::Document(now) => Some(self.bundled(now)),
            At::Source(0, pointer) => Some(pointer.clone()),
            _ => None,
        }
    }

    /// Where objects of the document as it is now stood after bundling, before overlays and lowering. One that was made of
    /// several (`anyOf` with `null` is its other member) stood in all the places that its keys are from.
    pub fn all_bundled(&self, now: BTreeSet<Pointer>) -> BTreeSet<Pointer> {
        let layers = self.layers.iter().rev();
        layers
            .take_while(|layer| !layer.inserts)
            .fold(now, |now, layer| layer.all_before(&now))
    }

    /// All places in sources that an object of the document as it is now was made of, its own first.
    pub(crate) fn all_sources(&self, now: &Pointer) -> Vec<At> {
        let own = self.resolve(At::Document(now.clone()));
        let lowered = (self.layers.iter().rev()).take_while(|layer| !layer.inserts);
        let earlier = Self {
            layers: self.layers[..self.layers.len() - lowered.count()].to_vec(),
        };
        let all = self.all_bundled(BTreeSet::from([now.clone()])).into_iter();
        let others = all.map(|at| earlier.resolve(At::Document(at)));
        let others: Vec<At> = others.filter(|at| *at != own).collect();
        std::iter::once(own).chain(others).collect()
    }

    /// Where a place of the document as it is now stood after bundling, before overlays and lowering.
    pub fn bundled(&self, now: &Pointer) -> Pointer {
        let mut here = now.clone();
        for layer in self.layers.iter().rev().take_while(|layer| !layer.inserts) {
            if let Place::Document(pointer) = layer.before(&here) {
                here = pointer;
            }
        }
        here
    }
}
