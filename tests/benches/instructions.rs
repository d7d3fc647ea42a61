//! One case so many times: `instructions CASE TIMES`, for valgrind to count.

mod cases;

use cases::server::Server;
use cases::{by_hand, ours};
use std::hint::black_box;
use tokio::runtime::Builder;

fn main() {
    cases::server::serve_if_asked();
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let (case, times) = (words.next().unwrap_or_default(), words.next());
    let Some(times) = times.and_then(|times| times.parse().ok()) else {
        return eprintln!("instructions CASE TIMES");
    };
    let text = cases::calls();
    match case.as_str() {
        "decode-ours" => repeat(times, || {
            serde_json::from_str::<Vec<ours::PhoneCall>>(&text)
        }),
        "decode-derive" => repeat(times, || {
            serde_json::from_str::<Vec<by_hand::PhoneCall>>(&text)
        }),
        "encode-ours" => {
            let calls: Vec<ours::PhoneCall> = serde_json::from_str(&text).expect("calls");
            repeat(times, || serde_json::to_vec(&calls));
        }
        "encode-derive" => {
            let calls: Vec<by_hand::PhoneCall> = serde_json::from_str(&text).expect("calls");
            repeat(times, || serde_json::to_vec(&calls));
        }
        "call-ours" | "call-reqwest" => calls(&case, times),
        other => eprintln!("there is no case `{other}`"),
    }
}

fn calls(case: &str, times: u64) {
    let server = Server::start();
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    match case {
        "call-ours" => {
            let client = ours::client(&server.base);
            repeat(times, || runtime.block_on(ours::place(&client)));
        }
        _ => {
            let client = by_hand::client();
            let place = || runtime.block_on(by_hand::place(&client, &server.base, "key"));
            repeat(times, || place().expect("a call"));
        }
    }
}

fn repeat<T>(times: u64, work: impl Fn() -> T) {
    (0..times).for_each(|_| drop(black_box(work())));
}
