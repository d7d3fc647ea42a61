//! Is the repository as the architecture says? Every failure names the file, the line and the rule.

#[path = "tidy/codes.rs"]
mod codes;
#[path = "tidy/data.rs"]
mod data;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/locks.rs"]
mod locks;
#[path = "tidy/signatures.rs"]
mod signatures;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/text.rs"]
mod text;

/// Fails with all that was found.
#[track_caller]
fn none(rule: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}
