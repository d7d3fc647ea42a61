//! Networks and servers that fail, and what the caller is told.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::{Error, Route, Sent};
use server::api::{self, Refusal};
use server::{Reply, Server, answer, ok};
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(150);

#[tokio::test]
async fn a_refused_connection_is_known_to_have_sent_nothing() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port");
    let url = format!("http://{}", closed.local_addr().expect("an address"));
    drop(closed);
    let core = api::client(&url, api::bearer());
    for error in [
        api::post(&core).await.expect_err("an error"),
        api::get(&core, "/").await.expect_err("an error"),
    ] {
        assert!(
            matches!(&error, Error::Transport(error) if error.sent() == Sent::No),
            "{error:?}"
        );
        assert!(!error.may_have_been_carried_out() && !error.is_timeout());
        assert_eq!(
            error.to_string(),
            "no complete answer: the request was not sent"
        );
        let with_reasons = format!("{error:#}");
        assert_eq!(
            with_reasons.matches("Connection refused").count(),
            1,
            "{with_reasons}"
        );
        assert!(error.is_retryable() && error.attempts() == 3);
        assert!(
            !api::shown(&error).contains("http:"),
            "{}",
            api::shown(&error)
        );
    }
}

#[tokio::test]
async fn an_answer_that_never_comes_may_have_been_carried_out() {
    let server = Server::start(vec![Reply::Hang(String::new())]).await;
    let core = api::client(&server.url(), api::bearer());
    let begin = Instant::now();
    let error = api::post(&core).timeout(SHORT).await.expect_err("an error");
    assert!(
        matches!(error, Error::Timeout(_)) && error.is_timeout(),
        "{error:?}"
    );
    assert!(error.may_have_been_carried_out());
    assert!(begin.elapsed() < Duration::from_secs(3));
    assert_eq!(server.received().len(), 1);
}

/// A listener whose queue is full takes no connection, so that the time runs out before anything is sent.
#[tokio::test]
async fn a_timeout_before_sending_is_known_to_be_one() {
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    let listener = socket.listen(1).expect("a listener");
    let address = listener.local_addr().expect("an address");
    let mut waiting = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(SHORT, tokio::net::TcpStream::connect(address)).await
    {
        waiting.push(stream);
    }
    let url = format!("http://{address}");
    let attempt = api::post(&api::client(&url, api::bearer()))
        .timeout(SHORT)
        .await
        .expect_err("an error");
    let connecting = api::builder(&url, api::bearer())
        .connect_timeout(SHORT)
        .build()
        .expect("a client");
    let connecting = api::get(&connecting, "/").await.expect_err("an error");
    for error in [attempt, connecting] {
        assert!(
            matches!(&error, Error::Timeout(error) if error.sent() == Sent::No),
            "{error:?}"
        );
        assert!(
            error.is_timeout() && !error.may_have_been_carried_out(),
            "{error}"
        );
    }
}

#[tokio::test]
async fn the_timeout_covers_the_body() {
    let server = Server::start(vec![Reply::Hang(
        "HTTP/1.1 200 X\r\ncontent-length: 9\r\nx-request-id: r\r\n\r\n[".into(),
    )])
    .await;
    let core = api::client(&server.url(), api::bearer());
    let error = api::post(&core).timeout(SHORT).await.expect_err("an error");
    assert!(
        error.is_timeout() && error.may_have_been_carried_out(),
        "{error:?}"
    );
    assert_eq!(
        (error.status().map(|s| s.as_u16()), error.request_id()),
        (Some(200), Some("r"))
    );
    assert!(
        error
            .to_string()
            .starts_with("timed out while reading the body of a 200 OK"),
        "{error}"
    );
}

#[tokio::test]
async fn a_lost_answer_may_have_been_carried_out() {
    for reply in [
        "",
        "HTTP/1.1 200 X\r\ncontent-length: 9\r\n\r\n[",
        "HTTP/1.1 2",
    ] {
        let server = Server::start(vec![Reply::Cut(reply.into())]).await;
        let error = api::post(&api::client(&server.url(), api::bearer()))
            .await
            .expect_err("an error");
        assert!(
            matches!(error, Error::Transport(_)) && !error.is_timeout(),
            "{error:?}"
        );
        assert!(error.may_have_been_carried_out());
        assert_eq!(server.received().len(), 1, "nothing is sent twice");
    }
    let server = Server::start(vec![Reply::Cut(
        "HTTP/1.1 404 X\r\ncontent-length: 9\r\n\r\n[".into(),
    )])
    .await;
    let error = api::post(&api::client(&server.url(), api::bearer()))
        .await
        .expect_err("an error");
    assert!(
        !error.may_have_been_carried_out(),
        "a refusal stays one without its body: {error}"
    );
}

