//! An answer, and what of it is still on its way.

use super::Answer;
use crate::stream::Rest;

/// What came of a call, whatever its status.
pub(crate) struct Arrived {
    /// Whole, or only the head.
    pub(crate) answer: Answer,
    /// What comes after the head, where a stream was wanted.
    pub(crate) rest: Option<Rest>,
}

impl From<Answer> for Arrived {
    fn from(answer: Answer) -> Self {
        Self { answer, rest: None }
    }
}
