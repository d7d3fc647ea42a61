//! Runs the generator on one document and says what it has to say.

use callsmith_codegen::diagnostic::{Severity, Style};
use callsmith_codegen::files::Files;
use callsmith_codegen::{Options, Output, Summary};

use crate::console::Console;
use crate::failure::Failure;
use crate::report;
use crate::spec::Spec;

/// What a document without errors gives.
pub(crate) struct Made {
    /// The files of the crate.
    pub(crate) files: Files,
    /// The API in short.
    pub(crate) outline: String,
    /// The figures.
    pub(crate) summary: Summary,
}

/// Generates the crate of `spec`, prints warnings and errors, and fails on errors, or on warnings when they are
/// denied.
pub(crate) fn make(
    spec: &Spec,
    options: Options,
    deny: bool,
    console: &mut Console<'_>,
) -> Result<Made, Failure> {
    let output = spec.read()?.output(options);
    let (errors, warnings) = tell(spec.shown(), &output, console);
    let count = [counted(errors, "error"), counted(warnings, "warning")];
    let count = count
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" and ");
    if !count.is_empty() {
        console.remark(&format!("{}: {count}", spec.shown()));
    }
    match output.files {
        None => Err(Failure::failed(format!("{} cannot be used", spec.shown()))),
        Some(_) if deny && warnings > 0 => Err(Failure::failed(format!(
            "{}: warnings are denied",
            spec.shown()
        ))),
        Some(files) => Ok(Made {
            files,
            outline: output.outline,
            summary: output.summary,
        }),
    }
}

fn tell(shown: &str, output: &Output, console: &mut Console<'_>) -> (usize, usize) {
    let style = console.style();
    let text = output.diagnostics.render(&output.sources, &style);
    if !text.is_empty() {
        console.rendered(&format!("{text}\n"));
        console.remark(&advice(output, &style));
    }
    console.document(|| report::document(shown, output));
    let count = |severity| output.diagnostics.of(severity).count();
    (count(Severity::Error), count(Severity::Warning))
}

/// Where there is more to know.
fn advice(output: &Output, style: &Style) -> String {
    let counts = output.diagnostics.counts();
    let code = counts.keys().next().copied().unwrap_or_default();
    let of_all = match counts.len() {
        1 => format!("`cargo xtask explain {code}` says more about this"),
        _ => format!("`cargo xtask explain CODE` says more, for example about {code}"),
    };
    match counts.values().any(|count| *count > style.per_code) {
        true => format!("{of_all}; --all shows every one of them"),
        false => of_all,
    }
}

/// `3 errors`; nothing for none.
pub(crate) fn counted(count: usize, what: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    }
}
