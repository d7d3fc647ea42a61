//! Which rules hold for the values of a use: those of its schema and of all that hold together with it, where the
//! overlay asks for checks.

use super::Translation;
use super::facts::{Additional, Choice, Facts, Placed};
use crate::ir::{JsonType, Rule, RuleKind};
use crate::source::Pointer;

/// Lists inside lists, members inside members: deeper than this nothing is checked.
const MAX_DEPTH: usize = 16;

/// What holds for a value.
#[derive(Default)]
struct Held<'a> {
    rules: Vec<Rule>,
    /// The schemas of elements or entries.
    inner: Vec<Placed<'a>>,
}

impl<'a> Translation<'a> {
    /// The rules for values of `placed` that are to be checked before they are sent. `passes::rules` drops those of
    /// values that nobody sends.
    pub(super) fn rules(&self, placed: &Placed<'a>) -> Vec<Rule> {
        if !self.check_requests && self.resolver.marks.is_empty() {
            return Vec::new();
        }
        self.rules_within(std::slice::from_ref(placed), &placed.at, 0)
    }

    /// The same for schemas that all hold. `used` is where the value is described.
    fn rules_within(&self, all: &[Placed<'a>], used: &Pointer, depth: usize) -> Vec<Rule> {
        let mut held = Held::default();
        for placed in all {
            self.gather(placed, used, &mut held, depth);
        }
        let mut rules: Vec<Rule> = Vec::new();
        for rule in held.rules {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        if !held.inner.is_empty() {
            let each = self.rules_within(&held.inner, used, depth + 1);
            rules.extend((!each.is_empty()).then_some(Rule::Each(each)));
        }
        rules
    }

    fn gather(&self, placed: &Placed<'a>, used: &Pointer, held: &mut Held<'a>, depth: usize) {
        let Some(facts) = self.facts_of(placed).filter(|_| depth < MAX_DEPTH) else {
            return;
        };
        let stated = facts.rules.iter();
        let asked = stated.filter(|(_, at)| self.is_checked(at, used));
        held.rules.extend(asked.map(|(rule, _)| rule.clone()));
        held.inner.extend(inner(&facts));
        for member in &facts.all_of {
            self.gather(member, used, held, depth + 1);
        }
        for choice in &facts.choices {
            self.gather_choice(choice, used, held, depth + 1);
        }
    }

    /// Of alternatives, a value of a kind that only one of them takes keeps to the rules of that one.
    fn gather_choice(
        &self,
        choice: &Choice<'a>,
        used: &Pointer,
        held: &mut Held<'a>,
        depth: usize,
    ) {
        let members = choice.members.iter();
        let kinds: Option<Vec<JsonType>> = members.map(|member| self.kind(member, depth)).collect();
        let Some(kinds) = kinds else { return };
        for (member, kind) in choice.members.iter().zip(&kinds) {
            if kinds.iter().filter(|other| *other == kind).count() > 1 {
                continue;
            }
            let mut found = Held::default();
            self.gather(member, used, &mut found, depth);
            found.rules.retain(|rule| is_about(rule.kind(), *kind));
            held.rules.extend(found.rules);
            // What is asked of elements cannot be told from what is asked of entries.
            let both = kinds.contains(&JsonType::Array) && kinds.contains(&JsonType::Object);
            held.inner.extend(found.inner.into_iter().filter(|_| !both));
        }
    }

    /// The one kind of values a schema takes; integers are numbers.
    fn kind(&self, placed: &Placed<'a>, depth: usize) -> Option<JsonType> {
        let facts = self.facts_of(placed).filter(|_| depth < MAX_DEPTH)?;
        match facts.json_type {
            Some(JsonType::Integer) => Some(JsonType::Number),
            Some(found) => Some(found),
            None => {
                let mut members = facts.all_of.iter();
                members.find_map(|member| self.kind(member, depth + 1))
            }
        }
    }

    /// Whether a rule that stands at `stated` is checked for a value described at `used`: a mark around either of them
    /// asks for it, and none of the nearest ones says no.
    fn is_checked(&self, stated: &Pointer, used: &Pointer) -> bool {
        let marks = [stated, used].map(|at| self.resolver.marks.nearest(at));
        let asked = self.check_requests || marks.contains(&Some(true));
        asked && !marks.contains(&Some(false))
    }

    /// Rules for the entries of an object beside its properties.
    pub(super) fn rules_of_each(&self, placed: &Placed<'a>) -> Vec<Rule> {
        match self.rules(placed) {
            each if each.is_empty() => each,
            each => vec![Rule::Each(each)],
        }
    }
}

/// The schema of the elements of a list or the values of a map. Those of a tuple have one each.
fn inner<'a>(facts: &Facts<'a>) -> Option<Placed<'a>> {
    let entries = match &facts.additional {
        Additional::Typed(placed) if facts.properties.is_empty() => Some(placed),
        _ => None,
    };
    let elements = facts.items.as_ref().filter(|_| facts.prefix.is_empty());
    elements.or(entries).cloned()
}

fn is_about(rule: RuleKind, kind: JsonType) -> bool {
    match rule {
        RuleKind::Text => kind == JsonType::String,
        RuleKind::Number => kind == JsonType::Number,
        RuleKind::List => kind == JsonType::Array,
        RuleKind::Object => kind == JsonType::Object,
        RuleKind::Parts => matches!(kind, JsonType::Array | JsonType::Object),
    }
}
