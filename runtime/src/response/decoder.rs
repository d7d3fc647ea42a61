//! How the body of a success becomes what the call gives.

use super::{Answer, Arrived};
use crate::model::{self, DecodeFault, Slot, Value};
use crate::success;
use crate::watch::Drifts;
use bytes::Bytes;

/// Puts the typed body of a success into its place.
pub(crate) type Decoder<T> =
    fn(&mut Arrived, Option<&mut Drifts>, &mut Option<T>) -> Result<(), DecodeFault>;

/// A JSON body.
pub(crate) fn json<T: Value>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
    body: &mut Option<T>,
) -> Result<(), DecodeFault> {
    read_answer(&arrived.answer, drifts, body)
}

/// A JSON body, or none, which is null.
pub(crate) fn json_or_null<T: Value>(
    arrived: &mut Arrived,
    drifts: Option<&mut Drifts>,
    body: &mut Option<T>,
) -> Result<(), DecodeFault> {
    read_answer_or_null(&arrived.answer, drifts, body)
}

/// A place for a value, and what is in it, for code that does not know the type.
trait AnySlot {
    fn slot(&mut self) -> &mut dyn Slot;

    fn value(&self) -> Option<&dyn Value>;
}

impl<T: Value> AnySlot for Option<T> {
    fn slot(&mut self) -> &mut dyn Slot {
        self
    }

    fn value(&self) -> Option<&dyn Value> {
        // Not `map`: this is compiled for every operation, and `map` once more for each.
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }
}

fn read_answer(
    answer: &Answer,
    drifts: Option<&mut Drifts>,
    body: &mut dyn AnySlot,
) -> Result<(), DecodeFault> {
    read(&answer.json(), drifts, body)
}

fn read_answer_or_null(
    answer: &Answer,
    drifts: Option<&mut Drifts>,
    body: &mut dyn AnySlot,
) -> Result<(), DecodeFault> {
    let text = answer.json();
    match text.iter().all(u8::is_ascii_whitespace) {
        true => read(b"null", drifts, body),
        false => read(&text, drifts, body),
    }
}

fn read(
    text: &[u8],
    drifts: Option<&mut Drifts>,
    body: &mut dyn AnySlot,
) -> Result<(), DecodeFault> {
    model::read_into(text, body.slot())?;
    if let (Some(drifts), Some(value)) = (drifts, body.value()) {
        drifts.look(value, text);
    }
    Ok(())
}

/// A body of any kind.
pub(crate) fn raw(
    arrived: &mut Arrived,
    _: Option<&mut Drifts>,
    body: &mut Option<Bytes>,
) -> Result<(), DecodeFault> {
    *body = Some(arrived.answer.bytes().clone());
    Ok(())
}

/// A text of the charset that the answer names.
pub(crate) fn text(
    arrived: &mut Arrived,
    _: Option<&mut Drifts>,
    body: &mut Option<String>,
) -> Result<(), DecodeFault> {
    *body = Some(success::text(&arrived.answer)?);
    Ok(())
}

/// A body nobody asks for.
pub(crate) fn discard(
    _: &mut Arrived,
    _: Option<&mut Drifts>,
    body: &mut Option<()>,
) -> Result<(), DecodeFault> {
    *body = Some(());
    Ok(())
}
