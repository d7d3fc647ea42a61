//! Klen: three ways to authenticate, agents named in two ways, limits.

use crate::klen::initiate;
use crate::mock::{Mock, REQUEST_ID, Reply, Seen};
use crate::private::{KEY, KEY_IN_QUERY, PHONE, SAID, hidden, hides, printed};
use callsmith_runtime::Credential;
use klen_client::types::*;
use klen_client::{Auth, Client, Error};
use serde_json::{Value as Json, json};
use std::time::Duration;

fn client(mock: &Mock, credentials: impl IntoIterator<Item = Credential>) -> Client {
    let builder = Client::builder().base_url(mock.url());
    credentials
        .into_iter()
        .fold(builder, |builder, credential| builder.auth(credential))
        .build()
        .expect("a client")
}

/// Where a request has a credential: header `Authorization`, header `X-API-Key`, request line.
async fn sent(
    credentials: impl IntoIterator<Item = Credential>,
) -> (Option<String>, Option<String>, String) {
    let mock = Mock::with([Reply::json(200, &json!({"calls": []}))]).await;
    let client = client(&mock, credentials);
    hidden(&client);
    client.list_calls().page(2).await.expect("a success");
    let seen = mock.only();
    let header = |name| seen.header(name).map(str::to_owned);
    (
        header("authorization"),
        header("x-api-key"),
        seen.line.clone(),
    )
}

#[tokio::test]
async fn a_key_travels_in_one_of_three_ways() {
    let bearer = || Credential::from(Auth::bearer_auth(KEY));
    let header = || Credential::from(Auth::api_key_header(KEY));
    let query = || Credential::from(Auth::api_key_query(KEY));
    let plain = "GET /calls?page=2".to_owned();
    let as_bearer = (Some(format!("Bearer {KEY}")), None, plain.clone());
    assert_eq!(sent([bearer()]).await, as_bearer);
    assert_eq!(
        sent([header()]).await,
        (None, Some(KEY.to_owned()), plain.clone())
    );
    assert_eq!(
        sent([query()]).await,
        (None, None, format!("{plain}&api_key={KEY_IN_QUERY}"))
    );
    // The first that the document names; never two at once.
    assert_eq!(sent([query(), header(), bearer()]).await, as_bearer);
    assert_eq!(
        sent([query(), header()]).await,
        (None, Some(KEY.to_owned()), plain)
    );
    // The last of one kind.
    assert_eq!(
        sent([Auth::bearer_auth("old").into(), bearer()]).await,
        as_bearer
    );
}

fn by_query(mock: &Mock) -> Client {
    client(mock, [Auth::api_key_query(KEY).into()])
}

fn lines(seen: &[Seen]) -> Vec<&str> {
    seen.iter().map(|seen| seen.line.as_str()).collect()
}

#[tokio::test]
async fn a_key_in_the_query_stays_at_home() {
    let stranger = Mock::with([Reply::json(200, &json!({}))]).await;
    let mock = Mock::with([Reply::redirect(302, &format!("{}/calls", stranger.url()))]).await;
    let error = by_query(&mock)
        .list_calls()
        .await
        .expect_err("a redirect that is not followed");
    hides(&printed(&error));
    assert_eq!(
        lines(&mock.seen()),
        [format!("GET /calls?api_key={KEY_IN_QUERY}")]
    );
    assert!(stranger.seen().is_empty());
}

#[tokio::test]
async fn a_key_in_the_query_follows_within_the_origin() {
    let echo = format!("/v2/calls?page=3&api_key={KEY_IN_QUERY}");
    let script = [
        Reply::redirect(307, "/v2/calls?page=2"),
        Reply::redirect(307, &echo),
        Reply::json(200, &json!({})),
    ];
    let mock = Mock::with(script).await;
    by_query(&mock).list_calls().await.expect("a success");
    let seen = mock.seen();
    let key = format!("api_key={KEY_IN_QUERY}");
    assert_eq!(
        lines(&seen),
        [
            format!("GET /calls?{key}"),
            format!("GET /v2/calls?page=2&{key}"),
            format!("GET /v2/calls?page=3&{key}")
        ]
    );
}

#[tokio::test]
async fn a_key_in_the_query_is_not_printed() {
    let mock = Mock::with([Reply::Cut, Reply::text(500, KEY), Reply::text(200, KEY)]).await;
    let client = by_query(&mock);
    for _ in 0..3 {
        let call = client.initiate_call(initiate(PHONE, AgentId::Integer(1)));
        hidden(&call);
        hides(&printed(&call.await.expect_err("a failure")));
    }
    // Nobody listens there.
    let gone = Client::builder()
        .auth(Auth::api_key_query(KEY))
        .base_url("http://127.0.0.1:1")
        .build()
        .expect("a client");
    let error = gone.list_calls().await.expect_err("no connection");
    assert!(
        matches!(error, Error::Transport(_)) && !error.may_have_been_carried_out(),
        "{error:?}"
    );
    hides(&printed(&error));
}

#[tokio::test]
async fn a_limit_says_when_to_go_on() {
    let body = json!({"error": "rate_limit_exceeded", "message": "slowly"}).to_string();
    let headers = "retry-after: 30\r\nx-ratelimit-remaining: 0\r\n".to_owned();
    let mock = Mock::with([Reply::Answer(429, headers, body)]).await;
    // The wait that is asked for does not fit: the answer comes at once.
    let error = client(&mock, [Auth::bearer_auth(KEY).into()])
        .list_agents()
        .total_timeout(Duration::from_secs(20))
        .await
        .expect_err("a limit");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(
        error.rate_limit().and_then(|limit| limit.remaining),
        Some(0)
    );
    assert_eq!(error.code(), Some("rate_limit_exceeded"));
    assert!(error.is_retryable() && error.attempts() == 1);
    assert_eq!(
        error.to_string(),
        format!("the API answered 429 Too Many Requests (request id {REQUEST_ID})")
    );
}

#[test]
fn an_agent_is_named_by_number_or_text() {
    let written =
        |id: AgentId| serde_json::to_value(initiate(PHONE, id)).expect("JSON")["agent_id"].clone();
    assert_eq!(
        written(AgentId::Integer(5_000_000_000)),
        json!(5_000_000_000_i64)
    );
    assert_eq!(written(AgentId::String("as-3".into())), json!("as-3"));
    assert_eq!(written("as-3".to_owned().into()), json!("as-3"));
    assert_eq!(
        written(AgentId::other(json!({"pool": [1]}))),
        json!({"pool": [1]})
    );
    for body in [
        json!(7),
        json!("7"),
        json!(7.5),
        json!(null),
        json!({"pool": SAID}),
        json!([7]),
    ] {
        let id: AgentId =
            serde_json::from_value(body.clone()).expect("a union without a tag reads all");
        assert_eq!(serde_json::to_value(&id).expect("JSON"), body);
        hidden(&id);
    }
}

#[test]
fn requests_hide_what_is_private() {
    let values = || [("note".to_owned(), Json::from(SAID))];
    hidden(&initiate(PHONE, AgentId::Integer(1)).variables(values()));
    hidden(&SetContactContextRequest::new(values()).with_extra("more", SAID));
}
