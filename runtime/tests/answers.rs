//! Successes of several types, texts, and what is asked for.
#![forbid(unsafe_code)]

mod server;

use callsmith_runtime::model::{Extra, Json, Model};
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Answer, Bytes, Call, Error, Retry, Route, Success};
use server::api::{self, Refusal};

#[derive(Clone, Model)]
struct Done {
    id: String,
    extra: Extra,
}

#[derive(Clone, Debug, Success)]
enum CreateSuccess {
    #[success(200)]
    Ok(Done),
    #[success(204)]
    NoContent,
    #[success(206, bytes)]
    Part(Bytes),
    #[success("2XX", text)]
    Success(String),
    #[success(unknown)]
    Unrecognized(Answer),
}

#[derive(Clone, Debug, Success)]
enum Narrow {
    #[success(200)]
    Ok(Done),
    #[success(unknown)]
    Unrecognized(Answer),
}

fn call(network: &InMemory) -> Call<Json, Refusal> {
    let core = api::in_memory(network).build().expect("a client");
    core.call(Route::post("/jobs"))
}

async fn create(reply: Reply) -> Result<CreateSuccess, Error<Refusal>> {
    call(&InMemory::new().then(reply)).by_status().await
}

#[tokio::test]
async fn the_status_says_which_success_it_is() {
    let done = create(Reply::json(&json!({"id": "j"}))).await;
    assert!(matches!(done, Ok(CreateSuccess::Ok(done)) if done.id == "j"));
    let none = create(Reply::status(204)).await;
    assert!(matches!(none, Ok(CreateSuccess::NoContent)));
    let part = create(Reply::status(206).body("abc")).await;
    assert!(matches!(part, Ok(CreateSuccess::Part(bytes)) if bytes == "abc"));
    let latin = Reply::status(202).header("content-type", "text/plain; charset=latin1");
    let text = create(latin.body(&b"h\xE4"[..])).await;
    assert!(matches!(text, Ok(CreateSuccess::Success(text)) if text == "hä"));
    // A range takes what no exact status does, the unknown arm what is in no range.
    assert!(
        !matches!(create(Reply::status(226)).await, Ok(CreateSuccess::Unrecognized(answer)) if answer.attempts() == 1)
    );
    let error = create(Reply::json(&json!({})))
        .await
        .expect_err("no identifier");
    assert!(matches!(error, Error::Decode(_)) && error.may_have_been_carried_out());
    let error = create(Reply::status(401).with_json(&json!("no"))).await;
    assert!(matches!(error, Err(Error::Api(_))));
}

#[tokio::test]
async fn a_success_of_tomorrow_is_kept_as_it_came() {
    let network = InMemory::new().always(Reply::status(202).body("later"));
    let answer = call(&network).by_status::<Narrow>().await;
    let Ok(Narrow::Unrecognized(answer)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (answer.status().as_u16(), answer.bytes().as_ref()),
        (202, &b"later"[..])
    );
}

#[tokio::test]
async fn drift_is_looked_for_in_the_variant() {
    let network = InMemory::new().always(Reply::json(&json!({"id": "j", "x": 1})));
    let strict = api::in_memory(&network)
        .strict(true)
        .build()
        .expect("a client");
    let call: Call<Json, Refusal> = strict.call(Route::post("/jobs"));
    let error = call.by_status::<Narrow>().await.expect_err("drift");
    assert!(matches!(error, Error::Drift(_)), "{error:?}");
}

#[tokio::test]
async fn what_is_declared_is_what_is_asked_for() {
    let network = InMemory::new().always(Reply::status(200).body("[]"));
    call(&network)
        .accepting("application/vnd.x+json")
        .await
        .expect("JSON");
    assert_eq!(call(&network).text("text/csv").await.expect("text"), "[]");
    assert_eq!(call(&network).raw("image/png").await.expect("bytes"), "[]");
    assert_eq!(
        call(&network).accept("a/b, c/d").await.expect("bytes"),
        "[]"
    );
    let requests = network.requests();
    let asked: Vec<_> = requests
        .iter()
        .map(|r| r.header("accept").unwrap_or(""))
        .collect();
    assert_eq!(
        asked,
        [
            "application/vnd.x+json",
            "text/csv",
            "image/png",
            "a/b, c/d"
        ]
    );
    let error = call(&network)
        .accept("a\nb")
        .await
        .expect_err("a line break");
    assert!(matches!(error, Error::InvalidRequest(_)));
}

#[derive(Clone, Model)]
struct Headers {
    #[model("X-Total")]
    x_total: Option<i64>,
    #[model("X-Tags")]
    x_tags: Option<Vec<String>>,
    #[model("X-Ids")]
    x_ids: Option<Vec<i64>>,
    #[model("ETag")]
    etag: Option<String>,
    #[model("X-More")]
    x_more: Option<bool>,
    extra: Extra,
}

#[tokio::test]
async fn headers_are_typed_by_the_fields_that_ask_for_them() {
    let good = Reply::json(&json!(1))
        .header("x-total", "42")
        .header("x-tags", "1, b")
        .header("x-tags", "c")
        .header("x-ids", "1,2")
        .header("etag", "123")
        .header("x-other", "x");
    let bad = Reply::json(&json!(1)).header("x-total", "many");
    let network = InMemory::new().then(good).then(bad);
    let response = call(&network).response().await.expect("a success");
    let headers: Headers = response.typed_headers().expect("as documented");
    assert_eq!(
        (headers.x_total, headers.etag.as_deref()),
        (Some(42), Some("123"))
    );
    let tags = ["1", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(
        (headers.x_tags, headers.x_ids),
        (Some(tags), Some(vec![1, 2]))
    );
    assert_eq!(headers.x_more, None);
    let response = call(&network).response().await.expect("a success");
    let fault = response.typed_headers::<Headers>().expect_err("no number");
    assert!(fault.to_string().contains("X-Total"), "{fault}");
}

#[tokio::test]
async fn headers_of_refusals_are_typed_too() {
    let network = InMemory::new().then(Reply::status(404).header("x-total", "42"));
    let error = call(&network).await.expect_err("a refusal");
    let headers = error.typed_headers::<Headers>().expect("as documented");
    assert_eq!(headers.map(|headers| headers.x_total), Some(Some(42)));
    let network = InMemory::new().always(Reply::refused());
    let error = call(&network).retry(Retry::never()).await;
    let headers = error.expect_err("no answer").typed_headers::<Headers>();
    assert!(headers.expect("nothing is wrong").is_none());
}
