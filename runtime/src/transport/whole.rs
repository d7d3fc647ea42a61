//! The whole body of an answer, before time is over.

use super::{Sent, TransportError, within};
use crate::body::Body;

/// `time`: when it ends, the answer is late. What fails keeps the head.
pub(super) async fn whole(
    answer: http::Response<Body>,
    limit: usize,
    time: &mut (impl Future<Output = ()> + Unpin),
) -> Result<http::Response<Body>, TransportError> {
    let (parts, body) = answer.into_parts();
    let head = http::Response::from_parts(parts, ());
    match within(time, || Sent::Maybe, body.collect(limit)).await {
        Ok(Ok(bytes)) => Ok(head.map(|()| bytes.into())),
        Ok(Err(error)) | Err(error) => Err(error.with_head(head)),
    }
}
