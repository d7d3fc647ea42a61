//! Lists page by page: of every operation that has pages two of them, and the end.

use crate::private::{KEY, hidden};
use callsmith_runtime::failure::Failures;
use callsmith_runtime::model::Value;
use callsmith_runtime::pages::{Items, Pages};
use callsmith_runtime::testing::{InMemory, Reply, json};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The operations with a test here.
const READ: &[&str] = &[
    "klen list_calls",
    "klen list_contacts",
    "opencx get_chat_session_history",
    "opencx list_chat_sessions",
    "opencx list_contacts",
    "verbex list_ai_agents",
    "verbex list_calls",
    "verbex list_phone_numbers",
    "verbex list_webhook_subscriptions",
];

/// Every operation that the outline says to have pages.
#[test]
fn every_list_is_read() {
    let mut found = BTreeSet::new();
    for provider in ["cald", "klen", "opencx", "verbex"] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
        let outline = std::fs::read_to_string(format!("{folder}/outline@{provider}.snap"));
        let mut operation = String::new();
        for line in outline.expect("the outline").lines() {
            if let Some((name, _)) = line
                .trim_start()
                .split_once('(')
                .filter(|_| line.contains(") -> "))
            {
                operation = format!("{provider} {name}");
            }
            if line.starts_with("    pages: ") {
                assert!(!line.contains("inferred"), "{operation} is not confirmed");
                found.insert(operation.clone());
            }
        }
    }
    assert_eq!(found, READ.iter().map(|name| (*name).to_owned()).collect());
}

fn network(pages: &[Json]) -> InMemory {
    let pages = pages.iter();
    pages.fold(InMemory::new(), |network, page| {
        network.then(Reply::json(page))
    })
}

/// How many items come, and which queries are sent for them.
async fn read<P: Value, T: Unpin, E: Failures + std::fmt::Debug>(
    network: &InMemory,
    mut items: Items<P, T, E>,
) -> (usize, Vec<String>) {
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.expect("an item");
        count += 1;
    }
    assert_eq!(items.token(), None);
    (count, queries(network))
}

fn queries(network: &InMemory) -> Vec<String> {
    hidden(network);
    let requests = network.requests();
    requests
        .iter()
        .map(|request| request.query().to_owned())
        .collect()
}

fn sent(queries: &[&str]) -> Vec<String> {
    queries.iter().map(|query| (*query).to_owned()).collect()
}

mod klen {
    use super::*;
    use klen_client::{Auth, Client};

    fn client(network: &InMemory) -> Client {
        let builder = Client::builder().auth(Auth::bearer_auth(KEY));
        builder
            .transport(network.clone())
            .build()
            .expect("a client")
    }

    fn pages(list: &str) -> InMemory {
        let page = |n: u64, items: Json| json!({"count": 3, "page": n, "limit": 2, "pages": 2, list: items});
        network(&[page(1, json!([{}, {}])), page(2, json!([{}]))])
    }

    #[tokio::test]
    async fn calls() {
        let network = pages("calls");
        let call = client(&network).list_calls().limit(2);
        let expected = sent(&["limit=2&page=1", "limit=2&page=2"]);
        assert_eq!(read(&network, call.items()).await, (3, expected));
    }

    #[tokio::test]
    async fn contacts() {
        let network = pages("contacts");
        let call = client(&network).list_contacts().stage("new");
        let expected = sent(&["stage=new&page=1", "stage=new&page=2"]);
        assert_eq!(read(&network, call.items()).await, (3, expected));
    }

