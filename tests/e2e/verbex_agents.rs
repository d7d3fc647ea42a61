//! Verbex: agents and their tools.

use crate::operation::{Examine, ODD, examined, operation};
use crate::private::{PHONE, SAID, SECRET};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use verbex_client::Client;
use verbex_client::operations::*;
use verbex_client::types::*;

examined!(
    create_ai_agent,
    create_builtin_tool,
    delete_ai_agent,
    delete_builtin_tool,
    get_ai_agent,
    get_builtin_tool,
    list_ai_agents,
    list_builtin_tools,
    update_ai_agent,
    update_builtin_tool,
);

/// An agent as it comes back, with a value in every field.
fn agent() -> Json {
    json!({
        "ai_agent_id": "agent-1", "created_by_user_id": "user-1", "agent_name": "Reception", "language_code": "en-US",
        "llm": {
            "llm_id": "llm-1", "llm_type": "simple", "model_provider": "openai", "model_name": "gpt-4o",
            "model_temperature": 0.5, "llm_name": "n", "llm_description": "d", "base_url": "https://llm.example.com",
            "api_key": SECRET, "max_tokens": 250, "required_dynamic_data": ["name"], "system_prompt": "Be kind.",
            "tools": [{"name": "t", "deep": {"x": [1]}}],
        },
        "stt": {"provider": "deepgram", "model": "nova-2-general"},
        "tts": {
            "provider": "elevenlabs", "voice_id": "v", "voice_name": "Vera", "model_name": null,
            "voice_temperature": 0.5,
        },
        "knowledge_base_id": "kb-1", "enable_user_interruptions": true,
        "minimum_speech_duration_for_interruptions": 0.5, "minimum_words_before_interruption": 2,
        "wait_time_before_detecting_end_of_speech": 0.5, "ambient_sound": "none", "ambient_sound_volume": 1.5,
        "webhook_url": "https://hooks.example.com/x", "end_call_after_silence_seconds": 10.5,
        "max_call_duration_seconds": 1800.5, "welcome_message": "Hello", "voicemail_detection_timeout_seconds": 90.5,
        "dynamic_data_config": [{
            "url": "https://data.example.com", "method": "GET", "timeout": 2.5, "headers": {"token": SECRET},
            "body": {"to": PHONE}, "query": {"key": SECRET}, "cache": true,
            "response_data": [{"name": "n", "data": "$.n", "context": "c"}],
        }],
        "post_call_analysis": [{
            "type": "string", "name": "mood", "description": "d", "system_prompt": "p", "examples": ["good"],
        }],
    })
}

fn is_agent(agent: &Agent) {
    assert_eq!(
        (agent.ai_agent_id.as_deref(), &agent.ambient_sound),
        (Some("agent-1"), &Some(AmbientSound::NoSound))
    );
    let llm = agent.llm.as_ref().expect("a model");
    assert_eq!(
        (llm.api_key.as_deref(), llm.max_tokens),
        (Some(SECRET), Some(250))
    );
    assert_eq!(agent.tts.as_ref().map(|tts| &tts.model_name), Some(&None));
    let data = &agent.dynamic_data_config.as_ref().expect("requests")[0];
    assert_eq!(
        data.headers
            .as_ref()
            .map(|headers| headers["token"].clone()),
        Some(json!(SECRET))
    );
    let analysis = &agent.post_call_analysis.as_ref().expect("items")[0];
    assert_eq!(analysis.result_type.as_deref(), Some("string"));
}

fn create_ai_agent() -> impl Examine {
    operation!(|client: &Client| {
        let required = ("Reception", LlmConfig::new().api_key(SECRET), SttConfig::new(), TtsConfig::new().voice_id("v"));
        let agent = AgentConfig::new(required.0, required.1, required.2, required.3)
            .ambient_sound(AmbientSound::TrainStation)
            .welcome_message_null()
            .minimum_words_before_interruption(0)
            .dynamic_data_config([DynamicDataConfig::new().body(BTreeMap::from([("to".to_owned(), json!(PHONE))]))]);
        client.create_ai_agent(agent)
    })
    .sends(
        "POST /v2/ai-agents",
        json!({
            "agent_name": "Reception", "llm": {"api_key": SECRET}, "stt": {}, "tts": {"voice_id": "v"},
            "ambient_sound": "train_station", "welcome_message": null, "minimum_words_before_interruption": 0,
            "dynamic_data_config": [{"body": {"to": PHONE}}],
        }),
    )
    .answers(201, agent(), is_agent)
}