/// The connection of the first call is gone before the second one is written: that one goes out on another, once.
#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_is_no_fault() {
    let gone = Reply::Cut("HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n1".into());
    let server = Server::start(vec![gone, ok("2")]).await;
    let core = api::client(&server.url(), api::bearer());
    assert_eq!(api::post(&core).await.expect("a success"), 1);
    tokio::time::sleep(SHORT).await;
    assert_eq!(api::post(&core).await.expect("a success"), 2);
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn bodies_over_the_limit_are_not_read() {
    let declared = Reply::Hang("HTTP/1.1 200 X\r\ncontent-length: 104857600\r\n\r\n".into());
    for reply in [declared, Reply::Flood, answer(200, "", &"1".repeat(1001))] {
        let server = Server::start(vec![reply]).await;
        let core = api::builder(&server.url(), api::bearer())
            .max_body(1000)
            .build()
            .expect("a client");
        let error = api::post(&core).await.expect_err("an error");
        assert!(
            matches!(error, Error::Transport(_)) && error.may_have_been_carried_out(),
            "{error:?}"
        );
        assert!(
            format!("{error:#}").contains("larger than 1000 bytes"),
            "{error:#}"
        );
    }
    let server = Server::start(vec![answer(200, "", &"1".repeat(1000))]).await;
    let core = api::builder(&server.url(), api::bearer())
        .max_body(1000)
        .build()
        .expect("a client");
    let call = api::post(&core).await;
    assert!(!matches!(call, Err(Error::Transport(_))), "{call:?}");
}

#[test]
fn outside_of_tokio_there_is_an_error_instead_of_a_panic() {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    let core = api::client("http://127.0.0.1:1", api::bearer());
    let call = pin!(api::get(&core, "/").into_future());
    let Poll::Ready(Err(error)) = call.poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("no answer")
    };
    assert!(
        format!("{error:#}").contains("must run inside a tokio runtime"),
        "{error:#}"
    );
    assert!(!error.may_have_been_carried_out() && !error.is_retryable());
}

/// The limiter has to wait for its turn, which nobody can there.
#[test]
fn outside_of_tokio_a_limiter_does_not_spin() {
    use callsmith_runtime::{Quota, RateLimit};
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};
    let limit = RateLimit::wait().quota(Quota::per_hour(1));
    let builder = api::builder("http://127.0.0.1:1", api::bearer()).rate_limit(limit);
    let core: callsmith_runtime::Core = builder
        .total_timeout(Duration::from_secs(1_000_000))
        .build()
        .expect("a client");
    let begin = Instant::now();
    for _ in 0..3 {
        let call = pin!(api::get(&core, "/").into_future());
        let Poll::Ready(Err(error)) = call.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("no answer")
        };
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
    }
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[test]
fn without_timers_there_is_an_error_instead_of_a_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let core = api::client("http://127.0.0.1:1", api::bearer());
    let call = async { api::get(&core, "/").await.expect_err("an error") };
    let error = runtime.expect("a runtime").block_on(call);
    assert!(
        format!("{error:#}").contains("needs the timers of tokio"),
        "{error:#}"
    );
    assert!(!error.may_have_been_carried_out() && !error.is_retryable());
    assert_eq!(error.attempts(), 1);
}

/// Also for what dials: there was no connection.
#[test]
fn without_io_there_is_an_error_instead_of_a_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let runtime = runtime.expect("a runtime");
    let core = api::client("http://127.0.0.1:1", api::bearer());
    let delete = || core.call::<Json, Refusal>(Route::delete("/calls"));
    for call in [api::get(&core, "/"), api::post(&core), delete()] {
        let call = async { call.await.expect_err("an error") };
        let error = runtime.block_on(call);
        assert!(
            format!("{error:#}").contains("needs the I/O of tokio"),
            "{error:#}"
        );
        assert!(!error.may_have_been_carried_out() && !error.is_retryable());
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn a_client_that_could_not_be_made_says_why_at_its_first_call() {
    let core = callsmith_runtime::Core::new(&api::SERVICE, api::bearer());
    let error: Error<Refusal> = api::get(&core, "/").await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "the request was not sent: there is no base URL: set one with `base_url`"
    );
    assert!(!error.may_have_been_carried_out());
    let core = callsmith_runtime::Core::anonymous(&api::SERVICE);
    assert!(api::get(&core, "/").await.is_err());
}

#[test]
fn a_transport_that_cannot_be_made_says_why() {
    let builder = api::builder("http://127.0.0.1:1", api::bearer());
    let own = callsmith_runtime::reqwest::Client::builder().user_agent("two\nlines");
    let error = builder.reqwest(own).build().expect_err("an error");
    assert_eq!(error.to_string(), "the transport could not be set up");
    let with_reasons = format!("{error:#}");
    assert_eq!(
        with_reasons.matches("failed to parse header value").count(),
        1,
        "{with_reasons}"
    );
}
