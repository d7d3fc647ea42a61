//! What somebody writes who depends on two generated crates. The argument is where both APIs are.

use opencx_client::types::{Contact, MakeOutboundCallDto};
use phone_calls_client::types::{CallStatus, NewCall};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("where is the API?")?;

    let auth = opencx_client::Auth::bearer_auth("key-of-opencx");
    let client = opencx_client::Client::builder()
        .auth(auth)
        .base_url(&url)
        .build()?;
    let call = MakeOutboundCallDto::new("agent-1", Contact::phone_number("+15555550123"));
    let answer = client.make_outbound_call(call).await?;
    println!(
        "opencx: placed {}, answer kept {}",
        answer.error.is_none(),
        answer.result.is_some()
    );

    let auth = phone_calls_client::Auth::bearer_auth("key-of-the-other");
    let client = phone_calls_client::Client::builder()
        .auth(auth)
        .base_url(format!("{url}/v1"))
        .build()?;
    let call = client
        .create_call(NewCall::new("+15555550199").greeting("Hello"))
        .await?;
    println!(
        "other: {} is {}, queued {}",
        call.id,
        call.status,
        call.status == CallStatus::Queued
    );
    Ok(())
}
