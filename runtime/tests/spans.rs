//! Spans of `tracing`, as a subscriber sees them.
#![cfg(feature = "tracing")]

mod capture;
mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Call, Core, Retry, Route};
use capture::Capture;
use server::api::{self, Refusal};
use std::time::Duration;

fn client(network: &InMemory) -> Core {
    let moment = Duration::from_millis(1);
    let builder = api::in_memory(network).retry(Retry::attempts(3).backoff(moment, moment));
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_call_is_a_span_and_each_attempt_is_one_in_it() {
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
    let network = InMemory::new()
        .then(Reply::refused())
        .then(Reply::status(503))
        .then(Reply::json(&json!(1)));
    let call: Call<Json, Refusal> = client(&network).call(Route::get("/calls/{id}"));
    call.path("id", &"+15555550123".to_owned())
        .await
        .expect("a success");
    let common = "http.request.method=GET url.template=/calls/{id} server.address=api.example.com server.port=443";
    let (call, attempt) = (
        format!("call otel.name=GET /calls/{{id}} otel.kind=internal {common}"),
        format!("call > attempt otel.name=GET /calls/{{id}} otel.kind=client {common}"),
    );
    assert_eq!(
        capture.spans(),
        [
            format!("{call} http.response.status_code=200 http.request.resend_count=2"),
            format!("{attempt} error.type=not_sent"),
            format!(
                "{attempt} http.request.resend_count=1 http.response.status_code=503 error.type=503"
            ),
            format!("{attempt} http.request.resend_count=2 http.response.status_code=200"),
        ]
    );
}

#[tokio::test]
async fn what_fails_has_a_type() {
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
    let check = async |reply: Reply, kind: &str| {
        let core = client(&InMemory::new().always(reply));
        assert!(api::post(&core).await.is_err());
        let spans = std::mem::take(&mut *capture.lock());
        let ends = format!("error.type={kind}");
        assert!(!spans.is_empty());
        assert!(
            spans.iter().all(|span| span.to_string().ends_with(&ends)),
            "{ends}: {spans:?}"
        );
    };
    check(Reply::lost(), "no_answer").await;
    check(Reply::silence(), "timeout").await;
    check(
        Reply::status(200).body("[1]").cut_after(1),
        "incomplete_answer",
    )
    .await;
    check(Reply::status(422), "422").await;
    let bad = client(&InMemory::new());
    let bad: Call<Json, Refusal> = bad.call(Route::get("/x")).header("a\nb", "c");
    assert!(bad.await.is_err());
    assert!(capture.spans()[0].ends_with("error.type=invalid_request"));
}
