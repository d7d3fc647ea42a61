//! What came of the examples, for people and for programs.

use super::Outcome;
use crate::model::Json;
use serde_json::json;
use std::fs::OpenOptions;
use std::io::Write as _;

/// Names the file that gets a line for each example.
const REPORT: &str = "CALLSMITH_EXAMPLES_REPORT";

pub(super) struct Report<'a> {
    outcomes: &'a [Outcome<'a>],
}

impl<'a> Report<'a> {
    pub(super) fn new(outcomes: &'a [Outcome<'a>]) -> Self {
        Report { outcomes }
    }

    /// For example `12 examples: 9 as documented, 1 not, 2 not valid against their schema (1 of them read)`.
    pub(super) fn summary(&self) -> String {
        let all = self.outcomes;
        let (counted, free): (Vec<_>, Vec<_>) = all
            .iter()
            .partition(|outcome| matches!(outcome.text("verdict"), "exact" | "valid"));
        let bad = counted.iter().filter(|o| !o.complaints().is_empty());
        let bad = bad.count();
        let read = free.iter().filter(|outcome| outcome.read.is_ok()).count();
        format!(
            "{} examples: {} as documented, {bad} not, {} not valid against their schema ({read} of them read)",
            all.len(),
            counted.len() - bad,
            free.len(),
        )
    }

    /// Every example that is not as it must be, with its name and place.
    pub(super) fn failures(&self) -> String {
        let mut text = String::new();
        for outcome in self.outcomes {
            let complaints = outcome.complaints();
            if complaints.is_empty() {
                continue;
            }
            let [body, name, at] = ["body", "name", "at"].map(|key| outcome.text(key));
            text += &format!("\n{body}, example `{name}` ({at})\n");
            for complaint in complaints {
                text += &format!("  {complaint}\n");
            }
        }
        text
    }

    /// Adds a line for each example to the file that the environment names.
    pub(super) fn append(&self) {
        let Some(path) = std::env::var_os(REPORT) else {
            return;
        };
        let lines: String = self.outcomes.iter().map(|o| line(o) + "\n").collect();
        let file = OpenOptions::new().create(true).append(true).open(path);
        let written = file.and_then(|mut file| file.write_all(lines.as_bytes()));
        written.unwrap_or_else(|error| panic!("{REPORT}: {error}"));
    }
}

/// Everything about an example but its value.
fn line(outcome: &Outcome<'_>) -> String {
    // The last word of a body says what carries it: `request`, or the status of the answer.
    let carrier = outcome.text("body").rsplit(' ').next();
    let mut line = json!({
        "carrier": carrier,
        "asDocumented": outcome.complaints().is_empty(),
        "outcome": "read",
        "drift": [],
        "difference": outcome.difference,
    });
    for key in ["body", "name", "mediaType", "at", "verdict", "why"] {
        line[key] = outcome.example.get(key).cloned().unwrap_or(Json::Null);
    }
    match &outcome.read {
        Ok(drift) => line["drift"] = drift.iter().map(ToString::to_string).collect(),
        Err(fault) => {
            line["outcome"] = "unreadable".into();
            line["fault"] = fault.to_string().into();
        }
    }
    line.to_string()
}
