//! `cargo xtask diff`: what a new document means for callers.

use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith_codegen::compare::{Comparison, Verdict, compare};
use callsmith_codegen::diagnostic::Style;
use callsmith_codegen::ledger::FILE;
use callsmith_codegen::source::Source;
use callsmith_codegen::{Options, Output};

use crate::args::{DiffArgs, DiffFormat};
use crate::console::Console;
use crate::failure::Failure;
use crate::loader::Folder;
use crate::repository::{Place, Repository};
use crate::spec::{Spec, Texts};

/// Prints every difference that callers meet. The exit status says the worst.
pub(crate) fn diff(
    args: &DiffArgs,
    place: &Place,
    console: &mut Console<'_>,
) -> Result<u8, Failure> {
    let mut worst = Verdict::Nothing;
    for (old, new) in pairs(args, place)? {
        let (found, sides) = between(old, new)?;
        worst = worst.max(found.verdict());
        console.say(&match args.format {
            DiffFormat::Text => found.text(),
            DiffFormat::Markdown => found.markdown(),
            DiffFormat::Html => found.html(&sides[0], &sides[1]),
            DiffFormat::Json => found.json().to_string() + "\n",
        });
    }
    Ok(status(worst))
}

/// Below 3 are the statuses of every run.
fn status(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Nothing | Verdict::Patch => 0,
        Verdict::Minor => 3,
        Verdict::Major => 4,
    }
}

/// Old and new: the two files, or the providers that are asked for.
fn pairs(args: &DiffArgs, place: &Place) -> Result<Vec<(Texts, Texts)>, Failure> {
    if let (Some(old), Some(new)) = (&args.old, &args.new) {
        return Ok(vec![(file(old, place)?, file(new, place)?)]);
    }
    let repository = Repository::find(place)?;
    let names = repository.asked(&args.providers)?;
    let pair = |name: &String| {
        let new = Spec::of_provider(name, &repository).read()?;
        let old = committed(name, &args.against, &repository)?;
        Ok((old, new))
    };
    names.iter().map(pair).collect()
}

pub(crate) fn file(path: &Path, place: &Place) -> Result<Texts, Failure> {
    let whole = place.folder.join(path);
    let root = whole.parent().map(Path::to_path_buf).unwrap_or_default();
    Spec::of_file(&whole, &path.display().to_string(), &root).read()
}

/// The specs of a provider as a revision has them. Nothing of the work tree is touched.
fn committed(name: &str, revision: &str, repository: &Repository) -> Result<Texts, Failure> {
    let folder = format!("specs/{name}");
    let source = |file: &str| {
        let text = shown(&format!("{revision}:{folder}/{file}"), repository);
        text.map(|text| Source::new(format!("{revision}:{folder}/{file}"), text))
    };
    let document = source("openapi.yaml").ok_or_else(|| {
        Failure::failed(format!(
            "git has no {folder}/openapi.yaml in `{revision}`; `--against REV` names another commit"
        ))
    })?;
    let path: PathBuf = repository.root.join(&folder).join("openapi.yaml");
    Ok(Texts {
        document,
        overlays: source("overlay.yaml").into_iter().collect(),
        ledger: source(FILE),
        history: None,
        folder: Folder::around(&path, &path, None)?,
    })
}

/// `None` where git has no such file, or there is no git.
fn shown(object: &str, repository: &Repository) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(&repository.root).args(["show", object]);
    let output = git.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// The new side has the names of the old one, unless it has been generated with them already.
pub(crate) fn between(
    old: Texts,
    mut new: Texts,
) -> Result<(Comparison, [Vec<Source>; 2]), Failure> {
    let old = generated(old)?;
    let names = old.files.as_ref().and_then(|files| files.get(FILE));
    new.ledger = new.ledger.or(names.map(|text| Source::new(FILE, text)));
    let new = generated(new)?;
    let mut found = compare(&old.surface, &new.surface);
    found.locate(&old.sources, &new.sources);
    Ok((found, [old.sources, new.sources]))
}

fn generated(texts: Texts) -> Result<Output, Failure> {
    let name = texts.document.name.clone();
    let output = texts.output(Options {
        surface: true,
        ..Options::default()
    });
    match output.files {
        Some(_) => Ok(output),
        None => Err(Failure {
            status: 1,
            lines: vec![
                output
                    .diagnostics
                    .render(&output.sources, &Style::default()),
                format!("{name} cannot be used"),
            ],
        }),
    }
}
