//! What holds for the default transport holds for reqwest: the tests of the wire once more, with a client of it.

#![cfg(feature = "reqwest")]
#![allow(
    clippy::duplicate_mod,
    reason = "each of these files brings the server that it needs when it stands alone"
)]

#[path = "carried_out.rs"]
mod carried_out;
#[path = "http_answers.rs"]
mod http_answers;
#[path = "http_faults.rs"]
mod http_faults;
#[path = "transfer.rs"]
mod transfer;
