//! From a call's values to its answer. The one state machine of all calls, boxed and not generic.

use crate::client::{Core, Inner};
use crate::error::NoAnswer;
use crate::redirect;
use crate::request::{Draft, Prepared};
use crate::response::Answer;
use crate::route::Route;
use crate::transport::{BoxFuture, Limits, Sent, TransportError};
use std::time::Instant;

/// Sends a call and brings back its answer, whatever its status. Nothing happens before the first poll.
pub(super) fn run(core: Core, draft: Box<Draft>) -> BoxFuture<Result<Answer, NoAnswer>> {
    Box::pin(async move {
        let client = core.inner()?;
        let route = draft.route;
        let limits = Limits {
            timeout: draft.timeout.unwrap_or(client.limits.timeout),
            ..client.limits
        };
        let prepared = Prepared::new(*draft, client)?;
        attempt(client, &route, &prepared, limits).await
    })
}

/// One attempt: the request is sent once, and again only to where a redirect of the same origin leads.
async fn attempt(
    client: &Inner,
    route: &Route,
    prepared: &Prepared,
    limits: Limits,
) -> Result<Answer, NoAnswer> {
    let begin = Instant::now();
    let mut url = prepared.url.clone();
    for left in (0..=redirect::LIMIT).rev() {
        let timeout = limits.timeout.saturating_sub(begin.elapsed());
        let request = prepared.request(&url)?;
        let sending = client.transport.send(request, Limits { timeout, ..limits });
        let answer = Answer::new(sending.await.map_err(|error| match left {
            redirect::LIMIT => error,
            // The request that led here was sent, whatever became of this one.
            _ => error.sent_before(),
        })?);
        match redirect::target(route, &url, answer.status(), answer.headers()) {
            Some(next) if left > 0 => url = next,
            _ => return Ok(answer),
        }
    }
    // The last round returns; the compiler cannot know.
    Err(TransportError::new(Sent::Maybe, "too many redirects").into())
}
