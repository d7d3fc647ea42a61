//! Which operations are wanted.

use super::Operation;
use std::fmt;
use std::str::FromStr;

/// What of a document becomes a crate: the operations that some filter of `include` matches, all where there is none,
/// without those that a filter of `exclude` matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Matches what is wanted.
    pub include: Vec<Filter>,
    /// Matches what is not, also where it is included.
    pub exclude: Vec<Filter>,
}

impl Selection {
    /// Whether nothing is asked for, so that everything is wanted.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether an operation is wanted.
    pub fn wants(&self, operation: &Operation) -> bool {
        let any = |filters: &[Filter]| filters.iter().any(|filter| filter.matches(operation));
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }
}

/// A property of operations and a pattern for it, written `tag=Calls`, `path=/v1/calls/**`, `id=*Legacy*` or
/// `method=delete`. In a pattern `*` stands for any characters; in that of a path for any but `/`, which `**` includes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// What is looked at.
    pub property: Property,
    /// What it must be like.
    pub pattern: String,
}

/// What a [`Filter`] looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    /// Any of the tags; an operation without tags has the empty one.
    Tag,
    /// The path template as the document writes it.
    Path,
    /// The `operationId`.
    Id,
    /// The method, in upper or lower case.
    Method,
}

const PROPERTIES: &[(&str, Property)] = &[
    ("tag", Property::Tag),
    ("path", Property::Path),
    ("id", Property::Id),
    ("method", Property::Method),
];

impl Filter {
    /// Whether an operation is like that.
    pub fn matches(&self, operation: &Operation) -> bool {
        self.property
            .values(operation)
            .into_iter()
            .any(|value| self.is_like(value))
    }

    /// The same for an operation that has these values of the property.
    pub(crate) fn is_like_one_of(&self, values: &[&str]) -> bool {
        values.iter().any(|value| self.is_like(value))
    }

    fn is_like(&self, value: &str) -> bool {
        match self.property {
            Property::Path => {
                // What lies below a path is asked for together with it.
                let itself = self.pattern.strip_suffix("/**");
                itself.is_some_and(|path| like(path, value, Some('/')))
                    || like(&self.pattern, value, Some('/'))
            }
            Property::Method => like(&self.pattern.to_ascii_lowercase(), value, None),
            Property::Tag | Property::Id => like(&self.pattern, value, None),
        }
    }
}

impl Property {
    /// What an operation has of it.
    pub fn values(self, operation: &Operation) -> Vec<&str> {
        match self {
            Self::Tag if operation.tags.is_empty() => vec![""],
            Self::Tag => operation.tags.iter().map(String::as_str).collect(),
            Self::Path => vec![&operation.path],
            Self::Id => operation.id.as_deref().into_iter().collect(),
            Self::Method => vec![operation.method.as_str()],
        }
    }

    /// The word before the `=`.
    pub fn as_str(self) -> &'static str {
        let found = PROPERTIES.iter().find(|(_, property)| *property == self);
        found.map_or("", |(word, _)| word)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.property.as_str(), self.pattern)
    }
}

impl FromStr for Filter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, pattern) = text.split_once('=').unwrap_or((text, ""));
        let property = PROPERTIES.iter().find(|(known, _)| *known == word.trim());
        match property {
            Some((_, property)) if text.contains('=') => Ok(Self {
                property: *property,
                pattern: pattern.trim().to_owned(),
            }),
            _ => Err(format!(
                "`{text}` is no filter: write `tag=Calls`, `path=/v1/calls/**`, `id=*Legacy*` or `method=delete`"
            )),
        }
    }
}

/// Whether `text` is like `pattern`; `*` does not go across `stop`, `**` does.
fn like(pattern: &str, text: &str, stop: Option<char>) -> bool {
    let pattern = parts(pattern);
    // The places of the pattern that what was read of the text can have come to.
    let mut open = vec![false; pattern.len() + 1];
    open[0] = true;
    skip(&pattern, &mut open);
    for c in text.chars() {
        let mut next = vec![false; open.len()];
        for (place, part) in pattern.iter().enumerate().filter(|(place, _)| open[*place]) {
            match part {
                Part::One(wanted) => next[place + 1] |= *wanted == c,
                Part::Any => next[place] |= Some(c) != stop,
                Part::All => next[place] = true,
            }
        }
        open = next;
        skip(&pattern, &mut open);
    }
    open[pattern.len()]
}

/// A part of a pattern.
enum Part {
    One(char),
    /// `*`
    Any,
    /// `**`
    All,
}

fn parts(pattern: &str) -> Vec<Part> {
    let mut rest = pattern.chars().peekable();
    let mut found = Vec::new();
    while let Some(c) = rest.next() {
        found.push(match c {
            '*' if rest.next_if_eq(&'*').is_some() => Part::All,
            '*' => Part::Any,
            c => Part::One(c),
        });
    }
    found
}

/// A star may stand for nothing.
fn skip(pattern: &[Part], open: &mut [bool]) {
    for (place, part) in pattern.iter().enumerate() {
        if open[place] && !matches!(part, Part::One(_)) {
            open[place + 1] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let cases = [
            ("/v1/calls", "/v1/calls", true),
            ("/v1/calls", "/v1/calls/{id}", false),
            ("/v1/*", "/v1/calls", true),
            ("/v1/*", "/v1/calls/{id}", false),
            ("/v1/*/{id}", "/v1/calls/{id}", true),
            ("**/calls", "/v1/calls", true),
            ("/**/end", "/v1/calls/{id}/end", true),
            ("/v1/calls/**", "/v1/calls/{id}/end", true),
            ("/v1/calls/**", "/v1/callsigns", false),
            ("", "/", false),
            ("**", "/", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(like(pattern, path, Some('/')), expected, "{pattern} {path}");
        }
        assert!(like("*Legacy*", "getLegacy/Call", None));
        assert!(!like("Legacy*", "getLegacyCall", None));
    }

    #[test]
    fn many_stars_take_no_time() {
        assert!(!like(&"*a".repeat(200), &"a".repeat(199), None));
    }

    #[test]
    fn filters_are_written_as_they_are_read() {
        for text in [
            "tag=Calls",
            "path=/v1/**",
            "id=*",
            "method=get",
            "tag=",
            "tag=a=b",
        ] {
            assert_eq!(
                text.parse::<Filter>().map(|filter| filter.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["", "tag", "colour=blue", "=x", "Calls"] {
            assert!(text.parse::<Filter>().is_err(), "{text}");
        }
    }
}
