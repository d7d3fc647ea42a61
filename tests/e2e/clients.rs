//! Clients themselves: threads, printing, and what is refused before anything is sent.

use crate::mock::{Mock, Reply};
use crate::operation::{ODD, Provider, SHORT};
use crate::private::{EMAIL, KEY, PHONE, SECRET, hidden, hides, printed};
use callsmith_runtime::Builder;
use opencx_client::operations::{GetChatSessionError, MakeOutboundCallError};
use opencx_client::types::{Contact, MakeOutboundCallDto, PhoneAgentDto};
use opencx_client::{Auth, Client, Error};
use serde_json::json;
use std::fmt::Debug;
use std::time::Duration;

pub(crate) fn opencx_call() -> MakeOutboundCallDto {
    MakeOutboundCallDto::new(ODD, Contact::phone_number(PHONE))
}

/// What holds for the client of every provider.
fn is_a_client<C: Provider + Send + Sync + Clone + Debug + 'static>() {
    hidden(&C::builder());
    let client = C::builder()
        .build()
        .expect("a client of the documented base URL");
    hidden(&client);
    hidden(&client.clone());
    let secret = format!("https://me:{SECRET}@example.com");
    let query = format!("https://example.com/?key={SECRET}");
    for url in [secret, query] {
        let error = C::builder().base_url(url).build().err();
        hides(&printed(&error.expect("a base URL that is none")));
    }
}

#[test]
fn clients_cross_threads_and_hide_their_key() {
    is_a_client::<cald_client::Client>();
    is_a_client::<klen_client::Client>();
    is_a_client::<opencx_client::Client>();
    is_a_client::<verbex_client::Client>();
}

#[test]
fn calls_answers_and_errors_cross_threads() {
    fn crosses<T: Send + 'static>(_: T) {}
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    let opencx = Client::new(KEY);
    crosses(opencx.make_outbound_call(opencx_call()));
    crosses(opencx.make_outbound_call(opencx_call()).into_future());
    crosses(opencx.make_outbound_call(opencx_call()).response());
    is_shared::<Auth>();
    is_shared::<PhoneAgentDto>();
    is_error::<Error<MakeOutboundCallError>>();
}

#[tokio::test]
async fn calls_hide_what_they_send() {
    let client = Client::new(KEY);
    hidden(&Auth::bearer_auth(KEY));
    hidden(&client.remove_inbound_trunk_phone_number(PHONE));
    let marked = client.get_chat_session(PHONE);
    hidden(&marked.header("X-Key", KEY).extra_query("q", EMAIL));
    hidden(&client.make_outbound_call(opencx_call()).into_future());
    hidden(&client.make_outbound_call(opencx_call()).response());
    let call = client.get_chat_session(PHONE);
    assert_eq!(format!("{call:?}"), "Call(GET /chat/sessions/{session_id})");
}

/// A call that must not get as far as the network.
async fn refused(
    builder: Builder<Client>,
    id: &str,
    header: (&str, &str),
) -> Error<GetChatSessionError> {
    let client = builder.build().expect("a client");
    let call = client.get_chat_session(id).header(header.0, header.1);
    call.await.expect_err("a refusal")
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_before() {
    let mock = Mock::start().await;
    let with = |key: &str| {
        Client::builder()
            .auth(Auth::bearer_auth(key))
            .base_url(mock.url())
    };
    let fine = ("X-A", "1");
    let two_lines = format!("{SECRET}\r\nX-B: 1");
    let plain_http = with(KEY).base_url("http://api.example.com");
    for (error, reason) in [
        (refused(with(KEY), "", fine).await, "`session_id` is empty"),
        (refused(with(KEY), "..", fine).await, "`.` or `..`"),
        (refused(with(KEY), "s", ("X-A", &two_lines)).await, "`x-a`"),
        (refused(with(KEY), "s", ("Host", SECRET)).await, "`host`"),
        (
            refused(with(&format!("{KEY}\n")), "s", fine).await,
            "a line break",
        ),
        (refused(with(""), "s", fine).await, "`bearerAuth` is empty"),
        (
            refused(Client::builder().base_url(mock.url()), "s", fine).await,
            "Client::builder().auth(",
        ),
        (refused(plain_http, "s", fine).await, "plain http"),
    ] {
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        assert!(error.to_string().contains(reason), "{reason}: {error}");
        assert!(!error.may_have_been_carried_out());
        hides(&printed(&error));
    }
    assert!(mock.seen().is_empty());
}

#[tokio::test]
async fn the_timeout_of_a_call_replaces_that_of_the_client() {
    let voices = json!({"voices": []});
    let mock = Mock::with([Reply::Silence, Reply::json(200, &voices)]).await;
    let client = Client::builder()
        .auth(Auth::bearer_auth(KEY))
        .base_url(mock.url())
        .retry(opencx_client::Retry::never())
        .timeout(SHORT);
    let client = client.build().expect("a client");
    assert!(
        client
            .list_phone_voices()
            .await
            .expect_err("silence")
            .is_timeout()
    );
    let patient = client.list_phone_voices().timeout(Duration::MAX).await;
    assert_eq!(patient.expect("an answer"), voices);
}

#[tokio::test]
async fn clones_call_side_by_side() {
    let mock = Mock::with((0..16).map(|_| Reply::json(200, &json!([])))).await;
    let client = Client::at(&mock.url());
    let calls = (0..16).map(|_| tokio::spawn(client.clone().list_phone_agents().into_future()));
    for call in calls.collect::<Vec<_>>() {
        assert!(call.await.expect("no panic").expect("a success").is_empty());
    }
    assert_eq!(mock.seen().len(), 16);
}
