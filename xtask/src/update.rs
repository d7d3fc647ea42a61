//! `cargo xtask update`: takes a provider's new document into `specs`, and shows what it means.

use std::fmt::Write;

use callsmith_codegen::compare::Effect;
use callsmith_codegen::diagnostic::{Diagnostics, Style};
use callsmith_codegen::source::{Pointer, Source};
use callsmith_codegen::update::{Options, Update, update as updated};

use crate::args::UpdateArgs;
use crate::console::Console;
use crate::diff;
use crate::failure::Failure;
use crate::generate;
use crate::repository::{Place, Repository};
use crate::spec::Spec;

/// Writes the document, the names, the versions and the crate, or nothing.
pub(crate) fn update(
    args: &UpdateArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let repository = Repository::find(place)?;
    repository.asked(std::slice::from_ref(&args.provider))?;
    let provider = &args.provider;
    let old = Spec::of_provider(provider, &repository).read()?;
    let theirs = diff::file(&args.file, place)?.document;
    let options = Options {
        add: args.add.clone(),
        partial: args.partial,
    };
    let name = old.document.name.clone();
    let update = taken(&old.document, &theirs, &options)?;
    console.say(&told(&update, &name, args.partial));
    let new = Spec::of_provider(provider, &repository).with_text(update.text.clone());
    let (found, _) = diff::between(old, new.read()?)?;
    console.say(&found.text());
    generate::of_text(provider, &update.text, &repository, args.dry_run, console)?;
    let is_open = |effect: &(Effect, usize)| effect.0 >= Effect::Behaviour;
    if found.counts().iter().any(is_open) {
        console.remark("look at what breaks callers or behaves otherwise before you commit it");
    }
    Ok(())
}

fn taken(ours: &Source, theirs: &Source, options: &Options) -> Result<Update, Failure> {
    let mut diagnostics = Diagnostics::default();
    let update = updated(ours, theirs, options, &mut diagnostics);
    update.ok_or_else(|| {
        let sources = [ours.clone(), theirs.clone()];
        Failure::failed(diagnostics.render(&sources, &Style::default()))
    })
}

/// What a person is to know of the new document, besides what it means for callers.
fn told(update: &Update, name: &str, partial: bool) -> String {
    let mut out = String::new();
    let mut list = |title: &str, all: &[String]| {
        if !all.is_empty() {
            let _ = writeln!(out, "{title}");
            all.iter().for_each(|one| {
                let _ = writeln!(out, "  {one}");
            });
        }
    };
    list(
        "Not carried; `--add path=/...` or another filter takes them in:",
        &update.left_out,
    );
    list(
        "Carried now; say in the overlay what a repeat of each does (x-callsmith-safety):",
        &update.added,
    );
    let missing = match partial {
        true => "Kept, although the document does not describe them:",
        false => {
            "Gone; if the document describes some operations only, --partial keeps the others:"
        }
    };
    list(missing, &update.missing);
    list(
        "New and without words; write them in our own:",
        &places(update, name),
    );
    out
}

/// Where the new places will stand.
fn places(update: &Update, name: &str) -> Vec<String> {
    let source = Source::new(name, update.text.clone());
    let pointers = update.wordless.iter().filter_map(|text| text.parse().ok());
    let pointers: Vec<Pointer> = pointers.collect();
    let found = source.locate_all(&pointers);
    let line = |pointer: &Pointer| {
        let at = found.get(pointer)?;
        Some(format!(
            "{name}:{}:{} {}",
            at.line,
            at.column,
            pointer.as_str()
        ))
    };
    pointers.iter().filter_map(line).collect()
}
