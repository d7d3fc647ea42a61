//! Where a `$ref` leads.

use crate::source::Pointer;

/// The two parts of a `$ref`: a file, and a place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// Relative to the document's folder, without `.`; empty for the document.
    pub(super) file: String,
    pub(super) pointer: Pointer,
}

/// As in a `$ref`: `common/call.yaml#/Call`.
impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}#{}", self.file, self.pointer)
    }
}

impl Target {
    /// With a path that leads out of the document's folder and in again made
    /// short, and the document itself recognised. `document` is its path.
    pub(super) fn seen_from(mut self, document: &[String]) -> Self {
        let Some((name, folder)) = document.split_last() else {
            return self;
        };
        let steps: Vec<&str> = self.file.split('/').collect();
        let up = steps.iter().take_while(|step| **step == "..").count();
        let back = steps.get(up..2 * up).unwrap_or_default();
        if up > 0 && folder.ends_with(&back.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()) {
            self.file = steps.get(2 * up..).unwrap_or_default().join("/");
        }
        if self.file == *name {
            self.file.clear();
        }
        self
    }

    /// What lies below it.
    pub(super) fn below(mut self, rest: &Pointer) -> Self {
        self.pointer = self.pointer.extend(rest);
        self
    }
}

/// Whether a `$ref` is an address on the web.
pub(super) fn is_address(reference: &str) -> bool {
    let scheme = reference.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["http", "https"].contains(&scheme))
}

/// What a `$ref` in `file` leads to, or why we do not go there. `None`: to a
/// name (`#anchor`) rather than a place.
pub(super) fn resolve(file: &str, reference: &str) -> Result<Option<Target>, &'static str> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = decoded(path);
    if path
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'))
    {
        return Err("only files next to the document are read, not addresses");
    }
    if path.starts_with(['/', '\\']) || path.contains('\0') {
        return Err("only paths relative to the document are read");
    }
    let file = if path.is_empty() {
        file.to_owned()
    } else {
        joined(file, &path)
    };
    let pointer = Pointer::from_fragment(&format!("#{fragment}"));
    Ok(pointer.map(|pointer| Target { file, pointer }))
}

/// `path` seen from the folder of `file`, without `.` and inner `..`.
fn joined(file: &str, path: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(path.split('/')) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Percent-encoding undone, as far as it is proper.
fn decoded(path: &str) -> String {
    let as_fragment = format!("#/{}", path.replace('~', "~0").replace('/', "~1"));
    let pointer = Pointer::from_fragment(&as_fragment);
    pointer
        .and_then(|pointer| pointer.last().map(|path| path.into_owned()))
        .unwrap_or_else(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, reference: &str, expected: (&str, &str)) {
        let target = resolve(file, reference).unwrap().unwrap();
        assert_eq!(
            (target.file.as_str(), target.pointer.as_str()),
            expected,
            "{reference}"
        );
    }

    #[test]
    fn relative_paths() {
        check("", "a.yaml", ("a.yaml", ""));
        check("", "./x/a.yaml#/b/c", ("x/a.yaml", "/b/c"));
        check("x/a.yaml", "b.yaml", ("x/b.yaml", ""));
        check("x/a.yaml", "../b.yaml#/c", ("b.yaml", "/c"));
        check("x/a.yaml", "../../b.yaml", ("../b.yaml", ""));
        check("x/a.yaml", "#/c", ("x/a.yaml", "/c"));
        check("", "a%20b.yaml", ("a b.yaml", ""));
        check("", "a~b.yaml", ("a~b.yaml", ""));
    }

    #[test]
    fn the_document_is_recognised() {
        let document = ["api", "v1", "openapi.yaml"].map(str::to_owned);
        for (file, expected) in [
            ("openapi.yaml", ""),
            ("../v1/openapi.yaml", ""),
            ("../../api/v1/a.yaml", "a.yaml"),
            ("../v2/openapi.yaml", "../v2/openapi.yaml"),
            ("../a.yaml", "../a.yaml"),
            ("x/openapi.yaml", "x/openapi.yaml"),
        ] {
            let pointer = Pointer::root();
            let file = file.to_owned();
            let target = Target { file, pointer }.seen_from(&document);
            assert_eq!(target.file, expected);
        }
    }

    #[test]
    fn refused() {
        for reference in [
            "http://x/a.yaml",
            "file:a.yaml",
            "/etc/passwd",
            "C:\\a",
            "\\\\x\\a",
        ] {
            assert!(resolve("", reference).is_err(), "{reference}");
        }
    }
}
