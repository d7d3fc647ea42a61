//! The examples of the document: which body each of them is, and whether its own schema takes it.
//!
//! Reads the document as it is written, before `lower`, because examples and the schemas they are held against are meant
//! in the document's own dialect.

mod find;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Carrier, Documented, Verdict};
use crate::judge::{Case, Direction, Grade, judge};
use find::Finder;
use serde_json::Value;

/// An example that is not valid against its schema.
const AGAINST_SCHEMA: &str = "example-against-schema";

/// Gives the operations of `api` their examples.
pub(crate) fn examples(document: &Value, api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut finder = Finder::new(document, diagnostics);
    for operation in &mut api.operations {
        operation.examples = finder.operation(operation);
    }
    let schemas = finder.schemas;
    let mut all: Vec<&mut Documented> = api
        .operations
        .iter_mut()
        .flat_map(|operation| &mut operation.examples)
        .collect();
    let verdicts = verdicts(document, &all, &schemas);
    for (example, verdict) in all.iter_mut().zip(verdicts) {
        if let Verdict::Invalid(why) = &verdict {
            let message = format!("this example is not valid against its schema, at {why}");
            diagnostics.push(
                Diagnostic::warning(AGAINST_SCHEMA, &example.at, message)
                    .help("its test only counts it; correct the example or the schema"),
            );
        }
        example.verdict = verdict;
    }
}

/// One verdict for each example; `schemas` in the same order.
fn verdicts(
    document: &Value,
    all: &[&mut Documented],
    schemas: &[Option<crate::source::Pointer>],
) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Exact; all.len()];
    let judged: Vec<usize> = (0..all.len()).filter(|i| schemas[*i].is_some()).collect();
    let case = |index: &usize| Case {
        schema: schemas[*index].clone().unwrap_or_default(),
        value: &all[*index].value,
        direction: match all[*index].carrier {
            Carrier::Request => Direction::Request,
            Carrier::Response(_) => Direction::Response,
        },
    };
    let cases: Vec<Case<'_>> = judged.iter().map(case).collect();
    let open = judge(document, &cases, Grade::Open);
    let closed = judge(document, &cases, Grade::Closed);
    for ((index, open), closed) in judged.into_iter().zip(open).zip(closed) {
        verdicts[index] = match (open, closed) {
            (Err(why), _) => Verdict::Unknown(why),
            (Ok(Some(why)), _) => Verdict::Invalid(why),
            (Ok(None), Ok(None)) => Verdict::Exact,
            (Ok(None), _) => Verdict::Valid,
        };
    }
    verdicts
}
