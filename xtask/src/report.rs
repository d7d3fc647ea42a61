//! What a run has to say to a program: `--format json`.

use callsmith_codegen::{Output, Summary};
use serde_json::{Value, json};

use callsmith_codegen::diagnostic::Severity;

/// One document of the run, after the generator.
pub(crate) fn document(shown: &str, output: &Output) -> Value {
    let Summary {
        operations,
        types,
        untyped,
        warnings,
    } = output.summary;
    let errors = output.diagnostics.of(Severity::Error).count();
    json!({
        "document": shown,
        "summary": {
            "operations": operations,
            "types": types,
            "untyped": untyped,
            "errors": errors,
            "warnings": warnings,
        },
        "diagnostics": output.diagnostics.to_json(&output.sources),
    })
}

/// The whole run.
pub(crate) fn run(status: u8, errors: &[String], documents: &[Value]) -> Value {
    json!({ "status": status, "errors": errors, "documents": documents })
}
