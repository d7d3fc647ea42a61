//! Versions of a crate: what was last released, what the next version must say, and the changelog.
//!
//! All three are a function of the API that was released (`api.lock`), the API as it is, and the changelog so far; so
//! generating twice changes nothing, however often the document changes between two releases.

use crate::compare::{Verdict, compare};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use crate::surface::Surface;
use semver::Version;

mod changelog;
mod lock;

/// The name of the file that keeps the API which was last released.
pub const FILE: &str = "api.lock";

/// The changelog's name.
pub const CHANGELOG: &str = "CHANGELOG.md";

/// What is kept of a crate's versions.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The API last released: the file [`FILE`]. Where there is none, the API as it is now becomes it.
    pub released: Option<Source>,
    /// The changelog so far. Sections of released versions stay as they are.
    pub changelog: Option<String>,
}

/// A [`History`] that was read.
pub(crate) struct Known {
    released: Option<Surface>,
    changelog: String,
}

impl History {
    /// `None` when the API that was released cannot be read.
    pub(crate) fn read(
        &self,
        sources: &mut Vec<Source>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Known> {
        let released = match &self.released {
            None => None,
            Some(source) => {
                sources.push(source.clone());
                Some(lock::read(source, sources.len() - 1, diagnostics)?)
            }
        };
        Some(Known {
            released,
            changelog: self.changelog.clone().unwrap_or_default(),
        })
    }
}

/// A version and what is written of it.
pub(crate) struct Release {
    pub(crate) version: Version,
    /// [`FILE`] and [`CHANGELOG`], with their texts.
    pub(crate) files: [(&'static str, String); 2],
}

impl Release {
    /// The version of the API `now`: at least `asked`, and what the difference from `released` takes.
    pub(crate) fn new(known: &Known, now: &Surface, asked: Option<Version>) -> Self {
        let Some(released) = &known.released else {
            let version = asked.unwrap_or(FIRST);
            let changelog = changelog::released(&now.package, &version, &known.changelog);
            return Self {
                files: [(FILE, lock::text(now, &version)), (CHANGELOG, changelog)],
                version,
            };
        };
        let base = Version::parse(&released.version).unwrap_or(FIRST);
        let found = compare(released, now);
        let next = next(&base, found.verdict());
        let version = asked.map_or(next.clone(), |asked| asked.max(next));
        let changelog = changelog::open(&now.package, &base, &version, &found, &known.changelog);
        Self {
            files: [(FILE, lock::text(released, &base)), (CHANGELOG, changelog)],
            version,
        }
    }
}

/// The version that is asked for: the higher one of a setting and of what the names are of.
pub(crate) fn asked(setting: &str, named: Option<&Version>) -> Option<Version> {
    // What is no version has been told of, and is none.
    let setting = Version::parse(setting).ok();
    setting.as_ref().max(named).cloned()
}

/// The version of a crate that had none.
const FIRST: Version = Version::new(0, 1, 0);

/// The lowest version that may follow `base` (The Cargo Book, "SemVer Compatibility"): below 1.0.0 the leftmost number that
/// is not zero takes the part of the major one.
fn next(base: &Version, verdict: Verdict) -> Version {
    let Version {
        major,
        minor,
        patch,
        ..
    } = *base;
    match (verdict, major, minor) {
        (Verdict::Nothing, ..) => base.clone(),
        (Verdict::Major, 0, 0) | (Verdict::Minor, 0, _) | (Verdict::Patch, ..) => {
            Version::new(major, minor, patch + 1)
        }
        (Verdict::Major, 0, _) | (Verdict::Minor, ..) => Version::new(major, minor + 1, 0),
        (Verdict::Major, ..) => Version::new(major + 1, 0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_version_says_what_changed() {
        let check = |base, verdict, expected: &str| {
            let base = Version::parse(base).expect("a version");
            assert_eq!(next(&base, verdict).to_string(), expected);
        };
        check("0.1.0", Verdict::Nothing, "0.1.0");
        check("0.1.3", Verdict::Patch, "0.1.4");
        check("0.1.3", Verdict::Minor, "0.1.4");
        check("0.1.3", Verdict::Major, "0.2.0");
        check("0.0.3", Verdict::Minor, "0.0.4");
        check("0.0.3", Verdict::Major, "0.0.4");
        check("1.4.2", Verdict::Patch, "1.4.3");
        check("1.4.2", Verdict::Minor, "1.5.0");
        check("1.4.2", Verdict::Major, "2.0.0");
    }
}
