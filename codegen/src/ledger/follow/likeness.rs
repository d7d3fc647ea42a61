//! How alike two types are, by what the ledger knows of them: their kind and the wire names of their members.

use crate::ir::{Api, TypeId, TypeKind};
use crate::ledger::moved::ends;
use crate::ledger::place::{of_members, standing_for};
use crate::ledger::{Block, Role};
use std::collections::{BTreeMap, BTreeSet};

/// What can be compared of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Properties, and whether there is a map of further ones.
    Fields(BTreeSet<String>, bool),
    /// Values, or the alternatives of a choice.
    Variants(BTreeSet<String>),
    /// Another name for something.
    Of(String),
    /// Nothing is known.
    Nothing,
}

impl Shape {
    pub(super) fn of(api: &Api, id: TypeId) -> Self {
        let def = api.type_def(id);
        let members = of_members(api, &def.kind).into_iter().collect();
        match &def.kind {
            TypeKind::Struct(found) if found.fields.is_empty() && found.rest.is_none() => {
                Self::Nothing
            }
            TypeKind::Struct(found) => Self::Fields(members, found.rest.is_some()),
            TypeKind::Enum(_) | TypeKind::Union(_) => Self::Variants(members),
            TypeKind::Tuple(_) | TypeKind::Alias(_) => {
                standing_for(api, def).map_or(Self::Nothing, Self::Of)
            }
        }
    }

    /// The kind of a block is that of its names: those of types begin with a capital.
    pub(super) fn of_block(block: &Block) -> Self {
        if let Some(text) = block.place(Role::Of) {
            return Self::Of(text.to_owned());
        }
        let has_rest = block.only(Role::Rest).is_some();
        let members = block.lines.iter();
        let members = members.filter(|line| matches!(line.role, Role::Required | Role::Member));
        let is_type = |name: &str| name.starts_with(|c: char| c.is_ascii_uppercase());
        let are_types = members.clone().any(|line| is_type(&line.name));
        let members: BTreeSet<String> = members.map(|line| line.place.clone()).collect();
        match (members.is_empty() && !has_rest, are_types) {
            (true, _) => Self::Nothing,
            (false, true) => Self::Variants(members),
            (false, false) => Self::Fields(members, has_rest),
        }
    }
}

/// How many members two types have in common, and how many there are in both together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    common: usize,
    all: usize,
}

impl Likeness {
    const NONE: Self = Self { common: 0, all: 1 };

    pub(super) fn of(old: &Shape, new: &Shape) -> Self {
        match (old, new) {
            (Shape::Fields(old, old_rest), Shape::Fields(new, new_rest)) => {
                let rest = usize::from(*old_rest && *new_rest);
                let any = usize::from(*old_rest || *new_rest);
                Self {
                    common: old.intersection(new).count() + rest,
                    all: old.union(new).count() + any,
                }
            }
            (Shape::Variants(old), Shape::Variants(new)) => Self {
                common: old.intersection(new).count(),
                all: old.union(new).count(),
            },
            (Shape::Of(old), Shape::Of(new)) if old == new => Self { common: 1, all: 1 },
            _ => Self::NONE,
        }
    }

    /// Three of four members are the same. Who renames a schema adds a property or two with the same stroke; types that
    /// merely belong to one API share their `id` and `created_at`, which is less than that unless they have little else.
    pub(super) fn is_enough(self) -> bool {
        self.common * 4 >= self.all * 3
    }

    fn is_more_than(self, other: Self) -> bool {
        self.common * other.all > other.common * self.all
    }

    fn is_as_much_as(self, other: Self) -> bool {
        self.common * other.all == other.common * self.all
    }
}

/// A type that may be another one's successor, or have one.
#[derive(Clone)]
pub(super) struct Candidate<'a> {
    place: &'a str,
    shape: Shape,
    /// Whether it stands by itself. Of two types that are both written in place, the place says whether they are one.
    is_component: bool,
}

impl<'a> Candidate<'a> {
    pub(super) fn new(place: &'a str, shape: Shape) -> Self {
        let is_component = ends(place).count() == 1;
        Self {
            place,
            shape,
            is_component,
        }
    }

    /// Where much is new, a single member in common is no evidence: half of an API's types may be a list under `data`. It
    /// takes a word of the name too.
    fn likeness(&self, other: &Self, much_is_new: bool) -> Likeness {
        let likeness = Likeness::of(&self.shape, &other.shape);
        let can_be = (self.is_component || other.is_component) && likeness.is_enough();
        // Most are not alike at all: their names are not looked at.
        let is_evidence = |likeness: Likeness| {
            likeness.common > 1 || !much_is_new || !self.words().is_disjoint(&other.words())
        };
        match can_be && is_evidence(likeness) {
            true => likeness,
            false => Likeness::NONE,
        }
    }

    /// The words of the last part of the place, which are what a name is made of.
    fn words(&self) -> BTreeSet<String> {
        let start = ends(self.place).nth(1).unwrap_or(0);
        let (mut words, mut word) = (BTreeSet::new(), String::new());
        for c in self.place[start..].chars().chain(['.']) {
            if !c.is_alphanumeric() || c.is_uppercase() {
                words.insert(std::mem::take(&mut word));
            }
            word.extend(c.to_lowercase().filter(|c| c.is_alphabetic()));
        }
        // A letter or two is an article or an abbreviation: `a`, `v2`.
        words.retain(|word| word.len() > 2);
        words
    }
}

