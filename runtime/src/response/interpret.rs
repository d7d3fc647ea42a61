//! What came of a call: a documented failure, an undocumented status, a success, or no answer.
//!
//! Everything is decided by functions that know no type of the operation, so that they are compiled once and not for
//! every operation of a client: a program that uses two hundred of them is built in half the time.

use super::{Answer, Arrived, Decoder, Response};
use crate::error::{DecodeError, Error, Fault, NoAnswer, UnexpectedStatus};
use crate::failure::{self, Arm, Failures};
use crate::model::{self, DecodeFault, In, Slot, Value};
use crate::transport::{Sent, TransportError};
use crate::watch::Drifts;
use std::mem::ManuallyDrop;

/// Where an answer is read to, for code that does not know the types of the operation.
pub(crate) trait Typed {
    /// Reads the body of a success.
    fn read(
        &mut self,
        arrived: &mut Arrived,
        drifts: Option<&mut Drifts>,
    ) -> Result<(), DecodeFault>;

    /// Whether there is one.
    fn has_body(&self) -> bool;

    /// Which answers are failures.
    fn arms(&self) -> &'static [Arm];

    /// Where the failure of that row is read to.
    fn failure(&mut self, row: usize) -> &mut dyn Slot;

    /// What the failure holds.
    fn held(&self) -> Option<&dyn Value>;
}

/// What comes of a call: a body of type `T`, or a failure of type `E`.
pub(crate) struct Outcome<T, E> {
    decoder: Decoder<T>,
    body: Option<T>,
    row: usize,
    /// Put in once at most, and taken out by whoever ends this. So that nothing has to look, in code that is there for
    /// every operation, whether there is one to be dropped.
    failure: ManuallyDrop<Option<E>>,
}

impl<T, E> Outcome<T, E> {
    pub(crate) fn new(decoder: Decoder<T>) -> Self {
        Self {
            decoder,
            body: None,
            row: 0,
            failure: ManuallyDrop::new(None),
        }
    }

    /// The body, after a success.
    pub(crate) fn body(&mut self, judged: Result<(), Fault>) -> Result<T, Error<E>> {
        let fault = match judged {
            Ok(()) => match self.body.take() {
                Some(body) => return Ok(body),
                None => over(),
            },
            Err(fault) => fault,
        };
        Err(fault.error(self.failure.take()))
    }

    /// The same with its answer.
    pub(crate) fn response(
        &mut self,
        judged: Result<Answer, Fault>,
    ) -> Result<Response<T>, Error<E>> {
        let fault = match judged {
            Ok(answer) => match self.body.take() {
                Some(body) => return Ok(Response::new(answer, body)),
                None => over(),
            },
            Err(fault) => fault,
        };
        Err(fault.error(self.failure.take()))
    }
}

/// [`judge`] has seen that there is a body, so this is never reached.
#[cold]
fn over() -> Fault {
    let error = TransportError::new(Sent::Maybe, "the answer was given out already");
    Fault::Transport(Box::new(error))
}

impl<T, E: Failures> Typed for Outcome<T, E> {
    fn read(
        &mut self,
        arrived: &mut Arrived,
        drifts: Option<&mut Drifts>,
    ) -> Result<(), DecodeFault> {
        (self.decoder)(arrived, drifts, &mut self.body)
    }

    fn has_body(&self) -> bool {
        self.body.is_some()
    }

    fn arms(&self) -> &'static [Arm] {
        E::ARMS
    }

    fn failure(&mut self, row: usize) -> &mut dyn Slot {
        self.row = row;
        self
    }

    fn held(&self) -> Option<&dyn Value> {
        match &*self.failure {
            Some(failure) => failure.value(),
            None => None,
        }
    }
}

impl<T, E: Failures> Slot for Outcome<T, E> {
    fn put(&mut self, _: &str, value: In<'_>) -> model::Result<()> {
        match E::read(self.row, value) {
            Ok(failure) => {
                self.failure = ManuallyDrop::new(Some(failure));
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

/// Reads what has arrived to where it belongs. Gives the answer of a success.
pub(crate) fn judge(
    arrived: Result<Arrived, NoAnswer>,
    outcome: &mut dyn Typed,
    mut drifts: Option<&mut Drifts>,
) -> Result<Answer, Fault> {
    let mut arrived = arrived.map_err(Fault::from)?;
    let answer = &arrived.answer;
    if let Some(row) = failure::choose(outcome.arms(), answer.status(), || answer.json()) {
        return Err(documented(arrived.answer, row, outcome, drifts));
    }
    if !answer.status().is_success() {
        drifts.iter().for_each(|drifts| drifts.status(answer));
        return Err(unexpected(arrived.answer, None));
    }
    if let Some(drifts) = drifts.as_deref_mut() {
        drifts.success(answer);
    }
    let read = outcome.read(&mut arrived, drifts.as_deref_mut());
    let read = read.and_then(|()| match outcome.has_body() {
        true => Ok(()),
        false => Err(model::nothing()),
    });
    let answer = arrived.answer;
    match read {
        Ok(()) => match drifts.and_then(|drifts| drifts.end(&answer, true)) {
            Some(error) => Err(Fault::Drift(Box::new(error))),
            None => Ok(answer),
        },
        Err(source) => {
            drifts
                .iter()
                .for_each(|drifts| drifts.unreadable(&answer, &source));
            Err(Fault::Decode(Box::new(DecodeError::new(answer, source))))
        }
    }
}

/// The failure of row `row`.
fn documented(
    mut answer: Answer,
    row: usize,
    outcome: &mut dyn Typed,
    drifts: Option<&mut Drifts>,
) -> Fault {
    let arm = &outcome.arms()[row];
    answer.has_code_at(arm.code);
    let text = answer.json();
    // Variants without a body ignore it.
    let body = if arm.has_body { &*text } else { b"null" };
    if let Err(source) = model::read_into(body, outcome.failure(row)) {
        drifts
            .iter()
            .for_each(|drifts| drifts.unreadable(&answer, &source));
        drop(text);
        return unexpected(answer, Some(source));
    }
    let strict = drifts.and_then(|drifts| {
        drifts.success(&answer);
        if let Some(value) = outcome.held() {
            drifts.look(value, &text);
        }
        drifts.end(&answer, false)
    });
    drop(text);
    match strict {
        Some(error) => Fault::Drift(Box::new(error)),
        None => Fault::Documented(Box::new(answer)),
    }
}

fn unexpected(answer: Answer, source: Option<DecodeFault>) -> Fault {
    Fault::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, source)))
}
