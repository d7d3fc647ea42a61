//! Telephone numbers.

#[cfg(feature = "phone")]
mod parse;

#[cfg(feature = "phone")]
pub use parse::NotE164;

use super::E164;
use std::fmt;

/// Whether a text is `+` and a number of E.164: at most 15 digits, and no country code begins with 0.
pub(in super::super) fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or_default().as_bytes();
    (2..=15).contains(&digits.len())
        && digits[0] != b'0'
        && digits.iter().all(|byte| byte.is_ascii_digit())
}

impl E164 {
    /// Whether the text is a number in E.164 format. One that came as a text may be anything.
    pub fn is_e164(&self) -> bool {
        is_e164(self.as_str())
    }
}

impl fmt::Debug for E164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("E164([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_one() {
        for yes in ["+15555550123", "+44", "+299123456", "+123456789012345"] {
            assert!(is_e164(yes), "{yes}");
        }
        let no = [
            "",
            "+",
            "+1",
            "15555550123",
            "+05555550123",
            "+1 5555550123",
            "+1-555-555-0123",
            "+1234567890123456",
            "+1555555012a",
            "+１５５５５５５０１２３",
            "tel:+15555550123",
            " +15555550123",
        ];
        for no in no {
            assert!(!is_e164(no), "{no}");
        }
    }

    #[test]
    fn a_number_is_not_shown() {
        assert_eq!(
            format!("{:?}", E164::from("+15555550123")),
            "E164([redacted])"
        );
    }
}
