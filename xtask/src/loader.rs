//! Hands the generator the files a document refers to, and no others.

use std::fs;
use std::path::{Component, Path, PathBuf};

use callsmith_codegen::bundle::{LoadError, Loader};
use callsmith_codegen::source::Source;

use crate::failure::{Failure, reason};

/// The files below one folder.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Nothing outside of it is served; canonical.
    root: PathBuf,
    /// What paths are relative to, the document's folder; canonical, in `root`.
    base: PathBuf,
    /// `base` as people know it; empty for the current folder.
    shown: PathBuf,
}

impl Folder {
    /// The files that `document` may refer to: those below `root`, or below its own folder. `shown` is the
    /// document's path as people know it.
    pub(crate) fn around(
        document: &Path,
        shown: &Path,
        root: Option<&Path>,
    ) -> Result<Self, Failure> {
        let base = canonical(document.parent().unwrap_or(Path::new("/")))?;
        let root = root.map_or_else(|| Ok(base.clone()), canonical)?;
        if !base.starts_with(&root) {
            let place = root.display();
            return Err(Failure::usage(format!(
                "{} is not inside of --root {place}",
                shown.display()
            )));
        }
        let shown = shown.parent().unwrap_or(Path::new("")).to_path_buf();
        Ok(Self { root, base, shown })
    }

    /// What is at `path`, with all links followed.
    fn find(&self, path: &str) -> Found {
        if let Some(why) = foreign(path) {
            return Found::Refused(why.to_owned());
        }
        let outside = || {
            Found::Refused(format!(
                "it is outside of {}, see --root",
                self.root.display()
            ))
        };
        let wanted = self.base.join(path);
        let Ok(found) = wanted.canonicalize() else {
            // What is outside is not even looked for.
            return if self.would_hold(&wanted) {
                Found::Missing
            } else {
                outside()
            };
        };
        match () {
            () if !found.starts_with(&self.root) => outside(),
            () if !found.is_file() => Found::Refused("it is not a file".to_owned()),
            () => Found::File(found),
        }
    }

    /// Whether a path that leads nowhere would be inside, going by its words.
    fn would_hold(&self, path: &Path) -> bool {
        let mut plain = PathBuf::new();
        for part in path.components() {
            match part {
                Component::ParentDir => _ = plain.pop(),
                part => plain.push(part),
            }
        }
        plain.starts_with(&self.root)
    }
}

/// What a path leads to.
enum Found {
    /// A file inside, by its canonical path.
    File(PathBuf),
    /// Nothing, though something inside could be there.
    Missing,
    /// Something that is not served, and why.
    Refused(String),
}

impl Loader for Folder {
    fn load(&self, path: &str) -> Result<Source, LoadError> {
        let refuse = |why: &str| LoadError(format!("`{path}` is not read: {why}"));
        let file = match self.find(path) {
            Found::File(file) => file,
            Found::Missing => return Err(refuse("there is no such file")),
            Found::Refused(why) => return Err(refuse(&why)),
        };
        let text = fs::read_to_string(file).map_err(|error| refuse(&reason(&error)))?;
        Ok(Source::new(
            self.shown.join(path).display().to_string(),
            text,
        ))
    }

    fn is_missing(&self, path: &str) -> bool {
        matches!(self.find(path), Found::Missing)
    }
}

/// What makes `path` something else than a path below a folder.
fn foreign(path: &str) -> Option<&'static str> {
    let scheme = path
        .split(['/', '\\'])
        .next()
        .is_some_and(|first| first.contains(':'));
    match () {
        () if scheme => Some("only files next to the document are read, not addresses"),
        () if path.starts_with(['/', '\\']) || Path::new(path).is_absolute() => {
            Some("only files next to the document are read, not absolute paths")
        }
        () if path.contains('\0') => Some("it is not a file name"),
        () => None,
    }
}

fn canonical(folder: &Path) -> Result<PathBuf, Failure> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    folder
        .canonicalize()
        .map_err(|error| Failure::io("find the folder", folder, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("api/parts")).unwrap();
        for file in ["api/openapi.yaml", "api/parts/a.yaml", "shared.yaml"] {
            fs::write(dir.path().join(file), file).unwrap();
        }
        dir
    }

    fn folder(dir: &Path, root: Option<&Path>) -> Folder {
        Folder::around(
            &dir.join("api/openapi.yaml"),
            Path::new("api/openapi.yaml"),
            root,
        )
        .unwrap()
    }

    fn refusal(folder: &Folder, path: &str) -> String {
        folder.load(path).unwrap_err().0
    }

    #[test]
    fn serves_what_is_below() {
        let dir = sample();
        let source = folder(dir.path(), None)
            .load("parts/../parts/a.yaml")
            .unwrap();
        assert_eq!(
            source,
            Source::new("api/parts/../parts/a.yaml", "api/parts/a.yaml")
        );
        let wide = folder(dir.path(), Some(dir.path()));
        assert_eq!(wide.load("../shared.yaml").unwrap().text, "shared.yaml");
    }

    #[test]
    fn refuses_what_is_not() {
        let dir = sample();
        let folder = folder(dir.path(), None);
        for path in [
            "../shared.yaml",
            "parts/../../shared.yaml",
            "/etc/passwd",
            "\\\\host\\x",
        ] {
            assert!(folder.load(path).is_err(), "{path}");
        }
        for path in [
            "file:parts/a.yaml",
            "file:///etc/passwd",
            "http://localhost/a.yaml",
            "https:a",
            "C:\\a.yaml",
        ] {
            assert!(refusal(&folder, path).contains("not addresses"), "{path}");
        }
        assert!(refusal(&folder, "nowhere.yaml").contains("no such file"));
        assert!(refusal(&folder, "parts").contains("not a file"));
        assert!(folder.is_missing("nowhere.yaml") && folder.is_missing("parts/../nowhere.yaml"));
        for path in [
            "parts",
            "../nowhere.yaml",
            "parts/../../nowhere.yaml",
            "/nowhere",
            "file:nowhere",
        ] {
            assert!(!folder.is_missing(path), "{path}");
        }
        assert!(refusal(&folder, "../nowhere.yaml").contains("outside"));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_the_decision() {
        let dir = sample();
        std::os::unix::fs::symlink(
            dir.path().join("shared.yaml"),
            dir.path().join("api/link.yaml"),
        )
        .unwrap();
        std::os::unix::fs::symlink(dir.path(), dir.path().join("api/up")).unwrap();
        let folder = folder(dir.path(), None);
        assert!(refusal(&folder, "link.yaml").contains("outside"));
        assert!(refusal(&folder, "up/shared.yaml").contains("outside"));
        assert!(folder.load("up/api/parts/a.yaml").is_ok());
    }

    #[test]
    fn the_root_holds_the_document() {
        let dir = sample();
        let parts = dir.path().join("api/parts");
        let error = Folder::around(
            &dir.path().join("api/openapi.yaml"),
            Path::new("openapi.yaml"),
            Some(&parts),
        );
        assert_eq!(error.unwrap_err().status, 2);
    }
}
