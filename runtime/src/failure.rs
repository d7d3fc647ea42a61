//! Which answers of an operation are failures, and which of its error type's variants they become.
//!
//! `derive(Failure)` writes the table; this file reads it.

use crate::model::{In, Json, Result, Value};
use http::StatusCode;
use std::borrow::Cow;

/// An error type made from answers: one variant per documented failure.
pub trait Failures: Sized + 'static {
    /// One row per variant, in declaration order.
    const ARMS: &'static [Arm];

    /// Builds the variant of row `arm` from the answer's body; variants without a body ignore it.
    ///
    /// # Errors
    ///
    /// The body is not what the variant holds.
    fn read(arm: usize, body: In<'_>) -> Result<Self>;

    /// What the variant holds, to look for drift in it; nothing for a variant without a body.
    fn value(&self) -> Option<&dyn Value> {
        None
    }
}

/// Whether two failures are the same variant with the same content.
#[doc(hidden)]
pub fn equal<F: Failures>(one: &F, other: &F) -> bool {
    let same_variant = std::mem::discriminant(one) == std::mem::discriminant(other);
    same_variant && same_content(one.value(), other.value())
}

fn same_content(one: Option<&dyn Value>, other: Option<&dyn Value>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => crate::model::equal(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// When an answer is this failure.
#[derive(Clone, Copy, Debug)]
pub struct Arm {
    /// The statuses it stands for.
    pub status: StatusMatch,
    /// A mark in the body that must be there too.
    pub when: Option<When>,
    /// Whether the variant holds the body.
    pub has_body: bool,
    /// Where the body has a code, in place of what the route or the service says.
    pub code: CodeAt,
}

/// Where the body of a failure has the provider's code for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeAt {
    /// Nobody has said it: what is said less closely counts, at last the places that services commonly use.
    #[default]
    Unsaid,
    /// There is none.
    Nowhere,
    /// RFC 6901 pointer, `/error/code`.
    At(&'static str),
}

impl CodeAt {
    /// This, or what is said less closely.
    pub(crate) fn or(self, other: Self) -> Self {
        match self {
            Self::Unsaid => other,
            said => said,
        }
    }
}

/// A key of a document's `responses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusMatch {
    /// `404`
    Exactly(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    /// `default`: whatever is not documented otherwise.
    Default,
}

/// A mark in a body that means failure, whatever the status says.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// RFC 6901 pointer, `/error`.
    pub at: &'static str,
    /// The text (or scalar as text) that must be there; `None`: anything that says something. Null, `false`, zero, an
    /// empty text, and objects and lists of nothing else are what servers write that always write the member.
    pub is: Option<&'static str>,
}

/// The row for an answer, if one of them documents it as a failure.
///
/// An exact status wins over a range, a range over `default`, a row with a mark over one without.
/// A success is a failure only through a mark: `default` does not make one of a 200.
pub(crate) fn choose<'a>(
    arms: &[Arm],
    status: StatusCode,
    body: impl Fn() -> Cow<'a, [u8]>,
) -> Option<usize> {
    let mut json = None;
    let fits = |arm: &Arm| {
        arm.status
            .rank(status)
            .filter(|_| arm.when.is_some() || !status.is_success())
    };
    let mut fitting: Vec<_> = arms
        .iter()
        .enumerate()
        .filter_map(|(i, arm)| Some((fits(arm)?, arm.when.is_none(), i)))
        .collect();
    fitting.sort_unstable();
    fitting
        .into_iter()
        .map(|(_, _, row)| row)
        .find(|&row| match &arms[row].when {
            None => true,
            Some(when) => json
                .get_or_insert_with(|| parse(&body()))
                .as_ref()
                .is_some_and(|json| when.holds(json)),
        })
}

/// A body that is not JSON carries no mark.
fn parse(body: &[u8]) -> Option<Json> {
    serde_json::from_slice(body).ok()
}

impl StatusMatch {
    /// How closely this names `status`; smaller is closer, `None` is not at all.
    pub(crate) fn rank(self, status: StatusCode) -> Option<u8> {
        match self {
            Self::Exactly(code) => (code == status.as_u16()).then_some(0),
            Self::Range(hundreds) => (u16::from(hundreds) == status.as_u16() / 100).then_some(1),
            Self::Default => Some(2),
        }
    }
}

impl When {
    fn holds(&self, body: &Json) -> bool {
        match (body.pointer(self.at), self.is) {
            (None, _) => false,
            (Some(value), None) => !is_nothing(value),
            (Some(Json::String(text)), Some(is)) => text == is,
            (Some(value @ (Json::Bool(_) | Json::Number(_))), Some(is)) => format!("{value}") == is,
            (Some(_), Some(_)) => false,
        }
    }
}

/// Whether a value says no more than that there is none. Taken for a refusal, it would have a call that was placed made
/// again.
fn is_nothing(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::Bool(value) => !value,
        Json::Number(number) => number.as_f64() == Some(0.0),
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.iter().all(is_nothing),
        Json::Object(map) => map.values().all(is_nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn arm(status: StatusMatch, when: Option<When>) -> Arm {
        Arm {
            status,
            when,
            has_body: true,
            code: CodeAt::Unsaid,
        }
    }

    const ARMS: &[Arm] = &[
        arm(StatusMatch::Default, None),
        arm(StatusMatch::Range(4), None),
        arm(StatusMatch::Exactly(404), None),
        arm(
            StatusMatch::Exactly(200),
            Some(When {
                at: "/error",
                is: None,
            }),
        ),
        arm(
            StatusMatch::Range(2),
            Some(When {
                at: "/state/0",
                is: Some("failed"),
            }),
        ),
        arm(
            StatusMatch::Exactly(404),
            Some(When {
                at: "/ok",
                is: Some("false"),
            }),
        ),
    ];

    #[track_caller]
    fn check(status: u16, body: &str, row: Option<usize>) {
        let status = StatusCode::from_u16(status).expect("a status");
        assert_eq!(choose(ARMS, status, || body.as_bytes().into()), row);
    }

    #[test]
    fn the_closest_status_wins() {
        check(404, "{}", Some(2));
        check(404, "not json", Some(2));
        check(400, "{}", Some(1));
        check(500, "{}", Some(0));
        check(404, r#"{"ok": false}"#, Some(5));
        check(404, r#"{"ok": "false"}"#, Some(5));
    }

    #[test]
    fn a_success_fails_only_through_a_mark() {
        check(200, "{}", None);
        check(202, "{}", None);
        check(200, "not json", None);
        check(200, r#"{"error": null}"#, None);
        check(200, r#"{"error": {"code": 1}}"#, Some(3));
        check(201, r#"{"error": "x"}"#, None);
        check(201, r#"{"state": ["failed"]}"#, Some(4));
        check(201, r#"{"state": ["done"]}"#, None);
    }

    #[test]
    fn a_mark_without_content_is_none() {
        for nothing in [
            "{}",
            "[]",
            "false",
            "0",
            r#""""#,
            r#"{"code": null, "message": ""}"#,
            r#"[{"code": 0, "details": [{}]}]"#,
        ] {
            check(200, &format!(r#"{{"error": {nothing}}}"#), None);
        }
        for something in [
            "true",
            "7",
            r#"" ""#,
            r#"{"code": 0, "message": "no"}"#,
            "[[1]]",
        ] {
            check(200, &format!(r#"{{"error": {something}}}"#), Some(3));
        }
        // What is asked for by its text is there, whatever it is.
        check(404, r#"{"ok": false}"#, Some(5));
    }
}
