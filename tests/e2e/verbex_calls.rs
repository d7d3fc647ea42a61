//! Verbex: phone calls and web calls.

use crate::operation::{Examine, ODD, examined, operation};
use crate::private::{CALLER, PERSON, PHONE, RECORDING, SAID, SECRET};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use verbex_client::Client;
use verbex_client::operations::*;
use verbex_client::types::*;

examined!(
    create_public_web_call,
    create_web_call,
    dial_outbound_phone_call,
    get_call,
    list_calls,
);

/// A web call with a value in every field.
pub(crate) fn web_call() -> Json {
    json!({
        "_id": "call-1", "ai_agent_id": "agent-1", "ai_agent_name": "Reception", "call_status": "ongoing",
        "override_ai_agent_id": null, "metadata": {"name": PERSON}, "pia_llm_dynamic_data": {"said": SAID, "n": 3},
        "call_start_time": "2026-01-05T09:30:00Z", "call_end_time": null,
        "messages": [{"role": "agent", "content": SAID}, {"role": "user", "content": SAID}],
        "recorded_call_audio_url": RECORDING, "access_token": SECRET, "call_duration_seconds": 61,
        "call_type": "web_call", "call_finish_reason": "user_ended_call",
    })
}

/// A phone call with a value in every field.
pub(crate) fn phone_call() -> Json {
    let mut call = web_call();
    for (key, value) in [
        ("call_type", "phone_call"),
        ("from_number", CALLER),
        ("to_number", PHONE),
        ("direction", "outbound"),
    ] {
        call[key] = json!(value);
    }
    call
}

fn is_phone_call(call: &PhoneCallResponse) {
    assert_eq!(
        (call.id.as_deref(), &call.call_status),
        (Some("call-1"), &CallStatus::Ongoing)
    );
    assert_eq!(
        (call.to_number.as_str(), &call.direction),
        (PHONE, &Direction::Outbound)
    );
    assert_eq!(
        call.call_finish_reason,
        Some(CallFinishReason::UserEndedCall)
    );
    assert_eq!(
        (&call.override_ai_agent_id, &call.call_end_time),
        (&None, &None)
    );
    let messages = call.messages.as_ref().expect("messages");
    assert_eq!(
        (&messages[1].role, messages[1].content.as_str()),
        (&Role::User, SAID)
    );
    assert_eq!(
        call.metadata
            .as_ref()
            .map(|metadata| metadata["name"].as_str()),
        Some(PERSON)
    );
}

fn dial_outbound_phone_call() -> impl Examine {
    operation!(|client: &Client| {
        let required = CreatePhoneCallRequestInit {
            from_number: CALLER.into(),
            to_number: PHONE.into(),
            direction: Direction::Outbound,
        };
        let call = CreatePhoneCallRequest::new(required)
            .call_id("mine")
            .override_ai_agent_id_null()
            .metadata(BTreeMap::from([("name".to_owned(), PERSON.to_owned())]))
            .pia_llm_dynamic_data(BTreeMap::from([("said".to_owned(), json!([SAID]))]));
        client.dial_outbound_phone_call(call)
    })
    .sends(
        "POST /v1/calls/dial-outbound-phone-call",
        json!({
            "call_id": "mine", "from_number": CALLER, "to_number": PHONE, "override_ai_agent_id": null,
            "metadata": {"name": PERSON}, "pia_llm_dynamic_data": {"said": [SAID]}, "direction": "outbound",
        }),
    )
    .answers(201, phone_call(), is_phone_call)
    .fails(401, json!({"error": "unauthorized", "message": "no"}), |error| {
        matches!(error, DialOutboundPhoneCallError::Unauthorized(told)
            if told.error == "unauthorized" && told.message == "no")
    })
    .fails(422, invalid(), |error| {
        let DialOutboundPhoneCallError::UnprocessableContent(told) = error else { return false };
        let fault = &told.detail.as_ref().expect("details")[0];
        let place = matches!(fault.loc.as_slice(), [LocationItem::String(body), LocationItem::Integer(0)] if body == "body");
        place && fault.error_type == "missing" && fault.extra().map(|(key, _)| key).eq(["input"])
    })
}

