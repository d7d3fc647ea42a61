//! Text to tree.

mod tree;

use serde::de::DeserializeSeed;
use serde_json::Value;

use crate::diagnostic::{At, Diagnostic, Diagnostics};
use crate::source::{Pointer, Position, Source};

use tree::{Tree, Watch};

/// The text is neither YAML nor JSON, or too deep or too repetitive to hold.
pub const UNREADABLE: &str = "unreadable";

/// A mapping has the same key more than once; the last one counts.
pub const DUPLICATE_KEY: &str = "duplicate-key";

/// Reads the source of that index, YAML or JSON, keeping the order of keys.
///
/// Afterwards every key is text as it is written (`200`, `1.0`, `true`), merge
/// keys (`<<`) are resolved, integers past 64 bits and tagged values are plain
/// values. Repeated keys are warnings. Where no tree can be made of the text,
/// the result is `None` and there is one error with line and column.
pub fn load(source: &Source, index: usize, diagnostics: &mut Diagnostics) -> Option<Value> {
    let watch = Watch::new(source.text.len());
    match read(source, &watch) {
        Ok(value) => {
            report_duplicates(source, index, &watch.duplicates(), diagnostics);
            Some(value)
        }
        Err(fault) => {
            diagnostics.push(fault.diagnostic(index));
            None
        }
    }
}

/// A text that begins like JSON may still be YAML in flow style; only a
/// `.json` name settles it.
fn read(source: &Source, watch: &Watch) -> Result<Value, Fault> {
    if !source.looks_like_json() {
        return read_yaml(source.body(), watch);
    }
    let json = read_json(source.body(), watch);
    if json.is_ok() || source.name.ends_with(".json") {
        return json;
    }
    watch.restart();
    read_yaml(source.body(), watch).or(json)
}

fn read_yaml(text: &str, watch: &Watch) -> Result<Value, Fault> {
    if let Some(at) = too_deep(text) {
        let message = "recursion limit exceeded".to_owned();
        return Err(Fault {
            at: Some(at),
            message,
        });
    }
    let deserializer = serde_yaml::Deserializer::from_str(text);
    Tree { watch, yaml: true }
        .deserialize(deserializer)
        .map_err(|error| {
            let at = error.location().map(|at| Position {
                line: at.line(),
                column: at.column(),
            });
            Fault {
                at,
                message: without_place(&error.to_string()),
            }
        })
}

/// How many brackets may be open. The parser takes quadratic time for them before it counts; brackets in texts
/// need not match, but nobody leaves so many open.
const MAX_OPEN: usize = 4000;

/// Where there are more open brackets than any document has.
fn too_deep(text: &str) -> Option<Position> {
    let mut open = 0_usize;
    let end = text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MAX_OPEN
    })?;
    let before = &text[..end];
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    Some(Position {
        line: before.matches('\n').count() + 1,
        column: before[line..].chars().count() + 1,
    })
}

fn read_json(text: &str, watch: &Watch) -> Result<Value, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Tree { watch, yaml: false }.deserialize(&mut deserializer);
    value
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| {
            let at = Position {
                line: error.line().max(1),
                column: error.column().max(1),
            };
            Fault {
                at: Some(at),
                message: without_place(&error.to_string()),
            }
        })
}

/// What to do about messages of the parsers that do not say it.
const HINTS: &[(&str, &str)] = &[
    (
        "cannot start any token",
        "YAML is indented with spaces, not with tabs",
    ),
    (
        "more than one document",
        "a file holds one document; split it at the line `---`",
    ),
    (
        "repetition limit exceeded",
        "aliases (`*name`) repeat more than anyone can read",
    ),
    (
        "recursion limit exceeded",
        "no more than 128 levels may lie within each other",
    ),
];

/// Why a text cannot be read.
struct Fault {
    at: Option<Position>,
    message: String,
}

impl Fault {
    fn diagnostic(self, source: usize) -> Diagnostic {
        let at = match self.at {
            Some(position) => At::Text { source, position },
            None => At::Source(source, Pointer::root()),
        };
        let message = format!("cannot read this: {}", self.message);
        let error = Diagnostic::error(UNREADABLE, at, message);
        match HINTS.iter().find(|(part, _)| self.message.contains(part)) {
            Some((_, help)) => error.help(*help),
            None => error,
        }
    }
}

/// The message without the first ` at line 3 column 5`, which is shown anyway.
fn without_place(message: &str) -> String {
    let Some((before, place)) = message.split_once(" at line ") else {
        return message.to_owned();
    };
    let rest = place.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(" column ").unwrap_or(rest);
    format!(
        "{before}{}",
        rest.trim_start_matches(|c: char| c.is_ascii_digit())
    )
}

fn report_duplicates(
    source: &Source,
    index: usize,
    duplicates: &[Pointer],
    diagnostics: &mut Diagnostics,
) {
    if duplicates.is_empty() {
        return;
    }
    for (pointer, places) in duplicates.iter().zip(source.occurrences(duplicates)) {
        let key = pointer.last().unwrap_or_default();
        let message = format!("the key `{key}` is repeated; the last one counts");
        let at = At::Source(index, pointer.clone());
        let mut diagnostic = Diagnostic::warning(DUPLICATE_KEY, at, message);
        if let [first, .., _] = places[..] {
            diagnostic = diagnostic.related(
                At::Text {
                    source: index,
                    position: first,
                },
                "first",
            );
        }
        diagnostics.push(diagnostic);
    }
}

#[cfg(test)]
mod tests;
