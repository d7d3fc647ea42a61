//! The digits of what people write.

use super::NotE164;
use percent_encoding::percent_decode_str;

/// Texts longer than this are no number. A `tel:` link with everything it may hold is shorter.
const MAX_LENGTH: usize = 200;

/// A number as it was written.
#[derive(Default)]
pub(super) struct Written {
    pub(super) digits: String,
    /// Whether there was a `+` in front.
    pub(super) international: bool,
    /// How many digits stand in front of a `(0)`.
    pub(super) home_zero: Option<usize>,
}

impl Written {
    pub(super) fn read(text: &str) -> Result<Self, NotE164> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(NotE164::TooLong);
        }
        match text.split_at_checked(4) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("tel:") => link(rest),
            _ => plain(text),
        }
    }
}

/// The number of a `tel:` link and its parameters (RFC 3966 §3).
fn link(text: &str) -> Result<Written, NotE164> {
    let text = percent_decode_str(text).decode_utf8_lossy();
    let mut parts = text.split(';');
    let number = parts.next().unwrap_or_default();
    let mut context = "";
    for parameter in parts {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "ext" | "isub" => return Err(NotE164::Extension),
            "phone-context" => context = value,
            _ => {}
        }
    }
    match number.trim_start().starts_with('+') || !context.starts_with('+') {
        true => plain(number),
        // A local number, and the digits in front of it.
        false => plain(&format!("{context}{number}")),
    }
}

fn plain(text: &str) -> Result<Written, NotE164> {
    let mut written = Written::default();
    for (at, c) in text.char_indices() {
        match c {
            '+' | '\u{FF0B}' if written.digits.is_empty() && !written.international => {
                written.international = true;
            }
            '(' if text[at..].starts_with("(0)") => written.home_zero = Some(written.digits.len()),
            c if is_separator(c) => {}
            c => written
                .digits
                .push(digit(c).ok_or(NotE164::OtherCharacters)?),
        }
    }
    match written.digits.is_empty() {
        true => Err(NotE164::Empty),
        false => Ok(written),
    }
}

/// What people put between digits, and what comes along when a number is copied.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | '/' | '(' | ')' | '[' | ']')
        // Dashes.
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
        // What cannot be seen: soft hyphens, joiners, marks of the direction of writing.
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        // The wide forms of the first ones.
        || matches!(c, '\u{FF08}' | '\u{FF09}' | '\u{FF0D}'..='\u{FF0F}')
}

/// A digit of ASCII for one of any of the scripts that phones write numbers in.
fn digit(c: char) -> Option<char> {
    const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];
    let value = |zero: &char| u32::from(c).checked_sub(u32::from(*zero));
    let value = ZEROS.iter().filter_map(value).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}
