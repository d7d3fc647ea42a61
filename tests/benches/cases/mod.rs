//! What is measured: each case ours, and the same by hand with serde derive and reqwest.

pub(crate) mod by_hand;
pub(crate) mod ours;
pub(crate) mod server;

use serde_json::{Value, json};

/// An answer of a list of calls as a server sends it: 100 calls with everything in them, about 130 KB.
pub(crate) fn calls() -> String {
    Value::Array((0..100).map(call).collect()).to_string()
}

/// One call; its length depends on `index`, as real ones differ.
pub(crate) fn call(index: usize) -> Value {
    let messages = (0..index % 12).map(|turn| {
        let role = ["assistant", "user"][turn % 2];
        json!({"role": role, "content": "Good morning, this is about your appointment \u{2014} is \"ten\" fine?"})
    });
    json!({
        "_id": format!("call-{index:08}"),
        "ai_agent_id": "agent-0001",
        "ai_agent_name": "Reception",
        "call_status": "ended",
        "override_ai_agent_id": null,
        "metadata": {"order": "12345", "customer": "anne"},
        "pia_llm_dynamic_data": {"name": "Anne", "visits": 3, "open": [1.5, true, null]},
        "call_start_time": "2026-11-26T10:00:00Z",
        "call_end_time": "2026-11-26T10:02:30Z",
        "messages": messages.collect::<Vec<_>>(),
        "recorded_call_audio_url": "https://example.com/recordings/1.wav",
        "access_token": null,
        "call_duration_seconds": 150,
        "call_type": "phone_call",
        "from_number": "+15555550100",
        "to_number": "+15555550123",
        "direction": "outbound",
        "call_finish_reason": null
    })
}
