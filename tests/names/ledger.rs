//! What the ledger decides.

use callsmith_codegen::bundle::{LoadError, Loader};
use callsmith_codegen::diagnostic::Style;
use callsmith_codegen::ledger::FILE;
use callsmith_codegen::source::Source;
use callsmith_codegen::{Input, Options, Output, generate};
use callsmith_tests::fixture::{files, output_after, output_of};

/// An API with one schema, whose properties are `properties`.
fn document(required: &str, properties: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Phone calls, version: 1.0.0}}
paths: {{}}
components:
  schemas:
    Call:
      type: object
      required: [{required}]
      properties:
        {properties}
"
    )
}

fn ledger(text: &str, old: Option<&str>) -> String {
    files(&output_after(text, old))
        .get(FILE)
        .expect("a ledger")
        .to_owned()
}

/// The lines behind the first blank one.
fn body(ledger: &str) -> &str {
    ledger.split_once("\n\n").map_or("", |(_, body)| body)
}

#[test]
fn new_arguments_come_last() {
    let old = ledger(
        &document("to, from", "{to: {type: string}, from: {type: string}}"),
        None,
    );
    assert_eq!(body(&old), "type Call\n  new to\n  new from\n");
    let text = document(
        "at, from, to",
        "{at: {type: string}, from: {type: string}, to: {type: string}}",
    );
    let new = ledger(&text, Some(&old));
    assert_eq!(body(&new), "type Call\n  new to\n  new from\n  new at\n");
    let output = output_after(&text, Some(&old));
    let types = files(&output).get("src/types.rs").expect("types");
    let place = |name: &str| types.find(&format!("pub {name}: String")).expect("a field");
    assert!(
        place("to") < place("from") && place("from") < place("at"),
        "{types}"
    );
}

#[test]
fn the_older_spelling_keeps_the_name() {
    let old = ledger(&document("", "{pageSize: {type: integer}}"), None);
    assert_eq!(body(&old), "type Call\n  page_size = pageSize\n");
    let both = document(
        "",
        "{page_size: {type: integer}, pageSize: {type: integer}}",
    );
    assert_eq!(
        body(&ledger(&both, None)),
        "type Call\n  page_size\n  page_size_2 = pageSize\n"
    );
    let kept = ledger(&both, Some(&old));
    assert_eq!(
        body(&kept),
        "type Call\n  page_size = pageSize\n  page_size_2 = page_size\n"
    );
}

#[test]
fn what_is_gone_is_dropped() {
    let old = ledger(
        &document("", "{a: {type: integer}, b: {type: integer}}"),
        None,
    );
    let new = ledger(&document("", "{b: {type: integer}}"), Some(&old));
    assert_eq!(body(&new), "type Call\n  b\n");
}

/// A name that was written in by hand counts, if it is one that could be made.
#[test]
fn names_that_do_not_fit_are_made_anew() {
    let text = document(
        "",
        "{a: {type: integer}, b: {type: integer}, c: {type: integer}, d: {type: integer}}",
    );
    let old = ledger(&text, None);
    let lines = old
        .replace("  a\n", "  Upper = a\n")
        .replace("  b\n", "  self = b\n");
    let lines = lines
        .replace("  c\n", "  new_value = c\n")
        .replace("  d\n", "  extra = d\n");
    let new = ledger(&text, Some(&lines));
    assert_eq!(body(&new), "type Call\n  a\n  b\n  d\n  new_value = c\n");
}

#[test]
fn a_damaged_ledger_is_an_error_with_a_place() {
    let text = document("", "{a: {type: integer}}");
    let old = ledger(&text, None);
    let output = output_after(&text, Some(&format!("{old}<<<<<<< HEAD\n")));
    assert!(output.files.is_none());
    let said = output
        .diagnostics
        .render(&output.sources, &Style::default());
    assert!(
        said.starts_with("names.lock:10:1: error[bad-ledger]: `<<<<<<<` is not"),
        "{said}"
    );
    assert!(output_after(&text, Some("")).files.is_none());
    assert!(output_of(&text).files.is_some());
}

