//! Whether one schema says everything that another one says.

use super::super::Translation;
use super::super::facts::{Additional, Facts, Node, Placed};
use super::join::equal;
use super::same;
use crate::ir::JsonType;
use crate::resolve::normal;
use std::collections::BTreeSet;

/// Properties inside properties deeper than this are taken to differ.
const MAX_DEPTH: usize = 3;

impl<'a> Translation<'a> {
    /// Whether every value of `strong` is one of `weak`, as far as a look at both tells: `false` where it does not.
    pub(in super::super) fn implies(&mut self, strong: &Placed<'a>, weak: &Placed<'a>) -> bool {
        self.implied(strong, weak, 0)
    }

    /// The same for facts that have no place.
    pub(super) fn member_implies(&mut self, strong: &Placed<'a>, weak: &Facts<'a>) -> bool {
        let strong = self.flat_of(strong);
        strong.is_some_and(|strong| self.compared(&strong, weak, 0))
    }

    fn implied(&mut self, strong: &Placed<'a>, weak: &Placed<'a>, depth: usize) -> bool {
        if same(strong, weak) || self.inherits(strong, weak) {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        match (self.flat_of(strong), self.flat_of(weak)) {
            (Some(strong), Some(weak)) => self.compared(&strong, &weak, depth),
            _ => false,
        }
    }

    /// Whether `weak` is among what `strong` says by `allOf`.
    fn inherits(&self, strong: &Placed<'a>, weak: &Placed<'a>) -> bool {
        let Node::Ref(weak) = weak.node else {
            return false;
        };
        let weak = normal(weak);
        let (mut open, mut seen) = (vec![strong.clone()], BTreeSet::new());
        while let Some(next) = open.pop() {
            if let Node::Ref(reference) = next.node {
                let reference = normal(reference);
                if reference == weak {
                    return true;
                }
                if !seen.insert(reference) {
                    continue;
                }
            }
            open.extend(
                self.facts_of(&next)
                    .into_iter()
                    .flat_map(|facts| facts.all_of),
            );
        }
        false
    }

    fn compared(&mut self, strong: &Facts<'a>, weak: &Facts<'a>, depth: usize) -> bool {
        same_scalars(strong, weak)
            && weak
                .required
                .iter()
                .all(|name| strong.required.contains(name))
            && same_additional(strong, weak)
            && self.same_parts(strong, weak, depth)
            && weak.choices.iter().all(|choice| {
                let same_place = |other: &super::super::facts::Choice<'_>| other.at == choice.at;
                strong.choices.iter().any(same_place)
            })
    }

    fn same_parts(&mut self, strong: &Facts<'a>, weak: &Facts<'a>, depth: usize) -> bool {
        let mut pairs = Vec::new();
        for (name, weak) in &weak.properties {
            match strong.properties.get(name) {
                Some(strong) => pairs.push((strong, weak)),
                None => return false,
            }
        }
        match (&strong.items, &weak.items) {
            (Some(strong), Some(weak)) => pairs.push((strong, weak)),
            (None, Some(_)) => return false,
            (_, None) => {}
        }
        if !weak.patterns.is_empty() || weak.prefix.len() > strong.prefix.len() {
            return false;
        }
        pairs.extend(strong.prefix.iter().zip(&weak.prefix));
        (pairs.into_iter()).all(|(strong, weak)| self.implied(strong, weak, depth + 1))
    }
}

fn same_scalars(strong: &Facts<'_>, weak: &Facts<'_>) -> bool {
    let is_type = match (strong.json_type, weak.json_type) {
        (_, None) => true,
        (Some(JsonType::Integer), Some(JsonType::Number)) => true,
        (None, Some(JsonType::Object)) => !strong.properties.is_empty(),
        (one, other) => one == other,
    };
    let has = |value: &super::super::facts::Listed<'_>| {
        let mut known = weak.values.iter();
        known.any(|other| equal(&value.json, &other.json))
    };
    let values =
        weak.values.is_empty() || !strong.values.is_empty() && strong.values.iter().all(has);
    let bounds = weak.bounds == (None, None) || weak.bounds == strong.bounds;
    is_type
        && values
        && bounds
        && (weak.format.is_none() || weak.format == strong.format)
        && (weak.nullable || !strong.nullable || !weak.has_shape())
}

fn same_additional(strong: &Facts<'_>, weak: &Facts<'_>) -> bool {
    match (&strong.additional, &weak.additional) {
        (_, Additional::Unstated | Additional::Open) => true,
        (Additional::Closed, Additional::Closed) => true,
        (Additional::Typed(strong), Additional::Typed(weak)) => same(strong, weak),
        _ => false,
    }
}
