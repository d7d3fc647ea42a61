use super::*;
use crate::ir::{Needs, Safety, Success};

fn sample(path: &str, method: Method) -> Operation {
    Operation {
        id: None,
        name: None,
        method,
        path: path.to_owned(),
        tags: Vec::new(),
        params: Vec::new(),
        headers: Vec::new(),
        body: None,
        further: Vec::new(),
        success: Success::empty(),
        successes: vec![200],
        error_code: None,
        paged: crate::ir::Paged::Unsaid,
        failures: Vec::new(),
        error_headers: None,
        security: None,
        needs: Needs::default(),
        servers: Vec::new(),
        safety: Safety::Safe,
        idempotency_key: None,
        not_carried_out: Vec::new(),
        docs: String::new(),
        deprecated: false,
        example: None,
        examples: Vec::new(),
        at: Default::default(),
    }
}

#[test]
fn fastapi_ids_are_shortened() {
    let check = |id, path, method, expected| assert_eq!(short_id(id, method, path), expected);
    check(
        "dial_outbound_phone_call_v1_calls_dial_outbound_phone_call_post",
        "/v1/calls/dial-outbound-phone-call",
        Method::Post,
        "dial_outbound_phone_call",
    );
    check(
        "get_call_v1_calls__call_id__get",
        "/v1/calls/{call_id}",
        Method::Get,
        "get_call",
    );
    check(
        "list_calls_v1_calls__get",
        "/v1/calls/",
        Method::Get,
        "list_calls",
    );
    check(
        "makeOutboundCall",
        "/phone/outbound-call",
        Method::Post,
        "makeOutboundCall",
    );
}

#[test]
fn names_from_paths() {
    assert_eq!(
        from_path(&sample("/agents/{agentId}/call", Method::Post)),
        "post_agents_agent_id_call"
    );
    assert_eq!(from_path(&sample("/", Method::Get)), "get");
}
