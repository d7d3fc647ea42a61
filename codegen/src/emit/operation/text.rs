//! What a method's documentation says.

use super::super::Cx;
use super::super::doc::{self, Doc};
use super::{required, takes_struct};
use crate::ir::{Operation, Safety};
use crate::name::OperationNames;

/// What the document says, the arguments, the request line, and what a repeat would do.
pub(super) fn method(cx: Cx<'_>, operation: &Operation, names: &OperationNames) -> Doc {
    let line = format!(
        "`{} {}`",
        operation.method.as_str().to_uppercase(),
        doc::code(&operation.path)
    );
    let arguments = if takes_struct(cx, operation) {
        Doc::default()
    } else {
        arguments(operation, names)
    };
    Doc::theirs(&operation.docs)
        .and(arguments)
        .and(Doc::ours(&format!("{line}; {}", safety(operation.safety))))
}

fn arguments(operation: &Operation, names: &OperationNames) -> Doc {
    let described = required(operation, names)
        .into_iter()
        .filter(|(param, _)| !param.docs.trim().is_empty());
    let items = described.map(|(param, name)| {
        format!(
            "* `{}`: {}\n",
            name.trim_start_matches("r#"),
            doc::plain(&param.docs)
        )
    });
    Doc::theirs(&items.collect::<String>())
}

fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe: it only reads, and may be repeated.",
        Safety::Idempotent => "idempotent: a repeat changes nothing further.",
        Safety::Unsafe => "unsafe: a repeat would do it again.",
    }
}
