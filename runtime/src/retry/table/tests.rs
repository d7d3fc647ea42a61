use super::*;

const REPEATABLE: [Safety; 3] = [Safety::Safe, Safety::Idempotent, Safety::Keyed];

fn subject(safety: Safety, not_carried_out: &'static [u16]) -> Subject {
    Subject {
        safety,
        not_carried_out,
        replayable: true,
    }
}

/// One row of the table: what repeatable operations do, what unsafe ones do, and what unsafe ones do where the
/// provider guarantees for all statuses that nothing happened.
#[track_caller]
fn row(outcomes: &[Outcome], repeatable: bool, unsafe_: bool, guaranteed: bool) {
    for &outcome in outcomes {
        for safety in REPEATABLE {
            let subject = subject(safety, &[]);
            assert_eq!(
                may_repeat(&subject, outcome),
                repeatable,
                "{outcome:?} {safety:?}"
            );
        }
        let plain = subject(Safety::Unsafe, &[]);
        assert_eq!(may_repeat(&plain, outcome), unsafe_, "{outcome:?}");
        let all = subject(
            Safety::Unsafe,
            &[200, 201, 400, 404, 408, 425, 429, 500, 502, 503, 504],
        );
        assert_eq!(
            may_repeat(&all, outcome),
            guaranteed,
            "{outcome:?} guaranteed"
        );
    }
}

fn answers(statuses: &[u16], asks_to_wait: bool) -> Vec<Outcome> {
    let outcome = |&status: &u16| {
        Outcome::of_answer(
            StatusCode::from_u16(status).expect("a status"),
            asks_to_wait,
        )
    };
    statuses.iter().map(outcome).collect()
}

fn error(error: TransportError) -> [Outcome; 1] {
    [Outcome::of_error(&error)]
}

fn head(status: u16) -> http::Response<()> {
    let response = http::Response::builder().status(status).body(());
    response.expect("a head")
}

#[test]
fn the_connection_failed_before_any_byte_was_sent() {
    row(
        &error(TransportError::new(Sent::No, "refused")),
        true,
        true,
        true,
    );
    row(
        &error(TransportError::timed_out(Sent::No, "x")),
        true,
        true,
        true,
    );
}

#[test]
fn the_token_was_refused_and_there_may_be_another() {
    row(&[Outcome::TokenRefused], true, false, false);
    row(&answers(&[401], false), false, false, false);
}

#[test]
fn throttled() {
    row(&answers(&[429], false), true, false, true);
    row(&answers(&[429, 503], true), true, false, true);
    assert_eq!(
        answers(&[429, 503], true),
        [Outcome::Throttled(429), Outcome::Throttled(503)]
    );
}

#[test]
fn unavailable() {
    row(
        &answers(&[408, 425, 502, 503, 504], false),
        true,
        false,
        true,
    );
}

#[test]
fn an_internal_error() {
    row(&answers(&[500], true), true, false, false);
    row(&answers(&[500], false), true, false, false);
}

#[test]
fn sent_and_the_answer_was_lost() {
    row(
        &error(TransportError::new(Sent::Maybe, "reset")),
        true,
        false,
        false,
    );
    row(
        &error(TransportError::timed_out(Sent::Maybe, "x")),
        true,
        false,
        false,
    );
    let cut = TransportError::new(Sent::Maybe, "cut").with_head(head(200));
    row(&error(cut), true, false, false);
}

#[test]
fn a_success_is_carried_out_whatever_its_body() {
    row(&answers(&[200, 201, 204], true), false, false, false);
}

#[test]
fn what_would_go_the_same_way_again_is_returned() {
    let refused = [301, 400, 401, 402, 403, 404, 409, 422, 501, 505, 520];
    row(&answers(&refused, false), false, false, false);
    row(
        &error(TransportError::too_large(9).with_head(head(200))),
        false,
        false,
        false,
    );
    row(
        &error(TransportError::unusable("no runtime")),
        false,
        false,
        false,
    );
}

#[test]
fn the_guarantee_is_for_the_statuses_it_names() {
    let subject = subject(Safety::Unsafe, &[429]);
    assert!(may_repeat(&subject, Outcome::Throttled(429)));
    assert!(!may_repeat(&subject, Outcome::Throttled(503)));
    assert!(!may_repeat(&subject, Outcome::Unavailable(503)));
    assert!(subject.is_not_carried_out(StatusCode::TOO_MANY_REQUESTS));
    assert!(!subject.is_not_carried_out(StatusCode::SERVICE_UNAVAILABLE));
}

#[test]
fn a_body_that_is_gone_is_not_sent_again() {
    for safety in [
        Safety::Safe,
        Safety::Idempotent,
        Safety::Keyed,
        Safety::Unsafe,
    ] {
        let subject = Subject {
            replayable: false,
            ..subject(safety, &[429])
        };
        for outcome in [Outcome::NotSent, Outcome::Throttled(429), Outcome::Lost] {
            assert!(!may_repeat(&subject, outcome), "{safety:?} {outcome:?}");
        }
    }
}
