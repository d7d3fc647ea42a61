//! Verbex: calls of two kinds, values of the future, what is hidden.

use crate::mock::Reply;
use crate::operation::pair;
use crate::private::{CALLER, PERSON, PHONE, SAID, SECRET, hidden, hides};
use crate::verbex_calls::{phone_call, web_call};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use verbex_client::operations::*;
use verbex_client::types::*;
use verbex_client::{Client, Error};

fn read(call: &Json) -> CallRecord {
    serde_json::from_value(call.clone()).expect("a call")
}

#[test]
fn calls_are_told_apart_by_their_tag() {
    assert!(matches!(read(&phone_call()), CallRecord::PhoneCall(_)));
    assert!(matches!(read(&web_call()), CallRecord::WebCall(_)));
    let mut of_the_future = phone_call();
    of_the_future["call_type"] = json!("fax");
    let mut without = phone_call();
    without
        .as_object_mut()
        .expect("an object")
        .remove("call_type");
    for call in [
        phone_call(),
        web_call(),
        of_the_future,
        without,
        json!({"call_type": null}),
        json!({}),
    ] {
        let record = read(&call);
        assert_eq!(serde_json::to_value(&record).expect("JSON"), call);
        hidden(&record);
    }
}

/// One call that is not as the API says loses neither the others nor itself; who wants to know is told where.
#[tokio::test]
async fn a_known_kind_with_bad_content_costs_its_place_only() {
    let mut call = phone_call();
    call["messages"][1]["content"] = json!({"said": SAID});
    let body = json!({"calls": [web_call(), call]});
    let (_mock, client) = pair::<Client>([Reply::json(200, &body)]).await;
    let list = client.list_calls().await.expect("a list that can be read");
    let calls = list.calls.as_deref().expect("calls");
    assert!(matches!(&calls[0], CallRecord::WebCall(_)));
    assert_eq!(calls[1].as_unknown(), Some(&call));
    hides(&format!("{list:?} {list:#?}"));
    let strict = verbex_client::runtime::strict::from_json::<CallList>(&body);
    let error = strict.expect_err("a message without text").to_string();
    assert!(error.contains("$.calls[1]"), "{error}");
    hides(&error);
}

#[test]
fn every_documented_value_is_known_and_others_are_kept() {
    assert_eq!(CallFinishReason::KNOWN.len(), 26);
    for reason in CallFinishReason::KNOWN {
        assert_eq!(&CallFinishReason::other(reason.as_str()), reason);
        assert_eq!(
            reason.as_str().parse::<CallFinishReason>().as_ref(),
            Ok(reason)
        );
    }
    let future = CallFinishReason::other("of_the_future");
    assert_eq!(
        (future.as_str(), serde_json::to_value(&future).ok()),
        ("of_the_future", Some(json!("of_the_future")))
    );
    assert!("of_the_future".parse::<CallFinishReason>().is_err());
}

#[test]
fn a_place_of_a_fault_is_text_or_number() {
    for place in [
        json!("body"),
        json!(3),
        json!(1.5),
        json!(null),
        json!({"x": 1}),
    ] {
        let item: LocationItem =
            serde_json::from_value(place.clone()).expect("a union without a tag reads all");
        assert_eq!(serde_json::to_value(&item).expect("JSON"), place);
    }
}

#[test]
fn absent_null_and_value_are_three_things() {
    let written = |update: AgentUpdate| serde_json::to_value(update).expect("JSON");
    assert_eq!(written(AgentUpdate::new()), json!({}));
    assert_eq!(written(AgentUpdate::new().tts_null()), json!({"tts": null}));
    assert_eq!(
        written(AgentUpdate::new().tts_null().tts(TtsConfig::new())),
        json!({"tts": {}})
    );
    assert_eq!(
        written(AgentUpdate::new().dynamic_data_config(Vec::<DynamicDataConfig>::new())),
        json!({"dynamic_data_config": []})
    );
    let absent: PhoneCallResponse = serde_json::from_value(phone_call()).expect("a call");
    let mut null = phone_call();
    null["metadata"] = Json::Null;
    let null: PhoneCallResponse = serde_json::from_value(null).expect("a call");
    assert!(absent.metadata.is_some() && null.metadata.is_none());
    assert!(
        null.extra().next().is_none(),
        "a null of a listed field is no further field"
    );
}

#[test]
fn requests_hide_what_is_private() {
    let required = CreatePhoneCallRequestInit {
        from_number: CALLER.into(),
        to_number: PHONE.into(),
        direction: Direction::Outbound,
    };
    hidden(&required);
    let call = CreatePhoneCallRequest::new(required)
        .metadata(BTreeMap::from([("n".to_owned(), PERSON.to_owned())]));
    hidden(&call);
    hidden(
        &CreatePhoneNumberRequest::new(PHONE)
            .sip_trunk_username(CALLER)
            .twilio_auth_token(SECRET),
    );
    hidden(&LlmConfig::new().api_key(SECRET).with_extra("key", SECRET));
    hidden(&BuiltinTool::new().transfer_to(PHONE));
    let public = CreatePublicWebCallParams {
        ai_agent_id: "a".into(),
        shared_key: SECRET.into(),
    };
    hidden(&Client::new(SECRET).create_public_web_call(public));
    let refused = CreatePublicWebCallError::Unauthorized(
        serde_json::from_value(json!({"error": "e", "message": "m", "key": SECRET}))
            .expect("an error"),
    );
    hidden(&refused);
}

#[tokio::test]
async fn a_number_that_json_does_not_have_is_not_sent() {
    let agent = AgentUpdate::new().tts(TtsConfig::new().voice_temperature(f64::NAN));
    let (mock, client) = pair::<Client>([]).await;
    let error = client
        .update_ai_agent("a", agent)
        .await
        .expect_err("not a number");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert!(mock.seen().is_empty());
}
