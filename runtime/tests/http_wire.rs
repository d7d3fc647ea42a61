//! What goes over the wire, byte by byte.

#![cfg(feature = "hyper")]

mod server;

use callsmith_runtime::{Call, Core, Credential, Route, Safety};
use server::api::{self, KEY, Refusal};
use server::{Server, answer, ok};

/// The request that `set` sends.
async fn sent(
    credential: Credential,
    set: impl FnOnce(&Core) -> Call<callsmith_runtime::model::Json, Refusal>,
) -> String {
    let server = Server::start(vec![ok("null")]).await;
    set(&api::client(&format!("{}/v1/", server.url()), credential))
        .await
        .expect("a success");
    server.received().remove(0)
}

fn line(request: &str) -> &str {
    request.lines().next().expect("a request line")
}

fn header<'a>(request: &'a str, name: &str) -> Vec<&'a str> {
    let prefix = format!("{name}: ");
    request
        .lines()
        .filter_map(|line| line.strip_prefix(prefix.as_str()))
        .collect()
}

#[tokio::test]
async fn path_values_are_one_segment() {
    let check = async |value: &str, path: &str| {
        let request = sent(api::bearer(), |core| {
            core.call(Route::get("/calls/{id}/x"))
                .path("id", &value.to_owned())
        })
        .await;
        assert_eq!(line(&request), format!("GET /v1/calls/{path}/x HTTP/1.1"));
    };
    check("a/b", "a%2Fb").await;
    check("+1 555?#%2F", "%2B1%20555%3F%23%252F").await;
    check("../../admin", "..%2F..%2Fadmin").await;
    check("a\\b\r\n\0", "a%5Cb%0D%0A%00").await;
    check(
        "ü.-_~'()!*:@&=$,;[]|^`{}\"<>",
        "%C3%BC.-_~%27%28%29%21%2A%3A%40%26%3D%24%2C%3B%5B%5D%7C%5E%60%7B%7D%22%3C%3E",
    )
    .await;
    check("...", "...").await;
}

#[tokio::test]
async fn query_values_are_values() {
    let request = sent(api::bearer(), |core| {
        let call = core
            .call(Route::get("/calls/"))
            .query("q", &"a b+c&d=e'#ü".to_owned());
        call.query("ids[]", &vec!["1".to_owned(), "2,3".to_owned()])
            .query("limit", &5_i64)
            .query("limit", &6_i64)
            .extra_query("x y", "*~")
    });
    assert_eq!(
        line(&request.await),
        "GET /v1/calls/?q=a%20b%2Bc%26d%3De%27%23%C3%BC&ids%5B%5D=1&ids%5B%5D=2%2C3&limit=6&x%20y=%2A~ HTTP/1.1"
    );
}

#[tokio::test]
async fn each_credential_goes_to_its_place() {
    let get = async |credential| sent(credential, |core| api::get(core, "/calls")).await;
    assert_eq!(
        header(&get(api::bearer()).await, "authorization"),
        [format!("Bearer {KEY}")]
    );
    assert_eq!(
        header(
            &get(Credential::header("raw", "Authorization", KEY)).await,
            "authorization"
        ),
        [KEY]
    );
    assert_eq!(header(&get(api::header()).await, "x-api-key"), [KEY]);
    assert_eq!(
        header(
            &get(Credential::basic("basic", "me", "pw")).await,
            "authorization"
        ),
        ["Basic bWU6cHc="]
    );
    assert_eq!(
        header(
            &get(Credential::cookie("cookie", "sid", "1")).await,
            "cookie"
        ),
        ["sid=1"]
    );
    assert_eq!(
        line(&get(api::query()).await),
        "GET /v1/calls?api_key=k3y-S3CRET%2B%2Fx HTTP/1.1"
    );
}

#[tokio::test]
async fn a_body_is_json_and_says_so() {
    let request = sent(api::bearer(), api::post).await;
    let (head, body) = request.split_once("\r\n\r\n").expect("a body");
    assert_eq!((line(head), body), ("POST /v1/calls HTTP/1.1", "\"hello\""));
    assert_eq!(header(head, "content-type"), ["application/json"]);
    assert_eq!(header(head, "content-length"), ["7"]);
    assert_eq!(header(head, "accept"), ["application/json"]);
    assert_eq!(header(head, "user-agent"), ["api-client/1.2.3"]);
    assert!(header(head, "transfer-encoding").is_empty() && header(head, "referer").is_empty());
}

