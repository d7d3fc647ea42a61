//! One action of an overlay.

use serde_json::Value;

use super::merge::{Merge, Origin};
use super::target::{self, Found};
use super::{INVALID_OVERLAY, OVERLAY_NO_EFFECT, OVERLAY_NO_MATCH};
use crate::diagnostic::{At, Diagnostic, Layer, Place};
use crate::source::Pointer;

/// An action and where it stands.
pub(super) struct Action<'o> {
    pub(super) source: usize,
    pub(super) at: Pointer,
    pub(super) action: &'o Value,
}

type Outcome = Result<(), Box<Diagnostic>>;

impl Action<'_> {
    /// Carries the action out; `layer` learns what it brought in.
    pub(super) fn run(&self, document: &mut Value, layer: &mut Layer) -> Outcome {
        let targets = self.query(document, "target")?;
        if targets.is_empty() {
            return Err(Box::new(self.no_match()));
        }
        if self.action.get("remove") == Some(&Value::Bool(true)) {
            return self.remove(document, targets, layer);
        }
        match (self.action.get("update"), self.action.get("copy")) {
            (Some(_), Some(_)) => Err(self.fault("copy", "`update` and `copy` exclude each other")),
            (Some(update), None) => {
                let from = Origin::Overlay(self.source, self.at.join("update"));
                self.merge(document, targets, update, from, layer)
            }
            (None, Some(_)) => self.copy(document, targets, layer),
            // `remove: false` and nothing else.
            (None, None) if self.action.get("remove").is_some() => Ok(()),
            (None, None) => {
                Err(self.fault("", "an action needs `update`, `copy` or `remove: true`"))
            }
        }
    }

    fn query(&self, document: &Value, key: &str) -> Result<Vec<Found>, Box<Diagnostic>> {
        let Some(text) = self.action.get(key).and_then(Value::as_str) else {
            return Err(self.fault("", &format!("`{key}` must be a JSONPath query")));
        };
        target::find(document, text).map_err(|message| self.fault(key, &message))
    }

    fn remove(&self, document: &mut Value, mut targets: Vec<Found>, layer: &mut Layer) -> Outcome {
        // Origin the back, so that indices stay what they are.
        targets.sort_by_cached_key(|target| std::cmp::Reverse(target.order()));
        for target in targets {
            if !target.remove(document, layer) {
                return Err(self.fault("target", "the whole document cannot be removed"));
            }
        }
        Ok(())
    }

    fn copy(&self, document: &mut Value, targets: Vec<Found>, layer: &mut Layer) -> Outcome {
        let found = self.query(document, "copy")?;
        let [place] = &found[..] else {
            let message = format!("`copy` must select one place, not {}", found.len());
            return Err(self.fault("copy", &message));
        };
        let value = place.pointer.get(document).cloned().unwrap_or_default();
        let from = match layer.before(&place.pointer) {
            Place::Document(pointer) => Origin::Document(pointer),
            Place::Source(source, pointer) => Origin::Overlay(source, pointer),
        };
        self.merge(document, targets, &value, from, layer)
    }

    fn merge(
        &self,
        document: &mut Value,
        targets: Vec<Found>,
        update: &Value,
        from: Origin,
        layer: &mut Layer,
    ) -> Outcome {
        for target in targets {
            let Some(value) = target.pointer.get_mut(document) else {
                continue;
            };
            let mut merge = Merge { layer, fault: None };
            merge.node(value, update, &target.pointer, &from);
            if let Some((place, message)) = merge.fault {
                let at = match place {
                    Origin::Overlay(source, pointer) => At::Source(source, pointer),
                    Origin::Document(_) => At::Source(self.source, self.at.join("copy")),
                };
                return Err(Box::new(Diagnostic::error(INVALID_OVERLAY, at, message)));
            }
        }
        Ok(())
    }

    /// A warning where the document has already what the action brings. Asked before it does.
    pub(super) fn no_effect(&self, document: &Value) -> Option<Diagnostic> {
        let update = self.action.get("update")?;
        let targets = self.query(document, "target").ok()?;
        let is_there = |target: &Found| {
            let value = target.pointer.get(document);
            value.is_some_and(|value| is_said(value, update))
        };
        let message = "the document says this already, so this action does nothing";
        let said = Diagnostic::warning(OVERLAY_NO_EFFECT, self.place(), message)
            .help("has the provider mended it? drop the action");
        (!targets.is_empty() && targets.iter().all(is_there)).then_some(said)
    }

    /// Where the action stands.
    pub(super) fn place(&self) -> At {
        At::Source(self.source, self.at.clone())
    }

    /// The places that the action changes, each with what it does there. Asked before it does.
    pub(super) fn touched(&self, document: &Value) -> Vec<(Pointer, String)> {
        let targets = self.query(document, "target").unwrap_or_default();
        let mut found = Vec::new();
        for target in targets {
            match (
                self.action.get("update"),
                self.action.get("copy").and_then(Value::as_str),
            ) {
                (Some(update), _) => changed(update, &target.pointer, &mut found),
                (None, Some(from)) => found.push((target.pointer, format!("copies `{from}` here"))),
                (None, None) => found.push((target.pointer, "removes it".to_owned())),
            }
        }
        found
    }

    fn fault(&self, key: &str, message: &str) -> Box<Diagnostic> {
        let at = if key.is_empty() {
            self.at.clone()
        } else {
            self.at.join(key)
        };
        Box::new(Diagnostic::error(
            INVALID_OVERLAY,
            At::Source(self.source, at),
            message,
        ))
    }

    /// Warnings about names in the target's lists that select nothing: somebody meant them to. Asked before the action
    /// changes the document.
    pub(super) fn idle_names(&self, document: &Value) -> Vec<Diagnostic> {
        let text = self.action.get("target").and_then(Value::as_str);
        let names = target::idle_names(document, text.unwrap_or_default());
        let at = At::Source(self.source, self.at.join("target"));
        let warning = |name: String| {
            let message = format!("{name} selects nothing here");
            Diagnostic::warning(OVERLAY_NO_MATCH, at.clone(), message)
                .help("has the document changed? mend the target or drop the name")
        };
        names.into_iter().map(warning).collect()
    }

    fn no_match(&self) -> Diagnostic {
        let text = self
            .action
            .get("target")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let at = At::Source(self.source, self.at.join("target"));
        let message = format!("`{text}` matches nothing, so this action does nothing");
        Diagnostic::warning(OVERLAY_NO_MATCH, at, message)
            .help("has the document changed? mend the target or drop the action")
    }
}

/// Whether merging `update` would change nothing: lists grow, objects get keys, everything else is replaced.
fn is_said(value: &Value, update: &Value) -> bool {
    match (value, update) {
        (Value::Object(value), Value::Object(update)) => {
            let mut all = update.iter();
            all.all(|(key, update)| value.get(key).is_some_and(|value| is_said(value, update)))
        }
        (Value::Array(_), update) => update.as_array().is_some_and(Vec::is_empty),
        (value, update) => value == update,
    }
}

/// The objects that `update` changes at `at` and below, each with the keys that it gets.
fn changed(update: &Value, at: &Pointer, found: &mut Vec<(Pointer, String)>) {
    let Value::Object(update) = update else {
        return found.push((at.clone(), format!("sets it to `{update}`")));
    };
    let (inside, own): (Vec<_>, Vec<_>) = update
        .iter()
        .partition(|(key, value)| value.is_object() && !key.starts_with("x-"));
    let own: Vec<String> = own.iter().map(|(key, _)| format!("`{key}`")).collect();
    if !own.is_empty() {
        found.push((at.clone(), format!("sets {}", own.join(", "))));
    }
    inside
        .into_iter()
        .for_each(|(key, value)| changed(value, &at.join(key), found));
}
