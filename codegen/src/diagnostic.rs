//! What there is to say about a document, and where.
//!
//! Stages push [`Diagnostic`]s whose places are given in the tree they work on;
//! [`Diagnostics`] takes them back to the text somebody wrote, through the
//! [`Origins`] that the earlier stages left. Positions are looked up when
//! something is printed, never before.

mod codes;
mod decisions;
mod json;
mod origins;
mod plain;
mod render;
mod similar;

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Pointer, Position};

pub use codes::{Code, codes};
pub use decisions::{Decision, Decisions};
pub use origins::{Layer, Origins, Place};
pub use plain::plain;
pub use render::Style;
pub use similar::similar;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing sensible can be made of the document.
    Error,
    /// Something is not honoured; the rest of the document is.
    Warning,
}

/// One thing to say. Codes are kebab-case constants that stand next to the
/// check that raises them, and rows of [`codes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What kind of thing it is, e.g. `duplicate-key`.
    pub code: &'static str,
    /// What is there and what was expected, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub at: At,
    /// Other places that explain it, each with what is to be seen there.
    pub related: Vec<(At, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place somebody wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// No place in particular.
    #[default]
    Nowhere,
    /// A place in the document as the stage at work sees it. Taken back to the
    /// text it comes from when the diagnostic is pushed.
    Document(Pointer),
    /// A place in the source of that index as it was read: 0 is the document,
    /// then the overlays, the ledger, and the parts the document refers to.
    Source(usize, Pointer),
    /// A place in the text of a source, where no tree could be made of it.
    Text {
        /// The index of the source.
        source: usize,
        /// Where in its text.
        position: Position,
    },
}

impl From<Pointer> for At {
    fn from(pointer: Pointer) -> Self {
        Self::Document(pointer)
    }
}

impl From<&Pointer> for At {
    fn from(pointer: &Pointer) -> Self {
        Self::Document(pointer.clone())
    }
}

impl Diagnostic {
    /// Something that is not honoured.
    pub fn warning(code: &'static str, at: impl Into<At>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, at.into(), message.into())
    }

    /// Something after which the run ends without output.
    pub fn error(code: &'static str, at: impl Into<At>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, at.into(), message.into())
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same as a warning: what is wrong costs a part of the document only.
    pub fn milder(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Points at another place as well.
    pub fn related(mut self, at: impl Into<At>, what: impl Into<String>) -> Self {
        self.related.push((at.into(), what.into()));
        self
    }

    fn new(severity: Severity, code: &'static str, at: At, message: String) -> Self {
        Self {
            severity,
            code,
            message,
            at,
            related: Vec::new(),
            help: None,
        }
    }
}

/// Everything said in a run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    seen: BTreeSet<(&'static str, At, String)>,
    origins: Origins,
    decisions: Decisions,
    allowed: BTreeMap<Pointer, Vec<String>>,
}

impl Diagnostics {
    /// Adds one. Its [`At::Document`] places are in the coordinates of the
    /// document as it is now, that is, behind every layer of
    /// [`origins`](Self::origins). A warning that `x-callsmith-allow` silences
    /// at its place is dropped, and so is one that says the same of the same
    /// place again, as happens where a part of the document is copied.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Warning && self.is_allowed(&diagnostic) {
            return;
        }
        diagnostic.at = self.origins.resolve(diagnostic.at);
        let key = (
            diagnostic.code,
            diagnostic.at.clone(),
            diagnostic.message.clone(),
        );
        if !self.seen.insert(key) {
            return;
        }
        for (at, _) in &mut diagnostic.related {
            *at = self.origins.resolve(std::mem::take(at));
        }
        self.items.push(diagnostic);
    }

    /// Whether anything said so far stops the run.
    pub fn has_errors(&self) -> bool {
        self.of(Severity::Error).next().is_some()
    }

    /// Everything said so far, in the order it was said.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// What has that severity, in the order it was said.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.items
            .iter()
            .filter(move |item| item.severity == severity)
    }

    /// How often each code was raised.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for item in &self.items {
            *counts.entry(item.code).or_default() += 1;
        }
        counts
    }

    /// From places in the document as it is now to the texts they come from.
    pub fn origins(&self) -> &Origins {
        &self.origins
    }

    /// Tells where the document's places come from after a stage that moved
    /// some; later diagnostics are in the new coordinates.
    pub fn moved(&mut self, layer: Layer) {
        self.origins.add(layer);
    }

    /// Silences a warning code at `pointer` and below it (`x-callsmith-allow`),
    /// for what was said already as well. `pointer` is in the coordinates of
    /// the document after bundling and overlays, before lowering.
    pub fn allow(&mut self, pointer: Pointer, codes: Vec<String>) {
        self.allowed.entry(pointer).or_default().extend(codes);
        let items = std::mem::take(&mut self.items);
        self.items = items
            .into_iter()
            .filter(|item| !self.is_silenced(item))
            .collect();
    }

    /// Takes back the warnings of places that turned out not to matter.
    pub(crate) fn forget(&mut self, is_without: impl Fn(&At) -> bool) {
        self.items
            .retain(|item| item.severity == Severity::Error || !is_without(&item.at));
    }

    fn is_silenced(&self, item: &Diagnostic) -> bool {
        item.severity == Severity::Warning && self.is_allowed(item)
    }

    fn is_allowed(&self, item: &Diagnostic) -> bool {
        let Some(place) = self.origins.overlaid(&item.at) else {
            return false;
        };
        let mut here = Some(place);
        while let Some(place) = here {
            let codes = self.allowed.get(&place);
            if codes.is_some_and(|codes| codes.iter().any(|code| code == item.code)) {
                return true;
            }
            here = place.parent();
        }
        false
    }
}

#[cfg(test)]
mod tests;
