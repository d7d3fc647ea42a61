//! Several files into one document.

mod merger;
mod names;
mod parts;
mod path;
mod site;

use serde_json::Value;
use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::source::Source;

use merger::Merger;

/// A `$ref` goes to something that is not read: an address, an absolute path, a
/// file that the [`Loader`] refuses.
pub const REF_OUTSIDE: &str = "ref-outside";

/// Hands out the files a document refers to. The generator reads nothing else.
pub trait Loader: Sync {
    /// The text at `path`, which is relative to the folder of the document and
    /// uses `/`; it may begin with `../`. Refuses what it does not want to
    /// serve.
    fn load(&self, path: &str) -> Result<Source, LoadError>;

    /// Whether `load` failed for want of a file rather than by refusal. A
    /// `$ref` to a missing file costs only its place, with a warning; one to
    /// something refused ends the run.
    fn is_missing(&self, path: &str) -> bool {
        let _ = path;
        false
    }
}

/// Why a [`Loader`] does not serve a path, as one sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError(pub String);

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LoadError {}

/// Brings everything a document refers to in other files into the document.
///
/// What OpenAPI keeps under `components` becomes a component there, named after
/// the file or the last step of the `$ref`, once for all places that refer to
/// it (so files may refer to each other in a circle); everything else is put in
/// place of its `$ref`. Afterwards no `$ref` at a place where OpenAPI has one
/// leads out of the document, or an error says which does; an address
/// (`https://...`) costs only its place, with a warning. Examples and
/// extensions are data: a `$ref` within them stays.
///
/// The files read are added to `sources`; `diagnostics` learns what came from
/// where.
pub fn bundle(
    mut document: Value,
    loader: &dyn Loader,
    sources: &mut Vec<Source>,
    diagnostics: &mut Diagnostics,
) -> Bundled {
    let mut merger = Merger::new(loader, sources, diagnostics);
    merger.run(&mut document);
    let (layer, parts) = merger.finish();
    diagnostics.moved(layer);
    Bundled { document, parts }
}

/// What became of several files.
pub struct Bundled {
    /// One document.
    pub document: Value,
    /// The schemas that it has no name of its own for: their names among the components, which depend on what else is
    /// referred to, and where they stand, which does not (`common/call.yaml#/Call`).
    pub parts: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests;
