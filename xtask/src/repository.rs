//! The repository this tool belongs to: where `specs`, `generated` and `runtime` are.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith_codegen::diagnostic::similar;

use crate::failure::Failure;

/// Where the tool was started.
#[derive(Clone, Debug)]
pub struct Place {
    /// The folder that paths on the command line are relative to.
    pub folder: PathBuf,
    /// A folder inside the repository; without it the repository around `folder` is meant.
    pub home: Option<PathBuf>,
    /// The tool's own program, where it is run as one.
    pub program: Option<PathBuf>,
}

/// A checkout of Callsmith.
pub(crate) struct Repository {
    /// Its folder.
    pub(crate) root: PathBuf,
}

impl Repository {
    /// The checkout around the tool, or else around the current folder. Looked for at run time: a tool that was
    /// built in one checkout must not write to it from another.
    pub(crate) fn find(place: &Place) -> Result<Self, Failure> {
        let start = place.home.as_ref().unwrap_or(&place.folder);
        let root = start.ancestors().find(|folder| is_repository(folder));
        let root = root.map(Path::to_path_buf);
        let failure = || {
            Failure::failed(format!(
                "{} is not inside a checkout of Callsmith",
                start.display()
            ))
        };
        root.map(|root| Self { root }).ok_or_else(failure)
    }

    /// The providers: the names of the folders in `specs`, sorted.
    pub(crate) fn providers(&self) -> Result<Vec<String>, Failure> {
        folders(&self.root.join("specs"))
    }

    /// The providers with these names, all of them for none.
    pub(crate) fn asked(&self, names: &[String]) -> Result<Vec<String>, Failure> {
        let known = self.providers()?;
        if names.is_empty() {
            return Ok(known);
        }
        match names.iter().find(|name| !known.contains(name)) {
            Some(name) => Err(unknown(name, &known)),
            None => Ok(known
                .into_iter()
                .filter(|known| names.contains(known))
                .collect()),
        }
    }

    /// The crates that are there: the names of the folders in `generated`, sorted.
    pub(crate) fn generated(&self) -> Result<Vec<String>, Failure> {
        let folder = self.root.join("generated");
        if folder.exists() {
            folders(&folder)
        } else {
            Ok(Vec::new())
        }
    }

    /// `path` as it is shown to people: relative to the repository where it lies in it.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root)
            .unwrap_or(path)
            .display()
            .to_string()
    }
}

fn unknown(name: &str, known: &[String]) -> Failure {
    let meant = similar(name, known.iter().map(String::as_str));
    let meant = meant.map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"));
    let known = known.join(", ");
    Failure::usage(format!(
        "there is no provider `{name}`{meant}; specs has: {known}"
    ))
}

fn is_repository(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file()
        && folder.join("runtime").is_dir()
        && folder.join("specs").is_dir()
}

fn folders(folder: &Path) -> Result<Vec<String>, Failure> {
    let failure = |error| Failure::io("read", folder, &error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let entry = entry.map_err(failure)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && entry.path().is_dir() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
