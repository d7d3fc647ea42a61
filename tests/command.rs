//! The command line of Callsmith, run in this process, and folders to run it in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use xtask::{Console, Place};

/// What a run said, and its exit status.
#[derive(Debug)]
pub struct Told {
    /// 0, 1 or 2.
    pub status: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a folder above")
        .to_path_buf()
}

/// Runs `cargo xtask <words>` in `folder`, as the tool of this repository.
pub fn xtask(folder: &Path, words: &[&str]) -> Told {
    xtask_of(Some(root()), folder, words)
}

/// Runs `cargo xtask <words>` in `folder`, as the tool of the repository at `home` or around `folder`.
pub fn xtask_of(home: Option<PathBuf>, folder: &Path, words: &[&str]) -> Told {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let place = Place {
        folder: folder.to_path_buf(),
        home,
        program: None,
    };
    let status = xtask::run(words, &place, &mut Console::new(&mut out, &mut err, false));
    let text = |bytes| String::from_utf8(bytes).expect("output in UTF-8");
    Told {
        status,
        out: text(out),
        err: text(err),
    }
}

/// Runs `cargo xtask <words>` with `out` for standard output.
pub fn xtask_into(out: &mut dyn io::Write, folder: &Path, words: &[&str]) -> Told {
    let mut err = Vec::new();
    let place = Place {
        folder: folder.to_path_buf(),
        home: Some(root()),
        program: None,
    };
    let status = xtask::run(words, &place, &mut Console::new(out, &mut err, false));
    Told {
        status,
        out: String::new(),
        err: String::from_utf8(err).expect("output in UTF-8"),
    }
}

/// A folder of its own for a test.
#[derive(Debug)]
pub struct Sandbox(tempfile::TempDir);

/// What stands at a path: a file's bytes and time of change, where a link leads, or a folder.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file.
    File(Vec<u8>, SystemTime),
    /// A symbolic link.
    Link(PathBuf),
    /// A folder.
    Folder,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }
}

impl Sandbox {
    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders it lies in.
    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        fs::write(path, text).expect("a file that can be written");
    }

    /// The text of a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("a file that can be read")
    }

    /// Runs `cargo xtask <words>` here, as the tool of this repository.
    pub fn xtask(&self, words: &[&str]) -> Told {
        xtask(self.path(), words)
    }

    /// The names of everything below `folder`.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let tree = tree(&self.path().join(folder));
        tree.into_keys()
            .map(|path| path.to_string_lossy().into_owned())
            .collect()
    }

    /// Everything that is here.
    pub fn tree(&self) -> BTreeMap<PathBuf, Found> {
        tree(self.path())
    }
}

/// Everything below `folder`, by path relative to it.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Found> {
    let mut found = BTreeMap::new();
    collect(folder, folder, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Found>) {
    for entry in fs::read_dir(folder).expect("a folder that can be read") {
        let path = entry.expect("an entry").path();
        let kind = path.symlink_metadata().expect("something that is there");
        let what = match kind.file_type() {
            kind if kind.is_symlink() => Found::Link(fs::read_link(&path).expect("a link")),
            kind if kind.is_dir() => Found::Folder,
            _ => Found::File(
                fs::read(&path).expect("a file"),
                kind.modified().expect("a time"),
            ),
        };
        if what == Found::Folder {
            collect(root, &path, found);
        }
        found.insert(
            path.strip_prefix(root).expect("a path below").to_path_buf(),
            what,
        );
    }
}
