//! The file `.callsmith`: which files of a folder are generated.

use std::collections::BTreeSet;

use super::is_inside;
use crate::failure::Failure;

/// Its name.
pub(super) const NAME: &str = ".callsmith";

/// Its first line.
const HEAD: &str = "# Written by Callsmith. The files named here are replaced and deleted by `cargo xtask generate`.";

/// What lists begin with, so that the rest of the line can be put in better words.
const MARK: &str = "# Written by Callsmith.";

/// The list of `names`, which are sorted.
pub(super) fn text<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names = names.into_iter().map(String::as_str);
    std::iter::once(HEAD)
        .chain(names)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The names in a list, which `shown` is the path of. Refuses a file that is no list, and names that lead out of
/// the folder: what is listed may be deleted.
pub(super) fn read(bytes: &[u8], shown: &str) -> Result<BTreeSet<String>, Failure> {
    let text = String::from_utf8_lossy(bytes);
    if !text.starts_with(MARK) {
        return Err(Failure::failed(format!(
            "{shown}:1:1: this is not a list that Callsmith wrote"
        )));
    }
    let mut names = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        match line.trim() {
            line if line.is_empty() || line.starts_with('#') => {}
            line if is_inside(line) => _ = names.insert(line.to_owned()),
            line => {
                let number = index + 1;
                return Err(Failure::failed(format!(
                    "{shown}:{number}:1: `{line}` is not a path inside of the folder"
                )));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let names = BTreeSet::from(["Cargo.toml".to_owned(), "src/lib.rs".to_owned()]);
        assert_eq!(read(text(&names).as_bytes(), "x"), Ok(names));
    }

    #[test]
    fn names_that_lead_out_are_refused() {
        for name in ["../a", "/etc/passwd", "src/../../a", "..", "."] {
            let failure = read(
                format!("{HEAD}\nsrc/lib.rs\n{name}\n").as_bytes(),
                "out/.callsmith",
            )
            .unwrap_err();
            assert_eq!(
                failure.lines,
                [format!(
                    "out/.callsmith:3:1: `{name}` is not a path inside of the folder"
                )]
            );
        }
    }

    #[test]
    fn a_file_of_somebody_else_is_no_list() {
        assert!(read(b"Cargo.toml\n", "x").is_err());
        assert!(read(b"", "x").is_err());
    }
}
