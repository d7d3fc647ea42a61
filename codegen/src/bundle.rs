//! Several files into one document.

use crate::source::Source;

/// Hands out the files a document refers to. The generator reads nothing else.
pub trait Loader {
    /// The text at `path`, which is relative to the folder of the document and
    /// uses `/`. Refuses what it does not want to serve.
    fn load(&self, path: &str) -> Result<Source, LoadError>;
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
