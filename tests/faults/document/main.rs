//! Calls of Twilio's document, part of it, against a server that fails in every way there is.
//!
//! The paths lead from `target/ci/faults`; see Cargo.toml.

#[path = "../../../tests/faults/memory.rs"]
mod memory;
#[path = "../../../tests/faults/mix.rs"]
mod mix;
#[path = "../../../tests/e2e/private.rs"]
#[expect(dead_code, reason = "a part of it is used here")]
mod private;
#[path = "../../../tests/faults/search.rs"]
mod search;
#[path = "../../../runtime/tests/server/mod.rs"]
mod server;

use client::operations::{DeleteCallParams, FetchCallParams, UpdateCallParams};
use client::types::{CreateCallRequest, CreateCallRequestInit, UpdateCallRequest};
use client::{Auth, Client};
use mix::{Case, TEXTS, outcome};
use private::{KEY, PHONE};
use server::faulty::Faulty;

/// What dials and what changes a call must not be carried out twice.
const UNSAFE: [bool; 5] = [true, false, false, true, false];

async fn call(client: Client, server: Faulty, number: u64) {
    let (case, operation) = Case::new(&server, number, &UNSAFE);
    let (account_sid, sid) = (PHONE.to_owned(), PHONE.to_owned());
    let (to, from) = (PHONE.to_owned(), PHONE.to_owned());
    let form = CreateCallRequest::new(CreateCallRequestInit { to, from }).url("http://example.com");
    let change = UpdateCallRequest::new().url("http://example.com");
    match operation {
        0 => outcome!(case, &server, client.create_call(account_sid).body(form)),
        1 => outcome!(
            case,
            &server,
            client.fetch_call(FetchCallParams { account_sid, sid })
        ),
        2 => outcome!(
            case,
            &server,
            client.delete_call(DeleteCallParams { account_sid, sid })
        ),
        3 => outcome!(
            case,
            &server,
            client
                .update_call(UpdateCallParams { account_sid, sid })
                .body(change)
        ),
        _ => outcome!(case, &server, client.list_call(account_sid).to(PHONE)),
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let (server, url) = Faulty::saying(TEXTS).await;
    let builder = Client::builder().auth(Auth::account_sid_auth_token(PHONE, KEY));
    mix::run(mix::client(builder, &url), server, call).await;
}
