//! A document and its overlays: which files they are, and their texts.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith_codegen::ledger::{FILE, without_former_names};
use callsmith_codegen::release::{self, History};
use callsmith_codegen::source::Source;
use callsmith_codegen::{Input, Options, Output, generate};

use crate::args::DocumentArgs;
use crate::failure::Failure;
use crate::loader::Folder;
use crate::repository::{Place, Repository};

/// The files an API is described by.
pub(crate) struct Spec {
    document: File,
    overlays: Vec<File>,
    ledger: Option<File>,
    history: Option<HistoryFiles>,
    root: Option<PathBuf>,
    /// Whether the ledger's former names are left out.
    pruned: bool,
    /// What the document says instead of what its file says.
    text: Option<String>,
}

/// A file and its path as people know it.
struct File {
    path: PathBuf,
    shown: String,
}

/// The files that a [`History`] is read from.
struct HistoryFiles {
    released: Option<File>,
    changelog: Option<File>,
}

/// A [`Spec`] that was read.
pub(crate) struct Texts {
    /// The document.
    pub(crate) document: Source,
    /// Its overlays, in the order they are applied.
    pub(crate) overlays: Vec<Source>,
    /// The names of an earlier run.
    pub(crate) ledger: Option<Source>,
    /// What is kept of its versions.
    pub(crate) history: Option<History>,
    /// The files the document may refer to.
    pub(crate) folder: Folder,
}

impl Spec {
    /// `specs/<provider>`: `openapi.yaml`, and `overlay.yaml` and the ledger where there are such.
    pub(crate) fn of_provider(provider: &str, repository: &Repository) -> Self {
        let folder = repository.root.join("specs").join(provider);
        let file = |name| File::new(folder.join(name), repository);
        let overlay = file("overlay.yaml");
        let changelog = repository.root.join("generated").join(provider);
        let changelog = File::new(changelog.join(release::CHANGELOG), repository);
        Self {
            document: file("openapi.yaml"),
            overlays: overlay.if_there().into_iter().collect(),
            ledger: file(FILE).if_there(),
            history: Some(HistoryFiles {
                released: file(release::FILE).if_there(),
                changelog: changelog.if_there(),
            }),
            root: None,
            pruned: false,
            text: None,
        }
    }

    /// With the names and versions of the crate that was written to `folder`, shown to people as `shown`, if it has any.
    pub(crate) fn with_names_of(self, folder: &Path, shown: &str) -> Self {
        let file = |name: &str| {
            let shown = format!("{}/{name}", shown.trim_end_matches('/'));
            let path = folder.join(name);
            File { path, shown }.if_there()
        };
        // Versions are kept from the first `cargo xtask release` on.
        let history = file(release::FILE).map(|released| HistoryFiles {
            released: Some(released),
            changelog: file(release::CHANGELOG),
        });
        Self {
            ledger: file(FILE),
            history,
            ..self
        }
    }

    /// With another text for the document.
    pub(crate) fn with_text(self, text: String) -> Self {
        let text = Some(text);
        Self { text, ..self }
    }

    /// With the API as it is as the one that was released.
    pub(crate) fn released(self) -> Self {
        let changelog = self.history.and_then(|history| history.changelog);
        let released = None;
        let history = Some(HistoryFiles {
            released,
            changelog,
        });
        Self { history, ..self }
    }

    /// With nothing known of the names that types had before.
    pub(crate) fn without_former_names(self) -> Self {
        Self {
            pruned: true,
            ..self
        }
    }

    /// What `--spec`, `--overlay` and `--root` name; `None` without `--spec`.
    pub(crate) fn of_arguments(args: &DocumentArgs, place: &Place) -> Option<Self> {
        let file = |path: &PathBuf| File {
            path: place.folder.join(path),
            shown: path.display().to_string(),
        };
        let document = file(args.spec.as_ref()?);
        let root = args.root.as_ref().map(|root| place.folder.join(root));
        Some(Self {
            document,
            overlays: args.overlay.iter().map(file).collect(),
            ledger: None,
            history: None,
            root,
            pruned: false,
            text: None,
        })
    }

    /// One document whose further files lie below `root`.
    pub(crate) fn of_file(path: &Path, shown: &str, root: &Path) -> Self {
        Self {
            document: File {
                path: path.to_path_buf(),
                shown: shown.to_owned(),
            },
            overlays: Vec::new(),
            ledger: None,
            history: None,
            root: Some(root.to_path_buf()),
            pruned: false,
            text: None,
        }
    }

    /// The document's path as people know it.
    pub(crate) fn shown(&self) -> &str {
        &self.document.shown
    }

    /// Reads the document and the overlays.
    pub(crate) fn read(&self) -> Result<Texts, Failure> {
        let document = match &self.text {
            Some(text) => Source::new(&self.document.shown, text),
            None => self.document.read()?,
        };
        let overlays = self
            .overlays
            .iter()
            .map(File::read)
            .collect::<Result<_, _>>()?;
        let mut ledger = self.ledger.as_ref().map(File::read).transpose()?;
        if let Some(ledger) = ledger.as_mut().filter(|_| self.pruned) {
            ledger.text = without_former_names(&ledger.text);
        }
        let history = self.history.as_ref().map(HistoryFiles::read).transpose()?;
        let folder = Folder::around(
            &self.document.path,
            Path::new(&self.document.shown),
            self.root.as_deref(),
        )?;
        Ok(Texts {
            document,
            overlays,
            ledger,
            history,
            folder,
        })
    }
}

impl Texts {
    /// What the generator makes of it.
    pub(crate) fn output(self, options: Options) -> Output {
        let input = Input {
            document: self.document,
            overlays: self.overlays,
            ledger: self.ledger,
            history: self.history,
            options,
        };
        generate(&input, &self.folder)
    }
}

impl HistoryFiles {
    fn read(&self) -> Result<History, Failure> {
        let read = |file: &Option<File>| file.as_ref().map(File::read).transpose();
        Ok(History {
            released: read(&self.released)?,
            changelog: read(&self.changelog)?.map(|source| source.text),
        })
    }
}

impl File {
    fn new(path: PathBuf, repository: &Repository) -> Self {
        let shown = repository.shown(&path);
        Self { path, shown }
    }

    /// Nothing where nothing is. A link to nowhere is a mistake to be told.
    fn if_there(self) -> Option<Self> {
        (self.path.is_symlink() || self.path.exists()).then_some(self)
    }

    fn read(&self) -> Result<Source, Failure> {
        let bytes = fs::read(&self.path)
            .map_err(|error| Failure::io("read", Path::new(&self.shown), &error))?;
        let text = String::from_utf8(bytes).map_err(|error| self.not_text(&error))?;
        Ok(Source::new(&self.shown, text))
    }

    fn not_text(&self, error: &std::string::FromUtf8Error) -> Failure {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
        let column = good
            .rsplit(|byte| *byte == b'\n')
            .next()
            .map_or(0, |last| String::from_utf8_lossy(last).chars().count())
            + 1;
        Failure::failed(format!("{}:{line}:{column}: this is not UTF-8", self.shown))
    }
}
