//! Does each feature give the Rust we want?
//!
//! A snapshot shows what was said about the document, then `client.rs`, `operations.rs` and `types.rs` where they
//! differ from those of the two plainest APIs. Where the crate as a whole is the point, every file is shown.

#[path = "emit/split.rs"]
mod split;

use callsmith_codegen::diagnostic::Style;
use callsmith_codegen::{Options, Output};
use callsmith_tests::command::root;
use callsmith_tests::fixture::{features, files, name, output, output_of};
use std::path::Path;

/// Fixtures of which the manifest, the README and the example are looked at as well.
const WHOLE: &[&str] = &[
    "baseline",
    "callbacks_and_webhooks",
    "doc_hostile",
    "example_from_overlay",
    "example_without_overlay",
    "servers_empty",
];

/// The files in which most features show.
const SHOWN: &[&str] = &[
    "src/client.rs",
    "src/events.rs",
    "src/operations.rs",
    "src/types.rs",
    "tests/examples.json",
    "tests/examples.rs",
];

/// An API with nothing in it, and one with an operation that takes and gives nothing.
const PLAIN: [&str; 2] = [
    "{openapi: 3.1.0, info: {title: Phone calls, version: 1.0.0}, paths: {}}",
    "{openapi: 3.1.0, info: {title: Phone calls, version: 1.0.0}, paths: {/: {get: {responses: {'204': {description: Well.}}}}}}",
];

#[test]
fn emit() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("features/*.yaml", |path| {
            if !name(path).ends_with(".overlay") {
                insta::assert_snapshot!("emit", shown(path));
            }
        });
    });
}

/// The order of a document is no part of what it says.
#[test]
fn order_makes_no_difference() {
    let crate_of = |fixture: &str| {
        let found = features().into_iter().find(|path| name(path) == fixture);
        files(&output(&found.expect("the fixture"), Options::default())).clone()
    };
    assert_eq!(crate_of("tags_order"), crate_of("tags_order_reversed"));
}

/// The program that makes every call: parameters and bodies of all kinds.
#[test]
fn a_program_that_makes_every_call() {
    for fixture in ["body_choices", "body_multipart", "parameters_styles"] {
        let path = root().join(format!("tests/features/{fixture}.yaml"));
        let options = Options {
            emit_calls: true,
            ..Options::default()
        };
        let output = output(&path, options);
        let program = files(&output).get("examples/every_call.rs");
        insta::assert_snapshot!(
            format!("every_call@{fixture}"),
            program.expect("the program")
        );
    }
}

/// Without an overlay that asks for it, all or nothing is checked.
#[test]
fn a_whole_document_is_checked_where_that_is_asked() {
    let found = features().into_iter();
    let fixture = found.filter(|path| name(path) == "check_where_asked");
    let fixture = fixture.max().expect("the fixture");
    let checks = |check_requests| {
        let options = Options {
            check_requests,
            ..Options::default()
        };
        let output = output(&fixture, options);
        let text = |file| files(&output).get(file).expect("the file").to_owned();
        let (types, operations) = (text("src/types.rs"), text("src/operations.rs"));
        (
            types.matches("#[check(").count(),
            operations.matches("model::Rule::").count(),
        )
    };
    assert_eq!(checks(false), (1, 1));
    assert_eq!(checks(true), (3, 2));
}

fn shown(path: &Path) -> String {
    let options = Options {
        emit_tests: true,
        ..Options::default()
    };
    let output = output(path, options);
    let mut text = output
        .diagnostics
        .render(&output.sources, &Style::default());
    for (file, content) in worth_showing(name(path), &output) {
        text.push_str(&format!("\n════ {file} ════\n{content}"));
    }
    text.trim_start().to_owned()
}

fn worth_showing<'o>(fixture: &str, output: &'o Output) -> Vec<(&'o str, &'o str)> {
    let plain = PLAIN.map(output_of);
    let is_plain = |file: &str, content: &str| {
        plain
            .iter()
            .any(|plain| files(plain).get(file) == Some(content))
    };
    let is_shown = |file: &str, content: &str| {
        WHOLE.contains(&fixture) || (SHOWN.contains(&file) && !is_plain(file, content))
    };
    files(output)
        .iter()
        .filter(|(file, content)| is_shown(file, content))
        .collect()
}
