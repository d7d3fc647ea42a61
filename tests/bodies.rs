//! Does a generated crate write forms and multipart bodies as their specifications have them?
//!
//! The expected bytes follow from OpenAPI 3.1.1 (4.8.15, Encoding Object), RFC 7578 and WHATWG HTML (4.10.21.8).

#[path = "wire/build.rs"]
mod build;
#[path = "outside/server.rs"]
mod server;

use build::{generate, run};
use callsmith_tests::command::{Sandbox, root};
use server::{Request, Server};
use std::fs;

const MAIN: &str = include_str!("wire/bodies.rs");

const MANIFEST: &str = r#"
[package]
name = "bodies"
version = "0.0.0"
edition = "2024"

[dependencies]
form-client = { path = "../form", package = "phone-calls-client" }
multipart-client = { path = "../multipart", package = "phone-recordings-client" }
choices-client = { path = "../choices", package = "phone-choices-client" }
tokio = { version = "1", features = ["macros", "rt"] }
"#;

#[test]
fn bodies_of_a_generated_crate() {
    let sandbox = Sandbox::default();
    for name in ["form", "multipart", "choices"] {
        generate(&sandbox, &format!("body_{name}"), name);
    }
    sandbox.put("bodies/Cargo.toml", MANIFEST);
    sandbox.put("bodies/src/main.rs", MAIN);
    let lock = fs::read(root().join("Cargo.lock")).expect("the lock file");
    sandbox.put("bodies/Cargo.lock", lock);
    let server = Server::start(&[("application/json", "null"); 11]);
    run(&sandbox.path().join("bodies"), &server.url());
    let requests: [Request; 11] = server.requests();
    forms(&requests[..2]);
    multipart(&requests[2..5]);
    choices(&requests[5..]);
}

fn forms(requests: &[Request]) {
    assert_eq!(
        requests[0].body,
        "To=%2B1%20555&From=%C3%A4&StatusCallbackEvent=initiated&StatusCallbackEvent=a%26b&Tags=x,y\
         &Url=https://a.example/?b=c&Card%5Bnumber%5D=4242&Card%5Bexp_month%5D=7\
         &Further=%7B%22a%22%3A%5B1%2C2%5D%7D&Record=true"
    );
    assert_eq!(requests[1].body, "To=%2B1%20555&From=%C3%A4");
    let media_type = requests[1].header("content-type");
    assert_eq!(media_type, Some("application/x-www-form-urlencoded"));
}

fn multipart(requests: &[Request]) {
    let part = |disposition: &str, more: &str, content: &str| {
        format!("--X\nContent-Disposition: form-data; {disposition}\n{more}\n{content}\n")
    };
    let expected = [
        part(
            "name=\"file\"; filename=\"a.mp3\"",
            "Content-Type: application/octet-stream\n",
            "sound",
        ),
        part(
            "name=\"cover\"; filename=\"blob\"",
            "Content-Type: image/png\nX-Kind: cover\n",
            "PNG",
        ),
        part(
            "name=\"agent\"",
            "Content-Type: application/json\n",
            "{\"name\":\"Ann\"}",
        ),
        part("name=\"mode\"", "", "fast"),
        part(
            "name=\"notes\"",
            "Content-Type: text/markdown; charset=utf-8\n",
            "# hi",
        ),
        part("name=\"tags\"", "", "x"),
        part("name=\"tags\"", "", "y"),
        part("name=\"filter[k 1]\"", "", "v"),
    ];
    assert_eq!(
        plain(&requests[0], "multipart/form-data"),
        expected.concat() + "--X--\n"
    );
    let bytes = "Content-Type: application/octet-stream\n";
    let expected = [
        part("name=\"files\"; filename=\"blob\"", bytes, "one"),
        part("name=\"files\"; filename=\"blob\"", bytes, "two"),
        part("name=\"ids\"", "", "1"),
        part("name=\"ids\"", "", "2"),
    ];
    assert_eq!(
        plain(&requests[1], "multipart/mixed"),
        expected.concat() + "--X--\n"
    );
    let name = "name=\"files\"; filename=\"callsmith wire %221%22.txt\"";
    let expected = part(name, "Content-Type: text/plain\n", "from a file");
    assert_eq!(plain(&requests[2], "multipart/mixed"), expected + "--X--\n");
}

/// The body with `X` for its boundary, and short ends of lines. Its length was said beforehand.
fn plain(request: &Request, of: &str) -> String {
    let media_type = request.header("content-type").unwrap_or_default();
    let boundary = media_type.strip_prefix(&format!("{of}; boundary="));
    assert!(request.header("content-length").is_some());
    let boundary = boundary.unwrap_or_else(|| panic!("{media_type}"));
    request.body.replace(boundary, "X").replace("\r\n", "\n")
}

fn choices(requests: &[Request]) {
    let sent = |request: &Request| {
        let media_type = request
            .header("content-type")
            .unwrap_or_default()
            .to_owned();
        (media_type, request.body.clone())
    };
    let check = |index: usize, media_type: &str, body: &str| {
        assert_eq!(
            sent(&requests[index]),
            (media_type.to_owned(), body.to_owned())
        );
    };
    check(0, "application/json", "{\"to\":\"1\"}");
    check(1, "text/csv", "to\n1\n");
    assert!(plain(&requests[2], "multipart/form-data").contains("\u{1}\u{2}"));
    check(
        3,
        "application/merge-patch+json",
        "{\"to\":\"1\",\"note\":null}",
    );
    check(4, "application/json-patch+json", "[{\"op\":\"test\"}]");
    check(5, "text/plain", "a note");
    assert_eq!(requests[3].line, "PATCH /calls/7 HTTP/1.1");
}
