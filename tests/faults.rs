//! A generated client against a server that fails in every way there is: what is carried out, what errors say of it,
//! what is printed and traced meanwhile, and what it costs.

#[path = "faults/memory.rs"]
mod memory;
#[path = "faults/mix.rs"]
mod mix;
#[path = "e2e/private.rs"]
#[expect(dead_code, reason = "a part of it is used here")]
mod private;
#[path = "faults/search.rs"]
mod search;
#[path = "../runtime/tests/server/mod.rs"]
mod server;
#[path = "faults/soak.rs"]
mod soak;

use klen_client::types::{AgentId, InitiateCallRequest, InitiateCallRequestInit};
use klen_client::{Auth, Client, runtime};
use mix::{Case, TEXTS, outcome};
use private::{KEY, PHONE};
use search::{PRIVATE, everything};
use server::faulty::Faulty;

fn client(url: &str) -> Client {
    mix::client(Client::builder().auth(Auth::bearer_auth(KEY)), url)
}

fn dial() -> InitiateCallRequest {
    InitiateCallRequest::new(InitiateCallRequestInit {
        phone_number: PHONE.into(),
        agent_id: AgentId::Integer(1),
    })
}

async fn call(client: Client, server: Faulty, number: u64) {
    let (case, operation) = Case::new(&server, number, &[true, false, false]);
    match operation {
        0 => outcome!(case, &server, client.initiate_call(dial())),
        1 => outcome!(case, &server, client.get_call(PHONE)),
        _ => outcome!(case, &server, client.delete_context_variable(1)),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_phone_rings_twice_no_error_is_wrong_and_nothing_leaks() {
    let (server, url) = Faulty::saying(TEXTS).await;
    mix::run(client(&url), server, call).await;
}

/// Where nobody listens, everything is tried three times, and it is certain that nothing happened.
#[tokio::test]
async fn a_refused_connection_is_never_a_perhaps() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let port = listener.expect("a port").local_addr().expect("an address");
    let client = client(&format!("http://{port}"));
    for _ in 0..100 {
        let error = client.initiate_call(dial()).await.expect_err("nobody");
        PRIVATE.look(&everything(&error));
        assert!(!error.may_have_been_carried_out() && error.is_retryable());
        assert_eq!(error.attempts(), 3);
    }
    assert_eq!(PRIVATE.hits(), [""; 0]);
}

#[tokio::test]
async fn what_a_network_in_memory_keeps_is_not_shown() {
    use runtime::testing::{InMemory, Reply};
    let network = InMemory::new().always(Reply::status(200).body(TEXTS.good));
    let builder = Client::builder().auth(Auth::api_key_query(KEY));
    let client = builder.transport(network.clone()).build();
    let client = client.expect("a client");
    client.get_call(PHONE).await.expect("an answer");
    let whole = client.initiate_call(dial()).response().await;
    let text = format!("{network:?} {:#?} {whole:?}", network.requests());
    assert!(text.contains("GET"));
    private::hides(&text);
}
