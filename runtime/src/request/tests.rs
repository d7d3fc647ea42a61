use super::*;
use crate::auth::Credential;
use crate::client::{Builder, Core, Service};
use http::Request;

const SERVICE: Service = Service::new("test/1.0")
    .base_url("https://api.example.com/v1/")
    .security(&[&["key"]]);

fn prepare(
    core: &Core,
    route: Route,
    set: impl FnOnce(&mut Draft),
) -> Result<Request<Body>, String> {
    let mut draft = Draft::new(route);
    set(&mut draft);
    let prepared = Prepared::new(draft, core.inner().expect("a client"));
    prepared
        .and_then(|prepared| prepared.request(&prepared.url))
        .map_err(|error| error.to_string())
}

fn run(route: Route, set: impl FnOnce(&mut Draft)) -> Result<Request<Body>, String> {
    prepare(
        &Core::new(&SERVICE, Credential::query("key", "api_key", "s3cret")),
        route,
        set,
    )
}

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn values_find_their_places() {
    let request = run(Route::post("/calls/{id}"), |draft| {
        draft.path(Style::SIMPLE, "id", &text("a/b c+"));
        draft.query(Style::FORM, "page", &1_i64);
        draft.query(Style::FORM, "tag", &vec![text("x"), text("y&z")]);
        draft.query(Style::FORM, "page", &2_i64);
        draft.extra_query("page", "3");
        draft.header_param(Style::SIMPLE, "X-Ids", &vec![1_i64, 2]);
        draft.header("X-Trace", "t");
        draft.cookie(Style::FORM, "theme", &text("dark;"));
        draft.json(JSON, &vec![true]);
    });
    let request = request.expect("a request");
    assert_eq!(
        request.uri(),
        "https://api.example.com/v1/calls/a%2Fb%20c%2B?tag=x&tag=y%26z&page=2&page=3&api_key=s3cret"
    );
    assert_eq!(request.body().as_bytes().expect("a whole body"), "[true]");
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    assert_eq!(header("x-ids"), Some("1,2"));
    assert_eq!(header("x-trace"), Some("t"));
    assert_eq!(header("cookie"), Some("theme=dark%3B"));
    assert_eq!(header("accept"), Some("application/json"));
    assert_eq!(header("content-type"), Some("application/json"));
    assert_eq!(header("user-agent"), Some("test/1.0"));
    assert_eq!(header("content-length"), None);
}

#[test]
fn a_post_without_a_body_says_so() {
    let length = |route| {
        run(route, |_| {})
            .expect("a request")
            .headers()
            .get("content-length")
            .cloned()
    };
    assert_eq!(
        length(Route::post("/x")),
        Some(HeaderValue::from_static("0"))
    );
    assert_eq!(length(Route::get("/x")), None);
    assert_eq!(length(Route::delete("/x")), None);
}

#[test]
fn a_redirect_gets_the_key_once() {
    let core = Core::new(&SERVICE, Credential::query("key", "api_key", "s3cret"));
    let prepared = Prepared::new(
        Draft::new(Route::get("/x")),
        core.inner().expect("a client"),
    )
    .expect("a request");
    let uri = |url: &str| prepared.request(url).expect("a request").uri().to_string();
    assert_eq!(
        uri("https://api.example.com/y"),
        "https://api.example.com/y?api_key=s3cret"
    );
    assert_eq!(
        uri("https://api.example.com/y?api_key=s3cret"),
        "https://api.example.com/y?api_key=s3cret"
    );
    assert_eq!(
        uri("https://api.example.com/y?api_keys"),
        "https://api.example.com/y?api_keys&api_key=s3cret"
    );
}

#[test]
fn the_callers_own_header_wins() {
    let core = Core::new(&SERVICE, Credential::bearer("key", "s3cret"));
    let request = prepare(&core, Route::get("/x"), |draft| {
        draft.header("authorization", "mine")
    })
    .expect("a request");
    assert_eq!(
        request.headers().get("authorization"),
        Some(&HeaderValue::from_static("mine"))
    );
    let anonymous = prepare(&core, Route::get("/x").security(&[]), |_| {}).expect("a request");
    assert_eq!(anonymous.headers().get("authorization"), None);
}

#[track_caller]
fn refused(set: impl FnOnce(&mut Draft), message: &str) {
    assert_eq!(
        run(Route::get("/calls/{id}"), set).map(|_| ()),
        Err(text(message))
    );
}

#[test]
fn bad_values_are_refused_without_being_shown() {
    refused(
        |draft| draft.path(Style::SIMPLE, "id", &text("")),
        "the path parameter `id` is empty",
    );
    refused(|_| {}, "the path parameter `id` has no value");
    refused(
        |draft| draft.path(Style::SIMPLE, "id", &text("..")),
        "a path parameter makes a segment `.` or `..`, which would name another path",
    );
    refused(
        |draft| draft.header("x-a", "1\r\nx-b: s3cret"),
        "the header `x-a` contains a character that a header cannot carry (a line break?)",
    );
    refused(
        |draft| draft.header_param(Style::SIMPLE, "x-a", &text("1\n")),
        "the header `x-a` contains a character that a header cannot carry (a line break?)",
    );
    refused(
        |draft| draft.header("x a:", "s3cret"),
        "a header has an impossible name",
    );
    refused(
        |draft| draft.header("Host", "evil"),
        "the header `host` is set by the transport",
    );
    refused(
        |draft| draft.json(JSON, &f64::NAN),
        "the body cannot be written",
    );
    refused(
        |draft| {
            draft.path(Style::SIMPLE, "id", &text("1"));
            draft.extra_query("q", &"x".repeat(70_000));
        },
        "the address cannot be sent",
    );
}

#[test]
fn credentials_do_not_travel_in_the_open() {
    let client = |base: &str, allow: bool| -> Core {
        let builder = Builder::new(&SERVICE)
            .base_url(base)
            .auth(Credential::bearer("key", "s3cret"));
        builder.allow_http(allow).build().expect("a client")
    };
    let send = |core: &Core, security| {
        prepare(core, Route::get("/x").security(security), |_| {}).map(|_| ())
    };
    let refusal = "credentials are not sent over plain http: use an https base URL, or Client::builder().allow_http(true)";
    assert_eq!(
        send(&client("http://example.com", false), &[&["key"]]),
        Err(text(refusal))
    );
    assert_eq!(send(&client("http://example.com", false), &[]), Ok(()));
    assert_eq!(
        send(&client("http://example.com", true), &[&["key"]]),
        Ok(())
    );
    assert_eq!(
        send(&client("http://127.0.0.1:1", false), &[&["key"]]),
        Ok(())
    );
    for name in ["authorization", "Cookie", "proxy-authorization"] {
        let own = prepare(
            &client("http://example.com", false),
            Route::get("/x").security(&[]),
            |draft| draft.header(name, "s3cret"),
        );
        assert_eq!(own.map(|_| ()), Err(text(refusal)));
    }
}

#[test]
fn headers_of_the_caller_are_not_shown() {
    let request = run(Route::get("/x"), |draft| {
        draft.header("X-Key", "s3cret");
        draft.header_param(Style::SIMPLE, "X-Number", &text("+15555550123"));
    });
    let shown = format!("{:?}", request.expect("a request").headers());
    assert!(
        !shown.contains("s3cret") && !shown.contains("5555"),
        "{shown}"
    );
}
