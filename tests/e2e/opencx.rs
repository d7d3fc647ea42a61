//! OpenCX: phone agents, trunks, outbound calls.

use crate::documented::complete;
use crate::mock::Seen;
use crate::opencx_conversations;
use crate::operation::{Examine, ODD, Provider, examined, operation};
use crate::private::{CALLER, KEY, PHONE, SECRET};
use callsmith_runtime::Builder;
use opencx_client::operations::*;
use opencx_client::types::*;
use opencx_client::{Auth, Client};
use serde_json::{Value as Json, json};

impl Provider for Client {
    const NAME: &'static str = "opencx";

    fn builder() -> Builder<Self> {
        Client::builder().auth(Auth::bearer_auth(KEY))
    }

    fn authorized(seen: &Seen) {
        assert_eq!(
            seen.header("authorization"),
            Some(format!("Bearer {KEY}").as_str())
        );
    }
}

#[test]
fn every_operation_is_examined() {
    complete("opencx", &[EXAMINED, opencx_conversations::EXAMINED]);
}

/// The two failures every operation documents.
macro_rules! refusals {
    ($operation:expr, $error:ident) => {
        $operation
            .fails(401, $crate::opencx::refusal(401), |error| {
                matches!(error, $error::Unauthorized(dto) if $crate::opencx::is_refusal(dto, 401))
            })
            .fails(403, "", |error| matches!(error, $error::Forbidden))
    };
}

pub(crate) use refusals;

pub(crate) fn refusal(status: u16) -> Json {
    json!({"statusCode": status, "message": "no", "error": "Refused", "to": PHONE})
}

pub(crate) fn is_refusal(dto: &ErrorDto, status: i64) -> bool {
    let more: Vec<_> = dto.extra().collect();
    more == [("to", &json!(PHONE))]
        && (
            dto.status_code,
            dto.message.as_deref(),
            dto.error.as_deref(),
        ) == (Some(status), Some("no"), Some("Refused"))
}

examined!(
    create_inbound_trunk,
    create_outbound_trunk,
    create_phone_agent,
    delete_phone_agent,
    list_phone_agents,
    list_phone_voices,
    make_outbound_call,
    remove_inbound_trunk_phone_number,
    update_phone_agent,
);

/// An agent as it comes back, with a value in every field.
pub(crate) fn agent() -> Json {
    json!({
        "id": "agent-1", "org_id": "org-1", "phone_number": CALLER, "name": "Reception", "type": "outbound",
        "language": ["en", "de"], "accent": "british", "handoff_phone_number": PHONE, "speed": 1.25,
        "interruptible": true, "actionIds": ["action-1"], "instructions": ["scenario-1"],
        "data_collection_fields": ["order"], "data_collection_webhook_url": "https://hooks.example.com/x",
        "model": "oppie-vox-2", "voice_id": "voice-1", "first_message": "Good morning", "manual_mode": false,
        "created_at": "2026-01-05T09:30:00.000Z", "updated_at": "2026-01-05T09:30:00+01:00",
        "provider_external_id": "external-1", "flow": {"nodes": [1, null]}, "custom_llm": "own",
        "use_org_knowledgebase": true, "background_noise_preset": "city-street", "recording_enabled": true,
        "stt_keyterms": ["Callsmith"], "stt_model": "deepgram/nova-3", "tts_speed_pct": 110,
        "failover_transfer_destination_id": "0b9e0c1a-7c69-4a0e-9f52-1f1f5a0d3c11",
    })
}

fn is_agent(agent: &PhoneAgentDto) {
    assert_eq!(agent.agent_type, PhoneAgentType::Outbound);
    assert_eq!(
        agent.background_noise_preset,
        Some(BackgroundNoise::CityStreet)
    );
    assert_eq!(agent.stt_model, Some(SttModel::DeepgramNova3));
    assert_eq!(agent.model, VoiceModel::OppieVox2);
    assert_eq!(agent.updated_at.as_str(), "2026-01-05T09:30:00+01:00");
    assert_eq!(agent.phone_number.as_deref(), Some(CALLER));
    assert_eq!((agent.speed, agent.tts_speed_pct), (Some(1.25), Some(110)));
    assert_eq!(agent.flow, Some(json!({"nodes": [1, null]})));
}

fn trunk() -> Json {
    json!({
        "id": "0b9e0c1a-7c69-4a0e-9f52-1f1f5a0d3c11", "sip_endpoint": "sip:in.example.com", "auth_username": CALLER,
        "auth_password": SECRET, "phone_numbers": [PHONE], "krisp_enabled": true, "agent_id_header": "X-Agent",
    })
}

fn is_trunk(trunk: &InboundTrunkDto) {
    assert_eq!(trunk.id.as_str(), "0b9e0c1a-7c69-4a0e-9f52-1f1f5a0d3c11");
    assert_eq!(
        (trunk.auth_password.as_str(), trunk.phone_numbers.as_slice()),
        (SECRET, &[PHONE.to_owned()][..])
    );
}

fn create_inbound_trunk() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.create_inbound_trunk(
            CreateInboundTrunkDto::new()
                .phone_numbers([PHONE])
                .krisp_enabled(false),
        )
    })
    .sends(
        "POST /phone/sip/inbound-trunk",
        json!({"phone_numbers": [PHONE], "krisp_enabled": false}),
    )
    .answers(200, trunk(), is_trunk);
    refusals!(operation, CreateInboundTrunkError)
}

