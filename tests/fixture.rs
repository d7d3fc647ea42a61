//! Documents to crates, the way the tests want them: without a file system beyond the one file, and
//! `<name>.parts/` for those of several files.

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
    /// The folder of the files the document refers to, for those of several files.
    pub parts: Option<PathBuf>,
}

impl Texts {
    /// The document at `path`, with the overlay and the ledger beside it where there are such.
    pub fn of_feature(path: &Path) -> Self {
        let beside = |ending: &str| {
            let path = path.with_extension(ending);
            path.exists().then(|| source(&path))
        };
        Self {
            document: source(path),
            overlays: beside("overlay.yaml").into_iter().collect(),
            ledger: beside(FILE).map(|found| Source::new(FILE, found.text)),
            parts: Some(path.with_extension("parts")),
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
            parts: None,
        }
    }

    /// A document alone.
    fn of_text(text: &str) -> Self {
        Self {
            document: Source::new("document.yaml", text),
            overlays: Vec::new(),
            ledger: None,
            parts: None,
        }
    }

    /// The crate.
    pub fn output(self, options: Options) -> Output {
        let input = Input {
            document: self.document,
            overlays: self.overlays,
            ledger: self.ledger,
            history: None,
            options,
        };
        match self.parts {
            Some(folder) => generate(&input, &Parts(folder)),
            None => generate(&input, &Nothing),
        }
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
    Texts::of_text(text).output(Options::default())
}

/// The same, with options.
pub fn output_with(text: &str, options: Options) -> Output {
    Texts::of_text(text).output(options)
}

/// The crate of a text, with the ledger of an earlier run.
pub fn output_after(text: &str, ledger: Option<&str>) -> Output {
    let texts = Texts {
        ledger: ledger.map(|text| Source::new(FILE, text)),
        ..Texts::of_text(text)
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

/// The files that a fixture of several files refers to.
struct Parts(PathBuf);

impl Loader for Parts {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        fs::read_to_string(self.0.join(path))
            .map(|text| Source::new(path, text))
            .map_err(|_| LoadError(format!("there is no `{path}`")))
    }

    fn is_missing(&self, path: &str) -> bool {
        !self.0.join(path).exists()
    }
}

/// Texts consist of one file.
struct Nothing;

impl Loader for Nothing {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        Err(LoadError(format!(
            "`{path}` is not there: texts consist of one file"
        )))
    }

    fn is_missing(&self, _: &str) -> bool {
        true
    }
}
