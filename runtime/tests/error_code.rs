//! The provider's code for a failure: which place counts, and which bodies have one.

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply};
use callsmith_runtime::{Builder, Call, CodeAt, Core, Error, Failure, Retry, Route, Service};

const SERVICE: Service = Service::new("test/1")
    .base_url("https://api.example.com")
    .error_code(CodeAt::At("/error"));

/// What the operation is refused with.
#[derive(Clone, Debug, Failure)]
#[non_exhaustive]
enum Refusal {
    /// Of a type that not every body fits.
    #[failure(400)]
    Bad(Vec<String>),
    #[failure(401)]
    Unauthorized(Json),
    #[failure(404, no_code)]
    Missing(Json),
    #[failure(422, code = "/detail/0/type")]
    Invalid(Json),
    #[failure(200, at = "/why", exists, code = "/why/code")]
    Refused(Json),
}

/// The error of an operation that answers with this status and body.
async fn error(route: Route, status: u16, body: &'static str, strict: bool) -> Error<Refusal> {
    let network = InMemory::new().always(Reply::status(status).body(body));
    let builder = Builder::<Core>::new(&SERVICE).retry(Retry::never());
    let core = builder.strict(strict).transport(network).build();
    let call: Call<String, Refusal> = core.expect("a client").call(route);
    call.await.expect_err("a failure")
}

#[tokio::test]
async fn what_is_said_most_closely_counts() {
    let (plain, own) = (
        Route::get("/x"),
        Route::get("/x").error_code(CodeAt::At("/own")),
    );
    let none = Route::get("/x").error_code(CodeAt::Nowhere);
    let body =
        r#"{"error": "service", "own": "route", "code": "common", "detail": [{"type": "row"}]}"#;
    for (route, status, code) in [
        (plain, 401, Some("service")),
        (own, 401, Some("route")),
        (none, 401, None),
        (own, 404, None),
        (own, 422, Some("row")),
        // Not documented.
        (plain, 418, Some("service")),
        (own, 500, Some("route")),
        (none, 500, None),
    ] {
        let error = error(route, status, body, false).await;
        assert_eq!(error.code(), code, "{status}");
        match &error {
            Error::Api(error) => assert_eq!(error.code(), code),
            Error::UnexpectedStatus(error) => assert_eq!(error.code(), code),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_its_type_has_its_code_all_the_same() {
    let body = r#"{"error": "invalid_json"}"#;
    let error = error(Route::post("/x"), 400, body, false).await;
    assert!(matches!(&error, Error::UnexpectedStatus(error) if error.fault().is_some()));
    assert_eq!(error.code(), Some("invalid_json"));
}

#[tokio::test]
async fn a_code_is_a_text_or_a_number() {
    for (body, code) in [
        (r#"{"error": "a"}"#, Some("a")),
        ("\u{feff}{\"error\": \"a\"}", Some("a")),
        (r#"{"error": 1003}"#, Some("1003")),
        (r#"{"error": -2}"#, Some("-2")),
        (r#"{"error": ""}"#, None),
        (r#"{"error": null}"#, None),
        (r#"{"error": true}"#, None),
        (r#"{"error": {"code": "a"}}"#, None),
        (r#"{"code": "a"}"#, None),
        (r#"{"error": "a""#, None),
        ("<html>", None),
        ("", None),
    ] {
        let error = error(Route::get("/x"), 401, body, false).await;
        assert_eq!(error.code(), code, "{body}");
    }
}

/// A refusal in a success has one; a success that is none has not, whatever stands in it.
#[tokio::test]
async fn only_failures_have_a_code() {
    let route = Route::get("/x");
    let refused = error(route, 200, r#"{"why": {"code": "busy"}}"#, false).await;
    assert_eq!(refused.code(), Some("busy"));
    let broken = error(route, 200, r#"{"error": "a"}"#, false).await;
    assert!(matches!(broken, Error::Decode(_)) && broken.code().is_none());
    let route = route.error_code(CodeAt::At("")).successes(&[204]);
    let drifted = error(route, 200, r#""a""#, true).await;
    assert!(matches!(drifted, Error::Drift(_)) && drifted.code().is_none());
    let lost = error(Route::get("/x"), 500, "", false).await;
    assert_eq!(lost.code(), None);
}
