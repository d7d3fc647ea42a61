//! What does a change of a document mean for callers? Each file of `tests/changes` changes `base.yaml`; the snapshot is
//! what `cargo xtask diff` says of it.

use callsmith_codegen::bundle::{LoadError, Loader};
use callsmith_codegen::compare::{Comparison, Verdict, compare, kinds};
use callsmith_codegen::diagnostic::{Diagnostics, Style};
use callsmith_codegen::ledger::{FILE, without_former_names};
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use callsmith_codegen::{Input, Options, Output};
use callsmith_tests::command::root;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

#[test]
fn every_change_is_told() {
    insta::glob!("changes/*.yaml", |path| {
        let name = path.file_stem().unwrap_or_default();
        if name != "base" {
            insta::assert_snapshot!(told(&edit(&name.to_string_lossy())).text());
        }
    });
}

/// A kind of differences that no document shows has not been judged.
#[test]
fn every_kind_of_change_has_a_document() {
    let folder = fs::read_dir(root().join("tests/changes")).expect("the folder");
    let names = folder.map(|entry| entry.expect("a file").file_name());
    let mut seen = BTreeSet::new();
    for name in names {
        let name = name.to_string_lossy().replace(".yaml", "");
        let found = told(&edit(&name));
        seen.extend(found.changes.iter().map(|change| change.kind.code));
    }
    let all: BTreeSet<&str> = kinds::kinds().map(|kind| kind.code).collect();
    let missing: Vec<&&str> = all.difference(&seen).collect();
    assert_eq!(missing, NEVER.iter().collect::<Vec<_>>());
}

/// Arguments keep their order as long as `names.lock` is kept; former names go with a command; the other one is for facts
/// that have no row.
const NEVER: &[&str] = &["arguments-reordered", "changed", "former-name-removed"];

/// Names go from one version to the next, whatever the provider calls its schema: until somebody takes them out.
#[test]
fn former_names_are_kept_until_they_are_pruned() {
    let versions = ["NewCall", "Order", "Dial"].map(|name| {
        let text = serde_json::to_string(&base()).expect("JSON");
        let text = text.replace("schemas/NewCall", &format!("schemas/{name}"));
        read("api", text.replace("\"NewCall\":", &format!("\"{name}\":")))
    });
    let [old, new, newest] = versions;
    let old = generated(&old, Vec::new(), None);
    let new = generated(&new, Vec::new(), names(&old));
    let newest_kept = generated(&newest, Vec::new(), names(&new));
    let kept = compare(&new.surface, &newest_kept.surface);
    assert_eq!(kept.verdict(), Verdict::Minor, "{}", kept.text());
    let pruned = names(&newest_kept).map(|names| without_former_names(&names.text));
    let pruned = pruned.map(|text| Source::new(FILE, text));
    let pruned = generated(&newest, Vec::new(), pruned);
    let gone = compare(&newest_kept.surface, &pruned.surface);
    let told: Vec<(&str, &str)> = (gone.changes.iter())
        .map(|change| (change.kind.code, change.path.as_str()))
        .collect();
    let all = ["NewCall", "NewCallKind", "Order", "OrderKind"];
    let all = all.map(|name| format!("types::{name}"));
    let expected = all
        .each_ref()
        .map(|path| ("former-name-removed", path.as_str()));
    assert_eq!(told, expected);
    assert_eq!(gone.verdict(), Verdict::Major);
}

/// A document put into another order, with things in it that nobody refers to.
#[test]
fn another_order_means_nothing() {
    for provider in ["cald", "klen", "opencx", "verbex"] {
        let folder = root().join("specs").join(provider);
        let text = |file: &str| fs::read_to_string(folder.join(file)).expect("the file");
        let document = read("openapi.yaml", text("openapi.yaml"));
        let overlays = vec![Source::new("overlay.yaml", text("overlay.yaml"))];
        let old = generated(&document, overlays.clone(), None);
        let mut turned = turned(&document);
        turned["components"]["schemas"]["AaaNobodyRefersToIt"] =
            serde_json::json!({"type": "object"});
        let new = generated(&turned, overlays, names(&old));
        let found = compare(&old.surface, &new.surface);
        assert_eq!(
            found.verdict(),
            Verdict::Nothing,
            "{provider}: {}",
            found.text()
        );
        assert_eq!(
            names(&old).map(|names| names.text),
            names(&new).map(|names| names.text)
        );
    }
}

/// The page shows both sides, loads nothing, and takes text of a document for text.
#[test]
fn a_page_to_look_at() {
    let mut hostile = base();
    hostile["info"]["title"] = "<script>alert(1)</script> calls".into();
    hostile["paths"]["/calls"]["get"]["parameters"] = serde_json::json!([]);
    hostile["components"]["schemas"]["Status"]["enum"] =
        serde_json::json!(["ringing", "</pre><img src=x>"]);
    let (old, new) = (generated(&base(), Vec::new(), None), hostile);
    let new = generated(&new, Vec::new(), names(&old));
    let mut found = compare(&old.surface, &new.surface);
    found.locate(&old.sources, &new.sources);
    let page = found.html(&old.sources, &new.sources);
    for part in [
        "<code>operations::ListCalls::limit</code> a parameter is gone",
        "was at <code>api.json:",
        "<del>i64</del>",
        "&quot;&lt;/pre&gt;&lt;img src=x&gt;&quot;",
        "<section class=\"breaks\">",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for part in ["<img", "<script>alert", "src=\"", "href=\"", "@import"] {
        assert!(!page.contains(part), "{part}");
    }
}

/// The entries of every object the other way round.
fn turned(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let turned = map.iter().rev();
            turned
                .map(|(key, value)| (key.clone(), self::turned(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(turned).collect(),
        other => other.clone(),
    }
}

fn base() -> Value {
    edit("base")
}

fn edit(name: &str) -> Value {
    let path = root().join(format!("tests/changes/{name}.yaml"));
    read(name, fs::read_to_string(path).expect("the file"))
}

fn read(name: &str, text: String) -> Value {
    let mut diagnostics = Diagnostics::default();
    load(&Source::new(name, text), 0, &mut diagnostics).expect("YAML")
}

fn told(patch: &Value) -> Comparison {
    let (old, mut new) = (base(), base());
    merge(&mut new, patch);
    let old = generated(&old, Vec::new(), None);
    let new = generated(&new, Vec::new(), names(&old));
    let mut found = compare(&old.surface, &new.surface);
    found.locate(&old.sources, &new.sources);
    found
}

/// RFC 7396, 2.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(map) = target else { return };
    for (key, value) in patch {
        match value {
            Value::Null => drop(map.remove(key)),
            value => merge(map.entry(key.clone()).or_insert(Value::Null), value),
        }
    }
}

/// None of these documents refers to another one.
struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        Err(LoadError(format!("there is no `{path}`")))
    }
}

fn names(output: &Output) -> Option<Source> {
    let text = output.files.as_ref()?.get(FILE)?;
    Some(Source::new(FILE, text))
}

fn generated(document: &Value, overlays: Vec<Source>, ledger: Option<Source>) -> Output {
    let text = serde_json::to_string_pretty(document).expect("JSON");
    let input = Input {
        document: Source::new("api.json", text),
        overlays,
        ledger,
        history: None,
        options: Options {
            trust_document: true,
            surface: true,
            ..Options::default()
        },
    };
    let output = callsmith_codegen::generate(&input, &NoFiles);
    let said = || {
        output
            .diagnostics
            .render(&output.sources, &Style::default())
    };
    assert!(output.files.is_some(), "{}", said());
    output
}
