//! Operations that are called otherwise, or stand under another path.

use callsmith_codegen::ledger::FILE;
use callsmith_tests::fixture::{files, output_after};

fn document(path: &str, id: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Phone calls, version: 1.0.0}}
paths:
  {path}:
    post:
      operationId: {id}
      parameters:
        - {{name: zone, in: query, required: true, schema: {{type: string}}}}
        - {{name: at, in: query, required: true, schema: {{type: integer}}}}
      requestBody:
        required: true
        content:
          application/json: {{schema: {{type: object, required: [to], properties: {{to: {{type: string}}, mode: {{type: string, enum: [a, b]}}}}}}}}
      responses:
        '204': {{description: Well.}}
        '404': {{description: Not there.}}
"
    )
}

/// The ledger, and whether anything is deprecated.
fn ledger(text: &str, old: Option<&str>) -> (String, bool) {
    let output = output_after(text, old);
    let types = files(&output).get("src/types.rs").expect("types");
    let text = files(&output).get(FILE).expect("a ledger");
    let body = text.split_once("\n\n").map_or("", |(_, body)| body);
    let head = &text[..text.len() - body.len()];
    assert!(head.starts_with('#'));
    (text.to_owned(), types.contains("#[deprecated"))
}

/// The same names under another path: nothing has an alias, since nothing is renamed.
#[test]
fn an_operation_that_moves_keeps_its_names() {
    let (old, _) = ledger(&document("/calls", "makeCall"), None);
    let (new, deprecated) = ledger(&document("/v2/calls", "makeCall"), Some(&old));
    assert_eq!(new, old.replace("POST /calls", "POST /v2/calls"));
    assert!(!deprecated);
}

/// FastAPI's operationIds have the path in them.
#[test]
fn an_operation_whose_id_has_its_path_keeps_its_names() {
    let (old, _) = ledger(&document("/calls", "make_call_calls_post"), None);
    let (new, _) = ledger(
        &document("/v2/calls", "make_call_v2_calls_post"),
        Some(&old),
    );
    assert_eq!(new, old.replace("POST /calls", "POST /v2/calls"));
}

/// The place says which operation it is, then the operationId, also where the method is not called after it.
#[test]
fn an_operation_that_is_renamed_and_moves_keeps_its_names() {
    let (old, _) = ledger(&document("/calls", "makeCall"), None);
    let (renamed, deprecated) = ledger(&document("/calls", "dial"), Some(&old));
    assert_eq!(
        renamed,
        old.replace(
            "fn make_call = POST /calls\n",
            "fn make_call = POST /calls\n  id dial\n"
        )
    );
    assert!(!deprecated);
    let (moved, _) = ledger(&document("/v2/calls", "dial"), Some(&renamed));
    assert_eq!(moved, renamed.replace("POST /calls", "POST /v2/calls"));
}

#[test]
fn another_operation_is_no_move() {
    let (old, _) = ledger(&document("/calls", "makeCall"), None);
    let (new, _) = ledger(&document("/calls/end", "endCall"), Some(&old));
    assert!(
        !new.contains("make_call") && !new.contains("MakeCall"),
        "{new}"
    );
}
