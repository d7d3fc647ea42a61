use super::*;
use crate::response::decoder::json;
use crate::transport::Sent;

fn answer(status: u16) -> Answer {
    let response = http::Response::builder()
        .status(status)
        .header("request-id", "r-1")
        .body(Bytes::from("[\"s3cret\"]"));
    Answer::new(response.expect("an answer"))
}

fn api(status: u16) -> Error<()> {
    Error::Api(Box::new(ApiError::new((), Box::new(answer(status)))))
}

fn unexpected(status: u16) -> Error<()> {
    Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer(status), None)))
}

fn decode() -> Error<()> {
    let answer = answer(201);
    let fault =
        json::<bool>(&mut answer.clone().into(), None, &mut None).expect_err("not a boolean");
    Error::Decode(Box::new(DecodeError::new(answer, fault)))
}

fn transport(error: TransportError) -> Error<()> {
    Fault::from(NoAnswer::from(error)).error(None)
}

fn invalid() -> Error<()> {
    let error = InvalidRequest::new("the path parameter `id` is empty");
    Fault::from(NoAnswer::from(error)).error(None)
}

fn head(status: u16) -> http::Response<()> {
    http::Response::builder()
        .status(status)
        .body(())
        .expect("a head")
}

#[test]
fn an_error_fits_in_two_registers() {
    assert!(size_of::<Error<[u64; 100]>>() <= 16);
    assert!(size_of::<Error<()>>() <= 16);
}

#[test]
fn says_whether_the_phone_may_ring() {
    let check =
        |error: Error<()>, may: bool| assert_eq!(error.may_have_been_carried_out(), may, "{error}");
    for status in [400, 401, 403, 404, 409, 422] {
        check(api(status), false);
        check(unexpected(status), false);
        check(
            transport(TransportError::too_large(1).with_head(head(status))),
            false,
        );
    }
    for status in [302, 303, 408, 425, 429, 499, 500, 502, 503, 504] {
        check(api(status), true);
        check(unexpected(status), true);
        check(
            transport(TransportError::timed_out(Sent::Maybe, "x").with_head(head(status))),
            true,
        );
    }
    // A failure the API documents for a success is a refusal; an answer that should be one but is not says nothing.
    check(api(200), false);
    check(unexpected(200), true);
    check(decode(), true);
    check(transport(TransportError::new(Sent::No, "x")), false);
    check(transport(TransportError::new(Sent::Maybe, "x")), true);
    check(transport(TransportError::timed_out(Sent::No, "x")), false);
    check(transport(TransportError::timed_out(Sent::Maybe, "x")), true);
    check(
        transport(TransportError::too_large(1).with_head(head(200))),
        true,
    );
    check(invalid(), false);
}

#[test]
fn display_is_one_line_a_person_understands() {
    let check = |error: Error<()>, line: &str| assert_eq!(error.to_string(), line);
    check(api(404), "the API answered 404 Not Found (request id r-1)");
    check(
        api(200),
        "the API reports a failure in a 200 OK (request id r-1)",
    );
    check(
        unexpected(418),
        "unexpected status 418 I'm a teapot (request id r-1)",
    );
    check(
        unexpected(301),
        "a redirect that is not followed: 301 Moved Permanently (request id r-1)",
    );
    check(
        decode(),
        "the operation was carried out (201 Created (request id r-1)), but its answer cannot be read",
    );
    check(
        transport(TransportError::timed_out(
            Sent::Maybe,
            "deadline has elapsed",
        )),
        "timed out: the request may have been carried out",
    );
    check(
        transport(TransportError::new(Sent::No, "connection refused")),
        "no complete answer: the request was not sent",
    );
    check(
        transport(TransportError::too_large(9).with_head(head(200))),
        "no complete answer while reading the body of a 200 OK",
    );
    check(
        Fault::from(NoAnswer::from(RateLimitExceeded::new(Duration::from_secs(
            1,
        ))))
        .error(None),
        "the request was not sent: the rate limit of this client is used up",
    );
    check(
        invalid(),
        "the request was not sent: the path parameter `id` is empty",
    );
}