fn create_outbound_trunk() -> impl Examine {
    let operation = operation!(|client: &Client| {
        let required = CreateOutboundTrunkDtoInit {
            name: "out".into(),
            host: "sip.example.com".into(),
            username: CALLER.into(),
            password: SECRET.into(),
            caller_number: CALLER.into(),
        };
        client.create_outbound_trunk(CreateOutboundTrunkDto::new(required).port(5061).transport(SipTransport::Tls))
    })
    .sends(
        "POST /phone/sip/outbound-trunks",
        json!({
            "name": "out", "host": "sip.example.com", "port": 5061, "transport": "tls",
            "username": CALLER, "password": SECRET, "caller_number": CALLER,
        }),
    )
    .answers(
        200,
        json!({"id": "0b9e0c1a-7c69-4a0e-9f52-1f1f5a0d3c11", "name": "out", "created_at": "today", "updated_at": "now"}),
        |trunk| assert_eq!((trunk.name.as_str(), trunk.created_at.as_str()), ("out", "today")),
    );
    refusals!(operation, CreateOutboundTrunkError)
}

fn create_phone_agent() -> impl Examine {
    let operation = operation!(|client: &Client| {
        let agent = CreatePhoneAgentPublicDto::new("Reception")
            .agent_type(PhoneAgentType::Outbound)
            .language(["en", "de"])
            .voice_id_null()
            .handoff_phone_number(PHONE)
            .action_ids(Vec::<String>::new());
        client.create_phone_agent(agent)
    })
    .sends(
        "POST /phone",
        json!({
            "name": "Reception", "type": "outbound", "voice_id": null, "language": ["en", "de"],
            "handoff_phone_number": PHONE, "actionIds": [],
        }),
    )
    .answers(200, agent(), is_agent)
    .closed()
    .fails(500, refusal(500), |error| {
        matches!(error, CreatePhoneAgentError::InternalServerError(dto) if is_refusal(dto, 500))
    });
    refusals!(operation, CreatePhoneAgentError)
}

fn delete_phone_agent() -> impl Examine {
    let operation = operation!(|client: &Client| client.delete_phone_agent(ODD))
        .sends("DELETE /phone/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, Json::Null, |()| {})
        .fails(500, refusal(500), |error| {
            matches!(error, DeletePhoneAgentError::InternalServerError(dto) if is_refusal(dto, 500))
        });
    refusals!(operation, DeletePhoneAgentError)
}

fn list_phone_agents() -> impl Examine {
    let operation = operation!(|client: &Client| client.list_phone_agents())
        .sends("GET /phone", Json::Null)
        .answers(200, json!([agent(), agent()]), |agents| {
            assert_eq!(agents.len(), 2);
            is_agent(&agents[1]);
        })
        .closed();
    refusals!(operation, ListPhoneAgentsError)
}

fn list_phone_voices() -> impl Examine {
    let operation = operation!(|client: &Client| client.list_phone_voices())
        .sends("GET /phone/voices", Json::Null)
        .answers(200, json!({"voices": [{"id": "voice-1"}]}), |voices| {
            assert_eq!(voices["voices"][0]["id"], "voice-1")
        });
    refusals!(operation, ListPhoneVoicesError)
}

fn make_outbound_call() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.make_outbound_call(MakeOutboundCallDto::new(ODD, Contact::phone_number(PHONE)))
    })
    .sends("POST /phone/outbound-call", json!({"phoneAgentId": ODD, "contact": {"phoneNumber": PHONE}}))
    .answers(200, json!({"result": {"to": PHONE, "sid": 7}}), |answer| {
        assert!(answer.error.is_none());
        assert_eq!(answer.result.as_ref().map(|result| &result["sid"]), Some(&json!(7)));
    })
    .closed()
    .fails(200, json!({"error": {"code": "busy", "status": 486}, "result": PHONE}), |error| {
        let MakeOutboundCallError::Refused(answer) = error else { return false };
        let refusal = answer.error.as_ref();
        refusal.is_some_and(|refusal| (refusal.code.as_deref(), refusal.status) == (Some("busy"), Some(486.0)))
    })
    .fails(500, refusal(500), |error| {
        matches!(error, MakeOutboundCallError::InternalServerError(dto) if is_refusal(dto, 500))
    });
    refusals!(operation, MakeOutboundCallError)
}

fn remove_inbound_trunk_phone_number() -> impl Examine {
    let operation = operation!(|client: &Client| client.remove_inbound_trunk_phone_number(PHONE))
        .sends(
            "DELETE /phone/sip/inbound-trunk/phone-numbers/%2B15555550123",
            Json::Null,
        )
        .answers(200, trunk(), is_trunk);
    refusals!(operation, RemoveInboundTrunkPhoneNumberError)
}

fn update_phone_agent() -> impl Examine {
    let operation = operation!(|client: &Client| {
        client.update_phone_agent(
            ODD,
            UpdatePhoneAgentDto::new()
                .name("Night")
                .first_message_null(),
        )
    })
    .sends(
        "PATCH /phone/a%2Fb%20c%2B%C3%A9",
        json!({"name": "Night", "first_message": null}),
    )
    .answers(200, agent(), is_agent)
    .closed();
    refusals!(operation, UpdatePhoneAgentError)
}
