//! What decoding, encoding and calling take on the clock, and in allocations: ours beside the same by hand.
//! `cargo xtask bench call` runs it; `--callgrind` counts instructions instead (`instructions.rs`).

mod cases;

use cases::server::Server;
use cases::{by_hand, ours};
use divan::{AllocProfiler, Bencher};
use tokio::runtime::{Builder, Runtime};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    cases::server::serve_if_asked();
    divan::main();
}

mod decode {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher) {
        let text = cases::calls();
        bencher.bench(|| serde_json::from_str::<Vec<ours::PhoneCall>>(&text).expect("calls"));
    }

    #[divan::bench]
    fn by_hand(bencher: Bencher) {
        let text = cases::calls();
        bencher.bench(|| serde_json::from_str::<Vec<by_hand::PhoneCall>>(&text).expect("calls"));
    }
}

mod encode {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher) {
        let calls: Vec<ours::PhoneCall> = serde_json::from_str(&cases::calls()).expect("calls");
        bencher.bench(|| serde_json::to_vec(&calls).expect("JSON"));
    }

    #[divan::bench]
    fn by_hand(bencher: Bencher) {
        let calls: Vec<by_hand::PhoneCall> = serde_json::from_str(&cases::calls()).expect("calls");
        bencher.bench(|| serde_json::to_vec(&calls).expect("JSON"));
    }
}

mod call {
    use super::*;

    #[divan::bench]
    fn ours(bencher: Bencher) {
        let (server, runtime) = (Server::start(), runtime());
        let client = ours::client(&server.base);
        bencher.bench(|| runtime.block_on(ours::place(&client)));
    }

    #[divan::bench]
    fn by_hand(bencher: Bencher) {
        let (server, runtime) = (Server::start(), runtime());
        let client = by_hand::client();
        let place = || runtime.block_on(by_hand::place(&client, &server.base, "key"));
        bencher.bench(|| place().expect("a call"));
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
