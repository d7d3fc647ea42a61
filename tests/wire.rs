//! Does a generated crate write parameters as the specification shows them?
//!
//! The expected bytes are those of its table "Style Examples" (OpenAPI 3.0.4, 4.8.12.6); `runtime/tests/parameters.rs`
//! has the whole of it.

#[path = "wire/build.rs"]
mod build;
#[path = "outside/server.rs"]
mod server;

use build::{generate, run};
use callsmith_tests::command::{Sandbox, root};
use server::{Request, Server};
use std::fs;

const MAIN: &str = include_str!("wire/main.rs");

const MANIFEST: &str = r#"
[package]
name = "wire"
version = "0.0.0"
edition = "2024"

[dependencies]
colors-client = { path = "../styles" }
phone-calls-client = { path = "../content" }
serde_json = "1"
tokio = { version = "1", features = ["macros", "rt"] }
"#;

#[test]
fn parameters_of_a_generated_crate() {
    let sandbox = Sandbox::default();
    generate(&sandbox, "parameters_styles", "styles");
    generate(&sandbox, "parameters_content", "content");
    sandbox.put("wire/Cargo.toml", MANIFEST);
    sandbox.put("wire/src/main.rs", MAIN);
    sandbox.put(
        "wire/Cargo.lock",
        fs::read(root().join("Cargo.lock")).expect("the lock file"),
    );
    let server = Server::start(&[("application/json", "null"); 10]);
    run(&sandbox.path().join("wire"), &server.url());
    let requests: [Request; 10] = server.requests();
    let targets: Vec<&str> = requests[..7].iter().map(target).collect();
    assert_eq!(targets, TARGETS);
    headers(&requests[7]);
    cookies(&requests[8]);
    contents(&requests[9]);
}

const TARGETS: [&str; 7] = [
    "/simple/blue/blue,black,brown/R,100,G,200,B,150/blue,black,brown/R=100,G=200,B=150",
    "/label/.blue/.blue,black,brown/.R,100,G,200,B,150/.blue.black.brown/.R=100.G=200.B=150",
    "/matrix/;text=blue/;list=blue,black,brown/;object=R,100,G,200,B,150/;words=blue;words=black;words=brown/;R=100;G=200;B=150",
    "/query?text=blue&list=blue,black,brown&object=R,100,G,200,B,150&words=blue&words=black&words=brown&R=100&G=200&B=150",
    "/query?spaced=blue%20black%20brown&spaced_object=R%20100%20G%20200%20B%20150&piped=blue%7Cblack%7Cbrown\
     &piped_object=R%7C100%7CG%7C200%7CB%7C150&deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150",
    "/query?deeper%5Btag%5D%5Bis%20in%5D%5B0%5D=a%26b&deeper%5Btag%5D%5Bis%20in%5D%5B1%5D%5Bc%5D%5B%5D=1.5&either=blue,black,brown",
    "/query?text=&either=one%2C%20two",
];

fn headers(request: &Request) {
    let of = |name: &str| request.header(name);
    assert_eq!(of("x-text"), Some("blue"));
    assert_eq!(of("x-list"), Some("blue,black,brown"));
    assert_eq!(of("x-object"), Some("R,100,G,200,B,150"));
    assert_eq!(of("x-words"), Some("blue,black,brown"));
    assert_eq!(of("x-pairs"), Some("R=100,G=200,B=150"));
}

fn cookies(request: &Request) {
    assert_eq!(
        request.header("cookie"),
        Some(
            "text=blue; list=blue,black,brown; object=R,100,G,200,B,150; words=blue; words=black; words=brown; \
             R=100; G=200; B=150"
        )
    );
}

fn contents(request: &Request) {
    /// `{"status":"läuft / runs","tags":["a","b"]}`
    const FILTER: &str =
        "%7B%22status%22%3A%22l%C3%A4uft%20%2F%20runs%22%2C%22tags%22%3A%5B%22a%22%2C%22b%22%5D%7D";
    assert_eq!(
        target(request),
        format!("/calls/{FILTER}/a%2Fb%3F?filters=%5B{FILTER}%5D&anything=%7B%22x%22%3A1%7D")
    );
    let of = |name: &str| request.header(name);
    assert_eq!(
        of("x-filter"),
        Some(r#"{"status":"l\u00e4uft / runs","tags":["a","b"]}"#)
    );
    assert_eq!(of("x-note"), Some("as it is, 100%"));
    assert_eq!(of("cookie"), Some(format!("filter={FILTER}").as_str()));
}

fn target(request: &Request) -> &str {
    let target = request.line.strip_prefix("GET ");
    let target = target.and_then(|line| line.strip_suffix(" HTTP/1.1"));
    target.unwrap_or(&request.line)
}
