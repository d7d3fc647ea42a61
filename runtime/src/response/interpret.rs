//! What came of a call: a documented failure, an undocumented status, a success, or no answer.
//!
//! Everything is decided by functions that know no type of the operation, so that they are compiled once and not for
//! every operation of a client: a program that uses two hundred of them is built in half the time.

use super::{Answer, Arrived, Decoder, Response};
use crate::error::{ApiError, DecodeError, Error, Fault, NoAnswer, UnexpectedStatus};
use crate::failure::{self, Arm, Failures};
use crate::model::{self, DecodeFault, In, Slot, Value};
use crate::watch::Drifts;

/// What `arrived` means: a success of type `T`, or an error.
pub(crate) fn interpret<T, E: Failures>(
    arrived: Result<Arrived, NoAnswer>,
    decoder: Decoder<T>,
    drifts: Option<&mut Drifts>,
) -> Result<Response<T>, Error<E>> {
    let mut body = Body {
        decoder,
        value: None,
    };
    let mut failure = Failure::<E> {
        row: 0,
        error: None,
    };
    match judge(arrived, &mut body, &mut failure, drifts) {
        Ok(answer) => match body.value {
            Some(body) => Ok(Response::new(answer, body)),
            None => Err(Error::Decode(nothing(answer))),
        },
        Err(why) => Err(failure.error(why)),
    }
}

/// Why there is no success.
enum Why {
    /// A documented failure, which is where it was read to.
    Documented(Box<Answer>),
    Other(Fault),
}

impl From<Fault> for Why {
    fn from(fault: Fault) -> Self {
        Self::Other(fault)
    }
}

#[cold]
fn nothing(answer: Answer) -> Box<DecodeError> {
    Box::new(DecodeError::new(answer, model::nothing()))
}

/// The body of a success in the making.
struct Body<T> {
    decoder: Decoder<T>,
    value: Option<T>,
}

trait AnyBody {
    fn read(
        &mut self,
        arrived: &mut Arrived,
        drifts: Option<&mut Drifts>,
    ) -> Result<(), DecodeFault>;
}

impl<T> AnyBody for Body<T> {
    fn read(
        &mut self,
        arrived: &mut Arrived,
        drifts: Option<&mut Drifts>,
    ) -> Result<(), DecodeFault> {
        (self.decoder)(arrived, drifts, &mut self.value)
    }
}

/// A documented failure in the making.
struct Failure<E> {
    row: usize,
    error: Option<E>,
}

impl<E> Failure<E> {
    fn error(self, why: Why) -> Error<E> {
        let answer = match why {
            Why::Documented(answer) => *answer,
            Why::Other(fault) => return fault.into(),
        };
        match self.error {
            Some(error) => Error::Api(Box::new(ApiError::new(error, answer))),
            None => Error::Decode(nothing(answer)),
        }
    }
}

trait AnyFailure {
    fn arms(&self) -> &'static [Arm];

    /// Where the failure of that row is read to.
    fn slot(&mut self, row: usize) -> &mut dyn Slot;

    /// What it holds.
    fn value(&self) -> Option<&dyn Value>;
}

impl<E: Failures> AnyFailure for Failure<E> {
    fn arms(&self) -> &'static [Arm] {
        E::ARMS
    }

    fn slot(&mut self, row: usize) -> &mut dyn Slot {
        self.row = row;
        self
    }

    fn value(&self) -> Option<&dyn Value> {
        self.error.as_ref().and_then(E::value)
    }
}

impl<E: Failures> Slot for Failure<E> {
    fn put(&mut self, _: &str, value: In<'_>) -> model::Result<()> {
        self.error = Some(E::read(self.row, value)?);
        Ok(())
    }
}

/// The answer of a success, whose body has been read.
fn judge(
    arrived: Result<Arrived, NoAnswer>,
    body: &mut dyn AnyBody,
    failure: &mut dyn AnyFailure,
    mut drifts: Option<&mut Drifts>,
) -> Result<Answer, Why> {
    let mut arrived = arrived.map_err(Fault::from)?;
    let answer = &arrived.answer;
    if let Some(row) = failure::choose(failure.arms(), answer.status(), || answer.json()) {
        return Err(documented(arrived.answer, row, failure, drifts));
    }
    if !answer.status().is_success() {
        drifts.iter().for_each(|drifts| drifts.status(answer));
        return Err(unexpected(arrived.answer, None).into());
    }
    if let Some(drifts) = drifts.as_deref_mut() {
        drifts.success(answer);
    }
    let read = body.read(&mut arrived, drifts.as_deref_mut());
    let answer = arrived.answer;
    match read {
        Ok(()) => match drifts.and_then(|drifts| drifts.end(&answer, true)) {
            Some(error) => Err(Fault::Drift(Box::new(error)).into()),
            None => Ok(answer),
        },
        Err(source) => {
            drifts
                .iter()
                .for_each(|drifts| drifts.unreadable(&answer, &source));
            Err(Fault::Decode(Box::new(DecodeError::new(answer, source))).into())
        }
    }
}

/// The failure of row `row`.
fn documented(
    mut answer: Answer,
    row: usize,
    failure: &mut dyn AnyFailure,
    drifts: Option<&mut Drifts>,
) -> Why {
    let arm = &failure.arms()[row];
    answer.has_code_at(arm.code);
    let text = answer.json();
    // Variants without a body ignore it.
    let body = if arm.has_body { &*text } else { b"null" };
    if let Err(source) = model::read_into(body, failure.slot(row)) {
        drifts
            .iter()
            .for_each(|drifts| drifts.unreadable(&answer, &source));
        drop(text);
        return unexpected(answer, Some(source)).into();
    }
    let strict = drifts.and_then(|drifts| {
        drifts.success(&answer);
        if let Some(value) = failure.value() {
            drifts.look(value, &text);
        }
        drifts.end(&answer, false)
    });
    drop(text);
    match strict {
        Some(error) => Fault::Drift(Box::new(error)).into(),
        None => Why::Documented(Box::new(answer)),
    }
}

fn unexpected(answer: Answer, source: Option<DecodeFault>) -> Fault {
    Fault::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, source)))
}
