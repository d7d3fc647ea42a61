//! Every code of a diagnostic, and what there is to know about it.
//!
//! The constant stands next to the check that raises it; a row here says the rest. A test compares the two.

mod operations;
mod reading;
mod schemas;
mod settings;

use std::fmt::Write;

/// What there is to know about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The code, for example `union-same-shape`.
    pub code: &'static str,
    /// What it means, in a few words.
    pub title: &'static str,
    /// When it is raised.
    pub when: &'static str,
    /// What the output does instead of what the document says.
    pub instead: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// An action of an overlay that does it, in YAML, where one helps.
    pub overlay: Option<&'static str>,
}

/// Every code, those of one part of the generator together.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let all = [
        reading::CODES,
        schemas::CODES,
        operations::CODES,
        settings::CODES,
    ];
    all.into_iter().flatten()
}

impl Code {
    /// Everything about it, as text for a person.
    pub fn explained(&self) -> String {
        let mut text = format!("{}: {}\n", self.code, self.title);
        for (label, said) in [
            ("When", self.when),
            ("Instead", self.instead),
            ("What to do", self.advice),
        ] {
            let _ = write!(text, "\n{label}:\n{}", wrapped(said));
        }
        if let Some(overlay) = self.overlay {
            text.push_str("\nIn an overlay:\n");
            for line in overlay.lines() {
                let _ = writeln!(text, "    {line}");
            }
        }
        let allowed = format!("x-callsmith-allow: {{{}: Why it is fine.}}", self.code);
        let _ = write!(
            text,
            "\nA warning is silenced at its place and below it by an overlay with\n    {allowed}\n"
        );
        text
    }
}

/// Indented lines of at most 100 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::from("   ")];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        if lines[last].chars().count() + word.chars().count() >= 100 {
            lines.push(String::from("   "));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::load::load;
    use crate::source::Source;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_stands_once() {
        let mut seen = BTreeSet::new();
        for code in codes() {
            assert!(seen.insert(code.code), "{} has two rows", code.code);
        }
    }

    #[test]
    fn sentences_are_sentences() {
        for code in codes() {
            assert!(!code.title.ends_with('.'), "{}", code.code);
            for text in [code.when, code.instead, code.advice] {
                assert!(text.ends_with('.'), "{}: {text}", code.code);
            }
        }
    }

    #[test]
    fn overlays_are_yaml() {
        for code in codes() {
            let Some(overlay) = code.overlay else {
                continue;
            };
            let mut diagnostics = Diagnostics::default();
            let value = load(&Source::new("x.yaml", overlay), 0, &mut diagnostics);
            let value = value.unwrap_or_else(|| panic!("{}: {overlay}", code.code));
            let whole = value.get("actions").unwrap_or(&value);
            assert!(whole[0]["target"].is_string(), "{}", code.code);
        }
    }
}
