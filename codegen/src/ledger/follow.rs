//! What became of the places that are gone: a schema that is called otherwise, an inline one that is a component now.
//!
//! The evidence is the ledger's lines. A place inside of something that is still there has become what stands there
//! now; otherwise a type of the same kind and nearly the same members is the same one, if nothing else is as alike.
//! What has several successors has none: a name that stands for the wrong type is worse than one that is gone.

use super::moved::{Moves, ends};
use super::place::places;
use super::{Kind, Ledger};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, TypeId};
use std::collections::{BTreeMap, BTreeSet};

mod likeness;
mod used;
mod variants;

use likeness::{Candidate, Found, Likeness, Several, Shape};

/// A type is gone, and several new ones are equally like it.
const AMBIGUOUS_RENAME: &str = "ambiguous-rename";

/// Types are made of types: when those are found again, others become alike.
const ROUNDS: usize = 4;

/// `ledger` for the document as it is now.
pub(crate) fn follow(api: &Api, ledger: &Ledger, diagnostics: &mut Diagnostics) -> Ledger {
    if ledger.is_empty() {
        return ledger.clone();
    }
    let now = Now::new(api);
    let ledger = rounds(ledger.clone(), |ledger| variants::moved(api, ledger));
    let ledger = rounds(ledger, |ledger| now.moves(ledger));
    now.tell_ambiguous(&ledger, diagnostics);
    ledger
}

/// `ledger` after as many moves as there are.
fn rounds(mut ledger: Ledger, moves: impl Fn(&Ledger) -> Moves) -> Ledger {
    for _ in 0..ROUNDS {
        let moves = moves(&ledger);
        if moves.is_empty() {
            break;
        }
        ledger = ledger.moved(&moves);
    }
    ledger
}

/// The document as it is.
struct Now<'a> {
    api: &'a Api,
    places: BTreeMap<String, TypeId>,
    /// The types that are used at places which are no types of their own.
    used: BTreeMap<String, TypeId>,
    operations: BTreeSet<String>,
}

impl<'a> Now<'a> {
    fn new(api: &'a Api) -> Self {
        let places = places(api).into_iter().enumerate();
        let places = places.map(|(id, place)| (place, TypeId(id))).collect();
        let used = used::used(api);
        let operations = api.operations.iter().map(super::of_operation).collect();
        Self {
            api,
            places,
            used,
            operations,
        }
    }

    /// What can be told of the places that are gone. The outermost come first: what is inside them goes with them.
    fn moves(&self, ledger: &Ledger) -> Moves {
        let outermost = |place: &&str| !self.is_inside_gone(ledger, place);
        let moves = self.moves_of(ledger, outermost);
        match moves.is_empty() {
            true => self.moves_of(ledger, |_| true),
            false => moves,
        }
    }

    fn moves_of(&self, ledger: &Ledger, is_asked: impl Fn(&&str) -> bool) -> Moves {
        let gone: Vec<&str> = self.gone(ledger).filter(is_asked).collect();
        let alike = self.alike(ledger, &gone).0;
        let new = |place: &str| {
            self.instead(ledger, place)
                .or_else(|| alike.get(place).cloned())
        };
        let found = gone
            .into_iter()
            .filter_map(|place| Some((place.to_owned(), new(place)?)));
        Moves {
            renamed: found.collect(),
            ..Moves::default()
        }
    }

    /// The places of the ledger that are no types any more.
    fn gone<'b>(&self, ledger: &'b Ledger) -> impl Iterator<Item = &'b str> {
        let all = ledger.blocks.keys().filter(|(kind, _)| *kind == Kind::Type);
        let is_gone = |place: &&'b str| !self.places.contains_key(*place);
        let all: Vec<&str> = all
            .map(|(_, place)| place.as_str())
            .filter(is_gone)
            .collect();
        all.into_iter()
    }

    /// What stands at a place now that had a type of its own.
    fn instead(&self, ledger: &Ledger, place: &str) -> Option<String> {
        let block = ledger.block(Kind::Type, place)?;
        let id = *self.used.get(place)?;
        let shape = Shape::of(self.api, id);
        let is_it = block.alias || Likeness::of(&Shape::of_block(block), &shape).is_enough();
        is_it.then(|| super::of_type(self.api, id))
    }

    /// For types that are gone the one that is most like it, and those for which there are several. Those of an
    /// operation that is gone have no successor: another operation may well send the like.
    fn alike(&self, ledger: &Ledger, gone: &[&str]) -> (Found, Several) {
        let is_new = |(place, _): &(&String, &TypeId)| ledger.block(Kind::Type, place).is_none();
        let new: Vec<Candidate<'_>> = (self.places.iter().filter(is_new))
            .map(|(place, id)| Candidate::new(place, Shape::of(self.api, *id)))
            .collect();
        let old = gone.iter().filter(|place| self.has_owner(place));
        let old: Vec<Candidate<'_>> = old
            .filter_map(|place| {
                let block = ledger.block(Kind::Type, place)?;
                Some(Candidate::new(place, Shape::of_block(block)))
            })
            .collect();
        likeness::pairs(&old, &new)
    }

    /// Whether a place is inside of another one that is gone.
    fn is_inside_gone(&self, ledger: &Ledger, place: &str) -> bool {
        let mut around = ends(place).skip(1).map(|end| &place[..end]);
        around.any(|place| {
            ledger.block(Kind::Type, place).is_some() && !self.places.contains_key(place)
        })
    }

    /// Whether the operation that a place belongs to is still there; components belong to none.
    fn has_owner(&self, place: &str) -> bool {
        let mut words = place.split(' ');
        let operation = words.next().zip(words.next());
        operation.is_none_or(|(method, path)| {
            let owner = format!("{method} {path}");
            !path.starts_with('/') || self.operations.contains(&owner)
        })
    }

    fn tell_ambiguous(&self, ledger: &Ledger, diagnostics: &mut Diagnostics) {
        let gone: Vec<&str> = self.gone(ledger).collect();
        for (place, others) in self.alike(ledger, &gone).1 {
            let name = ledger
                .block(Kind::Type, &place)
                .map_or("", |block| block.name.as_str());
            let at = |place: &String| self.api.type_def(self.places[place]).at.clone();
            let message = format!(
                "`{place}` is gone, and several new schemas are equally like it: `{name}` is no type any more"
            );
            let said = Diagnostic::warning(AMBIGUOUS_RENAME, at(&others[0]), message)
                .help("say which one it is: give that schema the old name with `x-callsmith-name` in an overlay");
            let rest = others[1..].iter().map(at);
            diagnostics.push(rest.fold(said, |said, at| said.related(at, "or this one")));
        }
    }
}
