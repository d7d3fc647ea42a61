//! An attempt that is under way. Dropped without an outcome, it says that it was abandoned.

use super::{Span, Watch, outcome};
use crate::client::{BaseUrl, Inner};
use crate::error::NoAnswer;
use crate::observe::{Attempt, Event, Outcome};
use crate::response::Answer;
use crate::route::Route;
use crate::transport::Transport;
use std::time::Instant;

pub(crate) struct UnderWay<'a> {
    watch: &'a Watch,
    transport: &'a dyn Transport,
    route: Route,
    number: u32,
    begin: Instant,
    pub(crate) span: Span,
    ended: bool,
}

impl<'a> UnderWay<'a> {
    pub(crate) fn begin(client: &'a Inner, base: &BaseUrl, route: Route, number: u32) -> Self {
        Self {
            watch: &client.watch,
            transport: &*client.transport,
            route,
            number,
            begin: client.transport.now(),
            span: Span::attempt(&route, base, number),
            ended: false,
        }
    }

    pub(crate) fn end(mut self, result: &Result<Answer, NoAnswer>) {
        self.ended = true;
        self.span.end(result.as_ref());
        self.tell(outcome(result.as_ref()));
    }

    fn tell(&self, outcome: Outcome) {
        if self.watch.observer.is_none() {
            return;
        }
        let now = self.transport.now();
        self.watch.tell(&Event::Attempt(Attempt {
            method: self.route.method,
            path: self.route.path,
            number: self.number,
            outcome,
            elapsed: now.saturating_duration_since(self.begin),
        }));
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.span.abandon();
            self.tell(Outcome::Abandoned);
        }
    }
}
