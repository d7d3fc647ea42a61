//! Documents to crates, the way the tests want them: without a file system beyond the one file, and
//! `<name>.parts/` for those of several files.

use callsmith_codegen::bundle::{LoadError, Loader};
use callsmith_codegen::diagnostic::Style;
use callsmith_codegen::files::Files;
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

/// The crate of the document at `path`, with the overlay beside it where there is one.
pub fn output(path: &Path, options: Options) -> Output {
    let overlay = path.with_extension("overlay.yaml");
    let overlays = overlay
        .exists()
        .then(|| source(&overlay))
        .into_iter()
        .collect();
    generate(
        &Input {
            document: source(path),
            overlays,
            options,
        },
        &Parts(path.with_extension("parts")),
    )
}

/// The crate of a provider: `specs/<name>/openapi.yaml` with its overlay.
pub fn provider(name: &str) -> Output {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../specs")
        .join(name);
    let overlays = vec![source(&folder.join("overlay.yaml"))];
    generate(
        &Input {
            document: source(&folder.join("openapi.yaml")),
            overlays,
            options: Options::default(),
        },
        &Nothing,
    )
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
    output_with(text, Options::default())
}

/// The same, with options.
pub fn output_with(text: &str, options: Options) -> Output {
    let document = Source::new("document.yaml", text);
    generate(
        &Input {
            document,
            overlays: Vec::new(),
            options,
        },
        &Nothing,
    )
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
