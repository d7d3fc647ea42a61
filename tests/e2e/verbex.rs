//! Verbex: who it is, phone numbers, post-call analysis.

use crate::documented::complete;
use crate::mock::Seen;
use crate::operation::{Examine, ODD, Provider, examined, operation};
use crate::private::{CALLER, KEY, PHONE, SAID, SECRET};
use crate::{verbex_agents, verbex_calls, verbex_webhooks};
use callsmith_runtime::Builder;
use serde_json::{Value as Json, json};
use verbex_client::operations::*;
use verbex_client::types::*;
use verbex_client::{Auth, Client};

impl Provider for Client {
    const NAME: &'static str = "verbex";

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
    let elsewhere = [
        verbex_agents::EXAMINED,
        verbex_calls::EXAMINED,
        verbex_webhooks::EXAMINED,
    ];
    complete("verbex", &[&[EXAMINED][..], &elsewhere].concat());
}

examined!(
    create_phone_number,
    create_postcall_analysis,
    delete_phone_number,
    delete_postcall_analysis,
    get_phone_number,
    get_postcall_analysis,
    get_postcall_analysis_results,
    list_phone_numbers,
    update_phone_number,
    update_postcall_analysis,
);

fn create_phone_number() -> impl Examine {
    operation!(|client: &Client| {
        let number = CreatePhoneNumberRequest::new(PHONE)
            .provider(PhoneNumberProvider::Twilio)
            .friendly_name("Front desk")
            .inbound_agent_id_null()
            .sip_trunk_username(CALLER)
            .sip_trunk_password(SECRET)
            .sip_infra_region(SipRegion::BdLink3)
            .twilio_account_sid("AC1")
            .twilio_auth_token(SECRET);
        client.create_phone_number(number)
    })
    .sends(
        "POST /v1/phone-numbers",
        json!({
            "phone_number": PHONE, "provider": "twilio", "friendly_name": "Front desk", "inbound_agent_id": null,
            "sip_trunk_username": CALLER, "sip_trunk_password": SECRET, "sip_infra_region": "bd_link3",
            "twilio_account_sid": "AC1", "twilio_auth_token": SECRET,
        }),
    )
    .answers(
        201,
        json!({
            "_id": "number-1", "phone_number": PHONE, "provider": "sip", "friendly_name": "Front desk",
            "inbound_agent_id": null, "outbound_agent_id": "agent-1", "sip_termination_uri": "sip:x.example.com",
            "sip_trunk_username": CALLER, "sip_trunk_password": SECRET, "sip_infra_region": "global",
        }),
        |number| {
            assert_eq!((number.id.as_deref(), number.phone_number.as_str()), (Some("number-1"), PHONE));
            assert_eq!((&number.provider, &number.inbound_agent_id), (&Some(PhoneNumberProvider::Sip), &None));
            assert_eq!(number.sip_trunk_password.as_deref(), Some(SECRET));
        },
    )
}

fn delete_phone_number() -> impl Examine {
    operation!(|client: &Client| client.delete_phone_number(ODD))
        .sends("DELETE /v1/phone-numbers/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(204, Json::Null, |()| {})
}

fn get_phone_number() -> impl Examine {
    operation!(|client: &Client| client.get_phone_number(ODD))
        .sends("GET /v1/phone-numbers/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, json!({"phone_number": PHONE}), |number| {
            assert_eq!(number["phone_number"], PHONE)
        })
}

fn list_phone_numbers() -> impl Examine {
    operation!(|client: &Client| client.list_phone_numbers().page_size(20).page_token("n+1"))
        .sends(
            "GET /v1/phone-numbers?page_size=20&page_token=n%2B1",
            Json::Null,
        )
        .answers(200, json!({"data": [{"phone_number": PHONE}]}), |list| {
            assert_eq!(list["data"][0]["phone_number"], PHONE);
        })
}

fn update_phone_number() -> impl Examine {
    operation!(|client: &Client| {
        client.update_phone_number(
            ODD,
            PhoneNumberUpdate::new()
                .friendly_name("Desk")
                .twilio_auth_token(SECRET),
        )
    })
    .sends(
        "PATCH /v1/phone-numbers/a%2Fb%20c%2B%C3%A9",
        json!({"friendly_name": "Desk", "twilio_auth_token": SECRET}),
    )
    .answers(200, json!({"phone_number": PHONE}), |()| {})
}

fn config() -> PostCallAnalysisConfig {
    let required = PostCallAnalysisItemInit {
        result_type: ResultType::Enum,
        name: "mood".into(),
        description: "How they felt.".into(),
        analysis_prompt: "How did they feel?".into(),
    };
    let item = PostCallAnalysisItem::new(required)
        .temperature(0.5)
        .choices([json!("good"), json!(1)]);
    PostCallAnalysisConfig::new([item])
}

fn written_config() -> Json {
    json!({"items": [{
        "type": "enum", "name": "mood", "description": "How they felt.", "analysis_prompt": "How did they feel?",
        "temperature": 0.5, "choices": ["good", 1],
    }]})
}

fn create_postcall_analysis() -> impl Examine {
    operation!(|client: &Client| client.create_postcall_analysis(ODD, config()))
        .sends(
            "POST /v2/ai-agents/a%2Fb%20c%2B%C3%A9/postcall-analysis",
            written_config(),
        )
        .answers(202, json!("anything"), |()| {})
}

fn update_postcall_analysis() -> impl Examine {
    operation!(|client: &Client| client.update_postcall_analysis(ODD, config()))
        .sends(
            "PUT /v2/ai-agents/a%2Fb%20c%2B%C3%A9/postcall-analysis",
            written_config(),
        )
        .answers(204, Json::Null, |()| {})
}

fn delete_postcall_analysis() -> impl Examine {
    operation!(|client: &Client| client.delete_postcall_analysis(ODD))
        .sends(
            "DELETE /v2/ai-agents/a%2Fb%20c%2B%C3%A9/postcall-analysis",
            Json::Null,
        )
        .answers(204, Json::Null, |()| {})
}

fn get_postcall_analysis() -> impl Examine {
    operation!(|client: &Client| client.get_postcall_analysis(ODD))
        .sends(
            "GET /v2/ai-agents/a%2Fb%20c%2B%C3%A9/postcall-analysis",
            Json::Null,
        )
        .answers(200, json!({"items": [{"name": "mood"}]}), |config| {
            assert_eq!(config["items"][0]["name"], "mood")
        })
}

fn get_postcall_analysis_results() -> impl Examine {
    operation!(|client: &Client| {
        let params = GetPostcallAnalysisResultsParams {
            ai_agent_id: ODD.into(),
            call_id: "..c".into(),
        };
        client.get_postcall_analysis_results(params)
    })
    .sends(
        "GET /v2/ai-agents/a%2Fb%20c%2B%C3%A9/postcall-analysis/results/..c",
        Json::Null,
    )
    .answers(
        200,
        json!({"data": {
            "call_id": "call-1", "ai_agent_id": "agent-1",
            "items": [{"name": "mood", "result": SAID}, {"name": "score", "result": null}],
        }}),
        |results| {
            let items = results
                .data
                .as_ref()
                .and_then(|data| data.items.as_ref())
                .expect("items");
            assert_eq!(
                (items[0].result.as_ref(), items[1].result.is_some()),
                (Some(&json!(SAID)), false)
            );
        },
    )
}