/// So many new types may be alike by no accident.
const FEW: usize = 12;

/// Old places and new ones.
pub(super) type Found = BTreeMap<String, String>;

/// Old places, and new ones that are equally like them.
pub(super) type Several = BTreeMap<String, Vec<String>>;

/// Old places with the new ones that are most like them, and those that have several such. A new place is the successor
/// of one old place, the one it is most like.
pub(super) fn pairs(old: &[Candidate<'_>], new: &[Candidate<'_>]) -> (Found, Several) {
    let much_is_new = new.len() > FEW;
    let forth: Vec<Vec<usize>> = old.iter().map(|one| best(one, new, much_is_new)).collect();
    let back: Vec<Vec<usize>> = new.iter().map(|one| best(one, old, much_is_new)).collect();
    let (mut pairs, mut several) = (Found::new(), Several::new());
    for (i, found) in forth.iter().enumerate() {
        let place = old[i].place.to_owned();
        let mut mutual = found.iter().copied().filter(|j| back[*j].contains(&i));
        match (mutual.next(), mutual.next()) {
            (None, _) => {}
            (Some(j), None) if back[j].len() == 1 => {
                pairs.insert(place, new[j].place.to_owned());
            }
            _ => {
                let all = found.iter().map(|j| new[*j].place.to_owned());
                several.insert(place, all.collect());
            }
        }
    }
    (pairs, several)
}

/// Those of `others` that are most like `one`, if they are like it at all. What stands by itself, like `one`, comes before
/// what is written in place.
fn best(one: &Candidate<'_>, others: &[Candidate<'_>], much_is_new: bool) -> Vec<usize> {
    let (mut most, mut found) = (Likeness::NONE, Vec::new());
    for (i, other) in others.iter().enumerate() {
        let likeness = one.likeness(other, much_is_new);
        if likeness.is_more_than(most) {
            (most, found) = (likeness, vec![i]);
        } else if likeness.common > 0 && likeness.is_as_much_as(most) {
            found.push(i);
        }
    }
    let is_same_sort = |i: &usize| others[*i].is_component == one.is_component;
    if found.iter().any(is_same_sort) {
        found.retain(is_same_sort);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Shape {
        Shape::Fields(text.chars().map(String::from).collect(), false)
    }

    #[test]
    fn three_of_four_members_are_enough() {
        let is_enough = |old, new| Likeness::of(&fields(old), &fields(new)).is_enough();
        assert!(is_enough("abc", "abc") && is_enough("abc", "abcd") && is_enough("abcd", "abc"));
        assert!(!is_enough("ab", "abc") && !is_enough("abcd", "abef") && !is_enough("a", "b"));
        let values = Shape::Variants(["a".to_owned()].into());
        assert!(!Likeness::of(&fields("a"), &values).is_enough());
        assert!(!Likeness::of(&Shape::Nothing, &Shape::Nothing).is_enough());
    }

    #[test]
    fn what_has_several_successors_has_none() {
        let one = |place, text| Candidate::new(place, fields(text));
        let old = [one("A", "abc"), one("B", "pqr")];
        let (found, several) = pairs(&old, &[one("X", "abc"), one("Y", "abc")]);
        assert!(found.is_empty());
        let both = vec!["X".to_owned(), "Y".to_owned()];
        assert_eq!(several, Several::from([("A".to_owned(), both)]));
        // The better one is no doubt.
        let (found, several) = pairs(&old, &[one("X", "abcd"), one("Y", "abc")]);
        assert_eq!(found, Found::from([("A".to_owned(), "Y".to_owned())]));
        assert!(several.is_empty());
        // One of two that became one.
        let old = [one("A", "abc"), one("B", "abc")];
        assert_eq!(pairs(&old, &[one("X", "abc")]).1.len(), 2);
        // What is written in place is looked for among components.
        assert!(
            pairs(&[one("A.b", "abc")], &[one("C.d", "abc")])
                .0
                .is_empty()
        );
        assert_eq!(pairs(&[one("A.b", "abc")], &[one("C", "abc")]).0.len(), 1);
        // What stands by itself comes first.
        let (found, several) = pairs(&old[..1], &[one("B.c", "abc"), one("C", "abc")]);
        assert_eq!(found, Found::from([("A".to_owned(), "C".to_owned())]));
        assert!(several.is_empty());
    }

    #[test]
    fn one_member_is_evidence_with_a_word_of_the_name_only() {
        let one = |place| Candidate::new(place, fields("d"));
        let others: Vec<String> = (0..FEW).map(|i| format!("Other{i}")).collect();
        let others: Vec<Candidate<'_>> = others
            .iter()
            .map(|place| Candidate::new(place, fields("z")))
            .collect();
        let is_found = |old, new| {
            let new = std::iter::once(new).map(|new| Candidate::new(new, fields("d")));
            let new: Vec<Candidate<'_>> = new.chain(others.iter().cloned()).collect();
            !pairs(&[one(old)], &new).0.is_empty()
        };
        assert!(is_found("CallList", "ListOfCalls") && is_found("call_list", "CallPage"));
        assert!(!is_found("CallList", "AgentPage") && !is_found("ACall", "AnAgent"));
        assert!(is_found("GET /calls response.items", "CallItems"));
        assert!(!pairs(&[one("CallList")], &[one("AgentPage")]).0.is_empty());
    }
}
