//! Records as tables in Markdown, and the ratios between tools.

use std::fmt::Write;

use super::record::Record;
use super::tools::OURS;
use crate::measure::Cost;

/// How much more than ours another tool costs: the geometric mean over the documents that both do completely.
#[derive(Clone, Debug)]
pub(super) struct Ratio {
    pub(super) tool: &'static str,
    /// What is compared.
    pub(super) what: &'static str,
    /// Theirs through ours.
    pub(super) times: f64,
    /// Documents.
    pub(super) count: usize,
}

/// What can be compared of two records.
type Measure = (&'static str, fn(&Record) -> Option<f64>);

const MEASURES: &[Measure] = &[
    ("generate, CPU", |record| seconds(record.generate)),
    ("generate, memory", |record| memory(record.generate)),
    ("tokens per operation", |record| {
        (record.operations > 0).then(|| record.tokens as f64 / record.operations as f64)
    }),
    ("check, CPU", |record| seconds(record.check)),
    ("check, memory", |record| memory(record.check)),
    ("release build and program, CPU", |record| {
        seconds(record.release)
    }),
];

fn seconds(cost: Option<Cost>) -> Option<f64> {
    cost.map(|cost| cost.seconds)
        .filter(|seconds| *seconds > 0.0)
}

fn memory(cost: Option<Cost>) -> Option<f64> {
    cost.map(|cost| cost.mib)
}

/// All ratios, by what is compared.
pub(super) fn ratios(records: &[Record]) -> Vec<Ratio> {
    let mut tools: Vec<&'static str> = records.iter().map(|record| record.tool).collect();
    tools.sort_unstable();
    tools.dedup();
    let mut found = Vec::new();
    for (what, measure) in MEASURES {
        for tool in tools.iter().filter(|tool| **tool != OURS) {
            found.extend(ratio(records, tool, what, *measure));
        }
    }
    found
}

fn ratio(
    records: &[Record],
    tool: &'static str,
    what: &'static str,
    measure: fn(&Record) -> Option<f64>,
) -> Option<Ratio> {
    let theirs = records
        .iter()
        .filter(|record| record.tool == tool && record.is_complete());
    let pairs = theirs.filter_map(|theirs| {
        let is_pair = |ours: &&Record| ours.tool == OURS && ours.document == theirs.document;
        let ours = records.iter().find(is_pair)?;
        Some(measure(theirs)? / measure(ours)?)
    });
    let logs: Vec<f64> = pairs.map(f64::ln).collect();
    let count = logs.len();
    (count > 0).then(|| Ratio {
        tool,
        what,
        times: (logs.iter().sum::<f64>() / count as f64).exp(),
        count,
    })
}

/// Every record, then the ratios.
pub(super) fn table(records: &[Record]) -> String {
    let mut out = String::from(
        "| document | tool | methods | generate s / MiB | tokens/op | check s / MiB | release s / MiB (methods used) |\n|---|---|---|---|---|---|---|\n",
    );
    for record in records {
        let _ = writeln!(out, "{}", row(record));
    }
    out += "\n| compared with callsmith | tool | times | documents |\n|---|---|---|---|\n";
    for ratio in ratios(records) {
        let Ratio {
            tool,
            what,
            times,
            count,
        } = ratio;
        let _ = writeln!(out, "| {what} | {tool} | {times:.2} | {count} |");
    }
    out
}

fn row(record: &Record) -> String {
    let cost = |cost: Option<Cost>| match cost {
        Some(cost) => format!("{:.2} / {:.0}", cost.seconds, cost.mib),
        None => "-".to_owned(),
    };
    let tokens = record
        .tokens
        .checked_div(record.operations)
        .unwrap_or_default();
    let release = match record.release {
        Some(_) => format!("{} ({})", cost(record.release), record.used),
        None => "-".to_owned(),
    };
    let methods = match &record.failed {
        Some(why) => why.replace('|', "/"),
        None => format!("{} of {}", record.methods, record.operations),
    };
    let Record {
        document,
        tool,
        generate,
        check,
        ..
    } = record;
    format!(
        "| {document} | {tool} | {methods} | {} | {tokens} | {} | {release} |",
        cost(*generate),
        cost(*check)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_both_do_completely_is_compared() {
        let record = |tool, document: &str, methods, seconds| Record {
            tool,
            document: document.to_owned(),
            operations: 2,
            methods,
            check: Some(Cost { seconds, mib: 1.0 }),
            ..Record::default()
        };
        let records = [
            record(OURS, "a", 2, 1.0),
            record("other", "a", 2, 2.0),
            record(OURS, "b", 2, 1.0),
            record("other", "b", 2, 8.0),
            record(OURS, "c", 2, 1.0),
            record("other", "c", 1, 100.0),
        ];
        let found = ratios(&records);
        let check = found
            .iter()
            .find(|ratio| ratio.what == "check, CPU")
            .expect("a ratio");
        assert_eq!(
            (check.count, format!("{:.3}", check.times).as_str()),
            (2, "4.000")
        );
    }
}
