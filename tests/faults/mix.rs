//! A seeded mix of calls of any generated client, and what has to be true of each of them.

use crate::memory;
use crate::search::{PRIVATE, Search, everything};
use crate::server::chance::Random;
use crate::server::faulty::{Fate, Faulty, Texts};
use callsmith_runtime::observe::Event;
use callsmith_runtime::{Builder, Core, Error, Retry, RetryBudget};
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

pub(crate) const CALLS: u64 = 10_000;
pub(crate) const CALLERS: u64 = 64;
const SEED: u64 = 0xD1A1;

/// The server repeats what it was sent, as servers do; one name of an entry is a number too.
pub(crate) const TEXTS: Texts = Texts {
    good: r#"{"id":1,"call_id":"c1","status":"queued","phone_number":"+15555550123","new":"k3y/S3CRET+x","+15555550123":1}"#,
    bad: r#"{"id":1,"phone_number":"+15555550123","token":"k3y/S3CRET+x","to":["+15555550123","#,
    header: "x-echo: +15555550123\r\nx-key: k3y/S3CRET+x\r\n",
    refused: r#"{"error":"busy","message":"no","to":"+15555550123","key":"k3y/S3CRET+x"}"#,
};

/// A client that waits little, budgets nothing and shows all that it can.
pub(crate) fn client<C: From<Core> + Debug>(builder: Builder<C>, url: &str) -> C {
    let moment = Duration::from_millis(1);
    let builder = builder
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
pub(crate) struct Case {
    pub(crate) id: String,
    script: Vec<Fate>,
    dials: bool,
}

impl Case {
    /// One of so many operations as `dials` says of; what is true of one must not be carried out twice. Gives back which.
    pub(crate) fn new(server: &Faulty, number: u64, dials: &[bool]) -> (Self, usize) {
        let mut random = Random(SEED ^ (number << 20));
        let operation = random.below(dials.len() as u64) as usize;
        let (id, script) = (number.to_string(), random.script(false));
        server.script(&id, script.clone());
        let dials = dials[operation];
        (Self { id, script, dials }, operation)
    }

    pub(crate) fn check<T: Debug, E: Debug + 'static>(
        &self,
        server: &Faulty,
        result: Result<T, Error<E>>,
    ) {
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

/// `$call` with its identifier in a header, printed before it is sent.
macro_rules! outcome {
    ($case:expr, $server:expr, $call:expr) => {{
        let call = $call.header("x-call", &$case.id);
        crate::search::PRIVATE.look(&format!("{call:?}"));
        $case.check($server, call.await)
    }};
}
pub(crate) use outcome;

/// Calls `each` with every number below `end`, from many tasks at once.
pub(crate) async fn at_once<F: Future<Output = ()> + Send>(
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

/// Makes all calls, and looks at what was shown and at what is left in memory.
pub(crate) async fn run<C, F>(client: C, server: Faulty, call: fn(C, Faulty, u64) -> F)
where
    C: Clone + Send + Sync + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    // Of the whole process: the calls run on several threads.
    let _ = tracing::subscriber::set_global_default(Search);
    let memory = Arc::new(AtomicU64::new(0));
    let first = memory.clone();
    at_once(CALLS, move |number| {
        let (under_way, first) = (call(client.clone(), server.clone(), number), first.clone());
        async move {
            under_way.await;
            if number == 1000 {
                first.store(memory::peak(), Ordering::Relaxed);
            }
        }
    })
    .await;
    assert!(PRIVATE.looks() > 5 * CALLS, "nothing was traced");
    assert_eq!(PRIVATE.hits(), [""; 0], "something private was shown");
    let grown = memory::peak().saturating_sub(memory.load(Ordering::Relaxed));
    println!(
        "{CALLS} calls, {} looks, memory: +{grown} KiB",
        PRIVATE.looks()
    );
    assert!(grown < 16 << 10, "memory has grown by {grown} KiB");
}
