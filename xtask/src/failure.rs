//! Why a run ends without having done what it was asked.

use std::io;
use std::path::Path;

/// An exit status and what to say. Lines may hold text from documents or file names: they are made harmless when
/// printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// 1 or 2.
    pub(crate) status: u8,
    /// One line each.
    pub(crate) lines: Vec<String>,
}

impl Failure {
    /// Status 1: something is wrong with a document or a file.
    pub(crate) fn failed(line: impl Into<String>) -> Self {
        Self {
            status: 1,
            lines: vec![line.into()],
        }
    }

    /// Status 2: something else should have been asked.
    pub(crate) fn usage(line: impl Into<String>) -> Self {
        Self {
            status: 2,
            lines: vec![line.into()],
        }
    }

    /// Status 1: the system refuses what was to be done with `path`.
    pub(crate) fn io(what: &str, path: &Path, error: &io::Error) -> Self {
        Self::failed(format!(
            "cannot {what} {}: {}",
            path.display(),
            reason(error)
        ))
    }
}

/// The system's words for it, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ")
        .next()
        .unwrap_or(&text)
        .to_lowercase()
}
