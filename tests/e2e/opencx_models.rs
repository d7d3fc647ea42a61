//! OpenCX: refusals in successes, its types.

use crate::mock::Reply;
use crate::opencx::agent;
use crate::operation::{ODD, pair};
use crate::private::{EMAIL, PERSON, PHONE, SAID, SECRET, hidden, hides, printed};
use opencx_client::operations::MakeOutboundCallError;
use opencx_client::types::*;
use opencx_client::{Client, Error};
use serde::Serialize;
use serde_json::{Value as Json, json};

fn written(value: &impl Serialize) -> Json {
    serde_json::to_value(value).expect("JSON")
}

fn call() -> MakeOutboundCallDto {
    MakeOutboundCallDto::new(ODD, Contact::phone_number(PHONE))
}

#[tokio::test]
async fn a_refusal_in_a_success_is_an_error() {
    let outcome = async |body: Json| {
        let (_mock, client) = pair::<Client>([Reply::json(200, &body)]).await;
        client.make_outbound_call(call()).await
    };
    let refused = outcome(json!({"error": {"message": SAID}}))
        .await
        .expect_err("an error");
    assert!(
        matches!(refused.api(), Some(MakeOutboundCallError::Refused(_))),
        "{refused:?}"
    );
    assert!(!refused.may_have_been_carried_out());
    assert_eq!(
        refused.to_string(),
        "the API reports a failure in a 200 OK (request id req-7f3a)"
    );
    let placed = outcome(json!({"error": null, "result": {"to": PHONE}}))
        .await
        .expect("a call");
    assert_eq!(
        written(&placed),
        json!({"error": null, "result": {"to": PHONE}})
    );
    hidden(&placed);
    // A server that always writes the member has placed the call as well.
    for nothing in [json!({}), json!({"code": null})] {
        let placed = outcome(json!({"error": nothing})).await;
        placed.expect("a call");
    }
    // It says that it failed, in words nobody knows: this is no success, and nothing is certain.
    let odd = outcome(json!({"error": SAID}))
        .await
        .expect_err("an error of another shape");
    assert!(matches!(odd, Error::UnexpectedStatus(_)), "{odd:?}");
    assert!(odd.may_have_been_carried_out());
    assert!(format!("{odd:#}").contains("$.error"), "{odd:#}");
    hides(&printed(&odd));
}

#[test]
fn a_contact_is_told_apart_by_its_key() {
    let read = |body: &Json| {
        serde_json::from_value::<Contact>(body.clone()).expect("a union without a tag reads all")
    };
    let number = json!({"phoneNumber": PHONE, "of_the_future": 1});
    let Contact::PhoneNumber(contact) = read(&number) else {
        panic!("a number")
    };
    assert_eq!(contact.phone_number.as_str(), PHONE);
    assert_eq!(
        contact.extra().collect::<Vec<_>>(),
        [("of_the_future", &json!(1))]
    );
    assert!(matches!(read(&json!({"id": "c-1"})), Contact::Id(by) if by.id == "c-1"));
    for body in [
        number,
        json!({"email": EMAIL}),
        json!({"id": 7}),
        json!(PHONE),
        json!([PHONE]),
        json!(null),
    ] {
        let contact = read(&body);
        assert_eq!(written(&contact), body);
        hidden(&contact);
    }
    let unknown = Contact::other(json!({"email": EMAIL}));
    assert_eq!(unknown.as_unknown(), Some(&json!({"email": EMAIL})));
    assert_eq!(
        written(&MakeOutboundCallDto::new("a", unknown))["contact"],
        json!({"email": EMAIL})
    );
}

#[test]
fn absent_null_and_value_are_three_things() {
    let update = UpdatePhoneAgentDto::new;
    assert_eq!(written(&update()), json!({}));
    assert_eq!(
        written(&update().voice_id_null()),
        json!({"voice_id": null})
    );
    assert_eq!(
        written(&update().voice_id_null().voice_id("v")),
        json!({"voice_id": "v"})
    );
    assert_eq!(
        written(&update().voice_id("v").voice_id_null()),
        json!({"voice_id": null})
    );
    assert_eq!(
        written(&update().action_ids(Vec::<String>::new())),
        json!({"actionIds": []})
    );
    let mut answer = agent();
    answer["flow"] = Json::Null;
    answer["stt_model"] = Json::Null;
    let read: PhoneAgentDto = serde_json::from_value(answer.clone()).expect("an agent");
    assert_eq!((&read.flow, &read.stt_model), (&None, &None));
    assert_eq!(written(&read), answer);
    answer.as_object_mut().expect("an object").remove("flow");
    let error = serde_json::from_value::<PhoneAgentDto>(answer)
        .expect_err("required, if only as null")
        .to_string();
    assert!(error.contains("`flow`"), "{error}");
}

#[test]
fn values_of_the_future_are_kept_and_can_be_sent() {
    let kind = PhoneAgentType::other("concierge");
    assert!(matches!(kind, PhoneAgentType::Unrecognized(_)));
    assert_eq!(
        (kind.as_str(), PhoneAgentType::other("inbound")),
        ("concierge", PhoneAgentType::Inbound)
    );
    let body = CreatePhoneAgentPublicDto::new("x")
        .agent_type(kind)
        .with_extra("mood", json!({"level": 3}));
    assert_eq!(
        written(&body),
        json!({"name": "x", "type": "concierge", "mood": {"level": 3}})
    );
    assert_eq!(
        body.extra().collect::<Vec<_>>(),
        [("mood", &json!({"level": 3}))]
    );
}

#[test]
fn requests_hide_what_is_private() {
    hidden(&call());
    hidden(
        &ContactFieldsDto::new()
            .email(EMAIL)
            .phone(PHONE)
            .name(PERSON)
            .custom_data([("note", SAID)]),
    );
    hidden(&CreateInboundTrunkDto::new().phone_numbers([PHONE]));
    hidden(
        &UpdatePhoneAgentDto::new()
            .handoff_phone_number(PHONE)
            .with_extra("note", SAID),
    );
    let required = CreateOutboundTrunkDtoInit {
        name: "out".into(),
        host: "sip.example.com".into(),
        username: PHONE.into(),
        password: SECRET.into(),
        caller_number: PHONE.into(),
    };
    hidden(&required);
    hidden(&CreateOutboundTrunkDto::new(required));
}
