//! From a call's values to its answer. The one state machine of all calls, boxed and not generic.
//!
//! It is a future and nothing else: no task, no thread. Who drops it ends the call; no further attempt is made.

use super::again::Again;
use super::attempt::attempt;
use super::history::History;
use super::options::Settings;
use super::raw::Raw;
use crate::client::{BaseUrl, Core, Inner};
use crate::error::{InvalidRequest, NoAnswer, RateLimitExceeded};
use crate::observe::Next;
use crate::request::{Draft, Prepared};
use crate::response::{Answer, Arrived};
use crate::retry::{self, Outcome, Subject};
use crate::route::Route;
use crate::stream::Rest;
use crate::transport::{BoxFuture, Limits};
use crate::watch::{self, Span, UnderWay};
use http::StatusCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Sends a call and brings back its answer, whatever its status. Nothing happens before the first poll.
pub(super) fn run(call: Box<Raw>) -> BoxFuture<Result<Arrived, NoAnswer>> {
    Box::pin(async move {
        let Raw { core, draft } = *call;
        let client = core.inner()?;
        let base = core.base(&draft.route)?;
        let span = Span::call(&draft.route, &base);
        let result = span.around(send(&core, client, draft, base)).await;
        span.end_call(result.as_ref().map(|arrived| &arrived.answer));
        result
    })
}

async fn send(
    core: &Core,
    client: &Inner,
    draft: Draft,
    base: Arc<BaseUrl>,
) -> Result<Arrived, NoAnswer> {
    let (route, settings) = (draft.route, client.settings.with(&draft.options));
    let reconnect = draft.options.reconnect;
    let prepared = Prepared::new(draft, client, base)?;
    if reconnect && !prepared.body.is_replayable() {
        let reason = "a stream cannot be asked for again with a body that is there only once";
        return Err(InvalidRequest::new(reason).into());
    }
    let again = reconnect.then(|| Again {
        core: core.clone(),
        route,
        prepared: prepared.clone(),
        settings,
    });
    let mut arrived = Exchange::new(client, route, prepared, settings)
        .run()
        .await?;
    if let Some(rest) = &mut arrived.rest {
        rest.again = again.map(Box::new);
    }
    Ok(arrived)
}

