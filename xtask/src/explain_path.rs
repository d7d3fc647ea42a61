//! `cargo xtask explain verbex_client::types::Call`: where something of a crate comes from, and why it is so.

use std::fs;

use callsmith_codegen::diagnostic::similar;
use callsmith_codegen::{Options, Output};

use crate::args::ExplainArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::repository::{Place, Repository};
use crate::spec::Spec;

/// Prints what there is to know about everything called `path`.
pub(crate) fn explain(
    path: &str,
    args: &ExplainArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let spec = match Spec::of_arguments(&args.document, place) {
        Some(spec) => match &args.out {
            Some(out) => spec.with_names_of(&place.folder.join(out), &out.display().to_string()),
            None => spec,
        },
        None => provider(path, place)?,
    };
    let output = made(&spec, args)?;
    if output.files.is_none() {
        console.rendered(&output.diagnostics.render(&output.sources, &console.style()));
        return Err(Failure::failed(format!("{} cannot be used", spec.shown())));
    }
    let found = output.explained.find(path);
    if found.is_empty() {
        return Err(unknown(path, &output));
    }
    let texts = found.into_iter().map(|item| {
        output
            .explained
            .text(item, &output.diagnostics, &output.sources)
    });
    console.say(&texts.collect::<Vec<_>>().join("\n"));
    Ok(())
}

fn made(spec: &Spec, args: &ExplainArgs) -> Result<Output, Failure> {
    Ok(spec.read()?.output(Options {
        trust_document: args.document.trust_document,
        check_requests: args.document.check_requests,
        explain: true,
        ..Options::default()
    }))
}

/// The provider whose crate a path begins with.
fn provider(path: &str, place: &Place) -> Result<Spec, Failure> {
    let repository = Repository::find(place)?;
    let asked = path.split("::").next().unwrap_or_default();
    let mut known = Vec::new();
    for name in repository.providers()? {
        let manifest = repository
            .root
            .join("generated")
            .join(&name)
            .join("Cargo.toml");
        let text = fs::read_to_string(manifest).unwrap_or_default();
        let package = text.lines().find_map(|line| line.strip_prefix("name = \""));
        let package = package.map(|rest| rest.trim_end_matches('"').replace('-', "_"));
        let package = package.unwrap_or_else(|| name.clone());
        if package == asked {
            return Ok(Spec::of_provider(&name, &repository));
        }
        known.push(package);
    }
    let meant = similar(asked, known.iter().map(String::as_str));
    let meant = meant.map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"));
    Err(Failure::usage(format!(
        "`{asked}` is no crate of a provider{meant}; there are: {}. For another document name it with --spec",
        known.join(", ")
    )))
}

fn unknown(path: &str, output: &Output) -> Failure {
    let advice = match output.explained.meant(path) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`cargo xtask outline` lists everything".to_owned(),
    };
    Failure::usage(format!("nothing is called `{path}`; {advice}"))
}
