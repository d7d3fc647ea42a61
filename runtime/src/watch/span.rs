//! Spans of `tracing`: one for a call and in it one for each attempt, with the names that OpenTelemetry has for HTTP.
//!
//! The path is the template, the address is the host of the base URL: nothing of a request's values is in them.

use super::outcome;
use crate::client::BaseUrl;
use crate::error::NoAnswer;
use crate::observe::Outcome;
use crate::response::Answer;
use crate::route::Route;
use http::StatusCode;
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};

pub(crate) struct Span(tracing::Span);

/// A span whose name is fixed and whose fields are those of both kinds; macros of `tracing` take literals only.
macro_rules! span {
    ($name:literal, $kind:literal, $route:expr, $base:expr) => {
        tracing::info_span!(
            target: "callsmith",
            $name,
            "otel.name" = ?$route,
            "otel.kind" = $kind,
            "http.request.method" = $route.method,
            "url.template" = $route.path,
            "server.address" = $base.host(),
            "server.port" = $base.port(),
            "http.request.resend_count" = Empty,
            "http.response.status_code" = Empty,
            "error.type" = Empty,
        )
    };
}

impl Span {
    pub(crate) fn call(route: &Route, base: &BaseUrl) -> Self {
        Self(span!("call", "internal", route, base))
    }

    pub(crate) fn attempt(route: &Route, base: &BaseUrl, number: u32) -> Self {
        let span = Self(span!("attempt", "client", route, base));
        span.resent(number);
        span
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.0.clone())
    }

    /// Notes what came of it.
    pub(crate) fn end(&self, result: Result<&Answer, &NoAnswer>) {
        let outcome = outcome(result);
        if let Outcome::Answered(status) | Outcome::BrokeOff(status) = outcome {
            let code = u64::from(status.as_u16());
            self.0.record("http.response.status_code", code);
        }
        match (result, outcome) {
            (Ok(answer), _) => self.failed_with(answer.status()),
            (Err(NoAnswer::InvalidRequest(_)), _) => self.failed("invalid_request"),
            (Err(NoAnswer::RateLimit(_)), _) => self.failed("rate_limit"),
            (Err(NoAnswer::Token(_)), _) => self.failed("token"),
            (Err(NoAnswer::Transport(error)), _) if error.is_timeout() => self.failed("timeout"),
            (_, Outcome::BrokeOff(_)) => self.failed("incomplete_answer"),
            (_, Outcome::NotSent) => self.failed("not_sent"),
            _ => self.failed("no_answer"),
        }
    }

    /// As [`end`](Self::end), with how often the request was sent.
    pub(crate) fn end_call(&self, result: Result<&Answer, &NoAnswer>) {
        self.end(result);
        self.resent(match result {
            Ok(answer) => answer.attempts(),
            Err(NoAnswer::Transport(error)) => error.history.attempts,
            Err(_) => 0,
        });
    }

    pub(crate) fn abandon(&self) {
        self.failed("abandoned");
    }

    /// A first request has no count.
    fn resent(&self, attempts: u32) {
        if attempts > 1 {
            let count = u64::from(attempts - 1);
            self.0.record("http.request.resend_count", count);
        }
    }

    fn failed_with(&self, status: StatusCode) {
        if !status.is_success() {
            self.failed(status.as_str());
        }
    }

    fn failed(&self, kind: &str) {
        self.0.record("error.type", kind);
    }
}
