//! A tower service as a transport: its answers, its errors, and what is known of them.
#![cfg(feature = "tower")]
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::{Body as OurBody, Bytes, Error, Tower, http};
use http_body::{Body, Frame};
use server::api;
use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;
use tower_service::Service;

/// What a request meets.
#[derive(Clone)]
enum Fate {
    /// The service is not ready, for ever.
    Busy,
    /// The service says that it never will be.
    Closed,
    /// It fails with the request in its hands.
    Fails(&'static str),
    /// It never answers.
    Silent,
    /// It answers with these pieces of a body; without an end, if the last one is empty.
    Answers(u16, Vec<&'static str>),
}

use Fate::{Answers, Busy, Closed, Fails, Silent};

/// A service that does what it is told, and keeps the requests that it was given.
#[derive(Clone, Default)]
struct Scripted(Arc<Mutex<(VecDeque<Fate>, Vec<String>)>>);

impl Scripted {
    fn new(script: &[Fate]) -> Self {
        Self(Arc::new(Mutex::new((
            script.iter().cloned().collect(),
            Vec::new(),
        ))))
    }

    fn given(&self) -> Vec<String> {
        self.0.lock().expect("no panic").1.clone()
    }
}

#[derive(Debug)]
struct Failure(&'static str);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Failure {}

/// A request's body of another type than the runtime has.
struct Sent(OurBody);

struct Pieces(VecDeque<&'static str>);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Failure;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Failure>>> {
        if self.0.front() == Some(&"") {
            return Poll::Pending;
        }
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some("!") => Poll::Ready(Some(Err(Failure("cut")))),
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece.into())))),
        }
    }
}

impl Service<http::Request<Sent>> for Scripted {
    type Response = http::Response<Pieces>;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Pieces>, Failure>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        let mut state = self.0.lock().expect("no panic");
        match state.0.front() {
            Some(Busy) => Poll::Pending,
            Some(Closed) => {
                state.0.pop_front();
                Poll::Ready(Err(Failure("closed")))
            }
            _ => Poll::Ready(Ok(())),
        }
    }

    fn call(&mut self, request: http::Request<Sent>) -> Self::Future {
        let mut state = self.0.lock().expect("no panic");
        let body = String::from_utf8_lossy(request.body().0.as_bytes().expect("a whole body"))
            .into_owned();
        state.1.push(format!("{} {body}", request.method()));
        let fate = state.0.pop_front();
        Box::pin(async move {
            match fate {
                Some(Answers(status, pieces)) => {
                    let mut answer = http::Response::new(Pieces(pieces.into()));
                    *answer.status_mut() = http::StatusCode::from_u16(status).expect("a status");
                    Ok(answer)
                }
                Some(Fails(why)) => Err(Failure(why)),
                _ => std::future::pending().await,
            }
        })
    }
}

/// A call of the operation that must not be repeated, and its error.
async fn post(service: &Scripted) -> Result<callsmith_runtime::model::Json, Error<api::Refusal>> {
    let transport = Tower::new(service.clone(), tokio::time::sleep).bodies(Sent);
    let transport = transport.not_sent(|error| {
        let failure = error.downcast_ref::<Failure>();
        failure.is_some_and(|failure| failure.0 == "no connection")
    });
    let builder = api::builder("https://api.example.com", api::bearer());
    let builder = builder.timeout(Duration::from_millis(50)).max_body(9);
    let core = builder.transport(transport).build().expect("a client");
    api::post(&core).await
}

#[tokio::test]
async fn a_service_answers_calls() {
    let service = Scripted::new(&[Answers(200, vec!["[1", ",2]"])]);
    assert_eq!(
        post(&service).await.expect("a success"),
        serde_json::json!([1, 2])
    );
    assert_eq!(service.given(), [r#"POST "hello""#]);
}

#[tokio::test]
async fn what_was_not_sent_is_tried_again_and_nothing_else() {
    let check = async |first: Fate, given: usize, fate_of_first: &str| {
        let service = Scripted::new(&[first, Answers(200, vec!["1"])]);
        let result = post(&service).await;
        assert_eq!(service.given().len(), given, "{fate_of_first}");
        result
    };
    assert!(check(Closed, 1, "closed").await.is_ok());
    assert!(
        check(Fails("no connection"), 2, "no connection")
            .await
            .is_ok()
    );
    for (fate, name) in [(Fails("broken"), "broken"), (Silent, "silent")] {
        let error = check(fate, 1, name).await.expect_err(name);
        assert!(error.may_have_been_carried_out(), "{error:?}");
    }
}

#[tokio::test]
async fn a_service_that_is_never_ready_has_sent_nothing() {
    let service = Scripted::new(&[Busy]);
    let error = post(&service).await.expect_err("never ready");
    assert!(error.is_timeout() && !error.may_have_been_carried_out());
    assert_eq!((service.given().len(), error.attempts()), (0, 3));
}

#[tokio::test]
async fn bodies_keep_to_the_limits() {
    let check = async |pieces: &[&'static str], shown: &str| {
        let service = Scripted::new(&[Answers(200, pieces.to_vec())]);
        let error = post(&service).await.expect_err("no whole body");
        assert_eq!(format!("{error:#}"), shown);
        assert!(error.may_have_been_carried_out() && error.status().is_some());
    };
    check(
        &["12345", "67890"],
        "no complete answer while reading the body of a 200 OK: the body is larger than 9 bytes",
    )
    .await;
    check(
        &["[1", "!"],
        "no complete answer while reading the body of a 200 OK: cut",
    )
    .await;
    check(
        &["[1", ""],
        "timed out while reading the body of a 200 OK: timed out",
    )
    .await;
}
