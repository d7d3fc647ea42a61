//! A comparison for people and programs: lines for a terminal, Markdown for a changelog, JSON.

use super::{Change, Comparison, Effect, Spot, Verdict};
use crate::outline::line;
use serde_json::{Value, json};
use std::fmt::Write;

/// Longer texts are cut.
const WIDTH: usize = 100;

/// So many changes of prose are listed in a changelog; more are counted.
const FEW: usize = 12;

impl Comparison {
    /// For a terminal: the verdict, then a group for each effect, the worst first.
    pub fn text(&self) -> String {
        let mut out = format!("{}: {}\n", self.package, self.summary());
        for (effect, _) in self.counts() {
            let _ = writeln!(out, "\n{}", effect.title());
            for change in self.of(effect) {
                let _ = writeln!(
                    out,
                    "  {}  {}{}",
                    change.path,
                    change.kind.title,
                    change.said(": ")
                );
                // Prose is many: its path will do to find it.
                let places = change.places().into_iter();
                for place in places.filter(|_| effect != Effect::Docs) {
                    let _ = writeln!(out, "      {place}");
                }
            }
            for advice in self.advice(effect) {
                let _ = writeln!(out, "  = {advice}");
            }
        }
        out
    }

    /// For a changelog: a heading for each effect, an item for each difference.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", self.summary());
        for (effect, _) in self.counts() {
            let _ = writeln!(out, "\n### {}\n", effect.title());
            let count = self.of(effect).count();
            if effect == Effect::Docs && count > FEW {
                let _ = writeln!(out, "- {count} descriptions");
                continue;
            }
            for change in self.of(effect) {
                let said = change.code();
                let _ = writeln!(out, "- `{}`: {}{said}", change.path, change.kind.title);
            }
            for advice in self.advice(effect) {
                let _ = writeln!(out, "\n  {advice}");
            }
        }
        out
    }

    /// For programs: `package`, `verdict`, `counts` by effect, and `changes`, objects with `code`, `effect`, `kind`,
    /// `path`, `title`, `advice`, `old` and `new` (what was and is, or null), `oldPlace` and `newPlace` (`file`, `line`,
    /// `column`, `pointer`, or null).
    pub fn json(&self) -> Value {
        let counts = self.counts().into_iter();
        let counts: serde_json::Map<String, Value> = counts
            .map(|(effect, count)| (effect.as_str().to_owned(), count.into()))
            .collect();
        json!({
            "package": self.package,
            "verdict": self.verdict().as_str(),
            "counts": counts,
            "changes": self.changes.iter().map(Change::json).collect::<Vec<_>>(),
        })
    }

    pub(super) fn of(&self, effect: Effect) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.kind.effect == effect)
    }

    /// `major: 2 break callers, 1 behaves otherwise`
    pub(super) fn summary(&self) -> String {
        if self.verdict() == Verdict::Nothing {
            return "nothing changes for callers".to_owned();
        }
        let count = |(effect, count): (Effect, usize)| match effect {
            Effect::Breaks => format!("{count} breaking"),
            Effect::Behaviour => format!("{count} in behaviour"),
            Effect::Additive => format!("{count} added"),
            Effect::Docs => format!("{count} in documentation"),
        };
        let counts: Vec<String> = self.counts().into_iter().map(count).collect();
        format!("{} ({})", self.verdict().as_str(), counts.join(", "))
    }

    /// What to do about each kind that is there, once.
    fn advice(&self, effect: Effect) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for change in self
            .of(effect)
            .filter(|change| !change.kind.advice.is_empty())
        {
            let text = format!("{}: {}", change.kind.title, change.kind.advice);
            if !all.contains(&text) {
                all.push(text);
            }
        }
        all
    }
}

impl Change {
    /// `before`, and what was and is.
    fn said(&self, before: &str) -> String {
        match self.sides() {
            (Some(old), Some(new)) => format!("{before}{old} -> {new}"),
            (Some(only), None) | (None, Some(only)) => format!("{before}{only}"),
            (None, None) => String::new(),
        }
    }

    /// The same as code in Markdown: it may be anybody's text.
    fn code(&self) -> String {
        let code = |text: String| format!("`{}`", text.replace('`', "'"));
        match self.sides() {
            (Some(old), Some(new)) => format!(": {} -> {}", code(old), code(new)),
            (Some(only), None) | (None, Some(only)) => format!(": {}", code(only)),
            (None, None) => String::new(),
        }
    }

    /// What was and is, where there is something to be seen.
    fn sides(&self) -> (Option<String>, Option<String>) {
        // What prose says is on both sides of the document.
        if self.kind.effect == Effect::Docs {
            return (None, None);
        }
        // That something holds, its title says.
        let is_seen = |text: &&str| !matches!(*text, "" | "yes");
        let said = |text: &Option<String>| text.as_deref().filter(is_seen).map(cut);
        (said(&self.old), said(&self.new))
    }

    fn places(&self) -> Vec<String> {
        let old = self.old_at.iter().map(|spot| format!("was at {spot}"));
        let new = self.new_at.iter().map(|spot| format!("is at  {spot}"));
        old.chain(new).collect()
    }

    fn json(&self) -> Value {
        json!({
            "code": self.kind.code,
            "effect": self.kind.effect.as_str(),
            "kind": self.key.kind.as_str(),
            "path": self.path,
            "title": self.kind.title,
            "advice": self.kind.advice,
            "old": self.old,
            "new": self.new,
            "oldPlace": self.old_at.as_ref().map(Spot::json),
            "newPlace": self.new_at.as_ref().map(Spot::json),
        })
    }
}

impl Spot {
    fn json(&self) -> Value {
        let position = self.position.as_ref();
        json!({
            "file": self.file,
            "line": position.map(|position| position.line),
            "column": position.map(|position| position.column),
            "pointer": self.pointer.as_str(),
        })
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.position {
            Some(at) => write!(f, "{}:{}:{}", self.file, at.line, at.column),
            None => write!(f, "{} {}", self.file, self.pointer),
        }
    }
}

fn cut(text: &str) -> String {
    let text = line(text);
    match text.chars().count() > WIDTH {
        true => text.chars().take(WIDTH).chain("...".chars()).collect(),
        false => text,
    }
}
