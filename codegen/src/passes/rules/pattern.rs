//! Regular expressions of ECMA-262, as JSON Schema has them, in the words of `regex-lite`.
//!
//! A pattern is read piece by piece; what means something else there is written otherwise, and what has no words there
//! is an error. A rule that refuses a good value is worse than none, so whatever is doubtful is an error too.

mod class;
mod escape;
mod unsupported;

pub(super) use unsupported::Unsupported;

use class::class;
use escape::{Escape, escape};
use std::iter::Peekable;
use std::str::Chars;

/// What is left of a pattern.
type Rest<'a> = Peekable<Chars<'a>>;

/// The pattern in the words of `regex-lite`, which is known to compile there.
pub(super) fn translated(pattern: &str) -> Result<String, Unsupported> {
    if is_between_slashes(pattern) {
        return Err(Unsupported::Slashes);
    }
    let (mut out, mut rest) = (String::new(), pattern.chars().peekable());
    // Whether a quantifier has something to repeat.
    let mut repeatable = false;
    while let Some(c) = rest.next() {
        repeatable = piece(c, repeatable, &mut rest, &mut out)?;
    }
    match regex_lite::Regex::new(&out) {
        Ok(_) => Ok(out),
        Err(_) => Err(Unsupported::Malformed),
    }
}

/// Writes the piece that begins with `c`. Returns whether what comes next may repeat it.
fn piece(
    c: char,
    repeatable: bool,
    rest: &mut Rest<'_>,
    out: &mut String,
) -> Result<bool, Unsupported> {
    match c {
        '(' => {
            group(rest)?;
            // What groups capture is of no interest.
            out.push_str("(?:");
            Ok(false)
        }
        '|' | '^' | '$' => {
            out.push(c);
            Ok(false)
        }
        ')' => {
            out.push(c);
            Ok(true)
        }
        '*' | '+' | '?' if repeatable => {
            out.push(c);
            lazy(rest, out);
            Ok(false)
        }
        // Nothing to repeat, or a possessive quantifier of another dialect.
        '*' | '+' | '?' => Err(Unsupported::Malformed),
        '{' => {
            if counts(rest, out)? {
                lazy(rest, out);
                return if repeatable {
                    Ok(false)
                } else {
                    Err(Unsupported::Malformed)
                };
            }
            escape::literal(c, out);
            Ok(true)
        }
        // Takes three rare line ends more than in ECMA-262, which refuses nothing that is good.
        '.' => {
            out.push(c);
            Ok(true)
        }
        '[' => {
            class(rest, out)?;
            Ok(true)
        }
        '\\' => escaped(rest, out),
        c => {
            escape::literal(c, out);
            Ok(true)
        }
    }
}

fn escaped(rest: &mut Rest<'_>, out: &mut String) -> Result<bool, Unsupported> {
    match escape(rest, false)? {
        Escape::Char(c) => escape::literal(c, out),
        Escape::Class(members, negated) => {
            let caret = if negated { "^" } else { "" };
            out.push_str(&format!("[{caret}{members}]"));
        }
        Escape::Boundary(text) => {
            out.push_str(text);
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads what stands behind the parenthesis of a group: nothing, `?:` or a name.
fn group(rest: &mut Rest<'_>) -> Result<(), Unsupported> {
    if rest.next_if_eq(&'?').is_none() {
        return Ok(());
    }
    match rest.next() {
        Some(':') => Ok(()),
        Some('=' | '!') => Err(Unsupported::LookAround),
        Some('<') => match rest.next() {
            Some('=' | '!') => Err(Unsupported::LookAround),
            Some(_) => match rest.any(|c| c == '>') {
                true => Ok(()),
                false => Err(Unsupported::Malformed),
            },
            None => Err(Unsupported::Malformed),
        },
        // Flags, atomic groups, comments.
        _ => Err(Unsupported::OtherDialect),
    }
}

/// `{2}`, `{2,}` and `{2,5}`. Any other `{` is a character, but for `{,5}`, which other dialects take for a quantifier.
fn counts(rest: &mut Rest<'_>, out: &mut String) -> Result<bool, Unsupported> {
    let ahead: String = rest.clone().take_while(|c| *c != '}').collect();
    let closed = rest.clone().any(|c| c == '}');
    let (least, most) = ahead.split_once(',').unwrap_or((&ahead, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !closed || !digits(least) || !digits(most) || ahead.is_empty() {
        return Ok(false);
    }
    if least.is_empty() {
        return Err(Unsupported::OtherDialect);
    }
    out.push_str(&format!("{{{ahead}}}"));
    let _ = rest.nth(ahead.chars().count());
    Ok(true)
}

/// A `?` behind a quantifier.
fn lazy(rest: &mut Rest<'_>, out: &mut String) {
    out.extend(rest.next_if_eq(&'?'));
}

/// `/^a$/i`: written as in a program, where the slashes are none of the pattern.
fn is_between_slashes(pattern: &str) -> bool {
    let inner = pattern
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'));
    inner.is_some_and(|(inner, flags)| {
        !inner.is_empty() && flags.bytes().all(|byte| byte.is_ascii_lowercase()) && flags.len() <= 6
    })
}

#[cfg(test)]
mod tests;
