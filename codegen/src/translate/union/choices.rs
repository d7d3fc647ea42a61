//! Alternatives, and what stands beside them.

use super::super::Translation;
use super::super::facts::{Additional, Choice, Facts, Node, Placed, conjunction};
use crate::diagnostic::Diagnostic;
use crate::ir::JsonType;
use crate::source::Pointer;
use openapiv3::Discriminator;
use std::rc::Rc;

/// Alternatives beside properties, or beside each other, that are too many to be multiplied out.
const BESIDE: &str = "union-beside-properties";

/// Several choices in one schema are multiplied out up to this many combinations.
const MAX_PRODUCTS: usize = 16;

/// What stands beside alternatives is said of each of them, up to this many.
const MAX_MEMBERS: usize = 64;

/// The members of a union, ready to be told apart.
pub(in super::super) struct Alternatives<'a> {
    pub(super) members: Vec<Placed<'a>>,
    pub(super) discriminator: Option<&'a Discriminator>,
    /// What values are that the discriminator does not know.
    pub(super) otherwise: Option<Placed<'a>>,
}

impl<'a> Translation<'a> {
    /// `facts` without choices that are none: those with one member, and those whose members only restrict what
    /// stands beside them (`anyOf: [{required: [a]}, ...]`).
    pub(in super::super) fn settled(&mut self, mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        let alone = facts.choices.len() == 1 && !facts.has_own_shape();
        let mut single = Vec::new();
        for choice in std::mem::take(&mut facts.choices) {
            if let ([only], false) = (choice.members.as_slice(), alone) {
                single.push(only.clone());
            } else if facts.has_own_shape() && self.only_restricts(&choice, &facts) {
                self.told_by(&choice.at, at);
                facts.required.extend(self.required_anyway(&choice));
            } else {
                facts.choices.push(choice);
            }
        }
        if single.is_empty() {
            return facts;
        }
        facts.all_of.extend(single);
        let merged = self.merged(facts, at);
        // What was single may have choices of its own; one more look finds most of them.
        if merged.all_of.is_empty() {
            self.settled_once(merged, at)
        } else {
            merged
        }
    }

    fn settled_once(&mut self, mut facts: Facts<'a>, at: &Pointer) -> Facts<'a> {
        for choice in std::mem::take(&mut facts.choices) {
            if facts.has_own_shape() && self.only_restricts(&choice, &facts) {
                self.told_by(&choice.at, at);
            } else {
                facts.choices.push(choice);
            }
        }
        facts
    }

    fn only_restricts(&mut self, choice: &Choice<'a>, facts: &Facts<'a>) -> bool {
        let beside = base(facts, &choice.at);
        choice.members.clone().iter().all(|member| {
            let Some(member) = self.flat_of(member) else {
                return true;
            };
            let restricted = Facts {
                required: Vec::new(),
                data: Vec::new(),
                nullable: true,
                ..Rc::unwrap_or_clone(member)
            };
            let restricted = Placed {
                node: Node::Made(Rc::new(restricted)),
                at: choice.at.clone(),
            };
            self.implies(&beside, &restricted)
        })
    }

    /// The names that every member requires.
    fn required_anyway(&mut self, choice: &Choice<'a>) -> Vec<&'a str> {
        let members = choice.members.iter();
        let mut all: Vec<Vec<&'a str>> = Vec::new();
        for member in members {
            all.push(
                self.flat_of(member)
                    .map(|found| found.required.clone())
                    .unwrap_or_default(),
            );
        }
        let Some((first, others)) = all.split_first() else {
            return Vec::new();
        };
        let everywhere = |name: &&&str| others.iter().all(|other| other.contains(name));
        first.iter().filter(everywhere).copied().collect()
    }

    /// The alternatives of `facts`, each with what stands beside them; `None` where there are none.
    pub(in super::super) fn alternatives(
        &mut self,
        facts: &Facts<'a>,
        at: &Pointer,
    ) -> Option<Alternatives<'a>> {
        let first = facts.choices.first()?;
        let mut products: Vec<Vec<Placed<'a>>> = vec![Vec::new()];
        for choice in &facts.choices {
            let is_first = choice.at == first.at;
            if !is_first && products.len() * choice.members.len() > MAX_PRODUCTS {
                self.too_many(&choice.at, "the values of this choice are not told apart: together with those beside it they are too many");
                continue;
            }
            products = multiplied(&products, &choice.members);
        }
        let discriminator = facts.choices.iter().find_map(|choice| choice.discriminator);
        let beside = says_more(facts).then(|| base(facts, at));
        if beside.is_some() && products.len() > MAX_MEMBERS {
            self.too_many(at, "this object has properties of its own and too many alternatives with further ones; the further ones are left untyped");
            return None;
        }
        let products: Vec<Vec<Placed<'a>>> = (products.into_iter())
            .map(|product| beside.iter().cloned().chain(product).collect())
            .collect();
        let mut possible: Vec<Vec<Placed<'a>>> = products.clone();
        possible.retain(|parts| self.go_together(parts));
        // Where nothing goes together, joining says why.
        let products = if possible.is_empty() {
            products
        } else {
            possible
        };
        let members = products.into_iter().map(|parts| {
            let at = parts
                .last()
                .map_or_else(|| at.clone(), |last| last.at.clone());
            conjunction(self.telling(parts), &at)
        });
        Some(Alternatives {
            members: members.collect(),
            discriminator: discriminator.or(facts.discriminator),
            otherwise: None,
        })
    }

    /// Whether a value can be of the types of all `parts`.
    fn go_together(&mut self, parts: &[Placed<'a>]) -> bool {
        use JsonType::{Integer, Number};
        let facts = parts.iter().filter_map(|part| self.flat_of(part));
        let types: Vec<JsonType> = facts.filter_map(|facts| facts.json_type).collect();
        let fits = |one: JsonType, other: JsonType| {
            one == other || matches!((one, other), (Integer, Number) | (Number, Integer))
        };
        types.windows(2).all(|pair| fits(pair[0], pair[1]))
    }

    fn too_many(&mut self, at: &Pointer, message: &str) {
        self.warn(Diagnostic::warning(BESIDE, at.clone(), message));
    }
}

fn multiplied<'a>(products: &[Vec<Placed<'a>>], members: &[Placed<'a>]) -> Vec<Vec<Placed<'a>>> {
    let mut all = Vec::with_capacity(products.len() * members.len());
    for product in products {
        for member in members {
            let mut product = product.clone();
            product.push(member.clone());
            all.push(product);
        }
    }
    all
}

/// What stands beside the choices of a schema.
pub(super) fn base<'a>(facts: &Facts<'a>, at: &Pointer) -> Placed<'a> {
    let base = Facts {
        choices: Vec::new(),
        discriminator: None,
        data: Vec::new(),
        nullable: false,
        ..facts.clone()
    };
    Placed {
        node: Node::Made(Rc::new(base)),
        at: at.clone(),
    }
}

/// Whether what stands beside the choices says more than that values are objects.
fn says_more(facts: &Facts<'_>) -> bool {
    let plain = matches!(
        facts.additional,
        Additional::Unstated | Additional::Open | Additional::Closed
    );
    let typed = facts.json_type.is_some_and(|ty| ty != JsonType::Object);
    !facts.properties.is_empty()
        || !facts.required.is_empty()
        || !plain
        || typed
        || !facts.patterns.is_empty()
        || facts.items.is_some()
        || !facts.prefix.is_empty()
        || facts.format.is_some()
        || !facts.values.is_empty()
}