    /// What was read is kept, and another process goes on.
    #[tokio::test]
    async fn calls_go_on_from_a_token() {
        let mut items = client(&pages("calls")).list_calls().items();
        items.next().await.expect("an item").expect("a call");
        let token = items.token().expect("a token");
        let network = pages("calls");
        let items = client(&network).list_calls().items().from_token(&token);
        let expected = sent(&["page=1", "page=2"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }
}

mod opencx {
    use super::*;
    use opencx_client::{Client, types};

    fn client(network: &InMemory) -> Client {
        let builder = Client::builder().auth(opencx_client::Auth::bearer_auth(KEY));
        builder
            .transport(network.clone())
            .build()
            .expect("a client")
    }

    fn pages(items: [Json; 2]) -> InMemory {
        let [first, second] = items;
        network(&[
            json!({"items": [first], "next": "a/b"}),
            json!({"items": [second], "next": null}),
        ])
    }

    #[tokio::test]
    async fn chat_sessions() {
        let session = |id: &str| {
            let moment = "2026-01-05T09:30:00Z";
            json!({
                "id": id, "status": "open", "channel": {"type": "web"}, "created_at": moment, "updated_at": moment,
            })
        };
        let network = pages([session("1"), session("2")]);
        let items = client(&network)
            .list_chat_sessions()
            .handed_off(true)
            .items();
        let expected = sent(&["handed_off=true", "handed_off=true&cursor=a%2Fb"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }

    #[tokio::test]
    async fn history_of_a_chat() {
        let item = || json!({"created_at": "2026-01-05T09:30:00Z", "event": {"type": "message"}});
        let network = pages([item(), item()]);
        let items = client(&network).get_chat_session_history("7").items();
        let expected = sent(&["", "cursor=a%2Fb"]);
        assert_eq!(read(&network, items).await, (2, expected));
        let paths = network.requests();
        assert!(
            paths
                .iter()
                .all(|request| request.path() == "/chat/sessions/7/history")
        );
    }

    #[tokio::test]
    async fn contacts() {
        let contact = |id: u64| {
            let id = format!("00000000-0000-4000-8000-00000000000{id}");
            json!({"id": id, "email": null, "phone_number": null, "name": null, "custom_data": null})
        };
        let network = pages([contact(1), contact(2)]);
        let items = client(&network).list_contacts().items();
        let expected = sent(&["", "cursor=a%2Fb"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }

    /// A page that fails is the last item, and its token leads to it.
    #[tokio::test]
    async fn a_refusal_is_told_and_kept_apart() {
        let contacts = json!({"items": [], "next": "b"});
        let network = network(&[contacts]).always(Reply::status(403));
        let mut pages: Pages<types::ContactPageDto, _> = client(&network).list_contacts().pages();
        assert!(pages.next().await.expect("a page").is_ok());
        let error = pages
            .next()
            .await
            .expect("an error")
            .expect_err("a refusal");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(403));
        assert!(pages.next().await.is_none());
        assert_eq!(pages.token().as_deref(), Some("cursor:b"));
    }
}

mod verbex {
    use super::*;
    use verbex_client::Client;

    fn client(network: &InMemory) -> Client {
        let builder = Client::builder().auth(verbex_client::Auth::bearer_auth(KEY));
        builder
            .transport(network.clone())
            .build()
            .expect("a client")
    }

    fn pages(list: &str, items: [Json; 2]) -> InMemory {
        let [first, second] = items;
        network(&[
            json!({list: [first], "next_page_token": "t=1"}),
            json!({list: [second], "next_page_token": null}),
        ])
    }

    #[tokio::test]
    async fn calls() {
        let network = pages("calls", [json!({}), json!({})]);
        let items = client(&network).list_calls().page_size(1).items();
        let expected = sent(&["page_size=1", "page_size=1&page_token=t%3D1"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }

    #[tokio::test]
    async fn agents() {
        let network = pages("data", [json!({}), json!({})]);
        let items = client(&network).list_ai_agents().items();
        let expected = sent(&["", "page_token=t%3D1"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }

    #[tokio::test]
    async fn webhook_subscriptions() {
        let network = pages("data", [json!({}), json!({})]);
        let items = client(&network).list_webhook_subscriptions(1).items();
        let expected = sent(&["page_size=1", "page_size=1&page_token=t%3D1"]);
        assert_eq!(read(&network, items).await, (2, expected));
    }

    /// What the list is called is not known: pages as they come.
    #[tokio::test]
    async fn phone_numbers() {
        let network = pages("whatever", [json!("a"), json!("b")]);
        let mut pages = client(&network).list_phone_numbers().pages();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            assert!(page.expect("a page")["whatever"].is_array());
            count += 1;
        }
        assert_eq!(
            (count, queries(&network)),
            (2, sent(&["", "page_token=t%3D1"]))
        );
    }
}
