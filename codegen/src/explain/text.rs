//! An explanation as text.

use super::Item;
use crate::diagnostic::{At, Decision};
use crate::source::Source;
use std::fmt::Write;

/// What it is, where it stands, what there is to know, what was decided and where the reasons stand.
pub(super) fn text(item: &Item, at: &At, decisions: &[Decision], sources: &[Source]) -> String {
    let mut out = format!("{}: {}\n", item.path, item.what);
    let _ = writeln!(out, "  at {}", place(at, sources));
    for fact in &item.facts {
        let _ = writeln!(out, "  {fact}");
    }
    let widest = decisions.iter().map(|decision| decision.about.len());
    let width = widest.max().unwrap_or_default();
    for decision in decisions {
        let _ = write!(out, "  {:<width$}  {}", decision.about, decision.text);
        if let Some(because) = &decision.because {
            let _ = write!(out, " ({})", place(because, sources));
        }
        out.push('\n');
    }
    out
}

/// `specs/verbex/openapi.yaml:12:7 /components/schemas/Call`
fn place(at: &At, sources: &[Source]) -> String {
    let At::Source(index, pointer) = at else {
        return "no place in the document".to_owned();
    };
    let Some(source) = sources.get(*index) else {
        return pointer.to_string();
    };
    let position = source.locate(pointer);
    let position = position.map_or_else(String::new, |found| {
        format!(":{}:{}", found.line, found.column)
    });
    format!("{}{position} {pointer}", source.name)
}
