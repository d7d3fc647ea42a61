//! A tower service as a transport.

use super::whole::whole;
use super::{BoxFuture, Limits, Sent, Transport, TransportError, within};
use crate::body::Body;
use std::error::Error;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tower_service::Service;

type Cause = Box<dyn Error + Send + Sync>;
/// Says whether it is certain that nothing was sent.
type Certain = dyn Fn(&(dyn Error + 'static)) -> bool + Send + Sync;

/// A [`tower_service::Service`] of HTTP requests as a [`Transport`]: a stack of layers, an `axum::Router` in a test, a
/// client of hyper.
///
/// ```
/// use callsmith_runtime::{Body, Bytes, Tower};
/// # use std::{convert::Infallible, future::Ready, task::{Context, Poll}};
/// # #[derive(Clone)] struct MyService;
/// # struct Empty;
/// # impl http_body::Body for Empty {
/// #     type Data = Bytes;
/// #     type Error = Infallible;
/// #     fn poll_frame(self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<http_body::Frame<Bytes>, Infallible>>> { Poll::Ready(None) }
/// # }
/// # struct TheirBody;
/// # impl TheirBody { fn new(_: Body) -> Self { Self } }
/// # impl tower_service::Service<http::Request<TheirBody>> for MyService {
/// #     type Response = http::Response<Empty>;
/// #     type Error = Infallible;
/// #     type Future = Ready<Result<http::Response<Empty>, Infallible>>;
/// #     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> { Poll::Ready(Ok(())) }
/// #     fn call(&mut self, _: http::Request<TheirBody>) -> Self::Future { std::future::ready(Ok(http::Response::new(Empty))) }
/// # }
///
/// let transport = Tower::new(MyService, tokio::time::sleep).bodies(TheirBody::new);
/// # let _ = transport;
/// ```
///
/// A service that takes another body than [`Body`] says with [`bodies`](Self::bodies) how one is made from it: that of
/// axum is `axum::body::Body::new`. `sleep` is the executor's, for the waits between attempts and for the limit of time
/// of each one.
///
/// * The service must not repeat requests, follow redirects to other origins, or print what it sends. Its errors must
///   not show addresses or headers: they are the [`source`](Error::source) of the call's error.
/// * What is not ready yet has sent nothing. Once it has the request, nobody knows, and the answer to
///   `may_have_been_carried_out()` is "yes", unless [`not_sent`](Self::not_sent) says otherwise of an error.
/// * A clone of the service sends each request.
pub struct Tower<S, B = Body> {
    // A service need not be `Sync`.
    service: Mutex<S>,
    sleep: Arc<dyn Fn(Duration) -> BoxFuture<()> + Send + Sync>,
    not_sent: Arc<Certain>,
    body: Arc<dyn Fn(Body) -> B + Send + Sync>,
}

impl<S> Tower<S> {
    /// A transport that waits with `sleep`.
    pub fn new<F>(service: S, sleep: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            service: Mutex::new(service),
            sleep: Arc::new(move |duration| Box::pin(sleep(duration))),
            not_sent: Arc::new(|_| false),
            body: Arc::new(|body| body),
        }
    }
}

impl<S, B> Tower<S, B> {
    /// Makes the bodies of requests that the service takes.
    pub fn bodies<C>(self, body: impl Fn(Body) -> C + Send + Sync + 'static) -> Tower<S, C> {
        Tower {
            service: self.service,
            sleep: self.sleep,
            not_sent: self.not_sent,
            body: Arc::new(body),
        }
    }

    /// Says of which errors of the service it is certain that no byte of the request was sent: of those that hyper's
    /// client calls `is_connect()`, for example. After these also a call that dials is tried again.
    pub fn not_sent(
        mut self,
        certain: impl Fn(&(dyn Error + 'static)) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.not_sent = Arc::new(certain);
        self
    }
}

impl<S, B, A> Transport for Tower<S, B>
where
    S: Service<http::Request<B>, Response = http::Response<A>> + Clone + Send + 'static,
    S::Error: Into<Cause>,
    S::Future: Send,
    B: Send + 'static,
    A: http_body::Body + Send + 'static,
    A::Error: Into<Cause>,
{
    fn send(
        &self,
        request: http::Request<Body>,
        limits: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let lock = self.service.lock();
        let mut service = lock.unwrap_or_else(PoisonError::into_inner).clone();
        let (mut time, not_sent) = ((self.sleep)(limits.timeout), self.not_sent.clone());
        let request = request.map(&*self.body);
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx));
            let ready = within(&mut time, || Sent::No, ready).await?;
            ready.map_err(|error| TransportError::new(Sent::No, error))?;
            let answer = service.call(request);
            let answer = within(&mut time, || Sent::Maybe, answer).await?;
            let answer = answer.map_err(|error| failed(error.into(), &*not_sent))?;
            let answer = answer.map(Body::from_http);
            match limits.streamed {
                true => Ok(answer),
                false => whole(answer, limits.max_body, &mut time).await,
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        (self.sleep)(duration)
    }
}

fn failed(error: Cause, not_sent: &Certain) -> TransportError {
    let sent = match not_sent(&*error) {
        true => Sent::No,
        false => Sent::Maybe,
    };
    TransportError::new(sent, error)
}
