//! A generated client against a server that fails in every way there is: what is carried out, what errors say of it,
//! what is printed and traced meanwhile, and what it costs.

#[path = "faults/memory.rs"]
mod memory;
#[path = "e2e/private.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod private;
#[path = "faults/search.rs"]
mod search;
#[path = "../runtime/tests/server/mod.rs"]
mod server;
#[path = "faults/soak.rs"]
mod soak;

use callsmith_runtime::observe::Event;
use klen_client::types::{AgentId, InitiateCallRequest, InitiateCallRequestInit};
use klen_client::{Auth, Client, Error, Retry, runtime};
use private::{KEY, PHONE};
use runtime::RetryBudget;
use search::{PRIVATE, Search, everything};
use server::chance::Random;
use server::faulty::{Fate, Faulty, Texts};
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

const CALLS: u64 = 10_000;
const CALLERS: u64 = 64;
const SEED: u64 = 0xD1A1;

/// The server repeats what it was sent, as servers do; one name of an entry is a number too.
const TEXTS: Texts = Texts {
    good: r#"{"id":1,"call_id":"c1","status":"queued","phone_number":"+15555550123","new":"k3y/S3CRET+x","+15555550123":1}"#,
    bad: r#"{"id":1,"phone_number":"+15555550123","token":"k3y/S3CRET+x","to":["+15555550123","#,
    header: "x-echo: +15555550123\r\nx-key: k3y/S3CRET+x\r\n",
    refused: r#"{"error":"busy","message":"no","to":"+15555550123","key":"k3y/S3CRET+x"}"#,
};

fn client(url: &str) -> Client {
    let moment = Duration::from_millis(1);
    let builder = Client::builder()
        .auth(Auth::bearer_auth(KEY))
        .base_url(url)
        .timeout(Duration::from_secs(2))
        .max_body(100_000)
        .retry_budget(RetryBudget::unlimited())
        .retry(Retry::attempts(3).backoff(moment, moment))
        .observer(|event: &Event<'_>| {
            let shown = match event {
                Event::Attempt(attempt) => attempt.to_string(),
                Event::Decision(decision) => decision.to_string(),
                Event::Drift(drifted) => drifted.to_string(),
                _ => String::new(),
            };
            PRIVATE.look(&format!("{event:?} {event:#?} {shown}"));
        });
    PRIVATE.look(&format!("{builder:?} {builder:#?}"));
    let client = builder.build().expect("a client");
    PRIVATE.look(&format!("{client:?} {client:#?}"));
    client
}

/// One call by the scripts of a server, and what is to be true of it.
struct Case {
    id: String,
    script: Vec<Fate>,
    dials: bool,
}

impl Case {
    fn new(server: &Faulty, number: u64) -> (Self, u64) {
        let mut random = Random(SEED ^ (number << 20));
        let operation = random.below(3);
        let (id, script) = (number.to_string(), random.script(false));
        server.script(&id, script.clone());
        let dials = operation == 0;
        (Self { id, script, dials }, operation)
    }

    fn check<T: Debug, E: Debug + 'static>(&self, server: &Faulty, result: Result<T, Error<E>>) {
        let effects = server.effects(&self.id);
        let context = format!("{} {:?} {:?}", self.id, self.script, result.as_ref().err());
        assert!(
            !self.dials || effects <= 1,
            "carried out {effects} times: {context}"
        );
        match &result {
            Ok(_) => assert!(effects > 0, "{context}"),
            Err(error) => {
                PRIVATE.look(&everything(error));
                let open = error.may_have_been_carried_out();
                assert!(open || effects == 0, "{context}");
                assert!(!error.is_retryable() || !self.dials || !open, "{context}");
            }
        }
        if !self.dials && self.script.iter().all(|fate| fate.passes()) {
            assert!(result.is_ok(), "{context}");
        }
        server.forget(&self.id);
    }
}

fn dial() -> InitiateCallRequest {
    InitiateCallRequest::new(InitiateCallRequestInit {
        phone_number: PHONE.into(),
        agent_id: AgentId::Integer(1),
    })
}

/// `$call` with its identifier in a header, printed before it is sent.
macro_rules! outcome {
    ($case:expr, $server:expr, $call:expr) => {{
        let call = $call.header("x-call", &$case.id);
        PRIVATE.look(&format!("{call:?}"));
        $case.check($server, call.await)
    }};
}

async fn call(client: &Client, server: &Faulty, number: u64) {
    let (case, operation) = Case::new(server, number);
    match operation {
        0 => outcome!(case, server, client.initiate_call(dial())),
        1 => outcome!(case, server, client.get_call(PHONE)),
        _ => outcome!(case, server, client.delete_context_variable(1)),
    }
}

/// Calls `each` with every number below `end`, from many tasks at once.
async fn at_once<F: Future<Output = ()> + Send>(
    end: u64,
    each: impl Fn(u64) -> F + Clone + Send + 'static,
) {
    let next = Arc::new(AtomicU64::new(0));
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let (next, each) = (next.clone(), each.clone());
        callers.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= end {
                    return;
                }
                each(number).await;
            }
        });
    }
    while let Some(caller) = callers.join_next().await {
        caller.expect("all of it holds");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_phone_rings_twice_no_error_is_wrong_and_nothing_leaks() {
    // Of the whole process: the calls run on several threads.
    let _ = tracing::subscriber::set_global_default(Search);
    let (server, url) = Faulty::saying(TEXTS).await;
    let client = client(&url);
    let memory = Arc::new(AtomicU64::new(0));
    let first = memory.clone();
    at_once(CALLS, move |number| {
        let (client, server, first) = (client.clone(), server.clone(), first.clone());
        async move {
            call(&client, &server, number).await;
            if number == 1000 {
                first.store(memory::peak(), Ordering::Relaxed);
            }
        }
    })
    .await;
    assert!(PRIVATE.looks() > 5 * CALLS, "nothing was traced");
    assert_eq!(PRIVATE.hits(), [""; 0], "something private was shown");
    let grown = memory::peak().saturating_sub(memory.load(Ordering::Relaxed));
    println!("looks: {}, memory: +{grown} KiB", PRIVATE.looks());
    assert!(grown < 16 << 10, "memory has grown by {grown} KiB");
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