/// What FastAPI says, which repeats what was sent.
fn invalid() -> Json {
    json!({"detail": [{"loc": ["body", 0], "msg": "Field required", "type": "missing", "input": {"to_number": PHONE}}]})
}

fn create_web_call() -> impl Examine {
    operation!(|client: &Client| {
        let call = CreateWebCallRequest::new("agent-1")
            .metadata(BTreeMap::from([("note".to_owned(), json!(SAID))]));
        client.create_web_call(call)
    })
    .sends(
        "POST /v1/calls/create-web-call",
        json!({"ai_agent_id": "agent-1", "metadata": {"note": SAID}}),
    )
    .answers(200, web_call(), |call| {
        assert_eq!(
            (call.access_token.as_deref(), &call.call_type),
            (Some(SECRET), &Some(WebCallType::WebCall))
        );
        assert_eq!(call.call_duration_seconds, Some(61));
    })
}

/// It creates something although it is a GET, so it follows no redirect.
fn create_public_web_call() -> impl Examine {
    operation!(|client: &Client| {
        client.create_public_web_call(CreatePublicWebCallParams { ai_agent_id: ODD.into(), shared_key: SECRET.into() })
    })
    .sends("GET /v1/calls/public/create-web-call?ai_agent_id=a%2Fb%20c%2B%C3%A9&shared_key=s3same-open", Json::Null)
    .answers(201, json!({"call": "call-1", "token": SECRET}), |call| {
        assert_eq!(call.extra().map(|(key, _)| key).collect::<Vec<_>>(), ["call", "token"]);
    })
    .fails(401, json!({"error": "unauthorized", "message": "no", "key": SECRET}), |error| {
        matches!(error, CreatePublicWebCallError::Unauthorized(told) if told.message == "no")
    })
}

fn get_call() -> impl Examine {
    operation!(|client: &Client| client.get_call(ODD))
        .sends("GET /v1/calls/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, phone_call(), |call| {
            let CallRecord::PhoneCall(call) = call else {
                panic!("a phone call")
            };
            is_phone_call(call);
        })
}

fn list_calls() -> impl Examine {
    operation!(|client: &Client| {
        client
            .list_calls()
            .ai_agent_ids(["a,b", "c&d"])
            .batch_call_id("batch 1")
            .start_time_before("2026-01-05T09:30:00+01:00")
            .start_time_after("b")
            .end_time_before("c")
            .end_time_after("d")
            .sort_direction(SortDirection::Asc)
            .page_size(1000)
            .page_token("n=2")
    })
    .sends(
        "GET /v1/calls/?ai_agent_ids=a%2Cb&ai_agent_ids=c%26d&batch_call_id=batch%201\
         &start_time_before=2026-01-05T09%3A30%3A00%2B01%3A00&start_time_after=b&end_time_before=c&end_time_after=d\
         &sort_direction=asc&page_size=1000&page_token=n%3D2",
        Json::Null,
    )
    .answers(
        200,
        json!({"calls": [phone_call(), web_call(), {"call_type": "fax", "to": PHONE}], "next_page_token": "n", "total_count": 3}),
        |list| {
            let calls = list.calls.as_ref().expect("calls");
            let [CallRecord::PhoneCall(phone), CallRecord::WebCall(web), unknown] = calls.as_slice() else {
                panic!("three calls")
            };
            is_phone_call(phone);
            assert_eq!(web.call_type, Some(WebCallType::WebCall));
            assert_eq!(unknown.as_unknown(), Some(&json!({"call_type": "fax", "to": PHONE})));
            assert_eq!(list.total_count, Some(3));
        },
    )
}
