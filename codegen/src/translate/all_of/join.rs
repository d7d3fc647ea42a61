//! What two schemas say together: both hold.

use super::super::Translation;
use super::super::facts::{Additional, Choice, Facts, Listed, Node, Placed, conjunction};
use super::super::scalar;
use super::{Seen, same};
use crate::diagnostic::Diagnostic;
use crate::ir::JsonType;
use crate::resolve::normal;
use crate::source::Pointer;
use serde_json::Value as Json;

/// Members of an `allOf` that no value satisfies together.
const CONFLICT: &str = "all-of-conflict";

impl<'a> Translation<'a> {
    /// Adds what `inner` says to `facts`.
    pub(super) fn join(
        &mut self,
        facts: &mut Facts<'a>,
        inner: Facts<'a>,
        at: &Pointer,
        seen: &Seen,
    ) {
        self.join_type(facts, inner.json_type, at);
        facts.format = scalar::narrower(facts.format.take(), inner.format);
        facts.bounds = within(facts.bounds, inner.bounds);
        facts.rules.extend(inner.rules);
        self.join_values(facts, inner.values, at);
        facts.items = both(facts.items.take(), inner.items);
        facts.unique |= inner.unique;
        facts.prefix = zipped(std::mem::take(&mut facts.prefix), inner.prefix);
        // Not one by one where nothing is there yet: the first member may be a long chain of these.
        if facts.properties.is_empty() {
            facts.properties = inner.properties;
        } else {
            for (name, property) in inner.properties {
                self.property(facts, name, property, at);
            }
        }
        facts.required.extend(inner.required);
        facts.hidden.extend(inner.hidden);
        facts.patterns.extend(inner.patterns);
        self.add_choices(facts, inner.choices, seen);
        let stated = std::mem::take(&mut facts.additional);
        facts.additional = additional(stated, inner.additional);
    }

    /// What is joined later is nearer.
    pub(super) fn join_type(
        &mut self,
        facts: &mut Facts<'a>,
        nearer: Option<JsonType>,
        at: &Pointer,
    ) {
        use JsonType::{Integer, Number};
        facts.json_type = match (facts.json_type, nearer) {
            (one, None) => one,
            (None, other) => other,
            (Some(one), Some(other)) if one == other => Some(one),
            (Some(Number), Some(Integer)) | (Some(Integer), Some(Number)) => Some(Integer),
            (Some(one), Some(other)) => {
                let message = format!(
                    "one member of this `allOf` wants {} values, a nearer one {} values; the nearer one is taken",
                    one.as_str(),
                    other.as_str()
                );
                self.warn(Diagnostic::warning(CONFLICT, at.clone(), message));
                Some(other)
            }
        };
    }

    fn join_values(&mut self, facts: &mut Facts<'a>, inner: Vec<Listed<'a>>, at: &Pointer) {
        if facts.values.is_empty() || inner.is_empty() {
            facts.values.extend(inner);
            return;
        }
        let in_inner =
            |value: &Listed<'_>| inner.iter().any(|other| equal(&value.json, &other.json));
        let common: Vec<_> = facts
            .values
            .iter()
            .filter(|value| in_inner(value))
            .cloned()
            .collect();
        if common.is_empty() {
            let message =
                "the members of this `allOf` have no value in common; the values of all are taken";
            self.warn(Diagnostic::warning(CONFLICT, at.clone(), message));
            facts.values.extend(inner);
        } else {
            facts.values = common;
        }
    }

    /// Adds alternatives, unless they are those among which a schema that is merged has been chosen already: a
    /// member of a union may refer to the union for what all members have.
    pub(super) fn add_choices(
        &mut self,
        facts: &mut Facts<'a>,
        choices: Vec<Choice<'a>>,
        seen: &Seen,
    ) {
        for choice in choices {
            let chosen = |member: &Placed<'_>| match member.node {
                Node::Ref(reference) => seen.contains(&normal(reference)),
                Node::Item(_) | Node::Made(_) => false,
            };
            let known = |other: &&Choice<'_>| other.at == choice.at || alike(other, &choice);
            if choice.members.iter().any(chosen) {
                continue;
            }
            match facts.choices.iter().find(known) {
                Some(known) => self.told_by(&choice.at, &known.at),
                None => facts.choices.push(choice),
            }
        }
    }
}

fn alike(one: &Choice<'_>, other: &Choice<'_>) -> bool {
    one.members.len() == other.members.len()
        && (one.members.iter().zip(&other.members)).all(|(one, other)| same(one, other))
}

/// Whether two values are one: `1` and `1.0` are.
pub(super) fn equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one == other || one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

fn within(
    (low, high): (Option<f64>, Option<f64>),
    (other_low, other_high): (Option<f64>, Option<f64>),
) -> (Option<f64>, Option<f64>) {
    let pick = |one: Option<f64>, other: Option<f64>, of: fn(f64, f64) -> f64| match (one, other) {
        (Some(one), Some(other)) => Some(of(one, other)),
        (one, other) => one.or(other),
    };
    (
        pick(low, other_low, f64::max),
        pick(high, other_high, f64::min),
    )
}

fn both<'a>(one: Option<Placed<'a>>, other: Option<Placed<'a>>) -> Option<Placed<'a>> {
    match (one, other) {
        (Some(one), Some(other)) if same(&one, &other) => Some(one),
        (Some(one), Some(other)) => {
            let at = other.at.clone();
            Some(conjunction(vec![one, other], &at))
        }
        (one, other) => one.or(other),
    }
}

fn zipped<'a>(one: Vec<Placed<'a>>, other: Vec<Placed<'a>>) -> Vec<Placed<'a>> {
    let (mut one, mut other) = (one.into_iter(), other.into_iter());
    std::iter::from_fn(|| both(one.next(), other.next())).collect()
}

/// `false` counts for the properties that stand beside it, so it says nothing of those of other members.
fn additional<'a>(one: Additional<'a>, other: Additional<'a>) -> Additional<'a> {
    use Additional::{Closed, Open, Typed, Unstated};
    match (one, other) {
        (Typed(one), Typed(other)) => match both(Some(one.clone()), Some(other)) {
            Some(found) => Typed(found),
            None => Typed(one),
        },
        (Typed(found), _) | (_, Typed(found)) => Typed(found),
        (Closed, _) | (_, Closed) => Closed,
        (Open, _) | (_, Open) => Open,
        (Unstated, Unstated) => Unstated,
    }
}
