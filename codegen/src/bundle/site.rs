//! Where the walk is.

use std::rc::Rc;

use super::path::Target;
use crate::source::Pointer;

/// A place in the bundled document, and where it comes from.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// In the bundled document.
    pub(super) now: Pointer,
    /// The index of the source.
    pub(super) source: usize,
    /// In that source.
    pub(super) place: Pointer,
    /// The file of that source; empty for the document.
    pub(super) file: Rc<str>,
    /// The parts that were put in place around here.
    pub(super) within: Rc<Vec<Target>>,
}

impl Site {
    /// The whole document.
    pub(super) fn root() -> Self {
        Self {
            now: Pointer::root(),
            source: 0,
            place: Pointer::root(),
            file: "".into(),
            within: Rc::default(),
        }
    }

    /// A step down.
    pub(super) fn join(&self, token: &str) -> Self {
        Self {
            now: self.now.join(token),
            source: self.source,
            place: self.place.join(token),
            file: self.file.clone(),
            within: self.within.clone(),
        }
    }

    /// Whether the walk is in the document itself.
    pub(super) fn is_document(&self) -> bool {
        self.file.is_empty()
    }
}
