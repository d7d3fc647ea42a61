//! The same as a person would write it: types with serde's derive, calls with reqwest.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The fields of `verbex_client::types::PhoneCallResponse`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PhoneCall {
    #[serde(rename = "_id", skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) ai_agent_id: Option<String>,
    pub(crate) ai_agent_name: Option<String>,
    pub(crate) call_status: String,
    pub(crate) override_ai_agent_id: Option<String>,
    pub(crate) metadata: Option<BTreeMap<String, String>>,
    pub(crate) pia_llm_dynamic_data: Option<BTreeMap<String, Value>>,
    pub(crate) call_start_time: Option<String>,
    pub(crate) call_end_time: Option<String>,
    pub(crate) messages: Option<Vec<Message>>,
    pub(crate) recorded_call_audio_url: Option<String>,
    pub(crate) access_token: Option<String>,
    pub(crate) call_duration_seconds: Option<i64>,
    pub(crate) call_type: Option<String>,
    pub(crate) from_number: String,
    pub(crate) to_number: String,
    pub(crate) direction: Direction,
    pub(crate) call_finish_reason: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) role: Role,
    pub(crate) content: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Assistant,
    User,
    System,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    Inbound,
    Outbound,
}

/// A client, with the cryptography that ours has.
pub(crate) fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}

/// What a call is placed with.
#[derive(Debug, Serialize)]
pub(crate) struct NewCall {
    pub(crate) from_number: String,
    pub(crate) to_number: String,
    pub(crate) direction: Direction,
}

/// What can go wrong.
#[derive(Debug)]
pub(crate) enum Error {
    Transport(reqwest::Error),
    TooLarge,
    Decode(serde_json::Error),
    Refused(u16, Value),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Transport(error) => write!(f, "the request failed: {error}"),
            Error::TooLarge => write!(f, "the answer is too large"),
            Error::Decode(error) => write!(f, "the answer cannot be read: {error}"),
            Error::Refused(status, said) => write!(f, "refused with {status}: {said}"),
        }
    }
}

impl std::error::Error for Error {}

/// Places a call: with a key, a limit for the body, and errors that are told apart.
pub(crate) async fn place(
    client: &reqwest::Client,
    base: &str,
    key: &str,
) -> Result<PhoneCall, Error> {
    let body = NewCall {
        from_number: "+15555550100".to_owned(),
        to_number: "+15555550123".to_owned(),
        direction: Direction::Outbound,
    };
    let body = serde_json::to_vec(&body).map_err(Error::Decode)?;
    let mut answer = client
        .post(format!("{base}/v1/calls/dial-outbound-phone-call"))
        .bearer_auth(key)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .timeout(std::time::Duration::from_secs(30))
        .body(body)
        .send()
        .await
        .map_err(Error::Transport)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(Error::Transport)? {
        if bytes.len() + chunk.len() > 64 << 20 {
            return Err(Error::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    match answer.status().as_u16() {
        200..=299 => serde_json::from_slice(&bytes).map_err(Error::Decode),
        status => {
            let said = serde_json::from_slice(&bytes).map_err(Error::Decode)?;
            Err(Error::Refused(status, said))
        }
    }
}
