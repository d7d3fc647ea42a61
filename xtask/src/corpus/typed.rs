//! Which of a document's schemas became types: what the raw document has, joined with what the generator says it
//! did with each place.

use std::collections::BTreeSet;

use callsmith_codegen::Coverage;
use callsmith_codegen::source::Pointer;

use super::positions::Shape;
use super::record::Schemas;

/// How often a place is judged by another one in its stead.
const MAX_STEPS: usize = 16;

/// What became of a schema.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Typed,
    /// It, or one around it, was left as JSON.
    Untyped,
    /// No type of the output was made from it.
    Unvisited,
}

/// Sorts `shapes` by what became of them.
pub(super) fn schemas(shapes: &[Shape], coverage: &Coverage) -> Schemas {
    let judge = Judge {
        coverage,
        untyped: coverage.untyped.iter().collect(),
    };
    let mut found = Schemas {
        all: shapes.len(),
        ..Schemas::default()
    };
    for shape in shapes {
        match judge.shape(shape) {
            _ if shape.unused => found.unused += 1,
            Fate::Typed => found.typed += 1,
            Fate::Untyped => found.untyped.push(shape.at.to_string()),
            Fate::Unvisited => {
                let places = found.unvisited.entry(shape.of).or_default();
                places.push(shape.at.to_string());
            }
        }
    }
    found
}

struct Judge<'c> {
    coverage: &'c Coverage,
    untyped: BTreeSet<&'c Pointer>,
}

impl Judge<'_> {
    fn shape(&self, shape: &Shape) -> Fate {
        let around = shape.at.parent().unwrap_or_default();
        // Of an open list, the elements are JSON and the list is a type.
        let is_open = shape.open_list && !self.is_untyped(&around);
        match is_open && self.coverage.visited.contains(&shape.at) {
            true => Fate::Typed,
            false => self.place(&shape.at, 0),
        }
    }

    fn place(&self, at: &Pointer, steps: usize) -> Fate {
        if self.is_untyped(at) {
            return Fate::Untyped;
        }
        if self.coverage.visited.contains(at) {
            return Fate::Typed;
        }
        match self.instead(at) {
            Some(other) if steps < MAX_STEPS => self.place(&other, steps + 1),
            _ => Fate::Unvisited,
        }
    }

    fn is_untyped(&self, at: &Pointer) -> bool {
        ways_up(at).any(|at| self.untyped.contains(&at))
    }

    /// The place that says what this one says: the same part of a schema like the one around it, or all of what says
    /// that schema.
    fn instead(&self, at: &Pointer) -> Option<Pointer> {
        let told_by = &self.coverage.told_by;
        let (around, other) = ways_up(at).find_map(|at| Some((at.clone(), told_by.get(&at)?)))?;
        let same = other.extend(&at.below(&around)?);
        let is_known = self.coverage.visited.contains(&same) || self.is_untyped(&same);
        Some(if is_known { same } else { other.clone() })
    }
}

fn ways_up(at: &Pointer) -> impl Iterator<Item = Pointer> {
    std::iter::successors(Some(at.clone()), Pointer::parent)
}
