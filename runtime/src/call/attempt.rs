//! One attempt: the request is sent once, and again only to where a redirect of the same origin leads.

use super::arrive::arrive;
use crate::client::Inner;
use crate::error::NoAnswer;
use crate::redirect;
use crate::request::Prepared;
use crate::response::Arrived;
use crate::route::Route;
use crate::stream::Wanted;
use crate::transport::{Limits, Sent, TransportError};
use std::time::Instant;

pub(super) async fn attempt(
    client: &Inner,
    route: &Route,
    prepared: &Prepared,
    limits: Limits,
    wanted: Option<Wanted>,
) -> Result<Arrived, NoAnswer> {
    let begin = client.transport.now();
    let mut url = prepared.url.clone();
    for left in (0..=redirect::LIMIT).rev() {
        let request = prepared.request(&url)?;
        let sending = client
            .transport
            .send(request, remaining(client, limits, begin));
        let response = sending.await.map_err(|error| match left {
            redirect::LIMIT => error,
            // The request that led here was sent, whatever became of this one.
            _ => error.sent_before(),
        })?;
        match redirect::target(route, &url, response.status(), response.headers()) {
            Some(next) if left > 0 && prepared.body.take_back() => url = next,
            _ => {
                return Ok(
                    arrive(client, response, remaining(client, limits, begin), wanted).await?,
                );
            }
        }
    }
    // The last round returns; the compiler cannot know.
    Err(TransportError::new(Sent::Maybe, "too many redirects").into())
}

/// What is left of the limits of an attempt that began at `begin`.
fn remaining(client: &Inner, limits: Limits, begin: Instant) -> Limits {
    let elapsed = client.transport.now().saturating_duration_since(begin);
    Limits {
        timeout: limits.timeout.saturating_sub(elapsed),
        ..limits
    }
}
