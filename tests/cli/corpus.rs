//! The scoreboard: which files it takes for documents, what it counts, and its exit status.

use super::SPEC;
use callsmith_tests::command::Sandbox;

/// A folder of documents: one that is fine, one in parts, one with an operation that cannot be, and other files.
fn documents() -> Sandbox {
    let sandbox = Sandbox::default();
    sandbox.put("docs/calls.yaml", SPEC);
    sandbox.put("docs/readme.yaml", "title: not a document\n");
    let parts = SPEC.replace("'#/components/schemas/Call'", "../parts/call.yaml");
    sandbox.put("docs/in-parts/api/root.yml", parts);
    sandbox.put(
        "docs/in-parts/parts/call.yaml",
        "type: object\nproperties: {any: {}, list: {type: array, items: {type: integer}}}\n",
    );
    sandbox
}

const ARGUMENTS: [&str; 6] = [
    "corpus",
    "docs",
    "--work",
    "work",
    "--report",
    "report.json",
];

#[test]
fn every_document_has_a_row() {
    let sandbox = documents();
    let told = sandbox.xtask(&ARGUMENTS);
    assert_eq!((told.status, told.err.as_str()), (0, ""), "{}", told.out);
    let rows: Vec<&str> = told.out.lines().collect();
    assert_eq!(rows.len(), 5, "{}", told.out);
    assert!(
        rows[2].starts_with("| calls.yaml") && rows[3].starts_with("| in-parts/api/root.yml"),
        "{}",
        told.out
    );
    assert!(
        rows[4].contains("2 of 2 generated") && rows[4].contains("100.00 %"),
        "{}",
        told.out
    );
    let report: serde_json::Value =
        serde_json::from_str(&sandbox.text("report.json")).expect("JSON");
    assert_eq!(report[0]["operations"]["all"], 1);
    // In parts, nothing refers to the document's own component any more.
    let schemas = &report[1]["schemas"];
    assert_eq!((&schemas["all"], &schemas["typed"]), (&7.into(), &5.into()));
    assert_eq!(schemas["unused"], 2);
    assert_eq!(schemas["unvisited"], serde_json::json!({}));
    assert!(
        sandbox
            .names("work")
            .contains(&"corpus-calls-yaml".to_owned())
    );
}

#[test]
fn a_pattern_chooses_documents() {
    let sandbox = documents();
    let told = sandbox.xtask(&["corpus", "docs", "--work", "work", "--only", "in-*"]);
    assert!(
        told.status == 0 && told.out.contains("1 of 1 generated"),
        "{told:?}"
    );
    let told = sandbox.xtask(&["corpus", "docs", "--work", "work", "--only", "nothing"]);
    assert!(
        told.status == 1 && told.err.contains("no OpenAPI documents"),
        "{told:?}"
    );
    let told = sandbox.xtask(&["corpus", "docs", "--only", "{"]);
    assert!(told.status == 2 && told.err.contains("--only"), "{told:?}");
}

#[test]
fn a_document_without_a_crate_is_a_failure_and_the_others_go_on() {
    let sandbox = documents();
    sandbox.put("docs/broken.json", "{\"openapi\": \"3.0.0\",");
    let told = sandbox.xtask(&ARGUMENTS);
    assert_eq!(told.status, 1, "{told:?}");
    assert!(
        told.out.contains("| broken.json") && told.out.contains("no crate: "),
        "{}",
        told.out
    );
    assert!(told.out.contains("2 of 3 generated"), "{}", told.out);
    assert!(told.err.contains("1 of 3 documents failed"), "{}", told.err);
}
