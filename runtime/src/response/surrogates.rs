//! Halves of characters in JSON text.

use memchr::{memchr, memmem};
use std::borrow::Cow;

/// `text` with each escaped half of a surrogate pair replaced by the escape of U+FFFD, which is as long.
///
/// JSON's grammar allows them (RFC 8259, 8.2), JavaScript and Python write them for a text that was cut in the middle of
/// an emoji, and no Rust string can hold them: one cut text would make a whole list of calls unreadable.
pub(crate) fn mend(text: &[u8]) -> Cow<'_, [u8]> {
    let mut mended = Cow::Borrowed(text);
    // Most answers have no escape of this kind at all, and this is the fastest way to know.
    let Some(mut at) = memmem::find(text, br"\u").map(|found| first_backslash(text, found)) else {
        return mended;
    };
    while let Some(found) = next_escape(text, at) {
        at = found
            + match (unit(text, found), unit(text, found + 6)) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
                (Some(0xD800..=0xDFFF), _) => {
                    mended.to_mut()[found..found + 6].copy_from_slice(br"\ufffd");
                    6
                }
                // Whatever it is, the byte behind a backslash begins no escape.
                _ => 2,
            };
    }
    mended
}

/// Where the row of backslashes begins that ends at `at`: the last one may only be what the one before it escapes.
fn first_backslash(text: &[u8], at: usize) -> usize {
    let row = text[..at].iter().rev().take_while(|byte| **byte == b'\\');
    at - row.count()
}

fn next_escape(text: &[u8], from: usize) -> Option<usize> {
    let found = memchr(b'\\', text.get(from..)?)?;
    Some(from + found)
}

/// The code unit of the escape `\u1234` at `at`.
fn unit(text: &[u8], at: usize) -> Option<u16> {
    let digits = text.get(at..at + 6)?.strip_prefix(br"\u")?;
    digits.iter().try_fold(0, |unit, digit| {
        let digit = char::from(*digit).to_digit(16)?;
        Some(unit << 4 | u16::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, mended: &str) {
        assert_eq!(String::from_utf8_lossy(&mend(text.as_bytes())), mended);
    }

    #[test]
    fn halves_are_replaced() {
        check(r#"["hi \ud83d"]"#, r#"["hi \ufffd"]"#);
        check(
            r#"["\uDE00 \uD83D\ud83d\ude00"]"#,
            r#"["\ufffd \ufffd\ud83d\ude00"]"#,
        );
        check(r#"["\ud83d\n\ud83dx\ud83d"#, r#"["\ufffd\n\ufffdx\ufffd"#);
    }

    #[test]
    fn everything_else_stays() {
        for text in [
            "",
            r#"{"a":"b \" \\ \/ \u00e9"}"#,
            r#"["\ud83d\ude00\uD83D\uDE00"]"#,
            r#"["\\ud83d"]"#,
            r"\",
            r"\\\",
            r"\u",
            r"\ud83",
            r"\u+83d",
            r"\ud83é",
        ] {
            assert!(matches!(mend(text.as_bytes()), Cow::Borrowed(_)), "{text}");
        }
    }
}
