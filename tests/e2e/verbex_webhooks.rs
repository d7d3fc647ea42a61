//! Verbex: webhook subscriptions.

use crate::operation::{Examine, ODD, examined, operation};
use crate::private::SECRET;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use verbex_client::Client;
use verbex_client::operations::*;
use verbex_client::types::*;

examined!(
    create_webhook_subscription,
    delete_webhook_subscription,
    get_webhook_subscription,
    list_webhook_subscriptions,
    update_webhook_subscription,
);

fn subscription() -> WebhookSubscriptionRequest {
    let required = WebhookSubscriptionRequestInit {
        name: "All".into(),
        url: "https://hooks.example.com/x".into(),
        enable_signed_webhooks: true,
    };
    WebhookSubscriptionRequest::new(required)
        .events(["CallHandler.CallEnded"])
        .headers(BTreeMap::from([("X-Token".to_owned(), SECRET.to_owned())]))
}

fn written() -> Json {
    json!({
        "name": "All", "url": "https://hooks.example.com/x", "enable_signed_webhooks": true,
        "events": ["CallHandler.CallEnded"], "headers": {"X-Token": SECRET},
    })
}

fn answer() -> Json {
    json!({
        "id": "hook-1", "organization_id": "org-1", "created_user_id": "user-1", "name": "All",
        "url": "https://hooks.example.com/x", "scope": "WORKSPACE", "events": ["*"], "active": true,
        "headers": {"token": SECRET}, "description": "d", "agent_ids": ["a"], "workspace_ids": ["w"],
        "signing_enabled": true, "secret": SECRET,
    })
}

fn is_answer(answer: &WebhookSubscriptionResponse) {
    assert_eq!(
        (&answer.scope, answer.secret.as_deref()),
        (&Some(WebhookScope::Workspace), Some(SECRET))
    );
    assert_eq!(
        answer
            .headers
            .as_ref()
            .map(|headers| headers["token"].as_str()),
        Some(SECRET)
    );
}

fn create_webhook_subscription() -> impl Examine {
    operation!(|client: &Client| client.create_webhook_subscription(subscription()))
        .sends("POST /v1/public/webhook/subscription", written())
        .answers(201, answer(), is_answer)
        .fails(400, "", |error| {
            matches!(error, CreateWebhookSubscriptionError::BadRequest)
        })
}

fn update_webhook_subscription() -> impl Examine {
    operation!(|client: &Client| client.update_webhook_subscription(ODD, subscription()))
        .sends(
            "PUT /v1/public/webhook/subscription/a%2Fb%20c%2B%C3%A9",
            written(),
        )
        .answers(200, answer(), is_answer)
        .fails(400, "no", |error| {
            matches!(error, UpdateWebhookSubscriptionError::BadRequest)
        })
}

fn delete_webhook_subscription() -> impl Examine {
    operation!(|client: &Client| client.delete_webhook_subscription(ODD))
        .sends(
            "DELETE /v1/public/webhook/subscription/a%2Fb%20c%2B%C3%A9",
            Json::Null,
        )
        .answers(204, Json::Null, |()| {})
}

fn get_webhook_subscription() -> impl Examine {
    operation!(|client: &Client| client.get_webhook_subscription(ODD))
        .sends(
            "GET /v1/public/webhook/subscription/a%2Fb%20c%2B%C3%A9",
            Json::Null,
        )
        .answers(200, answer(), is_answer)
}

fn list_webhook_subscriptions() -> impl Examine {
    operation!(|client: &Client| client.list_webhook_subscriptions(100).page_token("n 2"))
        .sends(
            "GET /v1/public/webhook/subscriptions?page_size=100&page_token=n%202",
            Json::Null,
        )
        .answers(
            200,
            json!({"data": [answer()], "next_page_token": "n"}),
            |list| {
                is_answer(&list.data.as_ref().expect("subscriptions")[0]);
                assert_eq!(list.next_page_token.as_deref(), Some("n"));
            },
        )
        .fails(400, "{}", |error| {
            matches!(error, ListWebhookSubscriptionsError::BadRequest)
        })
}
