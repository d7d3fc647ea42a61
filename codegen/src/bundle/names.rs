//! Names for what becomes a component.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::path::Target;

/// The components so far: a name for every target, no name twice.
#[derive(Default)]
pub(super) struct Names {
    given: BTreeMap<(&'static str, Target), String>,
    taken: BTreeMap<&'static str, BTreeSet<String>>,
    /// The schemas that the document has no name of its own for, and what they are.
    made: BTreeMap<String, String>,
}

impl Names {
    /// Takes the names that the document itself uses.
    pub(super) fn reserve(&mut self, document: &Value) {
        let components = document.get("components").and_then(Value::as_object);
        for (section, members) in components.into_iter().flatten() {
            let Some(section) = SECTIONS.iter().find(|known| *known == section) else {
                continue;
            };
            let names = members
                .as_object()
                .into_iter()
                .flat_map(|map| map.keys().cloned());
            self.taken.entry(section).or_default().extend(names);
        }
    }

    /// Says that the component of that name is nothing but a `$ref` to a target:
    /// it becomes the target, if no other component is already.
    pub(super) fn adopt(&mut self, section: &'static str, target: Target, name: &str) {
        self.given
            .entry((section, target))
            .or_insert_with(|| name.to_owned());
    }

    /// The name of a target, and whether it is new.
    pub(super) fn of(&mut self, section: &'static str, target: &Target) -> (String, bool) {
        if let Some(name) = self.given.get(&(section, target.clone())) {
            return (name.clone(), false);
        }
        let name = self.free(section, &wishes(target));
        self.taken.entry(section).or_default().insert(name.clone());
        self.given.insert((section, target.clone()), name.clone());
        if section == "schemas" {
            self.made.insert(name.clone(), target.to_string());
        }
        (name, true)
    }

    /// See [`Bundled::parts`](super::Bundled::parts).
    pub(super) fn made(self) -> BTreeMap<String, String> {
        self.made
    }

    fn free(&self, section: &'static str, wishes: &[String]) -> String {
        let taken = self.taken.get(section);
        let is_free = |name: &String| !taken.is_some_and(|taken| taken.contains(name));
        let last = wishes.last().cloned().unwrap_or_default();
        let numbered = (2..).map(|n: usize| format!("{last}_{n}"));
        wishes
            .iter()
            .cloned()
            .chain(numbered)
            .find(is_free)
            .unwrap_or_default()
    }
}

/// The keys of `components`.
pub(super) const SECTIONS: &[&str] = &[
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
];

/// Names for a target, best first: the last step of the pointer, or the file's
/// name; then with the file's name and the folder's name in front.
fn wishes(target: &Target) -> Vec<String> {
    let mut steps: Vec<String> = target.file.split('/').map(str::to_owned).collect();
    if let Some(stem) = steps.last_mut() {
        *stem = stem.split('.').next().unwrap_or_default().to_owned();
    }
    steps.extend(target.pointer.last().map(|token| token.into_owned()));
    let steps: Vec<String> = steps
        .iter()
        .map(|step| clean(step))
        .filter(|step| !step.is_empty())
        .collect();
    let from = steps.len().saturating_sub(3);
    let wishes: Vec<String> = (from..steps.len())
        .rev()
        .map(|first| steps[first..].join("_"))
        .collect();
    if wishes.is_empty() {
        vec!["part".to_owned()]
    } else {
        wishes
    }
}

/// What a component may be called: letters, digits, `.`, `-` and `_`.
fn clean(step: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let text: String = step
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    text.trim_matches(['.', '_']).to_owned()
}
