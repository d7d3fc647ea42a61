//! Alternatives that are written in place: what tells one from the others changes with the others, and the schema is
//! the same. So each is looked for by its own properties.

use super::likeness::Shape;
use crate::ir::{Api, Owner, Type, TypeId, TypeKind, Union};
use crate::ledger::moved::{Moves, of_variant};
use crate::ledger::place::{of_members, places, step};
use crate::ledger::{Block, Kind, Ledger};

/// The alternatives that are told otherwise than before.
pub(super) fn moved(api: &Api, ledger: &Ledger) -> Moves {
    let places = places(api);
    let mut moves = Moves::default();
    for (id, place) in places.iter().enumerate() {
        let def = api.type_def(TypeId(id));
        if let TypeKind::Union(union) = &def.kind
            && let Some(block) = ledger.block(Kind::Type, place)
        {
            let members = of_members(api, &def.kind);
            let choice = Choice {
                api,
                ledger,
                union,
                place,
                hints: members
                    .iter()
                    .map(|member| member.strip_prefix('|'))
                    .collect(),
            };
            for (old, i) in choice.moved(block) {
                let old = of_variant(place, &old);
                let new = of_variant(place, choice.hints[i].unwrap_or_default());
                let inside = choice.inline(i).map(|id| inside(api, id, &old, &places));
                let inside: Vec<_> = inside.into_iter().flatten().collect();
                let all = inside.into_iter().chain([(old, new)]);
                moves.same.extend(all.filter(|(old, new)| old != new));
            }
        }
    }
    moves
}

/// The old and the new places of the types inside of the one at `around`, whose place was `old`. Of two alternatives that
/// are told by the same word the new places do not say whose they are.
fn inside<'a>(
    api: &'a Api,
    around: TypeId,
    old: &'a str,
    places: &'a [String],
) -> impl Iterator<Item = (String, String)> + 'a {
    let one = move |(id, new): (usize, &String)| {
        let (mut steps, mut next) = (Vec::new(), TypeId(id));
        while next != around {
            let origin = &api.type_def(next).origin;
            steps.extend(origin.steps.iter().rev().map(step));
            let Owner::Type(owner) = origin.owner else {
                return None;
            };
            next = owner;
        }
        steps.reverse();
        Some((old.to_owned() + &steps.concat(), new.clone()))
    };
    places.iter().enumerate().filter_map(one)
}

/// Whether the alternative that was told by a text is the one at that place now.
type Way<'a> = &'a dyn Fn(&str, usize) -> bool;

struct Choice<'a> {
    api: &'a Api,
    ledger: &'a Ledger,
    union: &'a Union,
    place: &'a str,
    /// What tells the alternatives that are written in place apart now.
    hints: Vec<Option<&'a str>>,
}

impl Choice<'_> {
    /// What told alternatives apart, and which they are now. What says nothing but a number comes last.
    fn moved(&self, block: &Block) -> Vec<(String, usize)> {
        let lines = block.lines.iter();
        let mut old: Vec<&str> = lines
            .filter_map(|line| line.place.strip_prefix('|'))
            .collect();
        let mut open: Vec<usize> = (0..self.hints.len())
            .filter(|i| self.hints[*i].is_some())
            .collect();
        let mut found = Vec::new();
        let ways: [Way<'_>; 4] = [
            &|hint, i| self.hints[i] == Some(hint) && self.is_certain(hint),
            &|hint, i| self.is_like(hint, i),
            &|hint, i| self.has_value(hint, i),
            &|hint, i| self.hints[i] == Some(hint),
        ];
        for is_it in ways {
            let pairs = only_pairs(&old, &open, is_it);
            old.retain(|hint| !pairs.iter().any(|(known, _)| known == hint));
            open.retain(|i| !pairs.iter().any(|(_, known)| known == i));
            found.extend(pairs.into_iter().map(|(hint, i)| (hint.to_owned(), i)));
        }
        found
    }

    /// Whether a hint is neither a number in the list nor one that several have.
    fn is_certain(&self, hint: &str) -> bool {
        let number = hint.strip_prefix("Variant ");
        let is_number = number.is_some_and(|number| number.parse::<usize>().is_ok());
        let same = self
            .union
            .variants
            .iter()
            .filter(|variant| variant.hint == hint);
        !is_number && same.count() == 1
    }

    /// Whether the properties are those that the alternative had.
    fn is_like(&self, hint: &str, i: usize) -> bool {
        let block = self.ledger.block(Kind::Type, &of_variant(self.place, hint));
        (block.zip(self.inline(i))).is_some_and(|(block, id)| {
            let old = Shape::of_block(block);
            old != Shape::Nothing && old == Shape::of(self.api, id)
        })
    }
    /// Whether a property has the only value that the alternative was known by.
    fn has_value(&self, hint: &str, i: usize) -> bool {
        let fields = self.inline(i).map(|id| &self.api.type_def(id).kind);
        let Some(TypeKind::Struct(found)) = fields else {
            return false;
        };
        let fixed = found.fields.iter().filter_map(|field| field.fixed.as_ref());
        let mut texts = fixed.map(|value| match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        });
        texts.any(|text| text == hint)
    }

    /// The type of an alternative that is written in place.
    fn inline(&self, i: usize) -> Option<TypeId> {
        match self.union.variants[i].ty {
            Type::Named(id) | Type::Boxed(id) => Some(id),
            _ => None,
        }
    }
}

/// The pairs for which `is_it` holds and that have no rivals.
fn only_pairs<'a>(old: &[&'a str], new: &[usize], is_it: Way<'_>) -> Vec<(&'a str, usize)> {
    let pair = |hint: &&'a str| {
        let mut mine = new.iter().copied().filter(|i| is_it(hint, *i));
        let (first, second) = (mine.next()?, mine.next());
        let rivals = old.iter().filter(|other| is_it(other, first)).count();
        (second.is_none() && rivals == 1).then_some((*hint, first))
    };
    old.iter().filter_map(pair).collect()
}
