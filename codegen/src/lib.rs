//! Turns an OpenAPI description into the source of a typed Rust client crate.
//!
//! A pure function: [`generate`] takes texts and gives texts. It prints nothing, asks its [`Loader`]
//! for every further file, and reads no clock, environment or file system.

use crate::bundle::Loader;
use crate::diagnostic::Diagnostics;
use crate::files::Files;
use crate::source::Source;

pub mod bundle;
pub mod compare;
mod coverage;
pub mod diagnostic;
pub mod document;
mod emit;
mod examples;
pub mod explain;
pub mod files;
mod format;
pub mod ir;
mod judge;
pub mod ledger;
pub mod load;
pub mod lower;
pub mod name;
mod outline;
pub mod overlay;
mod passes;
mod pipeline;
pub mod release;
mod resolve;
mod select;
pub mod source;
mod stack;
pub mod stages;
pub mod surface;
mod translate;
pub mod update;

pub use coverage::{Coverage, Met};
pub use emit::{Options, Runtime};

/// What a crate is made from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The OpenAPI document.
    pub document: Source,
    /// OpenAPI Overlays, applied in this order.
    pub overlays: Vec<Source>,
    /// The names of an earlier run: its `names.lock` ([`ledger::FILE`]).
    pub ledger: Option<Source>,
    /// What is kept of the crate's versions. Without it the crate has the version that is asked for, and no changelog.
    pub history: Option<release::History>,
    /// What the document does not say of the crate.
    pub options: Options,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files of the crate, the ledger among them; `None` when the document has errors.
    pub files: Option<Files>,
    /// The API in short, for reviewers; empty when the document has errors.
    pub outline: String,
    /// The same as data, to be compared; empty when the document has errors, and unless [`Options::surface`] asks for it.
    pub surface: surface::Surface,
    /// Everything there is to say about the document.
    pub diagnostics: Diagnostics,
    /// The texts that diagnostics point into: the document, the overlays, the ledger, the parts.
    pub sources: Vec<Source>,
    /// The figures of the run.
    pub summary: Summary,
    /// Which parts of the document became what.
    pub coverage: Coverage,
    /// Every item of the crate with where it comes from and why it is so; empty unless [`Options::explain`] asks for it.
    pub explained: explain::Explained,
}

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Operations with a method.
    pub operations: usize,
    /// Types in the output.
    pub types: usize,
    /// Places left as raw JSON.
    pub untyped: usize,
    /// Warnings.
    pub warnings: usize,
}

/// Generates a crate.
pub fn generate(input: &Input, loader: &dyn Loader) -> Output {
    pipeline::run(input, loader, &stages::Nobody)
}

/// The same, and tells `watch` which stage the work has come to.
pub fn generate_watched(input: &Input, loader: &dyn Loader, watch: &dyn stages::Watch) -> Output {
    pipeline::run(input, loader, watch)
}
