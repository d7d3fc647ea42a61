//! Each bad document gets a good message.
//!
//! `refused/<name>.yaml` (or `.json`, `.txt`) is a document; beside it may stand
//! `<name>.overlay.yaml`, an overlay over it, and `<name>.parts/`, the folder its
//! `$ref`s may go to. The snapshot is what a person reads.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith_codegen::bundle::{LoadError, Loader, bundle};
use callsmith_codegen::diagnostic::{Diagnostics, Style};
use callsmith_codegen::document::parse;
use callsmith_codegen::load::load;
use callsmith_codegen::lower::{extensions, lower};
use callsmith_codegen::overlay;
use callsmith_codegen::source::Source;

#[test]
fn diagnose() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("refused/*", |path| {
            if is_document(path) {
                insta::assert_snapshot!(messages(path));
            }
        });
    });
}

fn is_document(path: &Path) -> bool {
    path.is_file() && !name(path).ends_with(".overlay.yaml")
}

/// Everything said about a document, up to the stage that refuses it.
fn messages(path: &Path) -> String {
    let overlay = path.with_extension("overlay.yaml");
    let mut sources: Vec<Source> = [path, overlay.as_path()]
        .into_iter()
        .filter(|path| path.is_file())
        .map(source)
        .collect();
    let mut diagnostics = Diagnostics::default();
    run(
        &mut sources,
        &path.with_extension("parts"),
        &mut diagnostics,
    );
    diagnostics.render(&sources, &Style::default())
}

/// The stages of the front half. Each goes on as long as it can, as the
/// pipeline does.
fn run(sources: &mut Vec<Source>, parts: &Path, diagnostics: &mut Diagnostics) -> Option<()> {
    let document = load(&sources[0], 0, diagnostics)?;
    let overlays: Vec<_> = (1..sources.len())
        .filter_map(|index| Some((index, load(&sources[index], index, diagnostics)?)))
        .collect();
    let folder = Folder(parts.to_owned());
    let mut document = bundle(document, &folder, sources, diagnostics).document;
    let provenance = overlay::apply(&mut document, &overlays, diagnostics);
    extensions(&mut document, &provenance, false, diagnostics);
    if diagnostics.has_errors() {
        return None;
    }
    let document = lower(document, diagnostics)?;
    parse(document, diagnostics).map(drop)
}

/// The parts beside a case; refuses what leads out of their folder.
struct Folder(PathBuf);

impl Loader for Folder {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        if path.starts_with("../") {
            return Err(LoadError(format!("`{path}` is outside of the folder")));
        }
        let text = fs::read_to_string(self.0.join(path));
        text.map(|text| Source::new(path, text))
            .map_err(|_| LoadError(format!("no file `{path}`")))
    }

    fn is_missing(&self, path: &str) -> bool {
        !path.starts_with("../") && !self.0.join(path).exists()
    }
}

fn source(path: &Path) -> Source {
    Source::new(name(path), fs::read_to_string(path).expect("a fixture"))
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
