//! Redirects: the same origin only, and never for what must not be sent twice.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::{
    Body, BoxFuture, Call, Credential, Error, Limits, Retry, Route, Safety, Sent, Transport,
    TransportError, http,
};
use server::api::{self, KEY, Refusal};
use server::{Server, ok, redirect};
use std::time::Duration;

#[tokio::test]
async fn the_same_origin_is_followed_with_the_credential() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::start(vec![
            redirect(status, "/v2/calls?page=1#x"),
            redirect(302, "list"),
            ok("7"),
        ])
        .await;
        let core = api::client(&server.url(), api::header());
        assert_eq!(api::get(&core, "/v1/calls").await.expect("a success"), 7);
        assert_eq!(
            server.lines(),
            [
                "GET /v1/calls HTTP/1.1",
                "GET /v2/calls?page=1 HTTP/1.1",
                "GET /v2/list HTTP/1.1"
            ]
        );
        assert!(
            server
                .received()
                .iter()
                .all(|request| request.contains(&format!("x-api-key: {KEY}")))
        );
    }
}

#[tokio::test]
async fn a_key_in_the_query_goes_along_once() {
    let to = "/b?api_key=k3y-S3CRET%2B%2Fx";
    let server = Server::start(vec![redirect(302, "/a"), redirect(302, to), ok("7")]).await;
    let core = api::client(&server.url(), api::query());
    api::get(&core, "/").await.expect("a success");
    assert_eq!(
        server.lines()[1..],
        [format!("GET /a?api_key={}", &to[11..]), format!("GET {to}")].map(|l| l + " HTTP/1.1")
    );
}

/// A redirect from a first server to a second one, whatever the credential.
#[tokio::test]
async fn another_origin_sees_nothing_at_all() {
    let credentials = [
        api::bearer(),
        api::header(),
        api::query(),
        Credential::header("raw", "Authorization", KEY),
        Credential::basic("basic", "me", KEY),
        Credential::cookie("cookie", "sid", "k3y-S3CRET"),
    ];
    for credential in credentials {
        let other = Server::start(vec![ok("1")]).await;
        let first = Server::start(vec![redirect(307, &format!("{}/stolen", other.url()))]).await;
        let core = api::client(&first.url(), credential);
        let error = api::get(&core, "/calls").await.expect_err("an error");
        assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
        assert_eq!(
            error.to_string(),
            "a redirect that is not followed: 307 Temporary Redirect"
        );
        assert_eq!((first.received().len(), other.received().len()), (1, 0));
        assert!(!api::shown(&error).contains("S3CRET"));
    }
}

#[tokio::test]
async fn another_name_of_the_same_machine_is_another_origin() {
    let server = Server::start(vec![redirect(302, "/x")]).await;
    let localhost = server.url().replace("127.0.0.1", "localhost");
    let server = Server::start(vec![redirect(302, &localhost)]).await;
    let error = api::get(&api::client(&server.url(), api::bearer()), "/")
        .await
        .expect_err("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
}

#[tokio::test]
async fn what_dials_is_sent_once() {
    for route in [
        Route::post("/x"),
        Route::put("/x"),
        Route::delete("/x"),
        Route::get("/x").safety(Safety::Unsafe),
    ] {
        let server = Server::start(vec![redirect(307, "/y"), ok("1")]).await;
        let core = api::client(&server.url(), api::bearer());
        let call: Call<Json, Refusal> = core.call(route);
        let error = call.await.expect_err("an error");
        assert!(error.may_have_been_carried_out(), "{error}");
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn five_in_a_row_are_enough() {
    let server = Server::start(vec![redirect(302, "/again")]).await;
    let error = api::get(&api::client(&server.url(), api::bearer()), "/")
        .await
        .expect_err("an error");
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    assert_eq!(server.received().len(), 6);
}

/// A network that answers with a redirect and breaks down after it.
struct BreaksAfterRedirect(std::sync::Mutex<Option<String>>);

impl Transport for BreaksAfterRedirect {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let result = match self.0.lock().expect("no panic").take() {
            Some(location) => {
                let mut answer = http::Response::new(Body::empty());
                *answer.status_mut() = http::StatusCode::SEE_OTHER;
                let location = location.try_into().expect("a header");
                answer.headers_mut().insert("location", location);
                Ok(answer)
            }
            None => Err(TransportError::new(Sent::No, "down")),
        };
        Box::pin(std::future::ready(result))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn what_was_sent_before_a_redirect_stays_sent() {
    let run = async |location: String| {
        let transport = BreaksAfterRedirect(Some(location).into());
        let core = api::builder("http://127.0.0.1:1", api::bearer())
            .transport(transport)
            .retry(Retry::never())
            .build()
            .expect("a client");
        api::get(&core, "/").await.expect_err("an error")
    };
    let error = run("/next".to_owned()).await;
    assert!(error.may_have_been_carried_out(), "{error}");
    assert!(matches!(error, Error::Transport(error) if error.sent() == Sent::Maybe));
    // An address that no request can carry.
    let error = run(format!("/{}", "x".repeat(70_000))).await;
    assert!(
        matches!(error, Error::UnexpectedStatus(_)) && error.may_have_been_carried_out(),
        "{error}"
    );
}
