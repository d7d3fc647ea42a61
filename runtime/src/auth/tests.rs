use super::*;

const KEY: &str = "k3y-s3cret";

fn all() -> Vec<Credential> {
    vec![
        Credential::bearer("bearer", KEY),
        Credential::header("raw", "Authorization", KEY),
        Credential::header("header", "X-API-Key", KEY),
        Credential::query("query", "api_key", "a+b c"),
        Credential::basic("basic", "me", KEY),
        Credential::cookie("cookie", "sid", KEY),
        Credential::cookie("second", "t", "1"),
    ]
}

fn sealed(security: Security, have: &[Credential]) -> Result<Sealed, InvalidRequest> {
    seal(&chosen(security, have)?, &Tokens::default())
}

#[track_caller]
fn check(security: Security, header: &str, value: Option<&str>, query: &str, cookies: &str) {
    let sealed = sealed(security, &all()).expect("credentials");
    assert_eq!(
        sealed.headers.get(header).map(|v| v.as_bytes()),
        value.map(str::as_bytes)
    );
    assert_eq!(
        (sealed.query.as_str(), sealed.cookies.as_str()),
        (query, cookies)
    );
    assert!(sealed.headers.values().all(HeaderValue::is_sensitive));
}

#[test]
fn each_kind_has_its_place() {
    check(
        &[&["bearer"]],
        "authorization",
        Some("Bearer k3y-s3cret"),
        "",
        "",
    );
    check(&[&["raw"]], "authorization", Some(KEY), "", "");
    check(&[&["header"]], "x-api-key", Some(KEY), "", "");
    check(
        &[&["basic"]],
        "authorization",
        Some("Basic bWU6azN5LXMzY3JldA=="),
        "",
        "",
    );
    check(
        &[&["query"]],
        "authorization",
        None,
        "api_key=a%2Bb%20c",
        "",
    );
    check(
        &[&["cookie", "second"]],
        "authorization",
        None,
        "",
        "sid=k3y-s3cret; t=1",
    );
}

#[test]
fn the_first_complete_alternative_is_taken() {
    check(
        &[&["bearer", "unknown"], &["header"]],
        "x-api-key",
        Some(KEY),
        "",
        "",
    );
    check(&[&[], &["header"]], "x-api-key", Some(KEY), "", "");
    check(&[], "authorization", None, "", "");
    assert_eq!(chosen(&[&["a"], &[]], &[]).expect("anonymous").len(), 0);
}

#[track_caller]
fn refused(security: Security, have: &[Credential], message: &str) {
    let fault = sealed(security, have).err().expect("a refusal");
    assert_eq!(fault.to_string(), message);
}

#[test]
fn what_cannot_be_sent_is_refused_without_being_shown() {
    refused(
        &[&["a"], &["b", "c"]],
        &[],
        "no credential for `a`, or `b` with `c`: set one with Client::builder().auth(...)",
    );
    refused(
        &[&["b", "c"], &["d"]],
        &[Credential::cookie("c", "sid", KEY)],
        "no credential for `b`, or `d`: set one with Client::builder().auth(...)",
    );
    refused(
        &[&["a"]],
        &[Credential::bearer("a", "")],
        "the credential for `a` is empty",
    );
    refused(
        &[&["a"]],
        &[Credential::bearer("a", "k3y\r\nX-Evil: 1")],
        "the credential for `a` contains a character that a header cannot carry (a line break at its end?)",
    );
    refused(
        &[&["a"]],
        &[Credential::basic("a", "me:too", "k3y")],
        "the credential for `a` has a user name with a colon, which Basic cannot carry",
    );
    for name in ["Host", "content-length", "a b"] {
        refused(
            &[&["a"]],
            &[Credential::header("a", name, "k3y")],
            "the credential for `a` has an impossible header name",
        );
    }
    refused(
        &[&["a"]],
        &[Credential::cookie("a", "sid", "k3y; admin=1")],
        "the credential for `a` contains a character that a cookie cannot carry",
    );
}

#[test]
fn nothing_prints_a_secret() {
    for credential in all() {
        let shown = format!("{credential:?} {credential:#?}");
        assert!(!shown.contains("k3y") && !shown.contains("a+b"), "{shown}");
    }
}