#[tokio::test]
async fn no_body_is_no_body() {
    let request = sent(api::bearer(), |core| core.call(Route::post("/calls/1/end"))).await;
    assert_eq!(
        (
            header(&request, "content-length"),
            header(&request, "content-type")
        ),
        (vec!["0"], vec![])
    );
    let request = sent(api::bearer(), |core| {
        api::get(core, "/calls")
            .header("X-Trace", "1")
            .header("Accept", "text/csv")
    })
    .await;
    assert!(header(&request, "content-length").is_empty());
    assert_eq!(
        (header(&request, "x-trace"), header(&request, "accept")),
        (vec!["1"], vec!["text/csv"])
    );
}

#[tokio::test]
async fn connections_are_used_again_and_clones_share_them() {
    let server = Server::start(vec![ok("1"), answer(204, "", ""), ok("2")]).await;
    let core = api::client(&server.url(), api::bearer());
    assert_eq!(api::get(&core, "/a").await.expect("a success"), 1);
    let delete: Call<_, Refusal> = core.clone().call(Route::delete("/b")).discard();
    assert_eq!(delete.response().await.expect("a success").status(), 204);
    let unsafe_get: Call<callsmith_runtime::model::Json, Refusal> =
        core.call(Route::get("/c").safety(Safety::Unsafe));
    assert_eq!(unsafe_get.await.expect("a success"), 2);
    assert_eq!(
        server.lines(),
        ["GET /a HTTP/1.1", "DELETE /b HTTP/1.1", "GET /c HTTP/1.1"]
    );
}

/// Runs a test of this file with `proxy` in its environment. That of a running test cannot be changed: the call is made
/// by a second process.
async fn with_proxy(test: &str, proxy: &Server, none_for: &str) {
    let mut child = std::process::Command::new(std::env::current_exe().expect("a program"));
    child
        .args(["--ignored", "--exact", test])
        .envs(
            ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"].map(|name| (name, proxy.url())),
        )
        .envs(["no_proxy", "NO_PROXY"].map(|name| (name, none_for)))
        .env_remove("REQUEST_METHOD");
    let output = tokio::task::spawn_blocking(move || child.output()).await;
    let output = output.expect("no panic").expect("a second process");
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 passed"));
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_not_asked_for_this_machine() {
    let proxy = Server::start(vec![ok("1")]).await;
    with_proxy("calls_this_machine", &proxy, "").await;
    assert_eq!(proxy.received().len(), 0);
}

#[tokio::test]
async fn a_proxy_of_the_environment_is_asked_for_others() {
    let proxy = Server::start(vec![ok("1")]).await;
    with_proxy("calls_another_machine", &proxy, "").await;
    assert_eq!(proxy.lines(), ["GET http://example.invalid/ HTTP/1.1"]);
}

#[tokio::test]
async fn what_the_environment_excepts_is_reached_without_its_proxy() {
    let proxy = Server::start(vec![ok("1")]).await;
    with_proxy("calls_nobody", &proxy, "example.invalid").await;
    assert_eq!(proxy.received().len(), 0);
}

fn another_machine() -> Core {
    let builder = api::builder("http://example.invalid", api::bearer());
    builder.allow_http(true).build().expect("a client")
}

#[tokio::test]
#[ignore = "needs proxies in its environment: a test above runs it with some"]
async fn calls_another_machine() {
    let core = another_machine();
    assert_eq!(api::get(&core, "/").await.expect("a success"), 1);
}

#[tokio::test]
#[ignore = "needs proxies in its environment: a test above runs it with some"]
async fn calls_nobody() {
    let error = api::get(&another_machine(), "/").await;
    let error = error.expect_err("a name that nobody has (RFC 6761, section 6.4)");
    assert!(!error.may_have_been_carried_out());
}

#[tokio::test]
#[ignore = "needs proxies in its environment: a test above runs it with some"]
async fn calls_this_machine() {
    let server = Server::start(vec![ok("1")]).await;
    let core = api::client(&server.url(), api::bearer());
    api::get(&core, "/").await.expect("a success");
    assert_eq!(server.received().len(), 1);
}
