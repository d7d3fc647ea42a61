//! An output folder: what is in it that was generated, and how that differs from what should be.

mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use callsmith_codegen::files::Files;

use crate::failure::{Failure, reason};

/// What has to happen in a folder.
#[derive(Debug)]
pub(crate) struct Changes {
    folder: PathBuf,
    shown: String,
    files: BTreeMap<String, Change>,
}

/// What has to happen to a file; at least one side is there, and they differ.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// What it holds; `None`: it is not there.
    pub(crate) old: Option<Vec<u8>>,
    /// What it shall hold; `None`: it shall go.
    pub(crate) new: Option<String>,
}

impl Changes {
    /// What turns `folder` (shown to people as `shown`) into one with `files` and the list of them. Files that an
    /// earlier run wrote and this one does not shall go; other files stay. Fails where a file of somebody else
    /// would be lost, or something that is no file is in the way.
    pub(crate) fn between(folder: PathBuf, shown: String, files: Files) -> Result<Self, Failure> {
        let listed = listed(&folder, &shown)?;
        let mut wanted = files.0;
        if !wanted.is_empty() {
            wanted.insert(list::NAME.to_owned(), list::text(wanted.keys()));
        }
        let names: BTreeSet<String> = wanted.keys().chain(&listed).cloned().collect();
        let mut changes = Self {
            folder,
            shown,
            files: BTreeMap::new(),
        };
        for name in names {
            let new = wanted.remove(&name);
            if let Some(change) = changes.change(&name, new, listed.contains(&name))? {
                changes.files.insert(name, change);
            }
        }
        Ok(changes)
    }

    /// What makes `text` of the file `name` in `folder`, which is ours whatever list there is. Fails where something that
    /// is no file is in the way.
    pub(crate) fn of_file(
        folder: PathBuf,
        shown: String,
        name: &str,
        text: String,
    ) -> Result<Self, Failure> {
        let mut changes = Self {
            folder,
            shown,
            files: BTreeMap::new(),
        };
        let change = changes.change(name, Some(text), true)?;
        changes
            .files
            .extend(change.map(|change| (name.to_owned(), change)));
        Ok(changes)
    }

    /// Whether everything is as it should be.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many files differ.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every change with the file's path, the list last: until it is replaced, the old one names no file of
    /// somebody else.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (PathBuf, &Change)> {
        let list = self.files.get_key_value(list::NAME);
        let files = self.files.iter().filter(|(name, _)| *name != list::NAME);
        files
            .chain(list)
            .map(|(name, change)| (self.folder.join(name), change))
    }

    /// Every change with the file's path as people know it, sorted.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (String, &Change)> {
        self.files
            .iter()
            .map(|(name, change)| (show(&self.shown, name), change))
    }

    fn change(
        &self,
        name: &str,
        new: Option<String>,
        ours: bool,
    ) -> Result<Option<Change>, Failure> {
        let old =
            content(&self.folder, name).map_err(|why| blocked(&show(&self.shown, name), &why))?;
        if old.as_deref() == new.as_ref().map(|new| new.as_bytes()) {
            return Ok(None);
        }
        if old.is_some() && !ours {
            let path = show(&self.shown, name);
            return Err(Failure::failed(format!(
                "{path} would be replaced, but {} does not list it: move it away or delete it",
                show(&self.shown, list::NAME)
            )));
        }
        Ok(Some(Change { old, new }))
    }
}

/// What an earlier run wrote in `folder`, the list included; nothing where there is no such folder or it is empty.
fn listed(folder: &Path, shown: &str) -> Result<BTreeSet<String>, Failure> {
    let foreign = || {
        Failure::failed(format!(
            "{shown} is not empty and has no {}, so it is not from an earlier run: name a new or empty folder, or empty this one",
            list::NAME
        ))
    };
    if is_empty(folder).map_err(|why| blocked(shown, &why))? {
        return Ok(BTreeSet::new());
    }
    let path = show(shown, list::NAME);
    let bytes = content(folder, list::NAME)
        .map_err(|why| blocked(&path, &why))?
        .ok_or_else(foreign)?;
    let mut names = list::read(&bytes, &path)?;
    names.insert(list::NAME.to_owned());
    Ok(names)
}

/// Whether nothing is in `folder`, or nothing is there at all.
fn is_empty(folder: &Path) -> Result<bool, String> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_symlink() => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err("it is a link to nowhere".to_owned())
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            Err("there is a file in the place of a folder".to_owned())
        }
        Err(error) => Err(reason(&error)),
    }
}

/// What the file at `name` holds; `None` where nothing is there.
fn content(folder: &Path, name: &str) -> Result<Option<Vec<u8>>, String> {
    if !is_inside(name) {
        return Err("it is not a path inside of the folder".to_owned());
    }
    let mut path = folder.to_path_buf();
    let mut parts = Path::new(name).components().peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(reason(&error)),
            Ok(found) => free(found.file_type(), parts.peek().is_none())?,
        }
    }
    fs::read(&path).map(Some).map_err(|error| reason(&error))
}

/// Fails where something of that `kind` is in the way: of the file itself, or of a folder it lies in. Links are in
/// the way because what they lead to is not ours.
fn free(kind: FileType, is_file: bool) -> Result<(), String> {
    let what = match is_file {
        _ if kind.is_symlink() => "there is a link in its place",
        false if !kind.is_dir() => "there is a file in the place of its folder",
        true if kind.is_dir() => "there is a folder in its place",
        true if !kind.is_file() => "what is in its place is not a file",
        _ => return Ok(()),
    };
    Err(what.to_owned())
}

/// Whether `name` is a plain relative path below a folder.
fn is_inside(name: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(_));
    !name.is_empty() && !name.contains(['\\', '\0']) && Path::new(name).components().all(plain)
}

fn blocked(shown: &str, why: &str) -> Failure {
    Failure::failed(format!("cannot write {shown}: {why}"))
}

fn show(folder: &str, name: &str) -> String {
    format!("{}/{name}", folder.trim_end_matches('/'))
}

#[cfg(test)]
mod tests;
