//! What the providers send of their own accord.

use crate::private::{PERSON, PHONE, SAID, hidden, hides};
use klen_client::events::Event;
use klen_client::runtime::http::{HeaderMap, HeaderValue};
use klen_client::runtime::webhook::{Scheme, Verifier, Verify};
use klen_client::runtime::{model::Json, strict};
use serde_json::json;

fn ended() -> Json {
    json!({
        "event_type": "call.ended", "timestamp": "2026-02-01T10:05:00Z",
        "call": {
            "id": 7, "klen_call_id": "k-7", "agent_id": 3, "agent_name": "Ada's", "status": "completed",
            "type": "outbound", "phone_number": PHONE, "started_at": "2026-02-01T10:00:00Z",
            "ended_at": "2026-02-01T10:05:00Z", "duration_seconds": 300, "duration": 300, "summary": SAID,
        },
        "contact": {"name": PERSON},
    })
}

#[test]
fn klen() {
    let found: Event = strict::from_json(&ended()).expect("what is documented");
    hidden(&found);
    let Event::CallEnded(event) = &found else {
        panic!("it is over: {found:?}");
    };
    assert_eq!(event.call.id, 7);
    assert_eq!(event.call.summary.as_deref(), Some(SAID));
    assert_eq!(serde_json::to_value(&found).expect("JSON"), ended());
}

/// Calendars are not described: such an event is kept, and shown by nothing.
#[test]
fn klen_tomorrow() {
    let body = json!({"event_type": "calendar.created", "calendar": {"title": SAID}});
    let found = Event::from_slice(body.to_string().as_bytes()).expect("JSON");
    assert_eq!(found.as_unknown(), Some(&body));
    hidden(&found);
}

#[test]
fn klen_by_a_verifier() {
    // `printf '%s' '{"event_type":"call.started","call":{"id":1}}' | openssl dgst -sha256 -hmac topsecret -hex`
    let body = br#"{"event_type":"call.started","call":{"id":1}}"#;
    let signature = "e4857b8d02da449efef7b8a73c22031ac01174d990ea0ef2cad46d7268963c08";
    let verifier = Verifier::new(Scheme::HMAC_SHA256, "topsecret");
    let mut headers = HeaderMap::new();
    headers.insert("x-signature", HeaderValue::from_static(signature));
    let found = verifier.open::<Event>(&headers, body);
    assert!(matches!(found, Ok(Event::CallStarted(_))));
    let tampered = br#"{"event_type":"call.started","call":{"id":2}}"#;
    let refused = verifier.open::<Event>(&headers, tampered);
    let refused = refused.map(|_| ()).expect_err("other bytes");
    assert_eq!(refused.status(), 401);
    hides(&format!("{refused:#} {refused:?}"));
}

#[test]
fn verbex() {
    use verbex_client::events::Event;
    let body = json!({
        "organizationId": "o-1", "traceId": "t-1", "eventName": "CallHandler.CallEnded", "timestamp": 1_700_000_000,
        "payload": {"call_id": "c-1", "agent_id": "a-1", "status": "ended", "reason": "user_hangup"},
    });
    let found: Event = strict::from_json(&body).expect("what is documented");
    let Event::CallHandlerCallEnded(event) = &found else {
        panic!("it is over: {found:?}");
    };
    assert_eq!(event.payload.call_id, "c-1");
    // The header `X-Webhook-Event` says it too.
    let text = body.to_string();
    let by_name = Event::named("CallHandler.CallEnded", text.as_bytes());
    assert!(by_name.is_ok_and(|by_name| by_name == found));
    // The destination stands under a name that is not documented.
    let body = json!({
        "traceId": "t-2", "eventName": "CallHandler.CallTransferred",
        "payload": {"call_id": "c-1", "transfer_to": PHONE},
    });
    let found = Event::from_slice(body.to_string().as_bytes()).expect("JSON");
    hidden(&found);
    assert!(matches!(&found, Event::CallHandlerCallTransferred(_)));
    assert_eq!(serde_json::to_value(&found).expect("JSON"), body);
}

#[test]
fn opencx() {
    use opencx_client::events::Event;
    let body = json!({
        "event": "conversation.started", "organization_id": "o-1",
        "data": {
            "conversation_id": "c-1", "assignee": {"type": "AI", "name": PERSON}, "channel": "phone",
            "contact": {"name": PERSON}, "first_message": SAID, "timestamp": "2026-02-01T10:05:00Z",
        },
    });
    let found: Event = strict::from_json(&body).expect("what is documented");
    hidden(&found);
    assert!(matches!(found, Event::ConversationStarted(_)));
    let body = json!({"event": "phone_call.started", "data": {"from": PHONE}});
    let found: Event = strict::from_json(&body).expect("what is documented");
    hidden(&found);
    assert!(matches!(found, Event::PhoneCallStarted(_)));
}
