//! The providers' codes of failures: typed by status where they are documented, as text everywhere.

use crate::clients::opencx_call;
use crate::klen::initiate;
use crate::private::{KEY, PHONE};
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Builder, Core, Credential, Error};
use klen_client::types::AgentId;
use serde_json::Value as Json;

fn answering<C: From<Core>>(
    builder: Builder<C>,
    auth: impl Into<Credential>,
    status: u16,
    body: &Json,
) -> C {
    let network = InMemory::new().always(Reply::status(status).with_json(body));
    let client = builder.auth(auth).transport(network).build();
    client.expect("a client")
}

async fn klen(status: u16, body: &Json) -> Error<klen_client::operations::InitiateCallError> {
    let auth = klen_client::Auth::bearer_auth(KEY);
    let client = answering(klen_client::Client::builder(), auth, status, body);
    let call = client.initiate_call(initiate(PHONE, AgentId::Integer(7)));
    call.await.expect_err("a refusal")
}

/// All of the page of `initiate-call`.
#[tokio::test]
async fn all_codes_of_klen_are_named_by_status() {
    for (status, variant, code, value) in [
        (
            400,
            "BadRequest",
            "missing_phone_number",
            "MissingPhoneNumber",
        ),
        (400, "BadRequest", "missing_agent_id", "MissingAgentId"),
        (
            400,
            "BadRequest",
            "invalid_phone_number",
            "InvalidPhoneNumber",
        ),
        (400, "BadRequest", "invalid_json", "InvalidJson"),
        (
            401,
            "Unauthorized",
            "authentication_required",
            "AuthenticationRequired",
        ),
        (401, "Unauthorized", "invalid_key", "InvalidKey"),
        (
            402,
            "PaymentRequired",
            "insufficient_funds",
            "InsufficientFunds",
        ),
        (403, "Forbidden", "permission_denied", "PermissionDenied"),
        (403, "Forbidden", "do_not_call", "DoNotCall"),
        (404, "NotFound", "agent_not_found", "AgentNotFound"),
        (404, "NotFound", "no_phone_number", "NoPhoneNumber"),
        (
            429,
            "TooManyRequests",
            "rate_limit_exceeded",
            "RateLimitExceeded",
        ),
        (500, "InternalServerError", "server_error", "ServerError"),
    ] {
        let error = klen(status, &json!({"error": code, "message": "no"})).await;
        assert_eq!(error.code(), Some(code));
        let Error::Api(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(error.code(), Some(code));
        let shown = format!("{:?}", error.error);
        assert!(
            shown.starts_with(variant) && shown.contains(value) && !shown.contains("Unrecognized"),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_code_of_klen_needs_no_type() {
    // One of tomorrow, one without the message that goes with it, one with a status of tomorrow.
    let new = klen(403, &json!({"error": "asleep", "message": "no"})).await;
    assert!(matches!(&new, Error::Api(_)) && new.code() == Some("asleep"));
    let bare = klen(403, &json!({"error": "do_not_call"})).await;
    assert!(matches!(&bare, Error::UnexpectedStatus(_)) && bare.code() == Some("do_not_call"));
    let other = klen(409, &json!({"error": "busy", "code": 7})).await;
    assert!(matches!(&other, Error::UnexpectedStatus(_)) && other.code() == Some("busy"));
}

#[tokio::test]
async fn codes_of_verbex_stand_in_two_places() {
    let call = async |status, body: Json| {
        let auth = verbex_client::Auth::bearer_auth(KEY);
        let client = answering(verbex_client::Client::builder(), auth, status, &body);
        let request = verbex_client::types::CreatePhoneCallRequest::new(
            verbex_client::types::CreatePhoneCallRequestInit {
                from_number: PHONE.into(),
                to_number: PHONE.into(),
                direction: verbex_client::types::Direction::Outbound,
            },
        );
        let error = client.dial_outbound_phone_call(request).await;
        error.expect_err("a refusal").code().map(str::to_owned)
    };
    let refused = json!({"error": "unauthorized", "message": "no"});
    assert_eq!(call(401, refused).await.as_deref(), Some("unauthorized"));
    let fault = json!({"loc": ["body"], "msg": "Field required", "type": "missing"});
    let faults = json!({"detail": [fault], "error": "not this"});
    assert_eq!(call(422, faults).await.as_deref(), Some("missing"));
    assert_eq!(call(422, json!({"detail": []})).await, None);
}

#[tokio::test]
async fn only_a_refused_call_of_opencx_has_a_code() {
    let call = async |status, body: Json| {
        let auth = opencx_client::Auth::bearer_auth(KEY);
        let client = answering(opencx_client::Client::builder(), auth, status, &body);
        let error = client.make_outbound_call(opencx_call()).await;
        error.expect_err("a refusal").code().map(str::to_owned)
    };
    let refused = json!({"error": {"code": "no_answer", "status": 486}});
    assert_eq!(call(200, refused).await.as_deref(), Some("no_answer"));
    let plain = json!({"statusCode": 401, "message": "Unauthorized", "error": "Unauthorized"});
    assert_eq!(call(401, plain).await, None);
}
