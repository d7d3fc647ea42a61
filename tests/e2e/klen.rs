//! Klen: who it is, calls and agents.

use crate::documented::complete;
use crate::klen_contacts;
use crate::mock::Seen;
use crate::operation::{Examine, Provider, examined, operation};
use crate::private::{CALLER, EMAIL, KEY, PERSON, PHONE, RECORDING, SAID};
use callsmith_runtime::Builder;
use klen_client::operations::*;
use klen_client::types::*;
use klen_client::{Auth, Client};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A request to call `phone`.
pub(super) fn initiate(phone: &str, agent_id: AgentId) -> InitiateCallRequest {
    InitiateCallRequest::new(InitiateCallRequestInit {
        phone_number: phone.into(),
        agent_id,
    })
}

impl Provider for Client {
    const NAME: &'static str = "klen";

    fn builder() -> Builder<Self> {
        Client::builder().auth(Auth::bearer_auth(KEY))
    }

    fn authorized(seen: &Seen) {
        assert_eq!(
            seen.header("authorization"),
            Some(format!("Bearer {KEY}").as_str())
        );
        assert_eq!(seen.header("x-api-key"), None);
        assert!(!seen.line.contains("api_key"), "{}", seen.line);
    }
}

#[test]
fn every_operation_is_examined() {
    complete("klen", &[EXAMINED, klen_contacts::EXAMINED]);
}

/// Documented failures: a code for each, and the variant that holds it.
macro_rules! failures {
    ($operation:expr, $error:ident { $($status:literal $variant:ident $code:literal),* $(,)? }) => {
        $operation
            $(.fails($status, json!({"error": $code, "message": "no", "to": PHONE}), |error| {
                matches!(error, $error::$variant(told)
                    if told.error.as_str() == $code && told.message == "no" && told.extra().count() == 1)
            }))*
            .fails(401, json!({"error": "invalid_key", "message": "no"}), |error| {
                matches!(error, $error::Unauthorized(told) if told.error == klen_client::types::UnauthorizedCode::InvalidKey)
            })
            .fails(429, json!({"error": "rate_limit_exceeded", "message": "no"}), |error| {
                matches!(error, $error::TooManyRequests(told) if told.error == klen_client::types::RateLimitedCode::RateLimitExceeded)
            })
            .fails(500, json!({"error": "of_the_future", "message": "no"}), |error| {
                matches!(error, $error::InternalServerError(told)
                    if matches!(told.error, klen_client::types::ServerErrorCode::Unrecognized(_)) && told.error.as_str() == "of_the_future")
            })
    };
}

pub(crate) use failures;

examined!(get_call, initiate_call, list_agents, list_calls);

pub(crate) fn some_values() -> BTreeMap<String, Json> {
    BTreeMap::from([
        ("name".to_owned(), json!("a+b")),
        ("deep".to_owned(), json!([{"said": SAID}, null])),
    ])
}

fn get_call() -> impl Examine {
    let operation = operation!(|client: &Client| client.get_call("a/b c+é"))
        .sends("GET /calls/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(
            200,
            json!({
                "id": 7, "agent": {"id": 3, "name": "Reception", "assistant_id": "as-3"}, "call_id": "call-7",
                "status": "completed", "type": "outbound", "phone_number": PHONE, "started_at": "2026-01-05T09:30:00Z",
                "ended_at": null, "duration_seconds": 61, "summary": SAID, "transcript": SAID,
                "recording_url": RECORDING,
                "contact": {
                    "id": 9, "name": PERSON, "email": EMAIL, "company": "Engines", "status": "lead", "stage": "new",
                    "last_call_date": "2026-01-05T09:30:00Z",
                },
                "team": {"id": 1, "name": "Sales"},
                "billing": {"status": "billed", "initial_charge": 0.1, "final_charge": 0.25, "total_charge": 0.35},
            }),
            |call| {
                assert_eq!((call.id, &call.call_type, &call.ended_at), (Some(7), &Some(CallType::Outbound), &None));
                assert_eq!((call.transcript.as_deref(), call.phone_number.as_deref()), (Some(SAID), Some(PHONE)));
                assert_eq!(call.contact.as_ref().and_then(|contact| contact.email.as_deref()), Some(EMAIL));
                assert_eq!(call.billing.as_ref().and_then(|billing| billing.total_charge), Some(0.35));
            },
        );
    failures!(operation, GetCallError { 403 Forbidden "permission_denied", 404 NotFound "not_found" })
}

