//! `derive(Failure)`: the table, and reading a variant.
#![forbid(unsafe_code)]
#![deny(missing_docs, unreachable_pub)]

use callsmith_runtime::Failure;
use callsmith_runtime::failure::{Arm, CodeAt, Failures, StatusMatch};
use callsmith_runtime::model::{Json, from_json_with};

/// What a call can be refused with.
#[derive(Clone, Debug, Failure)]
#[non_exhaustive]
pub enum Refusal {
    /// 401
    #[failure(401)]
    Unauthorized(Json),
    /// 404
    #[failure(404)]
    NotFound,
    /// 4XX
    #[failure("4XX")]
    Client(Box<String>),
    /// 200
    #[failure(200, at = "/error", exists)]
    Refused(Json),
    /// 2XX
    #[failure("2XX", at = "/status", is = "failed")]
    Failed(Json),
    /// 422
    #[failure(422, code = "/detail/0/type")]
    Invalid(Json),
    /// 200, where the reason has a code
    #[failure(200, at = "/refusal", exists, code = "/refusal/code")]
    Coded(Json),
    /// default
    #[failure(default, no_code)]
    Other(Json),
}

/// A call without documented failures.
#[derive(Clone, Debug, Failure)]
pub enum Never {}

#[test]
fn the_table() {
    use CodeAt::{At, Nowhere, Unsaid};
    let row = |arm: &Arm| {
        (
            arm.status,
            arm.when.map(|when| (when.at, when.is)),
            arm.has_body,
            arm.code,
        )
    };
    let rows: Vec<_> = Refusal::ARMS.iter().map(row).collect();
    let expected = [
        (StatusMatch::Exactly(401), None, true, Unsaid),
        (StatusMatch::Exactly(404), None, false, Unsaid),
        (StatusMatch::Range(4), None, true, Unsaid),
        (
            StatusMatch::Exactly(200),
            Some(("/error", None)),
            true,
            Unsaid,
        ),
        (
            StatusMatch::Range(2),
            Some(("/status", Some("failed"))),
            true,
            Unsaid,
        ),
        (StatusMatch::Exactly(422), None, true, At("/detail/0/type")),
        (
            StatusMatch::Exactly(200),
            Some(("/refusal", None)),
            true,
            At("/refusal/code"),
        ),
        (StatusMatch::Default, None, true, Nowhere),
    ];
    assert_eq!(rows, expected);
    assert!(Never::ARMS.is_empty());
}

#[test]
fn reading_a_variant() {
    let read = |arm| from_json_with(&Json::from("x"), |body| Refusal::read(arm, body));
    assert_eq!(read(0), Ok(Refusal::Unauthorized("x".into())));
    assert_eq!(read(1), Ok(Refusal::NotFound));
    assert_eq!(read(2), Ok(Refusal::Client(Box::new("x".into()))));
    assert!(read(9).is_err());
    assert!(from_json_with(&Json::from(1), |body| Never::read(0, body)).is_err());
    let fault =
        from_json_with(&Json::from(5), |body| Refusal::read(2, body)).expect_err("not a string");
    assert_eq!(fault.message(), "expected a string, found a number");
}
