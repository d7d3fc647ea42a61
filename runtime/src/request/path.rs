//! Path templates: `/calls/{id}` and the values of a call to a path.

use crate::error::InvalidRequest;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a template's own text may not hold as it is (RFC 3986, 3.3 and 3.4). `%` stays: it begins an escape.
const LITERAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of `template`, whose placeholders become the `values`, which are encoded already.
///
/// A segment that turns out as `.` or `..` is refused. Encoding would not help: `%2E%2E` means the same (RFC 3986,
/// 6.2.2.2), and URL libraries, proxies and servers take both out, which makes it another operation's path.
pub(super) fn expand(
    template: &str,
    values: &[(&'static str, String)],
) -> Result<String, InvalidRequest> {
    // A fragment only tells operations of a document apart.
    let mut rest = template.split('#').next().unwrap_or_default();
    let mut path = String::with_capacity(rest.len() + 32);
    while let Some((literal, name, after)) = placeholder(rest) {
        path.extend(utf8_percent_encode(literal, LITERAL));
        let value = values.iter().find(|(given, _)| *given == name);
        let (_, value) = value.ok_or_else(|| {
            InvalidRequest::new(format!("the path parameter `{name}` has no value"))
        })?;
        path.push_str(value);
        rest = after;
    }
    path.extend(utf8_percent_encode(rest, LITERAL));
    if path
        .split('?')
        .next()
        .is_some_and(|path| path.split('/').any(is_dots))
    {
        return Err(InvalidRequest::new(
            "a path parameter makes a segment `.` or `..`, which would name another path",
        ));
    }
    Ok(path)
}

/// What is before the first placeholder, its name, and what is behind it.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}

/// One dot or two, as they are or escaped.
fn is_dots(segment: &str) -> bool {
    let dot = |text| {
        [".", "%2e", "%2E"]
            .iter()
            .find_map(|dot| str::strip_prefix(text, *dot))
    };
    let rest = dot(segment).map(|rest| dot(rest).unwrap_or(rest));
    rest.is_some_and(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(template: &str, values: &[(&'static str, &str)]) -> Result<String, String> {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        expand(template, &values).map_err(|error| error.to_string())
    }

    #[track_caller]
    fn check(template: &str, values: &[(&'static str, &str)], path: &str) {
        assert_eq!(run(template, values).as_deref(), Ok(path));
    }

    #[test]
    fn placeholders_become_values() {
        check("/calls", &[], "/calls");
        check("/calls/{id}", &[("id", "a%2Fb")], "/calls/a%2Fb");
        check("/{a}/x/{b}.json", &[("b", "2"), ("a", "1")], "/1/x/2.json");
        check("/{a}-{b}:run", &[("a", "."), ("b", ".")], "/.-.:run");
        check("/a b/{id}|ü%20", &[("id", "1")], "/a%20b/1%7C%C3%BC%20");
        check(
            "/x?action=list&v={v}#second",
            &[("v", "..")],
            "/x?action=list&v=..",
        );
        check("/x}{", &[], "/x%7D%7B");
    }

    #[track_caller]
    fn refused(template: &str, values: &[(&'static str, &str)], reason: &str) {
        let error = run(template, values).expect_err("a refusal");
        assert!(error.contains(reason), "{error}");
    }

    #[test]
    fn a_value_cannot_name_another_path() {
        refused("/calls/{id}", &[("id", "..")], "`.` or `..`");
        refused("/calls/{id}/x", &[("id", ".")], "`.` or `..`");
        refused("/calls/{a}{b}", &[("a", "."), ("b", "%2e")], "`.` or `..`");
        refused("/calls/{id}", &[], "the path parameter `id` has no value");
        check("/calls/{id}", &[("id", "...")], "/calls/...");
    }
}
