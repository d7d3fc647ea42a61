//! What stands behind a backslash.

use super::{Rest, Unsupported};

/// `\s` of ECMA-262: white space and line ends, as members of a class.
const SPACE: &str =
    r"\t-\r \x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// Everything else.
const NO_SPACE: &str = r"\x{0}-\x{8}\x{E}-\x{1F}!-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}";

/// What an escape means.
pub(super) enum Escape {
    /// A character.
    Char(char),
    /// Members of a class, and whether all others are meant: never inside a class.
    Class(&'static str, bool),
    /// An assertion: never inside a class.
    Boundary(&'static str),
}

/// Reads what follows a backslash.
pub(super) fn escape(rest: &mut Rest<'_>, in_class: bool) -> Result<Escape, Unsupported> {
    let c = rest.next().ok_or(Unsupported::Malformed)?;
    Ok(match c {
        // ASCII in both.
        'd' => Escape::Class("0-9", false),
        'w' => Escape::Class("0-9A-Za-z_", false),
        's' => Escape::Class(SPACE, false),
        'D' if in_class => Escape::Class(r"\x{0}-/:-\x{10FFFF}", false),
        'W' if in_class => Escape::Class(r"\x{0}-/:-@\x{5B}-\x{5E}`\x{7B}-\x{10FFFF}", false),
        'S' if in_class => Escape::Class(NO_SPACE, false),
        'D' => Escape::Class("0-9", true),
        'W' => Escape::Class("0-9A-Za-z_", true),
        'S' => Escape::Class(SPACE, true),
        'b' if in_class => Escape::Char('\u{8}'),
        'b' => Escape::Boundary(r"\b"),
        'B' if !in_class => Escape::Boundary(r"\B"),
        't' => Escape::Char('\t'),
        'n' => Escape::Char('\n'),
        'v' => Escape::Char('\u{B}'),
        'f' => Escape::Char('\u{C}'),
        'r' => Escape::Char('\r'),
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => Escape::Char('\0'),
        '0'..='9' | 'k' => return Err(Unsupported::BackReference),
        'p' | 'P' => return Err(Unsupported::Properties),
        'x' => Escape::Char(one(hex(rest, 2)?)?),
        'u' => Escape::Char(unicode(rest)?),
        // `\A`, `\z`, `\h` and others are letters in ECMA-262, but hardly meant so.
        c if c.is_alphanumeric() => return Err(Unsupported::OtherDialect),
        c => Escape::Char(c),
    })
}

/// A character that stands for itself.
pub(super) fn literal(c: char, out: &mut String) {
    match c {
        '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => {
            out.extend(['\\', c]);
        }
        c if c.is_control() => by_number(c, out),
        c => out.push(c),
    }
}

/// The same inside a class, where more characters have a meaning.
pub(super) fn member(c: char, out: &mut String) {
    match c {
        '\\' | '[' | ']' | '^' | '-' | '&' | '~' => by_number(c, out),
        c if c.is_control() => by_number(c, out),
        c => out.push(c),
    }
}

fn by_number(c: char, out: &mut String) {
    out.push_str(&format!("\\x{{{:X}}}", u32::from(c)));
}

/// `\u1234`, `\u{12345}`, and two halves of UTF-16.
fn unicode(rest: &mut Rest<'_>) -> Result<char, Unsupported> {
    if rest.next_if_eq(&'{').is_some() {
        let digits: String = std::iter::from_fn(|| rest.next_if(char::is_ascii_hexdigit)).collect();
        let closed = rest.next() == Some('}');
        let number = u32::from_str_radix(&digits, 16).ok().filter(|_| closed);
        return one(number.ok_or(Unsupported::Malformed)?);
    }
    let first = hex(rest, 4)?;
    if !(0xD800..0xDC00).contains(&first) {
        return one(first);
    }
    let mut ahead = rest.clone();
    let follows = ahead.next() == Some('\\') && ahead.next() == Some('u');
    let second = hex(&mut ahead, 4).unwrap_or_default();
    if !follows || !(0xDC00..0xE000).contains(&second) {
        return Err(Unsupported::Surrogate);
    }
    *rest = ahead;
    one(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
}

fn hex(rest: &mut Rest<'_>, length: usize) -> Result<u32, Unsupported> {
    let digits: String = (0..length).filter_map(|_| rest.next()).collect();
    let all = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(&digits, 16).ok().filter(|_| all);
    number.ok_or(Unsupported::Malformed)
}

fn one(number: u32) -> Result<char, Unsupported> {
    char::from_u32(number).ok_or(Unsupported::Surrogate)
}