/// What a caller prints who prints `{}` and then all sources, as most loggers do: each reason once.
#[test]
fn reasons_are_given_once() {
    let unexpected = || {
        let answer = answer(404);
        let fault =
            json::<bool>(&mut answer.clone().into(), None, &mut None).expect_err("not a boolean");
        Error::<()>::UnexpectedStatus(Box::new(UnexpectedStatus::new(answer, Some(fault))))
    };
    let because = InvalidRequest::because("the body cannot be written", "not finite");
    for (error, reason) in [
        (decode(), "expected a boolean"),
        (unexpected(), "expected a boolean"),
        (
            transport(TransportError::new(Sent::No, "refused")),
            "refused",
        ),
        (
            transport(TransportError::timed_out(Sent::Maybe, "slow")),
            "slow",
        ),
        (
            Fault::from(NoAnswer::from(because)).error(None),
            "not finite",
        ),
    ] {
        let mut chain = error.to_string();
        let mut next = std::error::Error::source(&error);
        while let Some(source) = next {
            chain += &format!(": {source}");
            next = source.source();
        }
        assert_eq!(chain.matches(reason).count(), 1, "{chain}");
        assert_eq!(format!("{error:#}"), chain);
    }
}

#[test]
fn a_code_that_nobody_described_is_found_where_services_put_it() {
    let check = |body: &'static str, code: Option<&str>| {
        let mut response = http::Response::new(Bytes::from(body));
        *response.status_mut() = StatusCode::BAD_REQUEST;
        let error: Error<()> =
            Error::UnexpectedStatus(Box::new(UnexpectedStatus::new(Answer::new(response), None)));
        assert_eq!(error.code(), code, "{body}");
    };
    check(r#"{"error": {"code": "E7", "type": "x"}}"#, Some("E7"));
    check(r#"{"error": {"type": "invalid"}}"#, Some("invalid"));
    check(r#"{"code": 1003, "error": "x"}"#, Some("1003"));
    check(r#"{"errorCode": "a", "error": true}"#, Some("a"));
    for body in [
        "",
        "no",
        "[]",
        "{}",
        r#"{"error": {}}"#,
        // More often a sentence than a code; an overlay can say that it is one.
        r#"{"error": "Not found"}"#,
        r#"{"code": ""}"#,
        "null",
    ] {
        check(body, None);
    }
    assert_eq!(invalid().code(), None);
}

#[test]
fn gives_what_arrived() {
    assert_eq!(api(404).status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(api(404).request_id(), Some("r-1"));
    assert_eq!(decode().bytes().map(Bytes::len), Some(10));
    let lost = transport(TransportError::new(Sent::Maybe, "x").with_head(head(500)));
    assert_eq!(
        (lost.status(), lost.bytes()),
        (Some(StatusCode::INTERNAL_SERVER_ERROR), None)
    );
    assert!(invalid().headers().is_none() && invalid().status().is_none());
    assert!(transport(TransportError::timed_out(Sent::No, "x")).is_timeout());
    assert!(std::error::Error::source(&decode()).is_some());
}

#[test]
fn bodies_are_not_printed() {
    for error in [api(404), unexpected(500), decode()] {
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[derive(Debug)]
#[expect(dead_code, reason = "only printed")]
enum Said {
    Busy(String),
    NotFound { to: String },
    Closed,
}

/// A server may say which number it did not reach.
#[test]
fn what_the_server_said_is_not_printed_but_what_it_is() {
    let text = || "s3cret".to_owned();
    for (said, name) in [
        (Said::Busy(text()), "Busy"),
        (Said::NotFound { to: text() }, "NotFound"),
        (Said::Closed, "Closed"),
    ] {
        let error = Error::Api(Box::new(ApiError::new(said, Box::new(answer(404)))));
        let shown = format!("{error:?}");
        let head = "Answer { status: 404, request_id: r-1, headers: 1, bytes: 10 }";
        assert_eq!(
            shown,
            format!("ApiError {{ error: {name}, answer: {head} }}")
        );
        assert!(!format!("{error:#?}").contains("s3cret"));
    }
    // What is no variant has no name.
    let texts = [&text() as &dyn fmt::Debug, &4915123, &(), &Some(1)].map(answered::variant);
    assert_eq!(texts, ["..", "..", "..", "Some"]);
}
