//! What a user's own tests look like: no port, no wait.

use crate::klen::initiate;
use crate::private::{KEY, PHONE, hidden, hides, printed};
use callsmith_runtime::{Quota, RateLimit};
use klen_client::runtime::testing::{InMemory, Reply, from_json, json};
use klen_client::types::{AgentId, CallType, InitiatedCall, UnauthorizedCode};
use klen_client::{Auth, Client, Error, RATE_LIMIT, Retry};
use std::time::Duration;

fn client(network: &InMemory) -> Client {
    let builder = Client::builder().auth(Auth::bearer_auth(KEY));
    builder
        .transport(network.clone())
        .build()
        .expect("a client")
}

#[tokio::test]
async fn a_limit_then_a_success() {
    let network = InMemory::new()
        .then(Reply::status(429).header("retry-after", "30"))
        .then(Reply::json(&json!({"agents": []})));
    client(&network).list_agents().await.expect("a success");
    assert_eq!(network.elapsed(), Duration::from_secs(30));
    let paths = network
        .requests()
        .iter()
        .map(|request| request.path().to_owned())
        .collect::<Vec<_>>();
    assert_eq!(paths, ["/api/v1/agents"; 2]);
    hidden(&network);
}

#[tokio::test]
async fn what_dials_is_not_repeated_whatever_one_sets() {
    let network = InMemory::new().always(Reply::lost());
    let call = client(&network).initiate_call(initiate(PHONE, AgentId::Integer(7)));
    let error = call.retry(Retry::attempts(9)).await.expect_err("no answer");
    assert!(error.may_have_been_carried_out() && !error.is_retryable());
    assert_eq!((error.attempts(), network.requests().len()), (1, 1));
    hides(&printed(&error));
}

#[tokio::test]
async fn answers_are_made_and_compared() {
    let answer: InitiatedCall = from_json(json!({"id": 1, "type": "outbound", "status": "queued"}));
    let network = InMemory::new().always(Reply::json(&answer));
    let call = client(&network).initiate_call(initiate(PHONE, AgentId::Integer(7)));
    let placed = call.await.expect("a success");
    assert_eq!(placed, answer);
    assert_eq!(placed.call_type, Some(CallType::Outbound));
    assert_eq!(network.requests()[0].json()["phone_number"], PHONE);
}

#[tokio::test]
async fn codes_are_typed_by_status() {
    let refused = Reply::status(401).with_json(&json!({"error": "invalid_key", "message": "no"}));
    let network = InMemory::new().always(refused);
    let error = client(&network).list_agents().await.expect_err("a refusal");
    assert_eq!(error.code(), Some("invalid_key"));
    let Error::Api(api) = error else {
        panic!("{error:?}")
    };
    assert!(matches!(
        api.error,
        klen_client::operations::ListAgentsError::Unauthorized(ref body) if body.error == UnauthorizedCode::InvalidKey
    ));
}

#[tokio::test]
async fn the_documented_limit_is_kept_where_it_is_asked_for() {
    assert_eq!(RATE_LIMIT, Quota::per_minute(60));
    assert_eq!(opencx_client::RATE_LIMIT, Quota::per_minute(100));
    let network = InMemory::new().always(Reply::json(&json!({"agents": []})));
    let builder = Client::builder()
        .auth(Auth::bearer_auth(KEY))
        .transport(network.clone());
    let client = builder
        .rate_limit(RateLimit::wait())
        .build()
        .expect("a client");
    for _ in 0..61 {
        client.list_agents().await.expect("a success");
    }
    assert!(network.elapsed() >= Duration::from_secs(60));
}
