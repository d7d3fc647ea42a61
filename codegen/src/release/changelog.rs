//! `CHANGELOG.md`: a section for each version, the newest first. Those of released versions are nobody's to rewrite.

use crate::compare::Comparison;
use semver::Version;

/// Behind the number of a version that is still to come.
const OPEN: &str = " (not released)";

/// The changelog while `version` is still to come; `base` was released before it.
pub(super) fn open(
    package: &str,
    base: &Version,
    version: &Version,
    found: &Comparison,
    old: &str,
) -> String {
    let kept: String = sections(old)
        .filter(|(known, _)| known.as_ref().is_some_and(|known| known <= base))
        .map(|(_, text)| text)
        .collect();
    let kept = match has(&kept, base) {
        true => kept,
        false => section(base, "", FIRST) + &kept,
    };
    match version > base {
        true => head(package) + &section(version, OPEN, &found.markdown()) + &kept,
        false => head(package) + &kept,
    }
}

/// The changelog when `version` is released.
pub(super) fn released(package: &str, version: &Version, old: &str) -> String {
    let sections = sections(old).filter(|(known, _)| known.is_some());
    let kept: String = sections
        .map(|(_, text)| text.replacen(&format!("{OPEN}\n"), "\n", 1))
        .collect();
    match has(&kept, version) {
        true => head(package) + &kept,
        false => head(package) + &section(version, "", FIRST) + &kept,
    }
}

const FIRST: &str = "The API as it was when its changes were first kept.\n";

fn head(package: &str) -> String {
    format!("# Changelog\n\nWhat changed for callers of `{package}`.\n")
}

fn section(version: &Version, mark: &str, text: &str) -> String {
    format!("\n## {version}{mark}\n\n{text}")
}

fn has(text: &str, version: &Version) -> bool {
    sections(text).any(|(known, _)| known.as_ref() == Some(version))
}

/// What stands before the first heading, and each section, with the version that it is about.
fn sections(text: &str) -> impl Iterator<Item = (Option<Version>, String)> {
    let parts = text.split("\n## ").enumerate();
    parts.map(|(index, part)| {
        let version = part.split_whitespace().next().unwrap_or_default();
        match index {
            0 => (None, part.to_owned()),
            _ => (Version::parse(version).ok(), ended(format!("\n## {part}"))),
        }
    })
}

/// With the end of its last line, which a split takes away.
fn ended(text: String) -> String {
    match text.ends_with('\n') {
        true => text,
        false => text + "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        Version::parse(text).expect("a version")
    }

    /// A comparison says what it says; the sections around it are what this is about.
    #[test]
    fn sections_of_released_versions_stay() {
        let found = Comparison::default();
        let log = |base: &str, now: &str, old: &str| {
            open("a-client", &version(base), &version(now), &found, old)
        };
        let first = log("0.1.0", "0.1.0", "");
        let head = "# Changelog\n\nWhat changed for callers of `a-client`.\n";
        let begin = "\n## 0.1.0\n\nThe API as it was when its changes were first kept.\n";
        assert_eq!(first, format!("{head}{begin}"));
        let second = log("0.1.0", "0.1.1", &first);
        let open = "\n## 0.1.1 (not released)\n\n**nothing changes for callers**\n";
        assert_eq!(second, format!("{head}{open}{begin}"));
        // More changes before the release: one section for all.
        let third = log("0.1.0", "0.2.0", &second);
        assert_eq!(third, second.replace("0.1.1", "0.2.0"));
        let done = released("a-client", &version("0.2.0"), &third);
        assert_eq!(done, third.replace(" (not released)", ""));
        assert_eq!(log("0.2.0", "0.2.0", &done), done);
        // Who writes into a section of a released version keeps it.
        let edited = done.replace("first kept.", "first kept.\n\nAnd by hand: `x`.");
        assert_eq!(log("0.2.0", "0.2.0", &edited), edited);
    }
}
