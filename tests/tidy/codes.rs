//! Codes of diagnostics: constants where they are raised, and rows that explain them.

use super::none;
use super::source::{Source, files};
use callsmith_codegen::diagnostic::codes;
use std::collections::BTreeSet;

#[test]
fn every_code_is_explained() {
    let explained: BTreeSet<&str> = codes().map(|code| code.code).collect();
    let raised = raised();
    let missing = raised
        .iter()
        .filter(|(code, _)| !explained.contains(code.as_str()));
    none(
        "a code needs a row in codegen/src/diagnostic/codes/ (title, when, instead, advice, overlay): \
         `cargo xtask explain` shows it; what is no code goes into NO_CODES here",
        missing
            .map(|(code, path)| format!("{path}: {code}"))
            .collect(),
    );
    let raised: BTreeSet<&str> = raised.iter().map(|(code, _)| code.as_str()).collect();
    let gone = explained.into_iter().filter(|code| !raised.contains(code));
    none(
        "nothing raises this code any more: remove its row in codegen/src/diagnostic/codes/",
        gone.map(str::to_owned).collect(),
    );
}

#[test]
fn codes_are_constants() {
    let literal = |file: &Source| -> Vec<String> {
        let code: String = file
            .code()
            .map(|line| line.trim_start().to_owned() + "\n")
            .collect();
        let calls = ["Diagnostic::warning(", "Diagnostic::error("];
        let found = calls.iter().flat_map(|call| code.split(call).skip(1));
        found
            .filter(|rest| rest.trim_start().starts_with('"'))
            .map(|rest| format!("{}: {}", file.path, rest.lines().next().unwrap_or_default()))
            .collect()
    };
    none(
        "give the code a constant, `const NAME: &str`, next to the check that raises it",
        files("codegen/src", ".rs")
            .iter()
            .flat_map(literal)
            .collect(),
    );
}

/// Every constant that is a code, lower-case words with hyphens, and the file it stands in.
fn raised() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files("codegen/src", ".rs") {
        let code: Vec<&str> = file.code().collect();
        let code = code.join("\n");
        for rest in code.split("const ").skip(1) {
            let Some((_, text)) = rest.split_once(": &str =") else {
                continue;
            };
            // Other constants lie between.
            let is_next = !rest[..rest.len() - text.len()].contains(';');
            let text = text.trim_start().strip_prefix('"').unwrap_or_default();
            let text = text.split('"').next().unwrap_or_default();
            if is_next && is_code(text) {
                found.push((text.to_owned(), file.path.clone()));
            }
        }
    }
    found
}

/// Constants that look like codes: names of headers.
const NO_CODES: &[&str] = &["idempotency-key"];

fn is_code(text: &str) -> bool {
    let ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty()
        && text.chars().all(ours)
        && !text.starts_with("x-")
        && !NO_CODES.contains(&text)
}
