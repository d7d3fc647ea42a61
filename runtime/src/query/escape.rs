//! Which characters of a value are percent-encoded where.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986: `+` and `/` in a value are never taken for syntax.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The reserved characters pass (RFC 6570, 3.2.3), but for those that are syntax wherever a value stands: `#`, and
/// brackets, which RFC 3986 allows in no path and no query.
const RESERVED: &AsciiSet = &VALUE
    .remove(b':')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// In a query `&` begins the next pair, and `+` is a space.
const RESERVED_IN_QUERY: &AsciiSet = &RESERVED.remove(b'/').remove(b'?');

/// In a path `/` ends the segment, and `?` the path (OpenAPI 3.1.1, 4.2: never in a value).
const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'&').remove(b'+');

/// What no cookie can hold: its value ends with `;` (RFC 6265, 4.1.1).
const COOKIE: &AsciiSet = &CONTROLS.add(b';');

/// What is done to a value's own characters.
#[derive(Clone, Copy)]
pub(super) enum Escape {
    /// Nothing.
    Plain,
    /// All but the unreserved ones are encoded.
    Strict,
    /// Nothing but what would end the cookie, and what is not ASCII.
    Cookie,
    /// Those in the set are encoded, and escapes stay as they are.
    Reserved(&'static AsciiSet),
}

impl Escape {
    pub(super) fn in_query(reserved: bool) -> Self {
        match reserved {
            true => Self::Reserved(RESERVED_IN_QUERY),
            false => Self::Strict,
        }
    }

    pub(super) fn in_path(reserved: bool) -> Self {
        match reserved {
            true => Self::Reserved(RESERVED_IN_PATH),
            false => Self::Strict,
        }
    }

    pub(super) fn put(self, out: &mut String, text: &str) {
        match self {
            Self::Plain => out.push_str(text),
            Self::Strict => out.extend(utf8_percent_encode(text, VALUE)),
            Self::Cookie => out.extend(utf8_percent_encode(text, COOKIE)),
            Self::Reserved(set) => put_reserved(out, text, set),
        }
    }

    /// The same for keys, which are never syntax, also where their value may be.
    pub(super) fn of_keys(self) -> Self {
        match self {
            Self::Reserved(_) => Self::Strict,
            other => other,
        }
    }

    pub(super) fn text(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.put(&mut out, text);
        out
    }
}

/// `%41` stays, any other `%` is encoded.
fn put_reserved(out: &mut String, text: &str, set: &'static AsciiSet) {
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, found) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, set));
        let length = if is_escape(found) { 3 } else { 1 };
        let (percent, after) = found.split_at(length);
        out.push_str(if length == 3 { percent } else { "%25" });
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, set));
}

fn is_escape(text: &str) -> bool {
    let digits = text.as_bytes().get(1..3);
    digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}
