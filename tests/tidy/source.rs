//! The files of the repository that people write.

use std::fs;
use std::path::Path;

use callsmith_tests::command::root;

/// A file written by hand.
pub(crate) struct Source {
    /// Its path from the root of the repository, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

/// Folders that hold nothing written by hand.
const SKIPPED: &[&str] = &["target", "generated", "snapshots"];

/// Every file below `folder` with that ending, sorted.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(
        !found.is_empty(),
        "no {ending} below {folder}: was it moved?"
    );
    found
}

/// Every Rust file.
pub(crate) fn rust() -> Vec<Source> {
    files(".", ".rs")
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
            collect(&path, ending, found);
        } else if path.is_file() && name.ends_with(ending) {
            let text = fs::read_to_string(&path).expect("a text");
            found.push(Source {
                path: from_root(&path),
                text,
            });
        }
    }
}

/// `path` from the root of the repository.
pub(crate) fn from_root(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a path below the root");
    path.components()
        .filter(|part| part.as_os_str() != ".")
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

impl Source {
    /// Lines that are code of the product: without comments, and up to the unit tests.
    pub(crate) fn code(&self) -> impl Iterator<Item = &str> {
        let product = if self.path.ends_with("/tests.rs") {
            ""
        } else {
            &self.text
        };
        let lines = product
            .lines()
            .take_while(|line| line.trim() != "#[cfg(test)]");
        lines.filter(|line| !line.trim_start().starts_with("//"))
    }

    /// The lines of code that hold `word` on its own, followed by one of `ends`, each with the place.
    pub(crate) fn places(&self, word: &str, ends: &[&str]) -> Vec<String> {
        let found = self
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"));
        let found = found.filter(|(_, line)| holds(line, word, ends));
        found
            .map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim()))
            .collect()
    }
}

/// Whether `word` stands in `line`, not as part of a longer one, and followed by one of `ends`.
pub(crate) fn holds(line: &str, word: &str, ends: &[&str]) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + word.len()..];
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
            && ends.iter().any(|end| after.starts_with(end))
    })
}
