//! What a transport brought, as the call wants it: whole, or as it comes.

use crate::body::Body;
use crate::client::Inner;
use crate::response::{Answer, Arrived};
use crate::stream::{Idle, Rest, Wanted};
use crate::transport::{Limits, Sent, TransportError, within};
use bytes::Bytes;

/// `limits`: what is left of them.
pub(super) async fn arrive(
    client: &Inner,
    response: http::Response<Body>,
    limits: Limits,
    wanted: Option<Wanted>,
) -> Result<Arrived, TransportError> {
    if wanted.is_some_and(|wanted| wanted.fits(response.status(), response.headers())) {
        return Ok(stream(client, response, limits));
    }
    let (parts, body) = response.into_parts();
    let head = http::Response::from_parts(parts, ());
    let whole = match body.into_whole() {
        Ok(bytes) => Ok(bytes),
        Err(body) => {
            let mut time = client.transport.sleep(limits.timeout);
            let read = within(&mut time, || Sent::Maybe, body.collect(limits.max_body)).await;
            read.and_then(|read| read)
        }
    };
    match whole {
        Ok(bytes) => Ok(Answer::new(head.map(|()| bytes)).into()),
        Err(error) => Err(error.with_head(head)),
    }
}

fn stream(client: &Inner, response: http::Response<Body>, limits: Limits) -> Arrived {
    let (parts, body) = response.into_parts();
    let body = match body.as_bytes() {
        Some(_) => body,
        None => Body::from_http(Idle::new(body, client.transport.clone(), limits.idle)),
    };
    Arrived {
        answer: Answer::new(http::Response::from_parts(parts, Bytes::new())),
        rest: Some(Rest {
            body,
            limit: limits.max_body,
            again: None,
        }),
    }
}
