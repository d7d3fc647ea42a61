//! What stands in the header of a signature.

use super::{Encoding, HeaderForm};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// A request has two signatures while a secret is replaced. More than this, and it is none of the provider's.
const MOST_SIGNATURES: usize = 8;

/// Some providers leave the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a header says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Signed<'a> {
    /// The time, where it stands there.
    pub(super) time: Option<&'a str>,
    /// The signatures as bytes.
    pub(super) signatures: Vec<Vec<u8>>,
}

/// Reads the text of a header; `None` where it is not of its form. Signatures of other versions are passed over.
pub(super) fn read<'a>(text: &'a str, form: HeaderForm, encoding: Encoding) -> Option<Signed<'a>> {
    let (mut time, mut found) = (None, Vec::new());
    match form {
        HeaderForm::Plain(prefix) => found.push(text.trim().strip_prefix(prefix)?),
        HeaderForm::Pairs {
            time: time_key,
            signature,
        } => {
            for pair in text.split(',') {
                let (key, value) = pair.trim().split_once('=')?;
                if key == time_key && time.replace(value).is_some() {
                    return None;
                }
                found.extend((key == signature).then_some(value));
            }
        }
        HeaderForm::Versioned(version) => {
            let all = text.split_ascii_whitespace();
            let all = all.filter_map(|one| one.split_once(','));
            found.extend(all.filter_map(|(key, value)| (key == version).then_some(value)));
        }
    }
    if !(1..=MOST_SIGNATURES).contains(&found.len()) {
        return None;
    }
    let signatures = found.into_iter().map(|text| bytes(text, encoding));
    Some(Signed {
        time,
        signatures: signatures.collect::<Option<_>>()?,
    })
}

/// The bytes that a text means.
pub(super) fn bytes(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Text => Some(text.as_bytes().to_vec()),
        Encoding::Base64 => BASE64.decode(text).ok(),
        Encoding::Hex => hex(text),
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| {
        let [high, low] = pair else { return None };
        u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: HeaderForm = HeaderForm::Pairs {
        time: "t",
        signature: "v1",
    };

    #[test]
    fn forms() {
        let read = |text, form| {
            let found = super::read(text, form, Encoding::Hex);
            found.map(|found| (found.time, found.signatures))
        };
        let one = vec![vec![0xab, 0x01]];
        let two = vec![vec![0xab, 0x01], vec![0x02]];
        for (text, form, expected) in [
            ("ab01", HeaderForm::Plain(""), Some((None, one.clone()))),
            ("AB01", HeaderForm::Plain(""), Some((None, one.clone()))),
            (
                "sha256=ab01",
                HeaderForm::Plain("sha256="),
                Some((None, one.clone())),
            ),
            ("ab01", HeaderForm::Plain("sha256="), None),
            ("ab0", HeaderForm::Plain(""), None),
            ("xy", HeaderForm::Plain(""), None),
            ("+1", HeaderForm::Plain(""), None),
            ("t=5,v1=ab01,v1=02", PAIRS, Some((Some("5"), two.clone()))),
            ("t=5, v1=ab01 ,v0=zz", PAIRS, Some((Some("5"), one.clone()))),
            ("v1=ab01", PAIRS, Some((None, one.clone()))),
            ("t=5", PAIRS, None),
            ("t=5,t=6,v1=ab01", PAIRS, None),
            ("t=5,nonsense", PAIRS, None),
            ("", PAIRS, None),
            (
                "v1,ab01 v1,02",
                HeaderForm::Versioned("v1"),
                Some((None, two)),
            ),
            (
                "v1a,zz v1,ab01",
                HeaderForm::Versioned("v1"),
                Some((None, one)),
            ),
            ("v2,ab01", HeaderForm::Versioned("v1"), None),
        ] {
            assert_eq!(read(text, form), expected, "{text}");
        }
    }

    #[test]
    fn too_many_signatures_are_none() {
        let many = |count| vec!["v1,ab"; count].join(" ");
        let read = |text: &str| read(text, HeaderForm::Versioned("v1"), Encoding::Hex).is_some();
        assert!(read(&many(8)));
        assert!(!read(&many(9)));
    }
}
