//! What is said of a value besides its shape: documentation, defaults, constants, secrecy.

use super::Translation;
use super::facts::{Facts, Node, Placed, carried, text_extension};
use openapiv3::SchemaData;
use serde_json::Value as Json;

/// Chains of wrappers longer than this are not looked through.
const MAX_WRAPPERS: usize = 32;

/// What is said of a value besides its shape.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub docs: String,
    pub deprecated: bool,
    pub sensitive: bool,
    pub default: Option<Json>,
    pub fixed: Option<Json>,
    /// `uniqueItems`
    pub unique: bool,
    /// `readOnly` or `writeOnly`: who sends it decides whether it is there.
    pub one_way: bool,
    pub name: Option<String>,
}

impl<'a> Translation<'a> {
    /// What the schema of a use says beside its shape; what a reference says counts where the use is silent.
    pub(super) fn notes(&self, placed: &Placed<'a>) -> Notes {
        let mut notes = Notes::default();
        let mut open = vec![(placed.clone(), true)];
        for _ in 0..MAX_WRAPPERS {
            let Some((next, here)) = open.pop() else {
                break;
            };
            let Some(facts) = self.facts_of(&next) else {
                continue;
            };
            let here = here && !matches!(next.node, Node::Ref(_));
            notes.add(&facts, here);
            // The nearest is said last, and looked at first.
            match &next.node {
                Node::Made(_) => open.extend(facts.all_of.into_iter().map(|part| (part, here))),
                _ => open.extend(wrapped(&facts).map(|inner| (inner, false))),
            }
        }
        notes.sensitive = self.is_sensitive(placed);
        notes
    }
}

/// What stands behind a wrapper: `allOf`, `oneOf` or `anyOf` with one member.
pub(super) fn wrapped<'a>(facts: &Facts<'a>) -> Option<Placed<'a>> {
    match (facts.all_of.as_slice(), facts.choices.as_slice()) {
        ([only], []) => Some(only.clone()),
        ([], [choice]) => match choice.members.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        },
        _ => None,
    }
}

impl Notes {
    /// Adds what `facts` say where nothing nearer has spoken. `here`: they are from the use itself.
    fn add(&mut self, facts: &Facts<'_>, here: bool) {
        if self.docs.is_empty() {
            self.docs = facts.docs();
        }
        self.one_way |= (facts.data.iter()).any(|data| data.read_only || data.write_only);
        self.unique |= facts.unique;
        self.default = self.default.take().or_else(|| facts.default_value());
        self.fixed = self.fixed.take().or_else(|| fixed(facts));
        if here {
            self.deprecated |= facts.deprecated();
            let name = |data: &&SchemaData| text_extension(data, "name");
            self.name = self.name.take().or(facts.data.iter().find_map(name));
        }
    }
}

/// OpenAPI 3.0 has no `const`: an enum of one value says it.
pub(super) fn fixed(facts: &Facts<'_>) -> Option<Json> {
    let constant = |data: &&SchemaData| carried(data, "const").cloned();
    match facts.values.as_slice() {
        [only] => Some(only.json.clone()),
        _ => facts.data.iter().find_map(constant),
    }
}
