//! Lists page by page, on a network in memory: what is asked for, where it ends, how it goes on.
#![forbid(unsafe_code)]

#[path = "pages/going_on.rs"]
mod going_on;
mod server;

use callsmith_runtime::blocking::IterBlocking;
use callsmith_runtime::model::Json;
use callsmith_runtime::pages::{Items, Pages, Plan};
use callsmith_runtime::stream::Stream;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Call, Core, Error, Route, Safety};
use server::api::{self, KEY, Refusal};

type Page = Json;

fn core(network: &InMemory) -> Core {
    api::in_memory(network).build().expect("a client")
}

fn list(network: &InMemory) -> Call<Page, Refusal> {
    core(network).call(Route::get("/calls"))
}

fn scripted(pages: impl IntoIterator<Item = Json>) -> InMemory {
    let pages = pages.into_iter();
    pages.fold(InMemory::new(), |network, page| {
        network.then(Reply::json(&page))
    })
}

/// The items at `/data`.
fn data(mut page: Page) -> Vec<Json> {
    match page.pointer_mut("/data").map(Json::take) {
        Some(Json::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn items(network: &InMemory, plan: Plan) -> Items<Page, Json, Refusal> {
    list(network).pages(plan).items(data)
}

/// Everything that comes: items, and errors in parentheses.
async fn all(mut items: Items<Page, Json, Refusal>) -> String {
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(shown(item));
    }
    assert!(items.next().await.is_none());
    seen.join(" ")
}

fn shown(item: Result<Json, Error<Refusal>>) -> String {
    match item {
        Ok(item) => item.to_string(),
        Err(error) => {
            let (text, debug) = (format!("{error:#}"), format!("{error:?}"));
            assert!(!text.contains(KEY) && !debug.contains(KEY));
            format!("({})", text.rsplit(": ").next().unwrap_or_default())
        }
    }
}

fn queries(network: &InMemory) -> Vec<String> {
    let requests = network.requests();
    let of_list = |request: &callsmith_runtime::testing::Request| {
        assert_eq!(request.path(), "/v1/calls");
        assert!(request.header("authorization").is_some());
        request.query().to_owned()
    };
    requests.iter().map(of_list).collect()
}

/// What comes, and the queries that were sent.
#[track_caller]
fn check(plan: Plan, pages: &[Json], expected: &str, sent: &[&str]) {
    let network = scripted(pages.iter().cloned());
    let items = items(&network, plan);
    let seen: Vec<String> = items.iter_blocking().map(shown).collect();
    assert_eq!(seen.join(" "), expected);
    assert_eq!(queries(&network), sent);
}

const CURSOR: Plan = Plan::cursor("after", "/meta/next").list("/data");

#[test]
fn pages_by_number_end_with_an_empty_one() {
    let plan = Plan::page("page", 1).list("/data");
    let pages = [
        json!({"data": [1, 2]}),
        json!({"data": [3]}),
        json!({"data": []}),
    ];
    check(plan, &pages, "1 2 3", &["page=1", "page=2", "page=3"]);
    for end in [json!({}), json!({"data": null}), json!(null)] {
        check(
            plan,
            &[json!({"data": [1]}), end],
            "1",
            &["page=1", "page=2"],
        );
    }
}

#[test]
fn pages_by_number_end_where_the_server_says_how_many_there_are() {
    let page = |n: u64| json!({"data": [n], "pages": 2, "total": "2"});
    let (plan, pages) = (Plan::page("p", 1).list("/data"), [page(1), page(2)]);
    check(plan.last("/pages"), &pages, "1 2", &["p=1", "p=2"]);
    check(plan.total("/total"), &pages, "1 2", &["p=1", "p=2"]);
    let from_zero = Plan::page("p", 0).list("/data").last("/pages");
    check(from_zero, &pages, "1 2", &["p=0", "p=1"]);
    let none = json!({"data": [], "pages": 0});
    check(plan.last("/pages"), &[none], "", &["p=1"]);
}

#[test]
fn offsets_are_those_of_what_came() {
    let page = |items: Json, more: Json| json!({"data": items, "more": more, "total": 3});
    let plan = Plan::offset("offset").list("/data");
    let pages = [
        page(json!([1, 2]), json!(true)),
        page(json!([3]), json!(false)),
    ];
    check(
        plan.total("/total"),
        &pages,
        "1 2 3",
        &["offset=0", "offset=2"],
    );
    check(
        plan.more("/more"),
        &pages,
        "1 2 3",
        &["offset=0", "offset=2"],
    );
    let stuck = [page(json!([]), json!(true))];
    let expected = "(it says that there are more, but not where)";
    check(plan.more("/more"), &stuck, expected, &["offset=0"]);
}

#[test]
fn a_page_without_items_is_not_the_end_where_there_are_more() {
    let page = |items: Json, more: bool| json!({"data": items, "more": more});
    let plan = Plan::page("p", 1).list("/data").more("/more");
    let pages = [page(json!([]), true), page(json!([1]), false)];
    check(plan, &pages, "1", &["p=1", "p=2"]);
    let page = |items: Json, next: Json| json!({"data": items, "meta": {"next": next}});
    let pages = [page(json!([]), json!("b")), page(json!([1]), Json::Null)];
    check(CURSOR, &pages, "1", &["", "after=b"]);
}

#[test]
fn cursors_end_with_none() {
    let page = |n: u64, next: Json| json!({"data": [n], "meta": {"next": next}});
    for end in [json!(null), json!(""), json!(false)] {
        let pages = [
            page(1, json!("a/b c&=+é")),
            page(2, json!(17)),
            page(3, end),
        ];
        let sent = ["", "after=a%2Fb%20c%26%3D%2B%C3%A9", "after=17"];
        check(CURSOR, &pages, "1 2 3", &sent);
    }
    check(CURSOR, &[json!({"data": [1]})], "1", &[""]);
    let ends = json!({"data": [1], "meta": {"next": "x"}, "more": false});
    check(CURSOR.more("/more"), &[ends], "1", &[""]);
}

#[test]
fn of_an_address_the_cursor_is_taken() {
    let page = |next: &str| json!({"data": [1], "meta": {"next": next}});
    let pages = [
        page("http://inner/x?limit=1&after=a%20b"),
        page("https://after"),
        page(""),
    ];
    let sent = ["", "after=a%20b", "after=https%3A%2F%2Fafter"];
    check(CURSOR, &pages, "1 1 1", &sent);
}

#[test]
fn what_leads_nowhere_is_an_error_after_the_page() {
    let page = |next: Json| json!({"data": [1], "meta": {"next": next}, "more": true});
    let odd = "1 (what stands for the next page is neither text nor number)";
    check(CURSOR, &[page(json!({"x": 1}))], odd, &[""]);
    check(CURSOR, &[page(json!(true))], odd, &[""]);
    let nowhere = "1 (it says that there are more, but not where)";
    check(CURSOR.more("/more"), &[page(Json::Null)], nowhere, &[""]);
}

#[test]
fn a_repeated_cursor_ends_the_list() {
    let page = |n: u64, next: &str| json!({"data": [n], "meta": {"next": next}});
    let again = "(it names a next page that was asked for before)";
    let pages = [page(1, "a"), page(2, "b"), page(3, "a")];
    let expected = format!("1 2 3 {again}");
    check(CURSOR, &pages, &expected, &["", "after=a", "after=b"]);
    let pages = [page(1, "a"), page(2, "a")];
    check(CURSOR, &pages, &format!("1 2 {again}"), &["", "after=a"]);
    // Nothing new under the same cursor: a feed that was read to its end.
    let pages = [page(1, "a"), json!({"data": [], "meta": {"next": "a"}})];
    check(CURSOR, &pages, "1", &["", "after=a"]);
}

#[test]
fn a_server_that_ignores_the_number_is_found_out() {
    let page = json!({"data": [1, 2]});
    let expected = "1 2 1 2 (it is the same as the page before)";
    let plan = Plan::page("page", 1).list("/data");
    check(
        plan,
        &[page.clone(), page.clone()],
        expected,
        &["page=1", "page=2"],
    );
    let plan = Plan::offset("skip").list("/data");
    check(plan, &[page.clone(), page], expected, &["skip=0", "skip=2"]);
}

#[test]
fn the_last_item_is_a_cursor_too() {
    let page = |ids: &[&str], more: bool| {
        let items = ids.iter().map(|id| json!({"id": id}));
        json!({"data": items.collect::<Vec<_>>(), "more": more})
    };
    let plan = Plan::last_item("after", "/id").list("/data").more("/more");
    let pages = [page(&["a", "b"], true), page(&["c"], false)];
    let expected = r#"{"id":"a"} {"id":"b"} {"id":"c"}"#;
    check(plan, &pages, expected, &["", "after=b"]);
}

#[tokio::test]
async fn of_addresses_the_query_is_taken_and_what_the_call_says_stays() {
    let page = |n: u64, next: Json| Reply::json(&json!({"data": [n], "next": next}));
    let evil = "http://evil.example.com/x/calls?cursor=b%20c&size=5&tag=%C3%A9&api_key=k#top";
    let network = InMemory::new()
        .then(page(1, json!(evil)))
        .then(page(2, json!("?cursor=d")))
        .then(page(3, Json::Null));
    let client = api::in_memory(&network).auth(api::query());
    let client = client.build().expect("a client");
    let call: Call<Page, Refusal> = client.call(Route::get("/calls"));
    let call = call.query("size", &5_i64).query("tag", &"é".to_owned());
    let mut items = call.pages(Plan::url("/next").list("/data")).items(data);
    assert_eq!(items.next().await.map(shown).as_deref(), Some("1"));
    assert_eq!(items.token().as_deref(), Some("query:cursor=b+c"));
    assert_eq!(all(items).await, "2 3");
    let sent = queries(&network);
    assert!(sent[0].starts_with("size=5&tag=%C3%A9"), "{sent:?}");
    assert!(
        sent[1].starts_with("size=5&tag=%C3%A9&cursor=b%20c"),
        "{sent:?}"
    );
    assert!(
        sent[2].starts_with("size=5&tag=%C3%A9&cursor=d"),
        "{sent:?}"
    );
    for sent in &sent {
        assert!(sent.matches("api_key=").count() <= 1 && !sent.contains("api_key=k&"));
    }
}

#[tokio::test]
async fn links_are_followed_to_the_same_operation_only() {
    let page = |n: u64, link: &str| Reply::json(&json!({"data": [n]})).header("link", link);
    let network = InMemory::new()
        .then(page(
            1,
            r#"</v1/calls?page=2>; rel="next", <?page=9>; rel=last"#,
        ))
        .then(page(
            2,
            r#"<https://api.example.com/v1/calls?page=3>; rel=next"#,
        ))
        .then(page(
            3,
            "<https://api.example.com/v1/secrets?page=4>; rel=next",
        ));
    let expected = "1 2 3 (the address of the next page is that of another path)";
    assert_eq!(
        all(items(&network, Plan::link().list("/data"))).await,
        expected
    );
    assert_eq!(queries(&network), ["", "page=2", "page=3"]);
    for (link, expected) in [
        (
            "</v1/calls>; rel=next",
            "1 (the address of the next page has no query)",
        ),
        ("<?page=2>; rel=prev", "1"),
        ("nonsense", "1"),
    ] {
        let network = InMemory::new().then(page(1, link));
        assert_eq!(all(items(&network, Plan::link())).await, expected, "{link}");
    }
}

#[tokio::test]
async fn a_cursor_may_go_into_the_body() {
    let page = |n: u64, next: Json| Reply::json(&json!({"data": [n], "meta": {"next": next}}));
    let network = InMemory::new()
        .then(page(1, json!("b")))
        .then(page(2, json!(7)))
        .then(page(3, Json::Null));
    let search = Route::post("/calls").safety(Safety::Safe);
    let call: Call<Page, Refusal> = core(&network).call(search);
    let plan = Plan::cursor("/page/after", "/meta/next").in_body();
    let items = call.json(&json!({"filter": "x"})).pages(plan).items(data);
    assert_eq!(all(items).await, "1 2 3");
    let bodies: Vec<Json> = network
        .requests()
        .iter()
        .map(|request| request.json())
        .collect();
    assert_eq!(
        bodies,
        [
            json!({"filter": "x"}),
            json!({"filter": "x", "page": {"after": "b"}}),
            json!({"filter": "x", "page": {"after": 7}}),
        ]
    );
}

#[tokio::test]
async fn what_does_more_than_read_is_not_called() {
    let network = InMemory::new();
    let call: Call<Page, Refusal> = core(&network).call(Route::post("/calls"));
    let expected = "(an operation that does more than read is not called page by page)";
    assert_eq!(all(call.pages(CURSOR).items(data)).await, expected);
    let call = list(&network)
        .query("x", &json!({"a": [[1]]}))
        .header("a\nb", "");
    let seen = all(call.pages(CURSOR).items(data)).await;
    assert_eq!(seen, "(a header has an impossible name)");
    assert!(network.requests().is_empty());
}
