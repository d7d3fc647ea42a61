//! Which of its successes an answer is, where an operation has several types of them.
//!
//! `derive(Success)` writes the table; this file reads it.

use crate::failure::StatusMatch;
use crate::model::{self, DecodeFault, Value};
use crate::response::{Answer, Arrived, charset};
use crate::watch::Drifts;
use bytes::Bytes;
use http::StatusCode;

/// A type made from the successes of an operation: a variant for each documented status, and one for all others.
pub trait Successes: Sized + 'static {
    /// The status of each variant, in declaration order.
    const STATUSES: &'static [StatusMatch];

    /// Builds the variant `arm`.
    ///
    /// # Errors
    ///
    /// The body is not what the variant holds.
    fn read(arm: usize, answer: &Answer) -> Result<Self, DecodeFault>;

    /// The variant of a status that is none of those.
    fn unrecognized(answer: Answer) -> Self;

    /// The JSON that the variant holds, to look for drift in it.
    fn value(&self) -> Option<&dyn Value> {
        None
    }
}

/// The JSON of an answer.
pub fn json<T: Value>(answer: &Answer) -> Result<T, DecodeFault> {
    model::from_slice(&answer.json())
}

/// The text of an answer, of the charset that it names.
pub fn text(answer: &Answer) -> Result<String, DecodeFault> {
    charset::decode(answer.headers(), answer.bytes()).map_err(DecodeFault::whole)
}

/// The bytes of an answer.
pub fn bytes(answer: &Answer) -> Result<Bytes, DecodeFault> {
    Ok(answer.bytes().clone())
}

/// An exact status wins over a range. One that no variant has is told to who watches.
pub(crate) fn by_status<S: Successes>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
    body: &mut Option<S>,
) -> Result<(), DecodeFault> {
    let answer = &arrived.answer;
    let Some(arm) = closest(S::STATUSES, answer.status()) else {
        drifts.iter().for_each(|drifts| drifts.status(answer));
        *body = Some(S::unrecognized(answer.clone()));
        return Ok(());
    };
    let found = body.insert(S::read(arm, answer)?);
    if let (Some(drifts), Some(value)) = (drifts, found.value()) {
        drifts.look(value, &answer.json());
    }
    Ok(())
}

fn closest(statuses: &[StatusMatch], status: StatusCode) -> Option<usize> {
    let ranked = statuses.iter().enumerate();
    let ranked = ranked.filter_map(|(arm, listed)| Some((listed.rank(status)?, arm)));
    ranked.min().map(|(_, arm)| arm)
}
