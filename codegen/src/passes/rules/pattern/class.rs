//! What stands in brackets.

use super::escape::{Escape, escape, member};
use super::{Rest, Unsupported};

/// A member of a class.
enum Atom {
    Char(char),
    Class(&'static str),
}

/// Reads a class behind its `[` and writes it.
pub(super) fn class(rest: &mut Rest<'_>, out: &mut String) -> Result<(), Unsupported> {
    out.push('[');
    out.extend(rest.next_if_eq(&'^'));
    let mut ahead = rest.clone();
    match (ahead.next(), ahead.next()) {
        // `[]` is nothing and `[^]` anything, which other dialects read otherwise; `[[:alpha:]]` is of POSIX.
        (Some(']'), _) | (Some('['), Some(':')) => return Err(Unsupported::OtherDialect),
        _ => {}
    }
    while let Some(first) = atom(rest)? {
        range(first, rest, out)?;
    }
    out.push(']');
    Ok(())
}

/// The next member; `None` at the end of the class.
fn atom(rest: &mut Rest<'_>) -> Result<Option<Atom>, Unsupported> {
    Ok(match rest.next().ok_or(Unsupported::Malformed)? {
        ']' => None,
        '\\' => Some(match escape(rest, true)? {
            Escape::Char(c) => Atom::Char(c),
            Escape::Class(members, _) => Atom::Class(members),
            Escape::Boundary(_) => return Err(Unsupported::Malformed),
        }),
        c => Some(Atom::Char(c)),
    })
}

/// A member, or a range that begins with it. A `-` beside a class of characters is one of them.
fn range(first: Atom, rest: &mut Rest<'_>, out: &mut String) -> Result<(), Unsupported> {
    let mut ahead = rest.clone();
    let dash = ahead.next() == Some('-') && ahead.peek().is_some_and(|c| *c != ']');
    let low = match first {
        Atom::Char(low) if dash => low,
        _ => {
            one(first, out);
            return Ok(());
        }
    };
    *rest = ahead;
    match atom(rest)?.ok_or(Unsupported::Malformed)? {
        Atom::Char(high) if low <= high => {
            member(low, out);
            out.push('-');
            member(high, out);
        }
        Atom::Char(_) => return Err(Unsupported::Malformed),
        last => {
            member(low, out);
            member('-', out);
            one(last, out);
        }
    }
    Ok(())
}

fn one(atom: Atom, out: &mut String) {
    match atom {
        Atom::Char(c) => member(c, out),
        Atom::Class(members) => out.push_str(members),
    }
}
