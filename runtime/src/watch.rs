//! Who looks on while a call runs: the observer of its client, spans, strictness.

mod attempt;
mod drifts;
#[cfg_attr(not(feature = "tracing"), path = "watch/no_span.rs")]
mod span;

pub(crate) use attempt::UnderWay;
pub(crate) use drifts::Drifts;
pub(crate) use span::Span;

use crate::error::NoAnswer;
use crate::observe::{Decision, Event, Next, Observer, Outcome};
use crate::response::Answer;
use crate::route::Route;
use std::fmt;
use std::sync::Arc;

/// What a client was told about looking on.
#[derive(Clone, Default)]
pub(crate) struct Watch {
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// Whether drift is an error.
    pub(crate) strict: bool,
}

impl Watch {
    /// Whether somebody wants to hear of drift.
    fn wants_drift(&self) -> bool {
        self.strict || self.observer.is_some()
    }

    pub(crate) fn tell(&self, event: &Event<'_>) {
        if let Some(observer) = &self.observer {
            observer.observe(event);
        }
    }

    /// What follows an attempt that was no success.
    pub(crate) fn decided(&self, route: &Route, attempt: u32, outcome: Outcome, next: Next) {
        self.tell(&Event::Decision(Decision {
            method: route.method,
            path: route.path,
            attempt,
            outcome,
            next,
        }));
    }
}

/// What an attempt came to.
pub(crate) fn outcome(result: Result<&Answer, &NoAnswer>) -> Outcome {
    match result {
        Ok(answer) => Outcome::Answered(answer.status()),
        Err(NoAnswer::Transport(error)) => match error.head() {
            Some(head) => Outcome::BrokeOff(head.status()),
            None if error.leaves_open() => Outcome::Lost,
            None => Outcome::NotSent,
        },
        Err(_) => Outcome::NotSent,
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Watch")
            .field("observed", &self.observer.is_some())
            .field("strict", &self.strict)
            .finish()
    }
}
