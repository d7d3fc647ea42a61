//! A generated crate takes a provider of tokens wherever it takes a key.

use crate::klen::initiate;
use crate::private::{KEY, PHONE, hides, printed};
use klen_client::runtime::testing::{InMemory, Reply, json};
use klen_client::runtime::{Secret, Token};
use klen_client::types::AgentId;
use klen_client::{Client, Error};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A key with a number behind it, another one for each time it is asked.
fn counting(good_for: Duration) -> (Secret, Arc<AtomicU32>) {
    let asked = Arc::new(AtomicU32::new(0));
    let count = asked.clone();
    let secret = Secret::provider(move || {
        let number = count.fetch_add(1, Ordering::Relaxed) + 1;
        async move { Ok::<_, std::io::Error>(Token::from(format!("{KEY}{number}")).good_for(good_for)) }
    });
    (secret, asked)
}

/// Takes the second key only.
fn network() -> InMemory {
    InMemory::new().answering(|request| {
        match request
            .header("authorization")
            .is_some_and(|value| value.ends_with('2'))
        {
            true if request.path().ends_with("agents") => Reply::json(&json!({"agents": []})),
            true => Reply::json(&json!({"id": 1, "type": "outbound", "status": "queued"})),
            false => {
                Reply::status(401).with_json(&json!({"error": "invalid_key", "message": "no"}))
            }
        }
    })
}

fn client(network: &InMemory, secret: Secret) -> Client {
    let auth = klen_client::Auth::bearer_auth(secret);
    let builder = Client::builder().auth(auth).transport(network.clone());
    builder.build().expect("a client")
}

#[tokio::test]
async fn what_only_reads_is_sent_again_with_another_token() {
    let (secret, asked) = counting(Duration::ZERO);
    let network = network();
    client(&network, secret)
        .list_agents()
        .await
        .expect("a success");
    assert_eq!(
        (network.requests().len(), asked.load(Ordering::Relaxed)),
        (2, 2)
    );
}

#[tokio::test]
async fn what_dials_is_not_and_the_next_call_has_another_token() {
    let (secret, asked) = counting(Duration::from_secs(3600));
    let network = network();
    let client = client(&network, secret);
    let dial = || client.initiate_call(initiate(PHONE, AgentId::Integer(7)));
    let error = dial().await.expect_err("a refusal");
    assert_eq!((error.code(), error.attempts()), (Some("invalid_key"), 1));
    hides(&printed(&error));
    dial().await.expect("a success");
    assert_eq!(
        (network.requests().len(), asked.load(Ordering::Relaxed)),
        (2, 2)
    );
}

#[tokio::test]
async fn without_a_token_nobody_is_called() {
    let network = network();
    // The short form takes one as well.
    drop(Client::new(Secret::provider(|| async {
        Ok::<_, std::io::Error>(KEY)
    })));
    let secret = Secret::provider(|| async { Err::<String, _>("the vault is closed") });
    let call = client(&network, secret).initiate_call(initiate(PHONE, AgentId::Integer(7)));
    let error = call.await.expect_err("no token");
    assert!(matches!(error, Error::Token(_)) && !error.may_have_been_carried_out());
    assert!(network.requests().is_empty());
    hides(&printed(&error));
}
