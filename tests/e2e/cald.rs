//! Cald.

use crate::documented::complete;
use crate::mock::{Reply, Seen};
use crate::operation::{Examine, ODD, Provider, examined, operation, pair};
use crate::private::{CALLER, EMAIL, KEY, PERSON, PHONE, RECORDING, SAID, hidden, hides, printed};
use cald_client::operations::CallWithAgentError;
use cald_client::types::*;
use cald_client::{Auth, Client, Error};
use callsmith_runtime::Builder;
use serde_json::{Value as Json, json};

impl Provider for Client {
    const NAME: &'static str = "cald";

    fn builder() -> Builder<Self> {
        Client::builder().auth(Auth::api_key_auth(KEY))
    }

    /// The key as it is, without `Bearer`.
    fn authorized(seen: &Seen) {
        assert_eq!(seen.header("authorization"), Some(KEY));
    }
}

#[test]
fn every_operation_is_examined() {
    complete("cald", &[EXAMINED]);
}

examined!(call_with_agent, get_call, list_agents);

fn call_with_agent() -> impl Examine {
    operation!(|client: &Client| {
        let variables = [("orderNumber", "17"), ("note", SAID)];
        let contact = Contact::new(PHONE).prospect_name(PERSON).email(EMAIL).custom_variables(variables);
        client.call_with_agent(ODD, contact)
    })
    .sends(
        "POST /agents/a%2Fb%20c%2B%C3%A9/call",
        json!({"phoneNumber": PHONE, "prospectName": PERSON, "email": EMAIL, "orderNumber": "17", "note": SAID}),
    )
    .answers(200, json!({"status": "success", "callId": "call-1"}), |attempt| {
        assert_eq!(attempt.status, Some(CallAttemptStatus::Success));
        assert_eq!(attempt.call_id.as_deref(), Some("call-1"));
    })
    .fails(200, json!({"status": "failed", "reason": SAID}), |error| {
        let CallWithAgentError::Refused(attempt) = error else { return false };
        let reason: Vec<_> = attempt.extra().collect();
        attempt.status == Some(CallAttemptStatus::Failed) && reason == [("reason", &json!(SAID))]
    })
}

fn get_call() -> impl Examine {
    operation!(|client: &Client| client.get_call(ODD))
        .sends("GET /calls/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(
            200,
            json!({
                "callId": "call-1", "direction": "outbound", "from": CALLER, "to": PHONE, "completed": true,
                "result": "pickedUp", "createdAt": "today", "completedAt": "later",
                "transcripts": [{"role": "agent", "content": SAID}, {"role": "user", "content": SAID}],
                "callLength": 61.5, "recordingUrl": RECORDING,
            }),
            |call| {
                assert_eq!((&call.direction, &call.result), (&Some(Direction::Outbound), &Some(CallResult::PickedUp)));
                assert_eq!((call.to.as_deref(), call.call_length), (Some(PHONE), Some(61.5)));
                let said = call.transcripts.as_ref().expect("what was said");
                assert_eq!((said.len(), said[1].content.as_deref()), (2, Some(SAID)));
            },
        )
}

fn list_agents() -> impl Examine {
    operation!(|client: &Client| client.list_agents())
        .sends("GET /agents", Json::Null)
        .answers(
            200,
            json!({"agents": [{
                "agentId": "agent-1", "name": "Reception", "maxCallDuration": 60.5, "instructions": "Be kind.",
                "greeting": "Hello", "voice": "standard_male", "recordingSettings": {"enable": true},
                "transferSettings": {"enable": true, "rule": "always", "phoneNumber": PHONE},
                "machineSettings": {"enable": false}, "voicemailSettings": {"enable": true, "voicemail": "Bye"},
                "webhookSettings": {"enable": true, "url": "https://hooks.example.com/x"},
                "smsSettings": {"enable": true, "rule": "always", "message": "Thanks"},
            }]}),
            |list| {
                let agent = &list.agents.as_ref().expect("agents")[0];
                let transfer = agent.transfer_settings.as_ref().expect("settings");
                assert_eq!((agent.agent_id.as_deref(), transfer.phone_number.as_deref()), (Some("agent-1"), Some(PHONE)));
                assert_eq!(agent.max_call_duration, Some(60.5));
            },
        )
}

#[tokio::test]
async fn only_the_word_failed_is_a_refusal() {
    let outcome = async |body: Json| {
        let (_mock, client) = pair::<Client>([Reply::json(200, &body)]).await;
        client.call_with_agent("a", Contact::new(PHONE)).await
    };
    for body in [
        json!({}),
        json!({"status": null}),
        json!({"status": "queued"}),
        json!({"status": "FAILED"}),
    ] {
        let attempt = outcome(body.clone()).await.expect("a success");
        assert_eq!(serde_json::to_value(&attempt).expect("JSON"), body);
    }
    let error = outcome(json!({"status": "failed", "callId": [PHONE]}))
        .await
        .expect_err("a refusal nobody can read");
    assert!(matches!(error, Error::UnexpectedStatus(_)), "{error:?}");
    hides(&printed(&error));
}

#[test]
fn custom_variables_hide_and_hold() {
    let contact = Contact::new(PHONE)
        .custom_variables([("note", SAID)])
        .with_extra("count", 3);
    hidden(&contact);
    let written = json!({"phoneNumber": PHONE, "note": SAID, "count": 3});
    assert_eq!(serde_json::to_value(&contact).expect("JSON"), written);
    let read: Contact = serde_json::from_value(written).expect("a contact");
    assert_eq!(read, contact);
    hidden(&Client::new(KEY).call_with_agent(PHONE, contact));
}
