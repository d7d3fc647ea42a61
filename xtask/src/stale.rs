//! What is out of date, on half a page.

use callsmith_codegen::diagnostic::plain;
use similar::TextDiff;

use crate::folder::{Change, Changes};

/// Most lines that name a file.
const NAMES: usize = 16;
/// Most lines of a file's difference.
const PER_FILE: usize = 8;
/// Most lines of differences.
const LINES: usize = 24;
/// Most characters of a line.
const WIDTH: usize = 120;

/// The files of every folder that are missing, stale or changed, then the beginnings of some differences: about
/// forty lines however much there is.
pub(crate) fn short(all: &[&Changes]) -> String {
    let files: Vec<(String, &Change)> = all.iter().flat_map(|changes| changes.shown()).collect();
    let mut lines: Vec<String> = files
        .iter()
        .take(NAMES)
        .map(|(name, change)| named(name, change))
        .collect();
    if files.len() > NAMES {
        lines.push(format!("... and {} more files", files.len() - NAMES));
    }
    let mut left = LINES;
    for (name, change) in &files {
        let shown = difference(name, change, left);
        left -= shown.len();
        lines.extend(shown);
    }
    lines.join("\n")
}

fn named(name: &str, change: &Change) -> String {
    let what = match (&change.old, &change.new) {
        (None, _) => "missing",
        (_, None) => "stale  ",
        _ => "changed",
    };
    format!("{what} {name}")
}

/// At most `left` lines.
fn difference(name: &str, change: &Change, left: usize) -> Vec<String> {
    let (Some(old), Some(new)) = (&change.old, &change.new) else {
        return Vec::new();
    };
    let old = String::from_utf8_lossy(old);
    // Files can be large and quite different; the rest of a difference is not shown anyway.
    let diff = TextDiff::configure()
        .timeout(std::time::Duration::from_millis(500))
        .diff_lines(old.as_ref(), new);
    let header = [
        format!("--- {name}"),
        "+++ as it would be written".to_owned(),
    ];
    let text = diff
        .unified_diff()
        .context_radius(1)
        .missing_newline_hint(false)
        .to_string();
    let lines = text
        .lines()
        .map(|line| plain(line).chars().take(WIDTH).collect());
    let more = header.len() + text.lines().count() > PER_FILE.min(left);
    let mut shown: Vec<String> = header
        .into_iter()
        .chain(lines)
        .take(PER_FILE.min(left))
        .collect();
    if let (true, Some(last)) = (more, shown.last_mut()) {
        "...".clone_into(last);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use callsmith_codegen::files::Files;

    fn changes(count: usize) -> Changes {
        let dir = tempfile::tempdir().unwrap();
        let files = (0..count).map(|n| (format!("src/{n:04}.rs"), "new\u{1b}[2J\n".to_owned()));
        Changes::between(
            dir.path().join("out"),
            "out".to_owned(),
            Files(files.collect()),
        )
        .unwrap()
    }

    #[test]
    fn names_are_capped() {
        let changes = changes(500);
        let text = short(&[&changes, &changes]);
        assert_eq!(text.lines().count(), NAMES + 1);
        assert!(
            text.starts_with("missing out/.callsmith\nmissing out/src/0000.rs\n"),
            "{text}"
        );
        assert!(text.ends_with("... and 986 more files"), "{text}");
    }

    #[test]
    fn a_difference_is_short_and_harmless() {
        let change = Change {
            old: Some(b"a\nb\nc\nd\n".to_vec()),
            new: Some("a\nB\u{1b}[2J\nc\nd\n".to_owned()),
        };
        let text = difference("out/x.rs", &change, 24);
        assert_eq!(
            text,
            [
                "--- out/x.rs",
                "+++ as it would be written",
                "@@ -1,3 +1,3 @@",
                " a",
                "-b",
                "+B\u{fffd}[2J",
                " c"
            ]
        );
        let long = Change {
            old: Some(Vec::new()),
            new: Some("x\n".repeat(1000)),
        };
        assert_eq!(difference("x", &long, 24).len(), PER_FILE);
        assert_eq!(
            difference("x", &long, 3).last().map(String::as_str),
            Some("...")
        );
        assert!(difference("x", &long, 0).is_empty());
    }
}
