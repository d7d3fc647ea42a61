//! What there is to examine, from two sources: the documents and the generated crates' READMEs.

use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use callsmith_tests::command::root;
use std::collections::BTreeSet;
use std::fs;

/// A row of the table of operations in a README.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    /// `GET /calls/{call_id}`
    pub(crate) route: String,
    /// What a repeat is: `safe`, `idempotent`, `keyed` or `unsafe`.
    pub(crate) repeat: String,
}

impl Row {
    /// Whether `line`, as in `GET /calls/7?page=2`, is a request of this route.
    pub(crate) fn fits(&self, line: &str) -> bool {
        let path = line.split('?').next().unwrap_or_default();
        let (mut have, mut want) = (path.split('/'), self.route.split('/'));
        loop {
            match (have.next(), want.next()) {
                (None, None) => return true,
                (Some(have), Some(want)) if want.starts_with('{') => {
                    if have.is_empty() {
                        return false;
                    }
                }
                (have, want) if have == want => {}
                _ => return false,
            }
        }
    }
}

/// The operations that the README of a provider's crate lists.
pub(crate) fn rows(provider: &str) -> Vec<Row> {
    let readme = root().join("generated").join(provider).join("README.md");
    let readme = fs::read_to_string(readme).expect("the README");
    let rows: Vec<Row> = readme.lines().filter_map(row).collect();
    assert!(
        !rows.is_empty(),
        "the README of {provider} lists no operation"
    );
    rows
}

/// The row of one operation.
pub(crate) fn documented(provider: &str, name: &str) -> Row {
    let mut rows = rows(provider).into_iter();
    rows.find(|row| row.name == name)
        .unwrap_or_else(|| panic!("{provider} has no operation {name}"))
}

/// The keys of an operation's responses in the provider's document.
pub(crate) fn statuses(provider: &str, row: &Row) -> BTreeSet<String> {
    let document = document(provider);
    let (method, path) = row.route.split_once(' ').expect("a method and a path");
    let responses = &document["paths"][path][method.to_lowercase()]["responses"];
    let responses = responses
        .as_object()
        .expect("the responses of a documented operation");
    responses.keys().cloned().collect()
}

/// Fails unless what was examined is what the README lists, and that is what the document has.
#[track_caller]
pub(crate) fn complete(provider: &str, examined: &[&[&str]]) {
    let examined: BTreeSet<&str> = examined
        .iter()
        .flat_map(|names| names.iter().copied())
        .collect();
    let rows = rows(provider);
    let listed: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(
        examined, listed,
        "examined, and listed in the README of {provider}"
    );
    let routes: BTreeSet<String> = rows.iter().map(|row| row.route.clone()).collect();
    assert_eq!(
        routes,
        in_document(provider),
        "in the README of {provider}, and in its document"
    );
}

/// `| `name` | `GET /path` | safe |`
fn row(line: &str) -> Option<Row> {
    let cells: Vec<&str> = line
        .strip_prefix("| `")?
        .strip_suffix(" |")?
        .split(" | ")
        .collect();
    let [name, route, repeat] = cells.as_slice() else {
        return None;
    };
    Some(Row {
        name: name.strip_suffix('`')?.to_owned(),
        route: route.strip_prefix('`')?.strip_suffix('`')?.to_owned(),
        repeat: (*repeat).to_owned(),
    })
}

fn in_document(provider: &str) -> BTreeSet<String> {
    let document = document(provider);
    let paths = document["paths"].as_object().expect("paths");
    let routes = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().expect("a path item").keys();
        let methods = methods.filter(|key| {
            matches!(
                key.as_str(),
                "get" | "put" | "post" | "delete" | "patch" | "head"
            )
        });
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    routes.collect()
}

fn document(provider: &str) -> serde_json::Value {
    let path = root().join("specs").join(provider).join("openapi.yaml");
    let source = Source::new(
        "openapi.yaml",
        fs::read_to_string(path).expect("the document"),
    );
    load(&source, 0, &mut Diagnostics::default()).expect("a document that can be read")
}
