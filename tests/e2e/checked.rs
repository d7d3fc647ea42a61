//! What each client checks before it sends: a wrong number never reaches the server.

use crate::mock::{Mock, Reply};
use crate::operation::Provider;
use crate::private::{CALLER, hides};
use callsmith_runtime::Error;
use callsmith_runtime::failure::Failures;
use serde_json::json;
use std::fmt::Debug;

/// What people write, and what is no number at all.
const WRONG: [&str; 4] = ["+1 555-555-0123", "5555550123", "tel:+15555550123", ""];

/// The paths of what was refused; nothing was sent, and nothing is shown.
#[track_caller]
fn paths<T: Debug, E: Failures + Debug>(mock: &Mock, result: Result<T, Error<E>>) -> Vec<String> {
    let error = result.expect_err("a refusal");
    assert!(mock.seen().is_empty());
    assert!(!error.may_have_been_carried_out());
    hides(&format!("{error} {error:#} {error:?} {error:#?}"));
    match error {
        Error::InvalidRequest(refused) => {
            let faults = refused.faults().iter();
            faults.map(|fault| fault.path().to_owned()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn cald_is_never_told_a_wrong_number() {
    use cald_client::{Client, types::Contact};
    let mock = Mock::start().await;
    let client = Client::at(&mock.url());
    for number in WRONG {
        let call = client.call_with_agent("agent-1", Contact::new(number));
        assert_eq!(paths(&mock, call.await), ["$.phoneNumber"]);
    }
}

#[tokio::test]
async fn klen_is_never_told_a_wrong_number() {
    use klen_client::{Client, types::AgentId};
    let mock = Mock::start().await;
    let client = Client::at(&mock.url());
    for number in WRONG {
        let body = crate::klen::initiate(number, AgentId::Integer(1));
        let call = client.initiate_call(body);
        assert_eq!(paths(&mock, call.await), ["$.phone_number"]);
    }
}

#[tokio::test]
async fn opencx_is_never_told_a_wrong_number() {
    use opencx_client::types::{
        Contact, CreateOutboundTrunkDto, CreateOutboundTrunkDtoInit, CreatePhoneAgentPublicDto,
        MakeOutboundCallDto,
    };
    let mock = Mock::start().await;
    let client = opencx_client::Client::at(&mock.url());
    for number in WRONG {
        let body = MakeOutboundCallDto::new("agent", Contact::phone_number(number));
        let call = client.make_outbound_call(body);
        assert_eq!(paths(&mock, call.await), ["$.contact.phoneNumber"]);
    }
    let body = CreatePhoneAgentPublicDto::new("Reception")
        .handoff_phone_number("12")
        .language(Vec::<String>::new());
    let call = client.create_phone_agent(body);
    let expected = ["$.language", "$.handoff_phone_number"];
    assert_eq!(paths(&mock, call.await), expected);
    // All at once.
    let body = CreateOutboundTrunkDto::new(CreateOutboundTrunkDtoInit {
        name: String::new(),
        host: "sip.example.com".into(),
        username: CALLER.into(),
        password: String::new(),
        caller_number: "12".into(),
    })
    .port(70_000);
    let call = client.create_outbound_trunk(body);
    let expected = ["$.name", "$.port", "$.password", "$.caller_number"];
    assert_eq!(paths(&mock, call.await), expected);
}

#[tokio::test]
async fn verbex_is_never_told_a_wrong_number() {
    use verbex_client::types::{
        CreatePhoneCallRequest, CreatePhoneCallRequestInit, Direction, WebhookSubscriptionRequest,
        WebhookSubscriptionRequestInit,
    };
    let mock = Mock::start().await;
    let client = verbex_client::Client::at(&mock.url());
    for number in WRONG {
        let body = CreatePhoneCallRequest::new(CreatePhoneCallRequestInit {
            from_number: CALLER.into(),
            to_number: number.into(),
            direction: Direction::Outbound,
        });
        let call = client.dial_outbound_phone_call(body);
        assert_eq!(paths(&mock, call.await), ["$.to_number"]);
    }
    for size in [0, 1001] {
        let call = client.list_calls().page_size(size);
        assert_eq!(paths(&mock, call.await), ["page_size"]);
    }
    let body = WebhookSubscriptionRequest::new(WebhookSubscriptionRequestInit {
        name: "events".into(),
        url: "ftp://example.com".into(),
        enable_signed_webhooks: true,
    })
    .description("ü".repeat(1501));
    let call = client.create_webhook_subscription(body);
    assert_eq!(paths(&mock, call.await), ["$.url", "$.description"]);
}

#[tokio::test]
async fn what_the_caller_insists_on_is_sent() {
    use cald_client::{Client, types::Contact};
    let mock = Mock::with([Reply::json(200, &json!({"status": "success"}))]).await;
    let client = Client::at(&mock.url());
    let call = client.call_with_agent("agent-1", Contact::new("911"));
    call.unchecked().await.expect("a success");
    assert_eq!(mock.only().json()["phoneNumber"], "911");
}
