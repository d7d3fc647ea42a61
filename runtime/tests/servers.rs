//! Servers of a document: which one a call goes to, and which of them sees credentials.

mod server;

use callsmith_runtime::model::Json;
use callsmith_runtime::testing::{InMemory, Reply, json};
use callsmith_runtime::{Builder, Core, Error, Route, ServerUrl, Service};
use server::api::{KEY, Refusal, bearer};
use server::{Server, ok, redirect};

const SERVICE: Service = Service::new("api-client/1.2.3")
    .servers(&["https://eu.example.com/v1", "https://us.example.com/v1"])
    .security(&[&["bearer"]]);

const UPLOAD: Route = Route::get("/upload").servers(&[
    "https://upload.example.com",
    "https://upload.eu.example.com:8443",
]);
const PLAIN: Route = Route::get("/plain").servers(&["http://plain.example.com"]);
const LIST: Route = Route::get("/calls");

fn us() -> ServerUrl {
    ServerUrl::new("https://us.example.com/v1", &[])
}

fn upload(host: &str) -> ServerUrl {
    let server = ServerUrl::new("https://{host}", &[("host", "upload.example.com")]);
    server.with("host", host)
}

fn builder(network: &InMemory) -> Builder<Core> {
    Builder::new(&SERVICE)
        .auth(bearer())
        .transport(network.clone())
}

fn network() -> InMemory {
    InMemory::new().always(Reply::json(&json!(1)))
}

async fn call(core: &Core, route: Route) -> Result<Json, Error<Refusal>> {
    core.call(route).await
}

/// Host and path of every request; all of them have the credential.
fn seen(network: &InMemory) -> Vec<String> {
    let all = network.requests();
    let has_key = |request: &callsmith_runtime::testing::Request| {
        request.header("authorization") == Some(&format!("Bearer {KEY}"))
    };
    assert!(all.iter().all(has_key));
    all.iter()
        .map(|request| format!("{}{}", request.host(), request.path()))
        .collect()
}

#[tokio::test]
async fn each_operation_goes_to_its_own_server() {
    let network = network();
    let core = builder(&network).build().expect("a client");
    call(&core, LIST).await.expect("an answer");
    call(&core, UPLOAD).await.expect("an answer");
    assert_eq!(
        seen(&network),
        ["eu.example.com/v1/calls", "upload.example.com/upload"]
    );
}

#[tokio::test]
async fn a_server_is_chosen_for_a_client_or_for_one_clone_of_it() {
    let network = network();
    let core = builder(&network).server(us()).build().expect("a client");
    call(&core, LIST).await.expect("an answer");
    let there = core.at(upload("upload.example.com:9000"));
    call(&there, UPLOAD).await.expect("an answer");
    call(&there, LIST).await.expect("an answer");
    call(&core, UPLOAD).await.expect("an answer");
    assert_eq!(
        seen(&network),
        [
            "us.example.com/v1/calls",
            "upload.example.com:9000/upload",
            "us.example.com/v1/calls",
            "upload.example.com/upload"
        ]
    );
}

#[tokio::test]
async fn what_would_lead_elsewhere_is_refused() {
    let network = network();
    let core = builder(&network).build().expect("a client");
    for host in ["evil.example/", "upload@evil.example", "a b", ""] {
        let error = call(&core.at(upload(host)), UPLOAD)
            .await
            .expect_err("a refusal");
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("evil"), "{error}");
    }
    let bad = ServerUrl::new("https://us.example.com/v1", &[]).with("region", "x");
    let error = builder(&network)
        .server(bad)
        .build()
        .expect_err("a refusal");
    assert_eq!(error.to_string(), "the server has no variable `region`");
    assert!(network.requests().is_empty());
}

#[tokio::test]
async fn credentials_do_not_travel_in_the_clear_to_any_server() {
    let network = network();
    let core = builder(&network).build().expect("a client");
    let error = call(&core, PLAIN).await.expect_err("a refusal");
    assert!(
        error
            .to_string()
            .contains("credentials are not sent over plain http"),
        "{error}"
    );
    assert!(network.requests().is_empty());
    let core = builder(&network)
        .allow_http(true)
        .build()
        .expect("a client");
    call(&core, PLAIN).await.expect("an answer");
    assert_eq!(seen(&network), ["plain.example.com/plain"]);
}

/// A service with a real server of its own, and an operation with another one. What a document says is constant.
async fn on_sockets(first: &Server, second: &Server) -> (Core, Route) {
    let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let service = Service::new("api-client/1.2.3")
        .base_url(leak(first.url()))
        .security(&[&["bearer"]]);
    let service: &'static Service = Box::leak(Box::new(service));
    let urls: &'static [&'static str] = Box::leak(Box::new([leak(second.url())]));
    let core = Builder::new(service)
        .auth(bearer())
        .build()
        .expect("a client");
    (core, Route::get("/own").servers(urls))
}

#[tokio::test]
async fn on_sockets_as_well_and_redirects_stay_where_they_are() {
    let first = Server::start(vec![ok("1")]).await;
    let second = Server::start(vec![
        ok("2"),
        redirect(302, "/there"),
        ok("3"),
        redirect(302, &format!("{}/x", first.url())),
    ])
    .await;
    let (core, own) = on_sockets(&first, &second).await;
    assert_eq!(call(&core, LIST).await.expect("an answer"), 1);
    assert_eq!(call(&core, own).await.expect("an answer"), 2);
    assert_eq!(call(&core, own).await.expect("an answer"), 3);
    // From the one to the other is another origin, though the document names both.
    let error = call(&core, own).await.expect_err("a redirect");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(first.lines(), ["GET /calls HTTP/1.1"]);
    let lines = [
        "GET /own HTTP/1.1",
        "GET /own HTTP/1.1",
        "GET /there HTTP/1.1",
        "GET /own HTTP/1.1",
    ];
    assert_eq!(second.lines(), lines);
    let all = [first.received(), second.received()].concat();
    assert!(all.iter().all(|request| request.contains(KEY)));
}

#[tokio::test]
async fn with_a_base_url_of_a_test_nothing_goes_anywhere_else() {
    let test = Server::start(vec![ok("1")]).await;
    let builder = Builder::new(&SERVICE).auth(bearer()).server(us());
    let core: Core = builder.base_url(test.url()).build().expect("a client");
    call(&core, LIST).await.expect("an answer");
    call(&core, UPLOAD).await.expect("an answer");
    call(&core.at(upload("upload.example.com:9000")), UPLOAD)
        .await
        .expect("an answer");
    call(&core, PLAIN).await.expect("an answer");
    let lines = ["calls", "upload", "upload", "plain"].map(|path| format!("GET /{path} HTTP/1.1"));
    assert_eq!(test.lines(), lines);
}
