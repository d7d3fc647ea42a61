//! Where the last answer of a call and the document have come apart; looked for only if somebody wants to know.

use super::Watch;
use crate::error::DriftError;
use crate::model::{self, DecodeFault, Drift, Value};
use crate::observe::{Departure, Drifted, Event};
use crate::response::Answer;
use crate::route::Route;
use std::mem;

/// The search in one answer.
pub(crate) struct Drifts {
    watch: Watch,
    route: Route,
    found: Vec<Drift>,
    unlisted_status: bool,
}

impl Drifts {
    /// `None`: nobody wants to know.
    pub(crate) fn wanted(watch: &Watch, route: Route) -> Option<Self> {
        watch.wants_drift().then(|| Self {
            watch: watch.clone(),
            route,
            found: Vec::new(),
            unlisted_status: false,
        })
    }

    /// The search in the items of a stream, which goes on after the call.
    pub(crate) fn again(&self) -> Self {
        Self {
            watch: self.watch.clone(),
            route: self.route,
            found: Vec::new(),
            unlisted_status: false,
        }
    }

    /// Looks at a value that was read from `text`.
    pub(crate) fn look(&mut self, value: &dyn Value, text: &[u8]) {
        self.found.extend(model::drift(value));
        self.found.extend(model::duplicate_keys(text));
    }

    /// Looks at the status of a success.
    pub(crate) fn success(&mut self, answer: &Answer) {
        let status = answer.status();
        self.unlisted_status = status.is_success() && !self.route.lists(status);
        if self.unlisted_status {
            self.status(answer);
        }
    }

    /// The document says nothing of the status.
    pub(crate) fn status(&self, answer: &Answer) {
        self.tell(answer, Departure::Status);
    }

    /// The body could not be read.
    pub(crate) fn unreadable(&self, answer: &Answer, fault: &DecodeFault) {
        self.tell(answer, Departure::Body(fault));
    }

    /// Tells what was found. Where drift is an error, this is the error.
    pub(crate) fn end(&mut self, answer: &Answer, carried_out: bool) -> Option<DriftError> {
        let (found, unlisted) = (mem::take(&mut self.found), self.unlisted_status);
        if !found.is_empty() {
            self.tell(answer, Departure::Values(&found));
        }
        let drifted = unlisted || !found.is_empty();
        (self.watch.strict && drifted)
            .then(|| DriftError::new(answer.clone(), found, carried_out).with_status(unlisted))
    }

    fn tell(&self, answer: &Answer, what: Departure<'_>) {
        self.watch.tell(&Event::Drift(Drifted {
            method: self.route.method,
            path: self.route.path,
            status: answer.status(),
            what,
        }));
    }
}
