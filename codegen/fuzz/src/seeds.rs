//! The documents that everything begins with: `tests/features` and `tests/refused`.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use serde_json::Value;

static SEEDS: LazyLock<Vec<Value>> = LazyLock::new(read);

/// Every one of them that is a tree, in the order of their names.
pub(crate) fn all() -> &'static [Value] {
    &SEEDS
}

fn read() -> Vec<Value> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut paths = Vec::new();
    for folder in ["features", "refused"] {
        let entries = fs::read_dir(tests.join(folder)).expect("the fixtures of the repository");
        paths.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    paths.sort();
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    let trees = texts.filter_map(|text| {
        let source = Source::new("seed.yaml", text);
        load(&source, 0, &mut Diagnostics::default())
    });
    trees.filter(Value::is_object).collect()
}
