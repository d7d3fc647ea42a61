use super::compare::difference;
use super::{Row, check};
use crate::model::{DateTime, Json};
use serde_json::json;

#[test]
fn values_are_compared_not_texts() {
    let same = [
        (json!(1), json!(1.0)),
        (json!({"a": 1e3, "b": null}), json!({"b": null, "a": 1000})),
        (json!(u64::MAX), json!(u64::MAX)),
    ];
    for (read, written) in same {
        assert_eq!(difference(&read, &written), None, "{read}");
    }
    let different = [
        (
            json!(9_007_199_254_740_993_i64),
            json!(9_007_199_254_740_992_i64),
            "$: is written differently",
        ),
        (
            json!({"a": {"b": null}}),
            json!({"a": {}}),
            "$.a.b: is not written back",
        ),
        (
            json!({"a": [{}]}),
            json!({"a": [{"b": null}]}),
            "$.a[0].b: was not there",
        ),
        (json!([1]), json!([1, 2]), "$: is written differently"),
        (json!("1"), json!(1), "$: is written differently"),
    ];
    for (read, written, expected) in different {
        assert_eq!(
            difference(&read, &written).as_deref(),
            Some(expected),
            "{read}"
        );
    }
}

const ROWS: &[Row] = &[Row::of::<Vec<DateTime>>("GET /moments 200")];

fn example(verdict: &str, value: Json) -> Json {
    json!({"body": "GET /moments 200", "name": "a", "at": "#/a", "verdict": verdict, "value": value})
}

#[test]
fn what_must_be_is_that_of_the_verdict() {
    let (good, drifting, bad) = (json!(["2026-01-31T09:30:00Z"]), json!(["x"]), json!([1]));
    let fine = [
        example("exact", good.clone()),
        example("valid", drifting.clone()),
        example("invalid", bad.clone()),
        example("unknown", bad.clone()),
    ];
    check(ROWS, &json!(fine).to_string());
    let failing = [
        example("exact", good),
        example("exact", drifting),
        example("valid", bad),
    ];
    let failing = json!(failing).to_string();
    let panic = std::panic::catch_unwind(|| check(ROWS, &failing)).expect_err("failures");
    let said = panic.downcast_ref::<String>().expect("a text");
    assert_eq!(
        said,
        "3 examples: 1 as documented, 2 not, 0 not valid against their schema (0 of them read)\n\n\
         GET /moments 200, example `a` (#/a)\n  $[0]: a text that is no `date-time`\n\n\
         GET /moments 200, example `a` (#/a)\n  $[0]: expected a string, found a number (line 1, column 2)\n"
    );
}
