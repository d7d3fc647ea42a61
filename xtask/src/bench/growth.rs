//! How cost grows with a document: once, twice, four and eight times its operations and schemas.

use std::fs;

use callsmith_codegen::diagnostic::Diagnostics;
use callsmith_codegen::load::load;
use callsmith_codegen::source::Source;
use serde_json::{Map, Value};

use super::tools::OURS;
use super::{Bench, chart, compile, generate, record};
use crate::console::Console;
use crate::documents::Document;
use crate::failure::Failure;
use crate::measure::Cost;

const FACTORS: [usize; 4] = [1, 2, 4, 8];

/// Measures ours for every document, and draws the last one.
pub(super) fn growth(
    bench: &Bench<'_>,
    documents: &[Document],
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let mut out = String::from(
        "| document | operations | generate s / MiB | check s / MiB |\n|---|---|---|---|\n",
    );
    let mut records = Vec::new();
    for document in documents {
        let mut points = Vec::new();
        for factor in FACTORS {
            let grown = grown(bench, document, factor)?;
            let mut found = generate::generate(bench, &grown)?;
            compile::compile(bench, &grown, &mut found)?;
            let ours = found.iter().find(|record| record.tool == OURS);
            let Some(ours) = ours.filter(|ours| ours.failed.is_none()) else {
                return Err(Failure::failed(format!("{}: no crate", grown.name)));
            };
            let cost = |cost: Option<Cost>| cost.unwrap_or_default();
            let (made, checked) = (cost(ours.generate), cost(ours.check));
            out += &format!(
                "| {} x{factor} | {} | {:.2} / {:.0} | {:.2} / {:.0} |\n",
                document.name,
                ours.operations,
                made.seconds,
                made.mib,
                checked.seconds,
                checked.mib
            );
            let all = vec![
                ("generate, CPU", made.seconds),
                ("generate, memory", made.mib),
                ("check, CPU", checked.seconds),
                ("check, memory", checked.mib),
            ];
            points.push((factor as f64, all));
            records.extend(found);
            record::save(&bench.work.join("growth.json"), &records)?;
        }
        if let Some(path) = &bench.svg {
            fs::write(path, chart::lines(&points))
                .map_err(|error| Failure::io("write", path, &error))?;
        }
    }
    console.say(&out);
    Ok(())
}

/// The document with so many copies of its paths and schemas, each of which refers to its own copies.
fn grown(bench: &Bench<'_>, document: &Document, factor: usize) -> Result<Document, Failure> {
    let text = fs::read_to_string(&document.path)
        .map_err(|error| Failure::io("read", &document.path, &error))?;
    let source = Source::new(&document.name, text);
    let value = load(&source, 0, &mut Diagnostics::default());
    let mut value =
        value.ok_or_else(|| Failure::failed(format!("{} cannot be read", document.name)))?;
    let once = value.clone();
    for copy in 1..factor {
        add(&mut value, &once, copy);
    }
    let folder = bench.work.join("growth");
    let name = format!("x{factor}-{}.json", document.name.replace(['/', '.'], "-"));
    let path = folder.join(&name);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, value.to_string()))
        .map_err(|error| Failure::io("write", &path, &error))?;
    Ok(Document {
        name,
        path,
        root: folder,
    })
}

fn add(value: &mut Value, once: &Value, copy: usize) {
    let schemas = once["components"]["schemas"].as_object();
    let own = |text: &str| format!("{text}Copy{copy}");
    let refer = |text: &str| {
        let name = text.strip_prefix("#/components/schemas/")?;
        let schema = name.split('/').next().unwrap_or(name);
        Some(format!(
            "#/components/schemas/{}{}",
            own(schema),
            &name[schema.len()..]
        ))
    };
    let rename = |value: &Value| renamed(value, &refer, &own);
    if let (Some(schemas), Some(all)) = (schemas, value["components"]["schemas"].as_object_mut()) {
        all.extend(
            schemas
                .iter()
                .map(|(name, schema)| (own(name), rename(schema))),
        );
    }
    let paths = once["paths"].as_object();
    if let (Some(paths), Some(all)) = (paths, value["paths"].as_object_mut()) {
        all.extend(
            paths
                .iter()
                .map(|(path, item)| (format!("/copy{copy}{path}"), rename(item))),
        );
    }
}

/// With references and operationIds of their own.
fn renamed(
    value: &Value,
    refer: &impl Fn(&str) -> Option<String>,
    own: &impl Fn(&str) -> String,
) -> Value {
    match value {
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                let value = match (key.as_str(), value) {
                    ("operationId", Value::String(id)) => own(id).into(),
                    (_, value) => renamed(value, refer, own),
                };
                (key.clone(), value)
            };
            Value::Object(map.iter().map(entry).collect::<Map<_, _>>())
        }
        Value::Array(items) => items.iter().map(|item| renamed(item, refer, own)).collect(),
        Value::String(text) => refer(text).unwrap_or_else(|| text.clone()).into(),
        other => other.clone(),
    }
}
