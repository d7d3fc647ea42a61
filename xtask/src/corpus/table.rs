//! The scoreboard as a Markdown table that also reads well in a terminal.

use super::record::{Covered, Examples, Record, Schemas};

const HEAD: [&str; 12] = [
    "document",
    "operations",
    "dropped",
    "typed",
    "untyped",
    "unvisited",
    "warnings",
    "types",
    "tokens",
    "generate s",
    "check",
    "examples",
];

/// A row for each document and one for all.
pub(super) fn table(records: &[Record]) -> String {
    let mut rows: Vec<Vec<String>> = vec![HEAD.map(str::to_owned).to_vec()];
    rows.extend(records.iter().map(row));
    rows.push(total_row(records));
    let widths: Vec<usize> = (0..HEAD.len())
        .map(|column| {
            rows.iter()
                .map(|row| row[column].chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    rows.insert(1, widths.iter().map(|width| "-".repeat(*width)).collect());
    let lines = rows.iter().map(|row| line(row, &widths));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(row: &[String], widths: &[usize]) -> String {
    let cells = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:<width$}", width = *width));
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn row(record: &Record) -> Vec<String> {
    let check = match (&record.error, &record.check) {
        (Some(error), _) => format!("no crate: {error}"),
        (None, None) => "-".to_owned(),
        (None, Some(check)) if check.messages > 0 => format!("{} messages", check.messages),
        (None, Some(check)) => format!("{:.1} s, {:.0} MiB", check.cpu_seconds, check.peak_mib),
    };
    let examples = record
        .examples
        .as_ref()
        .map_or_else(|| "-".to_owned(), examples);
    vec![
        record.document.clone(),
        of(&record.operations),
        record.dropped.len().to_string(),
        share(&record.schemas),
        record.schemas.untyped.len().to_string(),
        unvisited(&record.schemas),
        record.warnings.values().sum::<usize>().to_string(),
        record.types.to_string(),
        record.tokens.to_string(),
        format!("{:.2}", record.generate_seconds),
        check,
        examples,
    ]
}

fn total_row(records: &[Record]) -> Vec<String> {
    let total = |part: &dyn Fn(&Record) -> usize| records.iter().map(part).sum::<usize>();
    let covered = |part: &dyn Fn(&Record) -> &Covered| Covered {
        all: total(&|record| part(record).all),
        covered: total(&|record| part(record).covered),
        ..Covered::default()
    };
    let checks = || records.iter().filter_map(|record| record.check.as_ref());
    let mut schemas = Schemas::default();
    records
        .iter()
        .for_each(|record| schemas.add(&record.schemas));
    let mut sum = Examples::default();
    for found in records.iter().filter_map(|record| record.examples.as_ref()) {
        sum.add(found);
    }
    let clean = checks().filter(|check| check.messages == 0).count();
    vec![
        format!(
            "{} of {} generated",
            total(&|record| usize::from(record.error.is_none())),
            records.len()
        ),
        of(&covered(&|record| &record.operations)),
        total(&|record| record.dropped.len()).to_string(),
        share(&schemas),
        schemas.untyped.len().to_string(),
        unvisited(&schemas),
        total(&|record| record.warnings.values().sum()).to_string(),
        total(&|record| record.types).to_string(),
        total(&|record| record.tokens).to_string(),
        format!(
            "{:.2}",
            records
                .iter()
                .map(|record| record.generate_seconds)
                .sum::<f64>()
        ),
        format!(
            "{clean} of {} clean, {:.1} s",
            checks().count(),
            checks().map(|check| check.cpu_seconds).sum::<f64>()
        ),
        examples(&sum),
    ]
}

/// What fits of what is valid: successes, then everything else; then what was read of what is not valid.
fn examples(found: &Examples) -> String {
    let Examples {
        valid,
        exact,
        others,
        others_exact,
        invalid,
        invalid_decoded,
        ..
    } = found;
    format!("{exact}/{valid}, {others_exact}/{others}, invalid {invalid_decoded}/{invalid}")
}

fn of(covered: &Covered) -> String {
    match covered.all == covered.covered {
        true => covered.all.to_string(),
        false => format!("{} of {}", covered.covered, covered.all),
    }
}

/// Of all but the unused.
fn share(schemas: &Schemas) -> String {
    match schemas.all - schemas.unused {
        0 => "-".to_owned(),
        used => format!("{:.2} %", 100.0 * schemas.typed as f64 / used as f64),
    }
}

/// How many of what: `header 10, form 2`.
fn unvisited(schemas: &Schemas) -> String {
    let kinds = schemas.unvisited.iter();
    let kinds: Vec<String> = kinds
        .map(|(of, places)| format!("{of} {}", places.len()))
        .collect();
    match kinds.is_empty() {
        true => "0".to_owned(),
        false => kinds.join(", "),
    }
}
