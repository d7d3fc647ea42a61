//! Text of a document on a line of the ledger.

use crate::diagnostic::plain;

/// What the line of the version begins with.
pub(super) const VERSION: &str = "version ";

/// The version in the text of a ledger.
pub fn version(text: &str) -> Option<&str> {
    text.lines().find_map(|line| line.strip_prefix(VERSION))
}

/// Characters that mean something in places.
const SYNTAX: &[char] = &[' ', '.', '[', ']', '{', '}', '|', '?', '~', '`'];

/// `text` as one word of a place.
pub(super) fn word(text: &str) -> String {
    match text.is_empty() || text.contains(SYNTAX) {
        true => format!("`{}`", text.replace('`', "``")),
        false => text.to_owned(),
    }
}

/// What [`word`] made.
pub(super) fn unword(text: &str) -> String {
    let inner = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'));
    inner.map_or_else(|| text.to_owned(), |inner| inner.replace("``", "`"))
}

/// `text` as the end of a line.
pub(super) fn line(text: &str) -> String {
    match text.is_empty() || text.trim() != text || text.starts_with('"') || hides(text) {
        true => quoted(text),
        false => text.to_owned(),
    }
}

/// What [`line`] made; `None` for what it does not make.
pub(super) fn unquoted(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('"') else {
        return Some(text.to_owned());
    };
    let mut rest = inner.strip_suffix('"')?.chars();
    let mut out = String::new();
    while let Some(c) = rest.next() {
        match (c, c == '\\') {
            ('"', _) => return None,
            (_, false) => out.push(c),
            (_, true) => out.push(escaped(&mut rest)?),
        }
    }
    Some(out)
}

fn escaped(rest: &mut std::str::Chars<'_>) -> Option<char> {
    match rest.next()? {
        c @ ('"' | '\\') => Some(c),
        'u' => {
            let (code, behind) = rest.as_str().strip_prefix('{')?.split_once('}')?;
            *rest = behind.chars();
            char::from_u32(u32::from_str_radix(code, 16).ok()?)
        }
        _ => None,
    }
}

/// Whether part of `text` cannot be seen, or moves what is seen.
fn hides(text: &str) -> bool {
    plain(text) != text
}

fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if hides(c.encode_utf8(&mut [0; 4])) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out + "\""
}