fn initiate_call() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.initiate_call(
            initiate(PHONE, AgentId::Integer(42)).contact_id(5_000_000_000).variables(some_values()),
        )
    })
    .sends(
        "POST /calls",
        json!({
            "phone_number": PHONE, "agent_id": 42, "contact_id": 5_000_000_000_i64,
            "variables": {"name": "a+b", "deep": [{"said": SAID}, null]},
        }),
    )
    .answers(
        201,
        json!({
            "id": 7, "call_id": "call-7", "status": "queued", "type": "outbound", "phone_number": PHONE,
            "agent": {"id": 42, "name": "Reception", "assistant_id": "as-3"},
            "created_at": "2026-01-05T09:30:00Z", "estimated_start": "2026-01-05T09:31:00Z",
        }),
        |call| {
            assert_eq!((call.call_id.as_deref(), call.status.as_deref()), (Some("call-7"), Some("queued")));
            assert_eq!(call.agent.as_ref().and_then(|agent| agent.id), Some(42));
            assert_eq!(call.estimated_start.as_ref().map(|date| date.as_str()), Some("2026-01-05T09:31:00Z"));
        },
    );
    failures!(operation, InitiateCallError {
        400 BadRequest "invalid_phone_number",
        402 PaymentRequired "insufficient_funds",
        403 Forbidden "do_not_call",
        404 NotFound "no_phone_number",
    })
}

fn list_agents() -> impl Examine {
    let agent = json!({
        "id": 42, "assistant_id": "as-3", "name": "Reception", "role": "outbound agent", "phone_number": CALLER,
        "minutes_used": 12.5, "total_calls": 3, "model": "m", "voice_id": "v", "can_make_calls": true, "team_id": 1,
    });
    let operation = operation!(|client: &Client| client.list_agents())
        .sends("GET /agents", Json::Null)
        .answers(200, json!({"agents": [agent]}), |list| {
            let agent = &list.agents.as_ref().expect("agents")[0];
            assert_eq!(
                (agent.id, agent.minutes_used, agent.can_make_calls),
                (Some(42), Some(12.5), Some(true))
            );
        });
    failures!(operation, ListAgentsError { 403 Forbidden "permission_denied" })
}

fn list_calls() -> impl Examine {
    let call = json!({
        "id": "call-7", "agent_id": "as-3", "agent_name": "Reception", "status": "in-progress", "type": "inbound",
        "phone_number": PHONE, "started_at": "2026-01-05T09:30:00Z", "ended_at": null, "duration_seconds": 61,
        "summary": SAID, "recording_url": RECORDING,
        "contact": {"id": 9, "name": PERSON, "email": EMAIL, "company": "Engines"},
    });
    let operation = operation!(|client: &Client| {
        client
            .list_calls()
            .agent_id("as/3")
            .status("in-progress")
            .call_type(CallType::Inbound)
            .page(2)
            .limit(100)
    })
    .sends(
        "GET /calls?agent_id=as%2F3&status=in-progress&type=inbound&page=2&limit=100",
        Json::Null,
    )
    .answers(
        200,
        json!({"count": 11, "page": 2, "limit": 100, "pages": 2, "calls": [call]}),
        |page| {
            let call = &page.calls.as_ref().expect("calls")[0];
            assert_eq!(
                (call.id.as_deref(), &call.call_type),
                (Some("call-7"), &Some(CallType::Inbound))
            );
            assert_eq!((page.count, page.pages), (Some(11), Some(2)));
        },
    );
    failures!(operation, ListCallsError { 403 Forbidden "permission_denied" })
}