fn get_ai_agent() -> impl Examine {
    operation!(|client: &Client| client.get_ai_agent(ODD))
        .sends("GET /v2/ai-agents/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(200, agent(), is_agent)
}

fn list_ai_agents() -> impl Examine {
    operation!(|client: &Client| client.list_ai_agents().page_size(-1).page_token("n/2"))
        .sends(
            "GET /v2/ai-agents?page_size=-1&page_token=n%2F2",
            Json::Null,
        )
        .answers(
            200,
            json!({"data": [agent()], "next_page_token": null}),
            |list| {
                is_agent(&list.data.as_ref().expect("agents")[0]);
                assert_eq!(list.next_page_token, None);
            },
        )
}

fn update_ai_agent() -> impl Examine {
    operation!(|client: &Client| client.update_ai_agent(
        ODD,
        AgentUpdate::new().agent_name_null().language_code("de-DE")
    ))
    .sends(
        "PUT /v2/ai-agents/a%2Fb%20c%2B%C3%A9",
        json!({"agent_name": null, "language_code": "de-DE"}),
    )
    .answers(200, agent(), is_agent)
}

fn delete_ai_agent() -> impl Examine {
    operation!(|client: &Client| client.delete_ai_agent(ODD))
        .sends("DELETE /v2/ai-agents/a%2Fb%20c%2B%C3%A9", Json::Null)
        .answers(204, Json::Null, |()| {})
}

fn tool() -> BuiltinTool {
    BuiltinTool::new()
        .tool_name("transfer_call")
        .transfer_to(PHONE)
        .transfer_type(TransferType::WarmTransfer)
}

fn written_tool() -> Json {
    json!({"tool_name": "transfer_call", "transfer_to": PHONE, "transfer_type": "warm_transfer"})
}

fn create_builtin_tool() -> impl Examine {
    operation!(|client: &Client| client.create_builtin_tool(ODD, tool()))
        .sends(
            "POST /v2/ai-agents/a%2Fb%20c%2B%C3%A9/builtin-tools",
            written_tool(),
        )
        .answers(201, json!({"said": SAID}), |()| {})
}

fn update_builtin_tool() -> impl Examine {
    operation!(|client: &Client| {
        let params = UpdateBuiltinToolParams {
            ai_agent_id: "a".into(),
            tool_id: ODD.into(),
        };
        client.update_builtin_tool(params, tool().display_phone_number(false))
    })
    .sends("PUT /v2/ai-agents/a/builtin-tools/a%2Fb%20c%2B%C3%A9", {
        let mut tool = written_tool();
        tool["display_phone_number"] = json!(false);
        tool
    })
    .answers(200, Json::Null, |()| {})
}

fn delete_builtin_tool() -> impl Examine {
    operation!(|client: &Client| {
        client.delete_builtin_tool(DeleteBuiltinToolParams {
            ai_agent_id: ODD.into(),
            tool_id: "t?#".into(),
        })
    })
    .sends(
        "DELETE /v2/ai-agents/a%2Fb%20c%2B%C3%A9/builtin-tools/t%3F%23",
        Json::Null,
    )
    .answers(204, Json::Null, |()| {})
}

fn get_builtin_tool() -> impl Examine {
    operation!(|client: &Client| {
        client.get_builtin_tool(GetBuiltinToolParams {
            ai_agent_id: "a".into(),
            tool_id: ODD.into(),
        })
    })
    .sends(
        "GET /v2/ai-agents/a/builtin-tools/a%2Fb%20c%2B%C3%A9",
        Json::Null,
    )
    .answers(200, json!({"tool_name": "transfer_call"}), |tool| {
        assert_eq!(tool["tool_name"], "transfer_call")
    })
}

fn list_builtin_tools() -> impl Examine {
    operation!(|client: &Client| client.list_builtin_tools(ODD))
        .sends(
            "GET /v2/ai-agents/a%2Fb%20c%2B%C3%A9/builtin-tools",
            Json::Null,
        )
        .answers(200, json!([{"tool_name": "send_email"}]), |tools| {
            assert_eq!(tools[0]["tool_name"], "send_email")
        })
}
