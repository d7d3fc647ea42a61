//! One attempt: the request is sent once, and again only to where a redirect of the same origin leads.

use crate::client::Inner;
use crate::error::NoAnswer;
use crate::redirect;
use crate::request::Prepared;
use crate::response::Answer;
use crate::route::Route;
use crate::transport::{Limits, Sent, TransportError};

pub(super) async fn attempt(
    client: &Inner,
    route: &Route,
    prepared: &Prepared,
    limits: Limits,
) -> Result<Answer, NoAnswer> {
    let begin = client.transport.now();
    let mut url = prepared.url.clone();
    for left in (0..=redirect::LIMIT).rev() {
        let elapsed = client.transport.now().saturating_duration_since(begin);
        let timeout = limits.timeout.saturating_sub(elapsed);
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
