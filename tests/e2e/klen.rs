//! Klen: calls, agents, contacts and context variables.

use crate::documented::complete;
use crate::mock::Seen;
use crate::operation::{Examine, Provider, examined, operation};
use crate::private::{CALLER, EMAIL, KEY, PERSON, PHONE, RECORDING, SAID};
use callsmith_runtime::Builder;
use klen_client::operations::*;
use klen_client::types::*;
use klen_client::{Auth, Client};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

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
    complete("klen", &[EXAMINED]);
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
                matches!(error, $error::Unauthorized(told) if told.error == UnauthorizedCode::InvalidKey)
            })
            .fails(429, json!({"error": "rate_limit_exceeded", "message": "no"}), |error| {
                matches!(error, $error::TooManyRequests(told) if told.error == RateLimitedCode::RateLimitExceeded)
            })
            .fails(500, json!({"error": "of_the_future", "message": "no"}), |error| {
                matches!(error, $error::InternalServerError(told)
                    if matches!(told.error, ServerErrorCode::Unrecognized(_)) && told.error.as_str() == "of_the_future")
            })
    };
}

examined!(
    create_context_variable,
    delete_context_variable,
    get_call,
    get_contact,
    initiate_call,
    list_agents,
    list_calls,
    list_contacts,
    list_context_variables,
    set_business_context,
    set_contact_context,
);

fn some_values() -> BTreeMap<String, Json> {
    BTreeMap::from([
        ("name".to_owned(), json!("a+b")),
        ("deep".to_owned(), json!([{"said": SAID}, null])),
    ])
}

fn create_context_variable() -> impl Examine {
    let operation = operation!(|client: &Client| client.create_context_variable(some_values()))
        .sends(
            "POST /context-variables/create",
            json!({"name": "a+b", "deep": [{"said": SAID}, null]}),
        )
        .answers(201, json!({"id": 7}), |()| {});
    failures!(operation, CreateContextVariableError {
        400 BadRequest "validation_error",
        403 Forbidden "permission_denied",
    })
}

fn delete_context_variable() -> impl Examine {
    let operation = operation!(|client: &Client| client.delete_context_variable(5_000_000_000))
        .sends("DELETE /context-variables/5000000000/delete", Json::Null)
        .answers(204, Json::Null, |()| {});
    failures!(operation, DeleteContextVariableError { 403 Forbidden "permission_denied", 404 NotFound "not_found" })
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

/// The fields a contact has in a list.
fn contact() -> Json {
    json!({
        "id": 9, "first_name": PERSON, "last_name": PERSON, "full_name": PERSON, "email": EMAIL, "company": "Engines",
        "stage": "new", "status": "lead", "phone": PHONE, "created_date": "2026-01-05T09:30:00Z",
        "last_call_date": "2026-01-05T09:30:00Z", "tags": ["vip"],
    })
}

fn get_contact() -> impl Examine {
    let mut detail = contact();
    let more = json!({
        "website": "https://engines.example.com", "stage_display": "New", "status_display": "Lead",
        "address": {"street": SAID, "city": SAID, "state": SAID, "zip_code": SAID, "country": SAID},
        "timezone": "Europe/London",
        "phone_numbers": [{
            "id": 1, "phone_number": PHONE, "phone_type": "mobile", "primary": true, "do_not_call": false,
            "dnc_date": null, "dnc_reason": null,
        }],
        "recent_notes": [{"id": 2, "content": SAID, "created_at": "today", "note_type": "call", "call_result": null}],
        "custom_context": {"note": SAID, "n": [1, null]},
    });
    detail
        .as_object_mut()
        .expect("an object")
        .extend(more.as_object().expect("an object").clone());
    let operation = operation!(|client: &Client| client.get_contact(-7))
        .sends("GET /contacts/-7", Json::Null)
        .answers(200, detail, |contact| {
            assert_eq!(
                contact
                    .address
                    .as_ref()
                    .and_then(|address| address.city.as_deref()),
                Some(SAID)
            );
            let numbers = contact.phone_numbers.as_ref().expect("numbers");
            assert_eq!(
                (numbers[0].primary, numbers[0].phone_number.as_deref()),
                (Some(true), Some(PHONE))
            );
            assert_eq!(
                contact
                    .custom_context
                    .as_ref()
                    .map(|context| context["n"].clone()),
                Some(json!([1, null]))
            );
        });
    failures!(operation, GetContactError { 403 Forbidden "permission_denied", 404 NotFound "not_found" })
}

fn initiate_call() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.initiate_call(
            InitiateCallRequest::new(PHONE, AgentId::Integer(42)).contact_id(5_000_000_000).variables(some_values()),
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

fn list_contacts() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.list_contacts().stage("new").status("lead").tag("a&b=c").search(EMAIL).page(1).limit(25)
    })
    .sends("GET /contacts?stage=new&status=lead&tag=a%26b%3Dc&search=ada%40example.com&page=1&limit=25", Json::Null)
    .answers(200, json!({"count": 1, "page": 1, "limit": 25, "pages": 1, "contacts": [contact()]}), |page| {
        let contact = &page.contacts.as_ref().expect("contacts")[0];
        assert_eq!((contact.phone.as_deref(), contact.full_name.as_deref()), (Some(PHONE), Some(PERSON)));
    });
    failures!(operation, ListContactsError { 403 Forbidden "permission_denied" })
}

fn list_context_variables() -> impl Examine {
    let variable = json!({
        "id": 1, "name": "size", "display_name": "Size", "description": "How large.", "variable_type": "select",
        "context_type": "business", "is_default": false, "select_options": ["small", "large"],
    });
    let operation = operation!(|client: &Client| {
        client
            .list_context_variables()
            .context_type(ContextType::other("of/the future"))
    })
    .sends(
        "GET /context-variables?context_type=of%2Fthe%20future",
        Json::Null,
    )
    .answers(200, json!({"count": 1, "variables": [variable]}), |list| {
        let variable = &list.variables.as_ref().expect("variables")[0];
        assert_eq!(variable.variable_type, Some(VariableType::Select));
        assert_eq!(variable.context_type, Some(ContextType::Business));
        assert_eq!(
            variable.select_options.as_deref().map(<[String]>::len),
            Some(2)
        );
    });
    failures!(operation, ListContextVariablesError { 403 Forbidden "permission_denied" })
}

fn set_business_context() -> impl Examine {
    let operation = operation!(|client: &Client| client.set_business_context(some_values()))
        .sends(
            "POST /business/context",
            json!({"name": "a+b", "deep": [{"said": SAID}, null]}),
        )
        .answers(200, json!({"anything": SAID}), |()| {});
    failures!(operation, SetBusinessContextError {
        400 BadRequest "validation_error",
        403 Forbidden "permission_denied",
    })
}

fn set_contact_context() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.set_contact_context(9, SetContactContextRequest::new(some_values()).auto_create_variables(true))
    })
    .sends(
        "POST /contacts/9/context",
        json!({"variables": {"name": "a+b", "deep": [{"said": SAID}, null]}, "auto_create_variables": true}),
    )
    .answers(200, json!({"message": "stored", "contact_id": 9}), |answer| {
        assert_eq!((answer.message.as_deref(), answer.contact_id), (Some("stored"), Some(9)));
    });
    failures!(operation, SetContactContextError {
        400 BadRequest "undefined_variable",
        403 Forbidden "permission_denied",
        404 NotFound "not_found",
    })
}