/// A call under way.
pub(super) struct Exchange<'a> {
    client: &'a Inner,
    route: Route,
    subject: Subject,
    prepared: Prepared,
    settings: Settings,
    begin: Instant,
    history: History,
    /// Whether the server has refused a token and another one was asked for.
    is_renewed: bool,
    /// What comes after the head of the last answer, where a stream is wanted.
    rest: Option<Rest>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(
        client: &'a Inner,
        route: Route,
        prepared: Prepared,
        settings: Settings,
    ) -> Self {
        Self {
            subject: Subject::new(&route, true),
            begin: client.transport.now(),
            history: History {
                idempotency_key: prepared.idempotency_key.clone(),
                code_at: route.error_code.or(client.error_code),
                ..History::default()
            },
            client,
            route,
            prepared,
            settings,
            is_renewed: false,
            rest: None,
        }
    }

    pub(super) async fn run(mut self) -> Result<Arrived, NoAnswer> {
        self.admit().await?;
        self.authorize().await?;
        loop {
            let mut result = self.attempt().await;
            let Some(wait) = self.judge(&mut result) else {
                return self.end(result);
            };
            self.client.transport.sleep(wait).await;
            // What is known already says more than that another attempt must wait.
            if self.admit().await.is_err() {
                self.decided(&result, Next::RateLimited);
                return self.end(result);
            }
            if was_refused(&result) && self.authorize().await.is_err() {
                self.decided(&result, Next::NoToken);
                return self.end(result);
            }
        }
    }

    /// Asks for tokens, where the credentials have providers.
    async fn authorize(&mut self) -> Result<(), NoAnswer> {
        let left = self.left();
        self.prepared.authorize(self.client, left).await
    }

    fn end(self, result: Result<Answer, NoAnswer>) -> Result<Arrived, NoAnswer> {
        let rest = self.rest;
        result.map(|answer| Arrived { answer, rest })
    }

    async fn attempt(&mut self) -> Result<Answer, NoAnswer> {
        let number = self.history.attempts + 1;
        let under_way = UnderWay::begin(self.client, &self.prepared.base, self.route, number);
        let attempt = attempt(
            self.client,
            &self.route,
            &self.prepared,
            self.limits(),
            self.settings.stream,
        );
        let arrived = under_way.span.around(attempt).await;
        let result = arrived.map(|Arrived { answer, rest }| {
            self.rest = rest;
            answer
        });
        under_way.end(&result);
        result
    }

    /// What the next attempt may cost.
    fn limits(&self) -> Limits {
        Limits {
            timeout: self.settings.limits.timeout.min(self.left()),
            ..self.settings.limits
        }
    }

    /// What is left of the time for the whole call.
    fn left(&self) -> Duration {
        let elapsed = self
            .client
            .transport
            .now()
            .saturating_duration_since(self.begin);
        self.settings.total_timeout.saturating_sub(elapsed)
    }

    /// Notes what came of an attempt. Returns the wait before the next one, if there is to be one.
    fn judge(&mut self, result: &mut Result<Answer, NoAnswer>) -> Option<Duration> {
        let history = &mut self.history;
        history.attempts += 1;
        history.received = self.client.transport.date();
        let asked = head(result).and_then(|head| retry::asked(head.headers(), history.received));
        let may_renew = was_refused(result) && self.prepared.was_refused() && !self.is_renewed;
        let outcome = match may_renew {
            true => Outcome::TokenRefused,
            false => outcome(result, asked.is_some()),
        };
        self.is_renewed |= may_renew;
        let is_success = succeeded(result);
        // Nothing follows a success, and a server may begin to answer while it still reads.
        self.subject.replayable = !is_success && self.prepared.body.take_back();
        history.retryable = retry::may_repeat(&self.subject, outcome);
        history.not_carried_out =
            head(result).is_some_and(|head| self.subject.is_not_carried_out(head.status()));
        stamp(result, history);
        if is_success {
            self.client.budget.give_back();
            return None;
        }
        let next = self.next(asked, may_renew);
        self.decided(result, next);
        let Next::Again(wait) = next else {
            return None;
        };
        self.history.left_open |= leaves_open(result);
        Some(wait)
    }

    /// The wait before the next attempt: at least what the server asks for, and only if it ends before the call does.
    /// Another token need not be waited for.
    fn next(&self, asked: Option<Duration>, renews: bool) -> Next {
        let (retry, history) = (&self.settings.retry, &self.history);
        if !history.retryable {
            return Next::NotRepeatable;
        }
        if history.attempts >= retry.attempts {
            return Next::AttemptsSpent;
        }
        let random = self.client.jitter.next();
        let backoff = match renews {
            true => Duration::ZERO,
            false => retry::backoff(retry, history.attempts, random),
        };
        let wait = backoff.max(asked.unwrap_or_default());
        if wait >= self.left() {
            return Next::NoTime(wait);
        }
        // Asked last: it is taken by asking.
        match !retry.budget || self.client.budget.take() {
            true => Next::Again(wait),
            false => Next::NoBudget,
        }
    }

    fn decided(&self, result: &Result<Answer, NoAnswer>, next: Next) {
        let outcome = watch::outcome(result.as_ref());
        let attempt = self.history.attempts;
        let watch = &self.client.watch;
        watch.decided(&self.route, attempt, outcome, next);
    }

    /// Waits until the client's own limiter lets a request through.
    async fn admit(&self) -> Result<(), RateLimitExceeded> {
        let Some(limiter) = &self.client.limiter else {
            return Ok(());
        };
        while let Err(wait) = limiter.check(self.client.transport.now()) {
            if !limiter.waits() || wait >= self.left() {
                return Err(RateLimitExceeded::new(wait));
            }
            let begin = self.client.transport.now();
            self.client.transport.sleep(wait).await;
            // A transport that cannot wait (there is no runtime) says so when it is to send.
            let waited = self.client.transport.now().saturating_duration_since(begin);
            if waited < wait / 2 {
                break;
            }
        }
        Ok(())
    }
}

/// The answer, or the part of it that arrived.
fn head(result: &Result<Answer, NoAnswer>) -> Option<&Answer> {
    match result {
        Ok(answer) => Some(answer),
        Err(NoAnswer::Transport(error)) => error.head(),
        Err(_) => None,
    }
}

fn succeeded(result: &Result<Answer, NoAnswer>) -> bool {
    matches!(result, Ok(answer) if answer.status().is_success())
}

/// Whether the server said that the credentials are not good (RFC 9110, 15.5.2).
fn was_refused(result: &Result<Answer, NoAnswer>) -> bool {
    matches!(result, Ok(answer) if answer.status() == StatusCode::UNAUTHORIZED)
}

fn outcome(result: &Result<Answer, NoAnswer>, asks_to_wait: bool) -> Outcome {
    match result {
        Ok(answer) => Outcome::of_answer(answer.status(), asks_to_wait),
        Err(NoAnswer::Transport(error)) => Outcome::of_error(error),
        // A request that cannot be made cannot be made again.
        Err(_) => Outcome::Answered,
    }
}

fn leaves_open(result: &Result<Answer, NoAnswer>) -> bool {
    match result {
        Ok(answer) => answer.leaves_open(),
        Err(NoAnswer::Transport(error)) => error.leaves_open(),
        Err(_) => false,
    }
}

fn stamp(result: &mut Result<Answer, NoAnswer>, history: &History) {
    match result {
        Ok(answer) => answer.history = history.clone(),
        Err(NoAnswer::Transport(error)) => error.stamp(history),
        Err(_) => {}
    }
}
