//! Many calls at once for a long time: no error, no leak, connections used again.

use super::mix::{CALLERS, TEXTS, at_once};
use super::{KEY, PHONE, dial, memory};
use klen_client::{Auth, Client};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// `CALLSMITH_SOAK=200000 cargo test -p callsmith-tests --test faults soak -- --nocapture` is the full one.
fn calls() -> u64 {
    let asked = std::env::var("CALLSMITH_SOAK").ok();
    asked.map_or(5_000, |text| text.parse().expect("a number of calls"))
}

/// Answers everything well; the counter is that of its connections.
async fn serve(connections: Arc<AtomicU64>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            connections.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(answer(stream));
        }
    });
    url
}

/// Requests of a connection come one after the other; each ends its head, or its JSON body.
async fn answer(mut stream: TcpStream) -> Option<()> {
    let head = format!("content-length: {}\r\n\r\n", TEXTS.good.len());
    let answer = format!("HTTP/1.1 200 X\r\n{head}{}", TEXTS.good);
    let mut bytes = Vec::new();
    loop {
        let ends = if bytes.starts_with(b"POST") {
            b"}".as_slice()
        } else {
            b"\r\n\r\n"
        };
        if !bytes.is_empty() && bytes.ends_with(ends) {
            stream.write_all(answer.as_bytes()).await.ok()?;
            bytes.clear();
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn soak() {
    let connections = Arc::new(AtomicU64::new(0));
    let url = serve(connections.clone()).await;
    let builder = Client::builder().auth(Auth::bearer_auth(KEY));
    let client = builder.base_url(url).build().expect("a client");
    let (begin, calls, first) = (Instant::now(), calls(), Arc::new(AtomicU64::new(0)));
    let peak = first.clone();
    at_once(calls, move |number| {
        let (client, peak) = (client.clone(), peak.clone());
        async move {
            match number % 2 {
                0 => drop(client.get_call(PHONE).await.expect("a success")),
                _ => drop(client.initiate_call(dial()).await.expect("a success")),
            }
            if number == 1000 {
                peak.store(memory::peak(), Ordering::Relaxed);
            }
        }
    })
    .await;
    let (seconds, connections) = (begin.elapsed(), connections.load(Ordering::Relaxed));
    let grown = memory::peak().saturating_sub(first.load(Ordering::Relaxed));
    println!("{calls} calls in {seconds:.1?}, {connections} connections, memory: +{grown} KiB");
    // A new one is begun where none is free, also if one becomes free meanwhile.
    assert!(connections <= 4 * CALLERS, "{connections} connections");
    assert!(grown < 16 << 10, "memory has grown by {grown} KiB");
}
