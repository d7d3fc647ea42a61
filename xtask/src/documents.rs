//! Which files of a folder are OpenAPI documents.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobMatcher};

use crate::failure::Failure;

/// Folders in folders deeper than this are not looked into: a link may lead back.
const MAX_DEPTH: usize = 16;

/// A document of the folder.
pub(crate) struct Document {
    /// Its path in the folder, with `/`, for example `museum.yaml`.
    pub(crate) name: String,
    /// The file.
    pub(crate) path: PathBuf,
    /// The folder that files it refers to lie in: the uppermost one below the corpus.
    pub(crate) root: PathBuf,
}

/// The documents of `folder`, sorted by name; those that match `only`, if that is given. A document is a `.json`, `.yaml`
/// or `.yml` file with a key `openapi` at its root; other files are parts of documents.
pub(crate) fn find(folder: &Path, only: Option<&str>) -> Result<Vec<Document>, Failure> {
    let only = only.map(matcher).transpose()?;
    let mut found = Vec::new();
    walk(folder, folder, 0, &mut found)?;
    found.retain(|document: &Document| {
        only.as_ref()
            .is_none_or(|only| only.is_match(&document.name))
    });
    found.sort_by(|one, other| one.name.cmp(&other.name));
    match found.is_empty() {
        true => Err(Failure::failed(format!(
            "{}: no OpenAPI documents here",
            folder.display()
        ))),
        false => Ok(found),
    }
}

fn matcher(glob: &str) -> Result<GlobMatcher, Failure> {
    let made = Glob::new(glob).map(|glob| glob.compile_matcher());
    made.map_err(|error| Failure::usage(format!("--only: {error}")))
}

fn walk(folder: &Path, top: &Path, depth: usize, found: &mut Vec<Document>) -> Result<(), Failure> {
    let failure = |error| Failure::io("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path.is_dir() && depth < MAX_DEPTH {
            walk(&path, top, depth + 1, found)?;
        } else if path.is_file() && is_document(&path)? {
            found.extend(document(path, top));
        }
    }
    Ok(())
}

fn document(path: PathBuf, top: &Path) -> Option<Document> {
    let inside = path.strip_prefix(top).ok()?;
    let steps: Vec<String> = inside
        .iter()
        .map(|step| step.to_string_lossy().into_owned())
        .collect();
    let root = match steps.as_slice() {
        [first, _, ..] => top.join(first),
        _ => top.to_path_buf(),
    };
    Some(Document {
        name: steps.join("/"),
        path,
        root,
    })
}

fn is_document(path: &Path) -> Result<bool, Failure> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if !matches!(
        extension.to_ascii_lowercase().as_str(),
        "json" | "yaml" | "yml"
    ) {
        return Ok(false);
    }
    let bytes = fs::read(path).map_err(|error| Failure::io("read", path, &error))?;
    Ok(has_openapi_key(&String::from_utf8_lossy(&bytes)))
}

/// Without a parser: a key at the margin, as YAML has it; where the text begins like JSON, whatever the file is called, a
/// key that holds a version, since white space says nothing there.
fn has_openapi_key(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        let after_key = text.split("\"openapi\"").skip(1);
        let values = after_key.filter_map(|rest| rest.trim_start().strip_prefix(':'));
        return values
            .into_iter()
            .any(|rest| rest.trim_start().starts_with("\"3."));
    }
    let keys = ["openapi:", "\"openapi\":", "'openapi':"];
    text.lines()
        .any(|line| keys.iter().any(|key| line.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::has_openapi_key;

    #[test]
    fn documents_are_told_by_their_key() {
        let check = |text, expected| assert_eq!(has_openapi_key(text), expected, "{text}");
        check("# a comment\nopenapi: 3.0.3\n", true);
        check("\u{feff}\"openapi\": '3.1.0'", true);
        check("type: object\nproperties:\n  openapi: {}\n", false);
        check("{\"info\":{},\"openapi\" : \"3.0.0\"}", true);
        check(
            "{\"properties\":{\"openapi\":{\"type\":\"string\"}}}",
            false,
        );
        check("swagger: '2.0'", false);
    }
}
