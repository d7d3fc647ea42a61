//! The test of a generated crate: every example of the document against its type.

mod compare;
mod report;

use super::{Drift, DriftKind};
use crate::model::{self, DecodeFault, Json, Value};
use compare::difference;
use report::Report;

/// A body of the document and the type it is read into.
pub struct Row {
    body: &'static str,
    read: fn(&[u8]) -> Read,
}

/// A value of some type, read from text.
type Read = Result<Box<dyn Value>, DecodeFault>;

impl Row {
    /// The type of a body, which is for example `GET /calls 200` or `POST /calls request`.
    pub const fn of<T: Value + 'static>(body: &'static str) -> Row {
        Row {
            body,
            read: |text| Ok(Box::new(model::from_slice::<T>(text)?)),
        }
    }
}

/// What came of an example.
struct Outcome<'a> {
    example: &'a Json,
    /// What was read and what it was not as documented.
    read: Result<Vec<Drift>, DecodeFault>,
    /// The first place where what is written is not what was read, and what is there.
    difference: Option<String>,
}

/// Reads every example of `examples`, the JSON list that the generator has written, and writes it back.
///
/// An example that is valid against its schema must be readable and come back equal; numbers are compared by value, and
/// a null is not an absent entry. One whose objects have only properties that are described (its verdict is `exact`)
/// must have no [`drift`](model::drift()). Others may have entries that are not listed, and texts that are not of their
/// format. Examples that are not valid are read and counted.
///
/// With the environment variable `CALLSMITH_EXAMPLES_REPORT`, what came of each example is appended to the file of that
/// name, one JSON object a line: `body`, `carrier` (`request` or a status), `name`, `mediaType`, `at`, `verdict`, `why`,
/// `outcome` (`read` or `unreadable`, then with `fault`), `drift`, `difference`, `asDocumented`.
///
/// # Panics
///
/// With all failures at once, if there are any.
pub fn check(rows: &[Row], examples: &str) {
    let examples: Vec<Json> = match serde_json::from_str(examples) {
        Ok(Json::Array(examples)) => examples,
        _ => panic!("the examples are no JSON list"),
    };
    let outcomes: Vec<Outcome<'_>> = examples.iter().filter_map(|e| run(rows, e)).collect();
    let report = Report::new(&outcomes);
    report.append();
    let failures = report.failures();
    assert!(failures.is_empty(), "{}\n{failures}", report.summary());
    println!("{}", report.summary());
}

/// `None`: nothing says what to read it as.
fn run<'a>(rows: &[Row], example: &'a Json) -> Option<Outcome<'a>> {
    let body = example.get("body")?.as_str()?;
    let value = example.get("value")?;
    let row = rows.iter().find(|row| row.body == body)?;
    let (read, difference) = match (row.read)(value.to_string().as_bytes()) {
        Err(fault) => (Err(fault), None),
        Ok(typed) => (Ok(model::drift(&*typed)), written_back(&*typed, value)),
    };
    Some(Outcome {
        example,
        read,
        difference,
    })
}

fn written_back(typed: &dyn Value, value: &Json) -> Option<String> {
    let text = match model::to_vec(typed) {
        Ok(text) => text,
        Err(error) => return Some(format!("it cannot be written: {error}")),
    };
    match serde_json::from_slice::<Json>(&text) {
        Ok(written) => difference(value, &written),
        Err(error) => Some(format!("what is written is no JSON: {error}")),
    }
}

impl Outcome<'_> {
    fn text(&self, key: &str) -> &str {
        self.example
            .get(key)
            .and_then(Json::as_str)
            .unwrap_or_default()
    }

    /// What is not as it must be, one line each.
    fn complaints(&self) -> Vec<String> {
        let exact = match self.text("verdict") {
            "exact" => true,
            "valid" => false,
            _ => return Vec::new(),
        };
        let drift = match &self.read {
            Err(fault) => return vec![fault.to_string()],
            Ok(drift) => drift.iter().filter(|drift| exact || !may_be(drift.kind())),
        };
        let drift = drift.map(ToString::to_string);
        drift.chain(self.difference.clone()).collect()
    }
}

/// Whether an example that is valid may have such drift.
fn may_be(kind: DriftKind) -> bool {
    matches!(kind, DriftKind::UnlistedField | DriftKind::Format(_))
}

#[cfg(test)]
mod tests;
