//! The schemes of signatures that an overlay may name are those that the runtime has.

use callsmith_tests::command::root;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn every_scheme_has_its_word() {
    let constants = found("runtime/src/webhook/scheme.rs", "pub const ", ": Scheme");
    let words = found("codegen/src/translate/signature.rs", "    \"", "\",");
    let upper = |word: &String| word.to_uppercase().replace('-', "_");
    let words: BTreeSet<String> = words.iter().map(upper).collect();
    assert!(words.len() > 5, "the words stand elsewhere: {words:?}");
    assert_eq!(words, constants);
}

/// What stands between two texts in the lines of a file.
fn found(path: &str, before: &str, behind: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join(path)).expect("a source file");
    let lines = text.lines();
    let inner = lines.filter_map(|line| Some(line.split_once(before)?.1.split_once(behind)?.0));
    inner.map(str::to_owned).collect()
}
