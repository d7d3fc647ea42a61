//! Documents to crates, the way the tests want them: without a file system beyond the one file.

use callsmith_codegen::bundle::{LoadError, Loader};
use callsmith_codegen::diagnostic::Style;
use callsmith_codegen::files::Files;
use callsmith_codegen::ledger::FILE;
use callsmith_codegen::source::Source;
use callsmith_codegen::{Input, Options, Output, generate};
use std::fs;
use std::path::{Path, PathBuf};

/// Every fixture under `features/`, by name. Overlays are no fixtures of their own.
pub fn features() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("features");
    let entries = fs::read_dir(&folder).expect("the folder of fixtures");
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    let mut found: Vec<PathBuf> = paths.filter(|path| is_document(path)).collect();
    found.sort();
    found
}

/// The name of a fixture: its file's, without the ending.
pub fn name(document: &Path) -> &str {
    document
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name in UTF-8")
}

/// What a crate is made from.
#[derive(Clone)]
pub struct Texts {
    /// The document.
    pub document: Source,
    /// Its overlays.
    pub overlays: Vec<Source>,
    /// The names of an earlier run.
    pub ledger: Option<Source>,
}

impl Texts {
    /// The document at `path`, with the overlay beside it where there is one.
    pub fn of_feature(path: &Path) -> Self {
        let overlay = path.with_extension("overlay.yaml");
        let overlay = overlay.exists().then(|| source(&overlay));
        Self {
            document: source(path),
            overlays: overlay.into_iter().collect(),
            ledger: None,
        }
    }

    /// A provider's document: `specs/<name>/openapi.yaml` with its overlay and its names.
    pub fn of_provider(name: &str) -> Self {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        let folder = specs.join(name);
        Self {
            document: source(&folder.join("openapi.yaml")),
            overlays: vec![source(&folder.join("overlay.yaml"))],
            ledger: Some(source(&folder.join(FILE))),
        }
    }

    /// The crate.
    pub fn output(self, options: Options) -> Output {
        let input = Input {
            document: self.document,
            overlays: self.overlays,
            ledger: self.ledger,
            options,
        };
        generate(&input, &Nothing)
    }
}

/// The crate of the document at `path`, with the overlay beside it where there is one.
pub fn output(path: &Path, options: Options) -> Output {
    Texts::of_feature(path).output(options)
}

/// The crate of a provider: `specs/<name>/openapi.yaml` with its overlay.
pub fn provider(name: &str) -> Output {
    Texts::of_provider(name).output(Options::default())
}

/// The files of `output`; panics with what was said where there are none.
pub fn files(output: &Output) -> &Files {
    let said = || {
        output
            .diagnostics
            .render(&output.sources, &Style::default())
    };
    output.files.as_ref().unwrap_or_else(|| {
        panic!(
            "no crate came of this; refused documents are in `refused/`:\n{}",
            said()
        )
    })
}

/// The crate of a text.
pub fn output_of(text: &str) -> Output {
    output_with(text, None)
}

/// The crate of a text, with the ledger of an earlier run.
pub fn output_with(text: &str, ledger: Option<&str>) -> Output {
    let texts = Texts {
        document: Source::new("document.yaml", text),
        overlays: Vec::new(),
        ledger: ledger.map(|text| Source::new(FILE, text)),
    };
    texts.output(Options::default())
}

fn is_document(path: &Path) -> bool {
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    name.ends_with(".yaml") && !name.ends_with(".overlay.yaml")
}

/// A source that is called like its file: where the repository lies must not show in snapshots.
fn source(path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a fixture that can be read");
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name in UTF-8");
    Source::new(name, text)
}

/// Fixtures consist of one file.
struct Nothing;

impl Loader for Nothing {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        Err(LoadError(format!(
            "`{path}` is not there: fixtures consist of one file"
        )))
    }
}
