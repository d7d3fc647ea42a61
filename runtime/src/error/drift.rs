//! Drift, where a client is strict.

use super::answered::Head;
use crate::model::Drift;
use crate::response::Answer;
use std::error::Error;
use std::fmt;

/// An answer that could be read, but holds what the API does not document. Only a client that is
/// [`strict`](crate::Builder::strict) has this error.
#[derive(Debug)]
pub struct DriftError {
    answer: Answer,
    found: Vec<Drift>,
    unlisted_status: bool,
    carried_out: bool,
}

impl DriftError {
    pub(crate) fn new(answer: Answer, found: Vec<Drift>, carried_out: bool) -> Self {
        Self {
            answer,
            found,
            unlisted_status: false,
            carried_out,
        }
    }

    /// The status, which is one of success, is not listed either.
    pub(crate) fn with_status(mut self, unlisted: bool) -> Self {
        self.unlisted_status = unlisted;
        self
    }

    /// The answer as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// What of the body the document does not say: all of it. Empty only if the status is what is different.
    pub fn drift(&self) -> &[Drift] {
        &self.found
    }

    /// Whether the answer is a success with a status that the document does not list.
    pub fn has_unlisted_status(&self) -> bool {
        self.unlisted_status
    }

    /// Whether it is a success that reports no failure.
    pub(super) fn carried_out(&self) -> bool {
        self.carried_out
    }

    /// Whether the operation may have been carried out: after a success it was, unless that reports a failure.
    pub(crate) fn leaves_open(&self) -> bool {
        let refused = self.answer.status().is_success() || !self.answer.leaves_open();
        self.carried_out || !refused
    }
}

/// One line, with the first place; paths and kinds only, never a value.
impl fmt::Display for DriftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = Head(&self.answer);
        match self.carried_out {
            true => write!(f, "the operation was carried out ({head}), but its answer ")?,
            false => write!(f, "the API answered {head}, but its answer ")?,
        }
        f.write_str("is not as the document says")?;
        let more = match (self.unlisted_status, self.found.first()) {
            (true, _) => {
                f.write_str(": a status that it does not list")?;
                self.found.len()
            }
            (false, Some(first)) => {
                write!(f, ": {first}")?;
                self.found.len() - 1
            }
            (false, None) => 0,
        };
        match more {
            0 => Ok(()),
            more => write!(f, ", and {more} more"),
        }
    }
}

impl Error for DriftError {}
