//! What `--runtime` means.

use std::path::{Path, PathBuf};

use callsmith_codegen::Runtime;

use crate::failure::Failure;
use crate::repository::{Place, Repository};

/// Where a generated crate finds `callsmith-runtime`: a version or a requirement (`0.1`, `^0.1.2`), a git
/// repository (a URL, `git@host:path`, or anything that ends in `.git`), otherwise a folder. Without `asked` it is
/// the folder of this repository.
pub(crate) fn runtime(asked: Option<&str>, place: &Place) -> Result<Runtime, Failure> {
    match asked {
        None => folder(&Repository::find(place)?.root.join("runtime")),
        Some(text) if is_requirement(text) => Ok(Runtime::Version(text.trim().to_owned())),
        Some(text) if is_git(text) => git(text, place),
        Some(text) => folder(&place.folder.join(text)),
    }
}

fn folder(path: &Path) -> Result<Runtime, Failure> {
    let path = existing(path)?;
    if !path.join("Cargo.toml").is_file() {
        return Err(Failure::failed(format!(
            "no runtime at {}: there is no Cargo.toml",
            path.display()
        )));
    }
    text(path).map(Runtime::Path)
}

fn is_git(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("://") || text.starts_with("git@") || text.ends_with(".git")
}

/// As a URL, which is all that Cargo takes.
fn git(address: &str, place: &Place) -> Result<Runtime, Failure> {
    if address.contains("://") {
        return Ok(Runtime::Git(address.to_owned()));
    }
    if let Some((host, path)) = address
        .split_once(':')
        .filter(|(host, _)| host.contains('@'))
    {
        return Ok(Runtime::Git(format!("ssh://{host}/{path}")));
    }
    let path = text(existing(&place.folder.join(address))?)?;
    Ok(Runtime::Git(format!("file://{path}")))
}

fn existing(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize()
        .map_err(|error| Failure::io("find the runtime at", path, &error))
}

fn text(path: PathBuf) -> Result<String, Failure> {
    let failure = |path: std::ffi::OsString| {
        Failure::failed(format!(
            "{} cannot stand in a manifest: it is not UTF-8",
            path.display()
        ))
    };
    path.into_os_string().into_string().map_err(failure)
}

/// Whether all of `text` is a version requirement as Cargo takes it.
fn is_requirement(text: &str) -> bool {
    text.split(',').all(|part| is_comparator(part.trim()))
}

fn is_comparator(text: &str) -> bool {
    let version = text
        .trim_start_matches(['^', '~', '=', '<', '>'])
        .trim_start();
    let numbers = version.split(['-', '+']).next().unwrap_or_default();
    let is_number = |part: &str| {
        part == "*" || !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '*');
    numbers.split('.').count() <= 3
        && numbers.split('.').all(is_number)
        && version.chars().all(legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Runtime, Failure> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        runtime(
            Some(text),
            &Place {
                folder: here.to_path_buf(),
                home: None,
                program: None,
            },
        )
    }

    #[test]
    fn versions() {
        for text in [
            "0.1.0",
            "1",
            "0.1",
            "^0.1.2",
            ">=0.1, <0.3",
            "=1.0.0-alpha.1",
            "1.*",
            "~ 0.2",
        ] {
            assert_eq!(parsed(text), Ok(Runtime::Version(text.to_owned())));
        }
    }

    #[test]
    fn git_addresses() {
        for text in [
            "https://example.org/callsmith",
            "http://example.org/c.git",
            "ssh://git@example.org/c",
        ] {
            assert_eq!(parsed(text), Ok(Runtime::Git(text.to_owned())));
        }
        let scp_like = parsed("git@example.org:a/c.git");
        assert_eq!(
            scp_like,
            Ok(Runtime::Git("ssh://git@example.org/a/c.git".to_owned()))
        );
        assert!(parsed("nowhere/c.git").is_err());
    }

    #[test]
    fn folders_are_absolute_and_there() {
        let Ok(Runtime::Path(path)) = parsed("../runtime") else {
            panic!("a folder")
        };
        assert!(Path::new(&path).is_absolute() && path.ends_with("runtime"));
        for text in ["nowhere", "src", "0.1.0/", "1x"] {
            assert_eq!(
                parsed(text).map_err(|failure| failure.status),
                Err(1),
                "{text}"
            );
        }
    }
}
