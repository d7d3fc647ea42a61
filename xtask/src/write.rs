//! Changes folders: all of it or nothing.
//!
//! New texts are staged in files next to their targets, which proves that the folders can be written to. Then each
//! target is kept aside and its new text renamed into place; whatever fails, everything goes back to where it was.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::failure::Failure;
use crate::folder::{Change, Changes};

/// Makes every change in every folder, or none of them. Files that do not change are not touched; folders that
/// become empty go.
pub(crate) fn write<'a>(all: impl Iterator<Item = &'a Changes> + Clone) -> Result<(), Failure> {
    let mut transaction = Transaction::default();
    let result = transaction
        .stage(all.clone())
        .and_then(|()| transaction.place());
    if let Err(mut failure) = result {
        let left = transaction.roll_back();
        let nothing = left.is_empty().then(|| NOTHING.to_owned());
        failure.lines.extend(left.into_iter().chain(nothing));
        return Err(failure);
    }
    drop(transaction);
    all.for_each(remove_empty_folders);
    Ok(())
}

/// Said after whatever went wrong before, or while, something was to be written.
pub(crate) const NOTHING: &str = "nothing was written";

/// What has been done so far. Files next to the targets go when it is dropped.
#[derive(Default)]
struct Transaction {
    /// Folders that were made, parents first.
    folders: Vec<PathBuf>,
    /// What is to be done.
    staged: Vec<Staged>,
    /// What was done.
    placed: Vec<Placed>,
}

/// A target that is to be changed.
struct Staged {
    target: PathBuf,
    is_there: bool,
    /// Its new text; `None` for a target that shall go.
    text: Option<NamedTempFile>,
}

/// A target that was changed, or was about to be.
struct Placed {
    target: PathBuf,
    /// The file that was there: another name of it, or it itself moved.
    aside: Option<NamedTempFile<()>>,
}

/// What the names of our own files next to the targets begin with.
const PREFIX: &str = ".callsmith-";

impl Transaction {
    fn stage<'a>(&mut self, all: impl Iterator<Item = &'a Changes>) -> Result<(), Failure> {
        for (target, change) in all.flat_map(Changes::iter) {
            let text = self
                .stage_one(&target, change)
                .map_err(|error| Failure::io("write", &target, &error))?;
            self.staged.push(Staged {
                target,
                is_there: change.old.is_some(),
                text,
            });
        }
        Ok(())
    }

    fn stage_one(&mut self, target: &Path, change: &Change) -> io::Result<Option<NamedTempFile>> {
        if change.old.is_some() {
            // Renaming would replace a file that cannot be written to.
            OpenOptions::new().write(true).open(target)?;
        }
        let Some(text) = &change.new else {
            return Ok(None);
        };
        self.make_folder(folder_of(target))?;
        let mut file = new_file(folder_of(target))?;
        file.write_all(text.as_bytes())?;
        if change.old.is_some() {
            file.as_file()
                .set_permissions(fs::metadata(target)?.permissions())?;
        }
        Ok(Some(file))
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        for folder in missing.collect::<Vec<_>>().into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn place(&mut self) -> Result<(), Failure> {
        for staged in std::mem::take(&mut self.staged) {
            let target = staged.target.clone();
            self.place_one(staged)
                .map_err(|error| Failure::io("write", &target, &error))?;
        }
        Ok(())
    }

    fn place_one(&mut self, staged: Staged) -> io::Result<()> {
        let Staged {
            target,
            is_there,
            text,
        } = staged;
        match text {
            // What was there has to go back in any case, so it is noted before the text is placed ...
            Some(text) if is_there => {
                let aside = Some(keep(&target)?);
                self.placed.push(Placed {
                    target: target.clone(),
                    aside,
                });
                place_text(text, &target)?;
            }
            // ... and a new file is ours to remove only once it is there.
            Some(text) => {
                place_text(text, &target)?;
                self.placed.push(Placed {
                    target,
                    aside: None,
                });
            }
            None => {
                let aside = Some(move_aside(&target)?);
                self.placed.push(Placed { target, aside });
            }
        }
        Ok(())
    }

    /// Puts everything back; gives a line for each thing that could not be.
    fn roll_back(&mut self) -> Vec<String> {
        self.staged.clear();
        let lines = self
            .placed
            .drain(..)
            .rev()
            .filter_map(Placed::undo)
            .collect();
        for folder in self.folders.drain(..).rev() {
            // It is not empty only where somebody else has put something in it.
            let _ = fs::remove_dir(folder);
        }
        lines
    }
}

impl Placed {
    /// Puts the target back; a line for a person when that fails.
    fn undo(self) -> Option<String> {
        let target = self.target.display();
        let Some(aside) = self.aside else {
            let error = fs::remove_file(&self.target).err()?;
            return Some(format!("{target} was written all the same: {error}"));
        };
        // Where both are names of one file this does nothing, and `aside` removes its name when dropped.
        let error = fs::rename(aside.path(), &self.target).err()?;
        let kept = aside
            .keep()
            .map_or_else(|error| error.file.path().to_path_buf(), |(_, path)| path);
        Some(format!(
            "{target} could not be put back ({error}); it is now {}",
            kept.display()
        ))
    }
}

fn place_text(text: NamedTempFile, target: &Path) -> io::Result<()> {
    text.persist(target).map(drop).map_err(|error| error.error)
}

/// A new file in `folder`, with the permissions that any new file gets.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Gives the file at `target` a second name next to it, or else (not all file systems have links) moves it there.
fn keep(target: &Path) -> io::Result<NamedTempFile<()>> {
    Builder::new()
        .prefix(PREFIX)
        .make_in(folder_of(target), |to| match fs::hard_link(target, to) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(target, to),
            result => result,
        })
}

/// Moves the file at `target` to another name next to it.
fn move_aside(target: &Path) -> io::Result<NamedTempFile<()>> {
    Builder::new()
        .prefix(PREFIX)
        .make_in(folder_of(target), |to| fs::rename(target, to))
}

/// Removes the folders that deleted files leave empty, and the folder itself if nothing is left in it.
fn remove_empty_folders(changes: &Changes) {
    for (target, _) in changes.iter().filter(|(_, change)| change.new.is_none()) {
        let below = target
            .ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(changes.folder()));
        // Refused by the system, as it should be, for a folder that is not empty.
        let _ = below.map(fs::remove_dir).take_while(Result::is_ok).count();
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().unwrap_or(target)
}

#[cfg(test)]
mod tests;
