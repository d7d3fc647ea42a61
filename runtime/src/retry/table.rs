//! Which outcome of an attempt may be followed by another attempt. The only place where this is decided.

use crate::route::{Route, Safety};
use crate::transport::{Sent, TransportError};
use http::StatusCode;

/// What became of one attempt, as far as it matters for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No byte of the request was sent.
    NotSent,
    /// 429, or 503 with `Retry-After`.
    Throttled(u16),
    /// 408, 425, 502, 503, 504.
    Unavailable(u16),
    /// 500.
    Failed,
    /// Sent, and the answer was lost: a reset, a timeout.
    Lost,
    /// 401, where another token can be asked for.
    TokenRefused,
    /// Any other answer: a success, whether or not its body can be read, a refusal, a redirect.
    Answered,
}

/// What may follow.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    Retry,
    Return,
    /// Return, unless the provider guarantees that this status means that nothing happened.
    ReturnUnlessNotCarriedOut,
}

/// For each outcome: what follows for safe, idempotent and keyed operations, and what for unsafe ones.
fn row(outcome: Outcome) -> (Next, Next) {
    use Next::{Retry, Return, ReturnUnlessNotCarriedOut};
    match outcome {
        Outcome::NotSent => (Retry, Retry),
        // A gateway may answer 429 after the carrier has dialled.
        Outcome::Throttled(_) => (Retry, ReturnUnlessNotCarriedOut),
        Outcome::Unavailable(_) => (Retry, ReturnUnlessNotCarriedOut),
        Outcome::Failed => (Retry, Return),
        Outcome::Lost => (Retry, Return),
        Outcome::TokenRefused => (Retry, Return),
        // A success was carried out, whatever became of its body; a refusal would be repeated as well.
        Outcome::Answered => (Return, Return),
    }
}

/// What is to be repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    pub(crate) safety: Safety,
    pub(crate) not_carried_out: &'static [u16],
    /// Whether its body is still there after it was sent.
    pub(crate) replayable: bool,
}

impl Subject {
    pub(crate) fn new(route: &Route, replayable: bool) -> Self {
        Self {
            safety: route.safety,
            not_carried_out: route.not_carried_out,
            replayable,
        }
    }

    /// Whether the provider guarantees that nothing happened after this status.
    pub(crate) fn is_not_carried_out(&self, status: StatusCode) -> bool {
        self.not_carried_out.contains(&status.as_u16())
    }
}

/// Whether another attempt may follow `outcome`.
pub(crate) fn may_repeat(subject: &Subject, outcome: Outcome) -> bool {
    let (repeatable, unsafe_) = row(outcome);
    let next = match subject.safety.may_be_repeated() {
        true => repeatable,
        false => unsafe_,
    };
    subject.replayable
        && match (next, outcome) {
            (Next::Retry, _) => true,
            (Next::Return, _) => false,
            (
                Next::ReturnUnlessNotCarriedOut,
                Outcome::Throttled(status) | Outcome::Unavailable(status),
            ) => subject.not_carried_out.contains(&status),
            (Next::ReturnUnlessNotCarriedOut, _) => false,
        }
}

impl Outcome {
    /// Of a complete answer.
    pub(crate) fn of_answer(status: StatusCode, asks_to_wait: bool) -> Self {
        match status.as_u16() {
            status @ 429 => Self::Throttled(status),
            status @ 503 if asks_to_wait => Self::Throttled(status),
            status @ (408 | 425 | 502 | 503 | 504) => Self::Unavailable(status),
            500 => Self::Failed,
            _ => Self::Answered,
        }
    }

    /// Of an attempt without a complete answer.
    pub(crate) fn of_error(error: &TransportError) -> Self {
        match (error.is_final(), error.sent()) {
            // It would go the same way again.
            (true, _) => Self::Answered,
            (false, Sent::No) => Self::NotSent,
            (false, Sent::Maybe) => Self::Lost,
        }
    }
}

#[cfg(test)]
mod tests;
