use super::decoder::{discard, json};
use super::*;
use crate::error::Error;
use crate::failure::{Arm, CodeAt, Failures, StatusMatch, When};
use crate::model::{self, In};

#[derive(Debug, PartialEq)]
enum Refusal {
    NotFound,
    Client(Vec<String>),
    InSuccess(Vec<String>),
}

impl Failures for Refusal {
    const ARMS: &'static [Arm] = &[
        Arm {
            status: StatusMatch::Exactly(404),
            when: None,
            has_body: false,
            code: CodeAt::Unsaid,
        },
        Arm {
            status: StatusMatch::Range(4),
            when: None,
            has_body: true,
            code: CodeAt::Unsaid,
        },
        Arm {
            status: StatusMatch::Exactly(200),
            when: Some(When {
                at: "/0",
                is: Some("refused"),
            }),
            has_body: true,
            code: CodeAt::Unsaid,
        },
    ];

    fn read(arm: usize, body: In<'_>) -> model::Result<Self> {
        match arm {
            0 => Ok(Self::NotFound),
            1 => Value::read(body).map(Self::Client),
            _ => Value::read(body).map(Self::InSuccess),
        }
    }
}

fn answer(status: u16, body: &str) -> Answer {
    Answer::new(
        http::Response::builder()
            .status(status)
            .body(body.to_owned().into())
            .expect("an answer"),
    )
}

fn meaning<T>(status: u16, body: &str, decoder: Decoder<T>) -> Result<Response<T>, Error<Refusal>> {
    let mut outcome = Outcome::new(decoder);
    let judged = judge(Ok(answer(status, body).into()), &mut outcome, None);
    outcome.response(judged)
}

fn run(status: u16, body: &str) -> Result<Vec<String>, Error<Refusal>> {
    meaning(status, body, json).map(Response::into_body)
}

#[test]
fn a_success_is_decoded() {
    assert_eq!(run(200, r#"["a"]"#).expect("a success"), ["a"]);
    assert_eq!(run(299, "\u{feff}[]").expect("a success"), [""; 0]);
    assert!(meaning(204, "", discard).is_ok());
    assert!(meaning(200, "<html>", discard).is_ok());
}

#[test]
fn a_text_that_was_cut_in_the_middle_of_a_character_loses_nothing_else() {
    let body = r#"["hi \ud83d", "b"]"#;
    let answered = meaning::<Vec<String>>(200, body, json).expect("a success");
    assert_eq!(answered.body(), &["hi \u{fffd}", "b"]);
    assert_eq!(answered.bytes(), body);
    let error = run(200, r#"["refused", "\ud83d"]"#).expect_err("an error");
    assert!(!error.may_have_been_carried_out() && error.api().is_some());
}

#[test]
fn a_success_that_does_not_decode_was_carried_out() {
    for body in ["", "{", "[1]", "<html>", "[] []"] {
        let error = run(201, body).expect_err("an error");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.may_have_been_carried_out());
        assert_eq!(error.bytes().map(Bytes::as_ref), Some(body.as_bytes()));
    }
}

#[test]
fn documented_failures_are_typed() {
    let check = |status, body, refusal: Refusal| {
        let error = run(status, body).expect_err("an error");
        assert_eq!(error.api(), Some(&refusal));
        assert!(!error.may_have_been_carried_out());
    };
    check(404, "<html>", Refusal::NotFound);
    check(404, "", Refusal::NotFound);
    check(400, r#"["x"]"#, Refusal::Client(vec!["x".to_owned()]));
    check(
        200,
        r#"["refused"]"#,
        Refusal::InSuccess(vec!["refused".to_owned()]),
    );
}

#[test]
fn other_statuses_and_bodies_are_unexpected() {
    for (status, body, fault) in [
        (500, "[]", false),
        (304, "", false),
        (400, "<html>", true),
        (400, "", true),
        (200, r#"["refused", 1]"#, true),
    ] {
        let error = run(status, body).expect_err("an error");
        let Error::UnexpectedStatus(unexpected) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(unexpected.fault().is_some(), fault, "{error}");
        assert_eq!(error.may_have_been_carried_out(), status != 400, "{error}");
    }
}

#[test]
fn the_request_id_has_an_order() {
    let response = http::Response::builder()
        .header("cf-ray", "4")
        .header("request-id", "2")
        .header("x-request-id", "");
    assert_eq!(
        Answer::new(response.body(Bytes::new()).expect("an answer")).request_id(),
        Some("2")
    );
    assert_eq!(answer(200, "").request_id(), None);
}
