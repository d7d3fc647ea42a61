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
    carried_out: bool,
}

impl DriftError {
    pub(crate) fn new(answer: Answer, found: Vec<Drift>, carried_out: bool) -> Self {
        Self {
            answer,
            found,
            carried_out,
        }
    }

    /// The answer as it came.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// What the document does not say: all of it, and at least one.
    pub fn drift(&self) -> &[Drift] {
        &self.found
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
        let Some(first) = self.found.first() else {
            return Ok(());
        };
        write!(f, ": {first}")?;
        match self.found.len() {
            1 => Ok(()),
            all => write!(f, ", and {} more", all - 1),
        }
    }
}

impl Error for DriftError {}