/// The files `a/call.yaml` and `b/call.yaml`.
struct TwoCalls;

impl Loader for TwoCalls {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        let property = path.split('/').next().unwrap_or_default();
        let text = format!("type: object\nproperties: {{{property}: {{type: string}}}}\n");
        Ok(Source::new(path, text))
    }
}

/// Files are components under whatever name is free when they are met.
#[test]
fn a_file_of_the_same_name_that_is_met_earlier_takes_no_name_away() {
    let made = |properties: &str, old: Option<&str>| {
        let input = Input {
            document: Source::new("openapi.yaml", document("", properties)),
            overlays: Vec::new(),
            ledger: old.map(|text| Source::new(FILE, text)),
            history: None,
            options: Options::default(),
        };
        generate(&input, &TwoCalls)
    };
    let body_of = |output: &Output| {
        let text = files(output).get(FILE).expect("a ledger");
        body(text).to_owned()
    };
    let one = made("{z: {$ref: b/call.yaml}}", None);
    let old = files(&one).get(FILE).expect("a ledger").to_owned();
    assert!(
        body(&old).contains("type Call2 = `b/call.yaml#`\n"),
        "{old}"
    );
    let both = "{a: {$ref: a/call.yaml}, z: {$ref: b/call.yaml}}";
    let kept = body_of(&made(both, Some(&old)));
    assert!(kept.contains("type Call2 = `b/call.yaml#`\n"), "{kept}");
    assert!(kept.contains(" = `a/call.yaml#`\n"), "{kept}");
}

/// A new operation, and a new parameter, that are called like a method and a setter for a further body.
#[test]
fn methods_for_further_bodies_keep_their_names() {
    let operation = |required: bool, parameters: &str| {
        format!(
            "{{operationId: sendFile, parameters: [{parameters}], requestBody: {{required: {required}, content: \
             {{application/json: {{schema: {{type: object}}}}, text/csv: {{schema: {{type: string}}}}}}}}, \
             responses: {{'204': {{description: well}}}}}}"
        )
    };
    let document = |paths: &str| {
        format!("openapi: 3.1.0\ninfo: {{title: files, version: 1.0.0}}\npaths:\n{paths}")
    };
    let of = |ledger: &str, place: &str| {
        let mut lines = ledger.lines();
        let found = lines.find(|line| line.ends_with(&format!("= {place}")));
        found.unwrap_or_default().trim().to_owned()
    };
    let old = ledger(
        &document(&format!("  /files: {{post: {}}}\n", operation(true, ""))),
        None,
    );
    assert_eq!(of(&old, "text/csv"), "as send_file_csv = text/csv");
    let new = format!(
        "  /a: {{get: {{operationId: sendFileCsv, responses: {{'204': {{description: well}}}}}}}}\n  /files: {{post: {}}}\n",
        operation(true, "")
    );
    let new = ledger(&document(&new), Some(&old));
    assert_eq!(of(&new, "text/csv"), "as send_file_csv = text/csv");
    assert_eq!(of(&new, "GET /a"), "fn get_a = GET /a");

    let old = ledger(
        &document(&format!("  /files: {{post: {}}}\n", operation(false, ""))),
        None,
    );
    assert_eq!(of(&old, "text/csv"), "as body_csv = text/csv");
    let parameter = "{name: body_csv, in: query, schema: {type: string}}";
    let new = document(&format!(
        "  /files: {{post: {}}}\n",
        operation(false, parameter)
    ));
    let new = ledger(&new, Some(&old));
    assert_eq!(of(&new, "text/csv"), "as body_csv = text/csv");
    assert_eq!(of(&new, "query body_csv"), "body_csv_2 = query body_csv");
}
