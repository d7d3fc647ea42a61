//! What came of one document. The report is a list of these, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::carrier::Carrier;

/// One row of the scoreboard.
#[derive(Debug, Default, Serialize)]
pub(super) struct Record {
    /// The document's path in the folder.
    pub(super) document: String,
    /// The package it became.
    pub(super) package: String,
    /// Why there is no crate.
    pub(super) error: Option<String>,
    /// Seconds from the text to the files, on the clock.
    pub(super) generate_seconds: f64,
    /// The operations under `paths`.
    pub(super) operations: Covered,
    /// Parameters, bodies and answers that no method has and no diagnostic tells of.
    pub(super) dropped: Vec<String>,
    /// The schemas that give a shape.
    pub(super) schemas: Schemas,
    /// How often each warning was raised.
    pub(super) warnings: BTreeMap<&'static str, usize>,
    /// Types in the crate.
    pub(super) types: usize,
    /// Lines of Rust.
    pub(super) lines: usize,
    /// Tokens of Rust without documentation.
    pub(super) tokens: usize,
    /// What the compiler said; `None` where it was not asked.
    pub(super) check: Option<Check>,
    /// What became of the document's examples; `None` where they were not tried.
    pub(super) examples: Option<Examples>,
}

/// How many of something the output has.
#[derive(Debug, Default, Serialize)]
pub(super) struct Covered {
    /// All in the document.
    pub(super) all: usize,
    /// Those in the output.
    pub(super) covered: usize,
    /// Where the others are.
    pub(super) missing: Vec<String>,
    /// Those of `missing` that no warning names.
    pub(super) unreported: Vec<String>,
}

/// What became of the schemas that give a shape.
#[derive(Debug, Default, Serialize)]
pub(super) struct Schemas {
    /// All in the document.
    pub(super) all: usize,
    /// Those that became types of the crate, or parts of them.
    pub(super) typed: usize,
    /// Those in components that no operation comes by: no value of theirs is ever sent.
    pub(super) unused: usize,
    /// Those whose values are left as JSON.
    pub(super) untyped: Vec<String>,
    /// Those that no type was made from, by what they stand in.
    pub(super) unvisited: BTreeMap<Carrier, Vec<String>>,
}

/// What the compiler said.
#[derive(Debug, Default, Serialize)]
pub(super) struct Check {
    /// Errors and warnings; none is a success.
    pub(super) messages: usize,
    /// The first few of them.
    pub(super) first: Vec<String>,
    /// Processor seconds for the library.
    pub(super) cpu_seconds: f64,
    /// The compiler's peak memory in MiB.
    pub(super) peak_mib: f64,
}

/// What became of a document's examples.
#[derive(Debug, Default, Serialize)]
pub(super) struct Examples {
    /// All that have a typed place.
    pub(super) all: usize,
    /// Bodies of successes that are valid against their schema.
    pub(super) valid: usize,
    /// Those of `valid` that were decoded strictly and written back equal.
    pub(super) exact: usize,
    /// Bodies of requests and refusals that are valid against their schema.
    pub(super) others: usize,
    /// Those of `others` that were decoded strictly and written back equal.
    pub(super) others_exact: usize,
    /// Examples that are not valid against their schema, or whose schema cannot be judged by.
    pub(super) invalid: usize,
    /// Those of `invalid` that were decoded all the same.
    pub(super) invalid_decoded: usize,
    /// The valid ones that are not exact, and why.
    pub(super) faults: Vec<String>,
}

impl Record {
    /// Whether something is wrong that must not be.
    pub(super) fn has_failed(&self) -> bool {
        self.error.is_some()
            || !self.operations.unreported.is_empty()
            || !self.dropped.is_empty()
            || self.check.as_ref().is_some_and(|check| check.messages > 0)
            || self
                .examples
                .as_ref()
                .is_some_and(|examples| !examples.faults.is_empty())
    }
}

impl Schemas {
    /// Adds those of another document.
    pub(super) fn add(&mut self, other: &Schemas) {
        self.all += other.all;
        self.typed += other.typed;
        self.unused += other.unused;
        self.untyped.extend_from_slice(&other.untyped);
        for (of, places) in &other.unvisited {
            let known = self.unvisited.entry(*of).or_default();
            known.extend_from_slice(places);
        }
    }
}

impl Examples {
    /// Adds the figures of another document.
    pub(super) fn add(&mut self, other: &Examples) {
        self.all += other.all;
        self.valid += other.valid;
        self.exact += other.exact;
        self.others += other.others;
        self.others_exact += other.others_exact;
        self.invalid += other.invalid;
        self.invalid_decoded += other.invalid_decoded;
    }
}
