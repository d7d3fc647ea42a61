//! Diagnostics as text for a person.

mod excerpt;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::plain::plain_short;
use super::{At, Diagnostic, Diagnostics, Severity};
use crate::source::{Pointer, Position, Source};

use excerpt::Excerpt;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// How many of one code are printed; the rest is counted.
    pub per_code: usize,
    /// Terminal colours.
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            per_code: 5,
            colour: false,
        }
    }
}

/// A place looked up in its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Spot {
    pub(super) source: usize,
    pub(super) position: Option<Position>,
}

impl Diagnostics {
    /// Everything said, with excerpts: errors and warnings in the order of the
    /// texts, a few of each code. `sources` are the texts in the order of their
    /// indices. Empty where there is nothing to say.
    pub fn render(&self, sources: &[Source], style: &Style) -> String {
        let spots = Spots::of(self.iter(), sources);
        let sorted = spots.sorted(self.iter());
        let printer = Printer {
            sources,
            lines: vec![OnceCell::new(); sources.len()],
            spots,
            style,
        };
        printer.all(&sorted)
    }

    /// Where `diagnostic` points: the name of the source, and the position in
    /// it if it has one. `None` for what has no place.
    pub fn position<'s>(
        &self,
        diagnostic: &Diagnostic,
        sources: &'s [Source],
    ) -> Option<(&'s str, Option<Position>)> {
        let spots = Spots::of([diagnostic], sources);
        let spot = spots.get(&diagnostic.at)?;
        Some((sources.get(spot.source)?.name.as_str(), spot.position))
    }
}

/// Positions of every place there is to print, one pass over each text.
pub(super) struct Spots<'d>(BTreeMap<(usize, &'d Pointer), Position>);

impl<'d> Spots<'d> {
    pub(super) fn of(items: impl IntoIterator<Item = &'d Diagnostic>, sources: &[Source]) -> Self {
        let mut wanted: BTreeMap<usize, Vec<&'d Pointer>> = BTreeMap::new();
        for item in items {
            for at in std::iter::once(&item.at).chain(item.related.iter().map(|(at, _)| at)) {
                if let Some((source, pointer)) = pointer_of(at) {
                    wanted.entry(source).or_default().push(pointer);
                }
            }
        }
        let mut found = BTreeMap::new();
        for (index, pointers) in wanted {
            let located = sources.get(index).map(|source| source.locate_all(pointers));
            found.extend(
                located
                    .into_iter()
                    .flatten()
                    .map(|(p, at)| ((index, p), at)),
            );
        }
        Self(found)
    }

    /// Diagnostics in the order of the texts.
    pub(super) fn sorted<'i>(
        &self,
        items: impl Iterator<Item = &'i Diagnostic>,
    ) -> Vec<&'i Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = items.collect();
        sorted.sort_by_cached_key(|item| {
            (
                self.get(&item.at),
                item.code,
                item.message.clone(),
                item.at.clone(),
            )
        });
        sorted
    }

    pub(super) fn get(&self, at: &At) -> Option<Spot> {
        match at {
            At::Nowhere => None,
            At::Text { source, position } => Some(Spot {
                source: *source,
                position: Some(*position),
            }),
            At::Document(_) | At::Source(..) => pointer_of(at).map(|(source, pointer)| Spot {
                source,
                position: self.0.get(&(source, pointer)).copied(),
            }),
        }
    }
}

pub(super) fn pointer_of(at: &At) -> Option<(usize, &Pointer)> {
    match at {
        At::Document(pointer) => Some((0, pointer)),
        At::Source(source, pointer) => Some((*source, pointer)),
        At::Nowhere | At::Text { .. } => None,
    }
}

struct Printer<'d> {
    sources: &'d [Source],
    /// The lines of each source that has been asked for one.
    lines: Vec<OnceCell<Vec<&'d str>>>,
    spots: Spots<'d>,
    style: &'d Style,
}

impl Printer<'_> {
    fn all(&self, sorted: &[&Diagnostic]) -> String {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut text = String::new();
        for item in sorted {
            let count = seen.entry(item.code).or_default();
            *count += 1;
            if *count <= self.style.per_code {
                text.push_str(&self.one(item));
                text.push_str("\n\n");
            }
        }
        let more = seen
            .iter()
            .filter(|(_, count)| **count > self.style.per_code);
        for (code, count) in more {
            let rest = count - self.style.per_code;
            text.push_str(&format!("... and {rest} more of this kind: {code}\n"));
        }
        // One line break at the end, not two.
        while text.ends_with("\n\n") {
            text.pop();
        }
        text
    }

    fn one(&self, item: &Diagnostic) -> String {
        let level = match item.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let message = plain_short(&item.message);
        let mut group = Group::with_title(level.primary_title(message).id(item.code));
        let spot = self.spots.get(&item.at);
        group = group.elements(spot.and_then(|spot| self.excerpt(spot)));
        for note in self.notes(item) {
            group = group.element(Level::NOTE.message(note));
        }
        if let Some(help) = &item.help {
            group = group.element(Level::HELP.message(plain_short(help)));
        }
        let renderer = if self.style.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let text = renderer.term_width(MAX_WIDTH).render(&[group]);
        spot.map_or_else(String::new, |spot| format!("{}: ", self.shown(spot))) + &text
    }

    fn excerpt(&self, spot: Spot) -> Option<Snippet<'static, Annotation<'static>>> {
        let position = spot.position?;
        let excerpt = Excerpt::of(self.line(spot.source, position.line)?, position);
        let mark = AnnotationKind::Primary.span(excerpt.mark);
        let snippet = Snippet::source(excerpt.line).line_start(position.line);
        Some(snippet.annotation(mark))
    }

    fn line(&self, source: usize, number: usize) -> Option<&str> {
        let text = &self.sources.get(source)?.text;
        let lines = self.lines.get(source)?;
        let lines = lines.get_or_init(|| text.split('\n').collect());
        lines.get(number.checked_sub(1)?).copied()
    }

    fn notes(&self, item: &Diagnostic) -> Vec<String> {
        let pointer = pointer_of(&item.at).map(|(_, pointer)| pointer.as_str());
        let at = pointer
            .filter(|text| !text.is_empty())
            .map(|text| format!("at {text}"));
        let related = item
            .related
            .iter()
            .map(|(at, what)| match self.spots.get(at) {
                Some(spot) => format!("{what}: {}", self.shown(spot)),
                None => what.clone(),
            });
        at.into_iter()
            .chain(related)
            .map(|note| plain_short(&note))
            .collect()
    }

    fn shown(&self, spot: Spot) -> String {
        let source = self.sources.get(spot.source);
        let name = source.map_or("?".into(), |source| plain_short(&source.name));
        match spot.position {
            Some(Position { line, column }) => format!("{name}:{line}:{column}"),
            None => name,
        }
    }
}

/// Excerpts are cut to a window by us; the renderer must not cut them again.
const MAX_WIDTH: usize = 1000;
