//! Lists that are left and taken up again.

use super::*;

#[tokio::test]
async fn a_failed_page_ends_the_list_and_its_token_goes_on() {
    let page = |n: u64, next: Json| Reply::json(&json!({"data": [n, -1], "meta": {"next": next}}));
    let network = InMemory::new()
        .then(page(1, json!("b")))
        .then(Reply::status(404))
        .then(page(2, json!("c")))
        .then(page(3, Json::Null));
    let mut pages: Pages<Page, Refusal> = list(&network).pages(CURSOR);
    assert_eq!(pages.token().as_deref(), Some("first"));
    assert!(pages.next().await.expect("a page").is_ok());
    let status = pages.answer().map(|answer| answer.status().as_u16());
    assert_eq!(
        (status, pages.token().as_deref()),
        (Some(200), Some("cursor:b"))
    );
    assert!(matches!(pages.next().await, Some(Err(Error::Api(_)))));
    assert!(pages.next().await.is_none());
    let token = pages.token().expect("a token");
    let again = list(&network).pages(CURSOR).from_token(&token).items(data);
    assert_eq!(all(again).await, "2 -1 3 -1");
    assert_eq!(queries(&network), ["", "after=b", "after=b", "after=c"]);
}

#[tokio::test]
async fn items_go_on_in_the_middle_of_a_page() {
    let page =
        |items: Json, next: Json| Reply::json(&json!({"data": items, "meta": {"next": next}}));
    let (first, second) = (
        page(json!([1, 2, 3]), json!("b")),
        page(json!([4]), Json::Null),
    );
    let network = InMemory::new().then(first.clone()).then(second.clone());
    let mut seen = items(&network, CURSOR);
    let mut tokens = vec![seen.token()];
    while seen.next().await.is_some() {
        tokens.push(seen.token());
    }
    let some = |text: &str| Some(text.to_owned());
    let expected = [
        some("first"),
        some("1/first"),
        some("2/first"),
        some("cursor:b"),
        None,
    ];
    assert_eq!(tokens, expected);
    for (token, left) in [("2/first", "3 4"), ("9/first", "4"), ("cursor:b", "4")] {
        let network = match token {
            "cursor:b" => InMemory::new().then(second.clone()),
            _ => InMemory::new().then(first.clone()).then(second.clone()),
        };
        assert_eq!(
            all(items(&network, CURSOR).from_token(token)).await,
            left,
            "{token}"
        );
    }
}

#[tokio::test]
async fn tokens_of_other_kinds_are_refused() {
    let network = InMemory::new();
    let seen = all(items(&network, CURSOR).from_token("page:2:0")).await;
    assert_eq!(seen, "(this is a token of another kind of pages)");
    let seen = all(items(&network, CURSOR).from_token("what?")).await;
    assert_eq!(seen, "(this is no token of a page)");
    assert!(network.requests().is_empty());
}

#[tokio::test]
async fn options_hold_for_all_pages_and_numbers_that_were_set_are_the_first() {
    let network = scripted([json!({"data": [1]}), json!({"data": []})]);
    let call = list(&network).query("page", &4_i64).header("x-team", "7");
    let plan = Plan::page("page", 1).list("/data");
    assert_eq!(all(call.pages(plan).items(data)).await, "1");
    assert_eq!(queries(&network), ["page=4", "page=5"]);
    let requests = network.requests();
    assert!(
        requests
            .iter()
            .all(|request| request.header("x-team") == Some("7"))
    );
    let network = InMemory::new()
        .then(Reply::status(503))
        .then(Reply::json(&json!({"data": [1], "meta": {"next": "b"}})))
        .then(Reply::status(503))
        .then(Reply::json(&json!({"data": [2]})));
    assert_eq!(all(items(&network, CURSOR)).await, "1 2");
    assert_eq!(queries(&network), ["", "", "after=b", "after=b"]);
}

#[tokio::test]
async fn pages_are_asked_for_when_somebody_waits() {
    fn is_stream<S: Stream + Send + Unpin>(_: &S) {}
    let network = scripted([json!({"data": [1], "meta": {"next": "b"}})]);
    let mut items = items(&network, CURSOR);
    is_stream(&items);
    assert!(network.requests().is_empty());
    assert_eq!(items.next().await.map(shown).as_deref(), Some("1"));
    assert_eq!(network.requests().len(), 1);
    assert_eq!(format!("{items:?}"), "Items of Pages of Call(GET /calls)");
    assert_eq!(
        items.pages().answer().map(|answer| answer.attempts()),
        Some(1)
    );
}
