//! What was found out about one tool and one document.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::failure::Failure;
use crate::measure::Cost;

/// One tool, one document.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Record {
    /// The tool, for example `ploidy`.
    pub(super) tool: &'static str,
    /// The document.
    pub(super) document: String,
    /// The document's operations.
    pub(super) operations: usize,
    /// Methods that the tool made of them.
    pub(super) methods: usize,
    /// Why there is no crate, or why it does not compile.
    pub(super) failed: Option<String>,
    /// Generating; the median of the rounds.
    pub(super) generate: Option<Cost>,
    /// Tokens of the crate, without documentation.
    pub(super) tokens: usize,
    /// Lines of the crate.
    pub(super) lines: usize,
    /// `cargo check` of the crate alone: rustc, the median of the rounds.
    pub(super) check: Option<Cost>,
    /// A release build of the crate and a program that uses every operation: rustc, both together.
    pub(super) release: Option<Cost>,
    /// Methods that the program uses.
    pub(super) used: usize,
}

impl Record {
    /// Whether every operation has a method.
    pub(super) fn is_complete(&self) -> bool {
        self.failed.is_none() && self.methods >= self.operations
    }
}

/// Everything so far, as JSON.
pub(super) fn save(path: &Path, records: &[Record]) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(records)
        .map_err(|error| Failure::failed(error.to_string()))?;
    fs::write(path, text + "\n").map_err(|error| Failure::io("write", path, &error))
}

/// The middle one of several figures, by time and by memory.
pub(super) fn median(costs: &[Cost]) -> Option<Cost> {
    let middle = |of: fn(&Cost) -> f64| {
        let mut all: Vec<f64> = costs.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied()
    };
    Some(Cost {
        seconds: middle(|cost| cost.seconds)?,
        mib: middle(|cost| cost.mib)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_one_counts() {
        let cost = |seconds, mib| Cost { seconds, mib };
        let found = median(&[cost(3.0, 1.0), cost(1.0, 9.0), cost(2.0, 2.0)]);
        assert_eq!(found, Some(cost(2.0, 2.0)));
        assert_eq!(median(&[]), None);
    }
}
