//! What an answer becomes, and what can be printed of it.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::{Credential, Error};
use server::api::{self, KEY, Refusal};
use server::{Reply, Server, answer, ok};

async fn outcome(reply: Reply) -> Result<Json, Error<Refusal>> {
    let server = Server::start(vec![reply]).await;
    api::post(&api::client(&server.url(), api::query())).await
}

#[tokio::test]
async fn a_response_has_everything() {
    let server = Server::start(vec![answer(
        201,
        "x-request-id: r-1\r\nx-left: 9\r\n",
        "\u{feff}{\"a\": \"S3CRET\"}",
    )])
    .await;
    let response = api::post(&api::client(&server.url(), api::bearer()))
        .response()
        .await
        .expect("a success");
    assert_eq!(
        (response.status().as_u16(), response.request_id()),
        (201, Some("r-1"))
    );
    assert_eq!(
        response
            .headers()
            .get("x-left")
            .map(|value| value.as_bytes()),
        Some(&b"9"[..])
    );
    assert_eq!(response.bytes().len(), 18);
    assert!(!format!("{response:?} {response:#?}").contains("S3CRET"));
    assert_eq!(response.into_body(), serde_json::json!({"a": "S3CRET"}));
}

#[tokio::test]
async fn documented_failures_are_typed() {
    let check = async |reply, refusal: Refusal| {
        let error = outcome(reply).await.expect_err("an error");
        assert_eq!(error.api(), Some(&refusal));
        assert!(!error.may_have_been_carried_out());
    };
    check(
        answer(401, "", "\"no\""),
        Refusal::Unauthorized("no".into()),
    )
    .await;
    check(answer(404, "", "<html>"), Refusal::NotFound).await;
    check(
        answer(422, "", "[1]"),
        Refusal::Client(serde_json::json!([1])),
    )
    .await;
    check(
        ok(r#"{"error": "busy"}"#),
        Refusal::InSuccess(serde_json::json!({"error": "busy"})),
    )
    .await;
}

#[tokio::test]
async fn the_rest_is_told_apart() {
    let decode = outcome(ok("<html>S3CRET")).await.expect_err("an error");
    assert!(
        matches!(decode, Error::Decode(_)) && decode.may_have_been_carried_out(),
        "{decode:?}"
    );
    assert_eq!(decode.bytes().map(|bytes| bytes.len()), Some(12));
    let empty = outcome(answer(202, "", "")).await.expect_err("an error");
    assert_eq!(
        empty.to_string(),
        "the operation was carried out (202 Accepted), but its answer has no body"
    );
    let undocumented = outcome(answer(503, "", "S3CRET"))
        .await
        .expect_err("an error");
    assert!(
        matches!(&undocumented, Error::UnexpectedStatus(error) if error.fault().is_none()),
        "{undocumented:?}"
    );
    let malformed = outcome(answer(401, "", "[\"S3CRET\"]"))
        .await
        .expect_err("an error");
    assert!(
        matches!(&malformed, Error::UnexpectedStatus(error) if error.fault().is_some()),
        "{malformed:?}"
    );
    assert!(!malformed.may_have_been_carried_out());
    for error in [decode, empty, undocumented, malformed] {
        assert!(
            !api::shown(&error).contains("S3CRET"),
            "{}",
            api::shown(&error)
        );
    }
}

/// Everything that can be printed, for every way a credential travels and every way a call ends.
#[tokio::test]
async fn the_key_is_nowhere() {
    let credentials = [
        api::bearer(),
        api::header(),
        api::query(),
        Credential::header("raw", "Authorization", KEY),
        Credential::basic("basic", KEY, KEY),
        Credential::cookie("cookie", "sid", KEY),
        Credential::bearer("bearer", format!("{KEY}\n")),
    ];
    let replies = [
        Reply::Cut(String::new()),
        Reply::Hang(String::new()),
        Reply::Cut("HTTP/9 S3CRET\r\n\r\n".into()),
        answer(500, "", KEY),
        ok(KEY),
    ];
    for credential in credentials {
        for reply in &replies {
            let server = Server::start(vec![reply.clone()]).await;
            let builder = api::builder(&server.url(), credential.clone())
                .timeout(std::time::Duration::from_millis(50));
            let mut text = format!("{credential:?} {builder:?} {builder:#?}");
            let core = builder.build().expect("a client");
            let call = api::get(&core, "/{id}")
                .path("id", &KEY.to_owned())
                .header("x-own", KEY)
                .extra_query("q", KEY);
            text += &format!("{core:?} {core:#?} {call:?}");
            let future = call.into_future();
            text += &format!("{future:?}");
            text += &api::shown(&future.await.expect_err("an error"));
            for secret in [KEY, "S3CRET", "azN5LVMzQ1JFVCsveA"] {
                assert!(!text.contains(secret), "{text}");
            }
        }
    }
}
