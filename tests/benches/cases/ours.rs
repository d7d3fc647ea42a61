//! A generated client.

use verbex_client::Client;
use verbex_client::types::PhoneCallResponse;
use verbex_client::types::{CreatePhoneCallRequest, CreatePhoneCallRequestInit, Direction};

pub(crate) use verbex_client::types::PhoneCallResponse as PhoneCall;

/// Places a call.
pub(crate) async fn place(client: &Client) -> PhoneCallResponse {
    let body = CreatePhoneCallRequest::new(CreatePhoneCallRequestInit {
        from_number: "+15555550100".to_owned(),
        to_number: "+15555550123".into(),
        direction: Direction::Outbound,
    });
    client.dial_outbound_phone_call(body).await.expect("a call")
}

/// A client of the server at `base`.
pub(crate) fn client(base: &str) -> Client {
    Client::builder()
        .base_url(base)
        .auth(verbex_client::Auth::bearer_auth("key"))
        .build()
        .expect("a client")
}
