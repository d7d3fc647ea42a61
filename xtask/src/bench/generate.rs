//! Generating: every tool in turn, round after round.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;

use super::Bench;
use super::record::{Record, median};
use super::tools::Tool;
use crate::documents::Document;
use crate::failure::Failure;
use crate::measure::tokens::tokens;
use crate::measure::{Cost, run};

/// Generates the crate of a document with each tool; what is left is that of the last round.
pub(super) fn generate(bench: &Bench<'_>, document: &Document) -> Result<Vec<Record>, Failure> {
    let operations = operations(document)?;
    let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); bench.tools.len()];
    let mut failed: Vec<Option<String>> = vec![None; bench.tools.len()];
    for _ in 0..bench.args.rounds {
        for (i, tool) in bench.tools.iter().enumerate() {
            if failed[i].is_none() {
                match once(bench, tool, document)? {
                    Ok(cost) => costs[i].push(cost),
                    Err(why) => failed[i] = Some(why),
                }
            }
        }
    }
    let records = bench.tools.iter().zip(costs).zip(failed);
    let records = records.map(|((tool, costs), failed)| {
        let mut record = Record {
            tool: tool.row.name,
            document: document.name.clone(),
            operations,
            generate: median(&costs),
            failed,
            ..Record::default()
        };
        if record.failed.is_none() {
            count(&bench.folder(tool, document), tool, &mut record);
        }
        record
    });
    Ok(records.collect())
}

/// One run; the inner error is the tool's.
fn once(
    bench: &Bench<'_>,
    tool: &Tool,
    document: &Document,
) -> Result<Result<Cost, String>, Failure> {
    let out = bench.folder(tool, document);
    let log = out.with_extension("log");
    let failure = |error| Failure::io("write", &out, &error);
    if out.exists() {
        fs::remove_dir_all(&out).map_err(failure)?;
    }
    if let Some(parent) = out.parent() {
        fs::create_dir_all(parent).map_err(failure)?;
    }
    let file = fs::File::create(&log).map_err(failure)?;
    let mut command = tool.command(&document.path, &out, &bench.program);
    command.current_dir(&bench.repository.root);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(file);
    let (status, cost) = match run(&mut command) {
        Ok(found) => found,
        Err(error) => return Ok(Err(error.to_string())),
    };
    if !status.success() {
        return Ok(Err(reason(&log)));
    }
    Ok(tool
        .finish(&out)
        .map(|()| cost)
        .map_err(|error| error.to_string()))
}

/// The first line of a log that says something.
fn reason(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let is_telling = |line: &&str| {
        let line = line.to_lowercase();
        line.contains("error") || line.contains("panicked")
    };
    let line = text.lines().find(is_telling).or(text.lines().next());
    line.unwrap_or("no reason was given")
        .chars()
        .take(160)
        .collect()
}

/// How much there is of a crate.
fn count(out: &Path, tool: &Tool, record: &mut Record) {
    for path in sources(&out.join("src")) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        record.lines += text.lines().count();
        record.tokens += tokens(&text);
        let relative = path.strip_prefix(out).unwrap_or(&path);
        if relative.to_string_lossy().starts_with(tool.row.client) {
            record.methods += super::program::methods(&text, tool.row.is_async).len();
        }
    }
}

/// The Rust files below a folder.
pub(super) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(sources(&path)),
            false if path.extension().is_some_and(|end| end == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// How many operations a document has, counted by what shares no code with our generator.
fn operations(document: &Document) -> Result<usize, Failure> {
    let text = fs::read_to_string(&document.path)
        .map_err(|error| Failure::io("read", &document.path, &error))?;
    let source = Source::new(&document.name, text);
    let value = load(&source, 0, &mut Diagnostics::default()).unwrap_or_default();
    Ok(crate::corpus::operations(&value))
}

impl Bench<'_> {
    /// Where a tool writes the crate of a document.
    pub(super) fn folder(&self, tool: &Tool, document: &Document) -> PathBuf {
        let name: String = document
            .name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        self.work.join(tool.row.name).join(name)
    }
}
