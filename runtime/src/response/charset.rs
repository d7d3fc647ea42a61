//! Text of the charset that an answer names.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The text of a body: of the charset of a byte order mark, or that of `Content-Type`, or UTF-8.
///
/// # Errors
///
/// What is wrong: a charset that is none of UTF-8, UTF-16, ASCII and Windows-1252 (which `iso-8859-1` means for
/// browsers, and so for servers), or bytes that it does not have.
pub(crate) fn decode(headers: &HeaderMap, bytes: &Bytes) -> Result<String, &'static str> {
    match (marked(bytes), charset(headers).as_deref()) {
        (Some((decoder, rest)), _) => decoder(rest),
        (None, None | Some("utf-8" | "utf8" | "us-ascii" | "ascii")) => utf_8(bytes),
        (None, Some("utf-16" | "utf-16le")) => utf_16(bytes, u16::from_le_bytes),
        (None, Some("utf-16be")) => utf_16(bytes, u16::from_be_bytes),
        (None, Some("iso-8859-1" | "latin1" | "windows-1252")) => {
            Ok(bytes.iter().map(|byte| windows_1252(*byte)).collect())
        }
        (None, Some(_)) => Err("a text of a charset that is not known here"),
    }
}

type Decode = fn(&[u8]) -> Result<String, &'static str>;

/// What a byte order mark says, which counts more than a header (WHATWG Encoding, 6).
fn marked(bytes: &[u8]) -> Option<(Decode, &[u8])> {
    let marks: [(&[u8], Decode); 3] = [
        (b"\xEF\xBB\xBF", utf_8),
        (b"\xFF\xFE", |rest| utf_16(rest, u16::from_le_bytes)),
        (b"\xFE\xFF", |rest| utf_16(rest, u16::from_be_bytes)),
    ];
    let mut marks = marks.into_iter();
    marks.find_map(|(mark, decode)| Some((decode, bytes.strip_prefix(mark)?)))
}

fn utf_8(bytes: &[u8]) -> Result<String, &'static str> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "a text that is not UTF-8")
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, &'static str> {
    let pairs = bytes.chunks_exact(2);
    let whole = pairs.remainder().is_empty();
    let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).ok().filter(|_| whole);
    text.ok_or("a text that is not UTF-16")
}

/// 0x80 to 0x9F of Windows-1252; the other bytes are those of Unicode.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => byte.into(),
    }
}

/// The parameter `charset` of `Content-Type`, in small letters.
fn charset(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let parameters = text.split(';').skip(1);
    let mut named = parameters.filter_map(|parameter| parameter.split_once('='));
    let (_, value) = named.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[track_caller]
    fn check(media_type: &'static str, bytes: &'static [u8], text: Result<&str, ()>) {
        let value = HeaderValue::from_static(media_type);
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, value)]);
        let decoded = decode(&headers, &Bytes::from_static(bytes));
        assert_eq!(decoded.as_deref().map_err(|_| ()), text, "{media_type}");
    }

    #[test]
    fn the_charset_counts() {
        check("text/plain", "häl".as_bytes(), Ok("häl"));
        check("text/plain; charset=\"UTF-8\"", "ä".as_bytes(), Ok("ä"));
        check(
            "text/csv;header=present;Charset=latin1",
            b"h\xE4l \x80",
            Ok("häl €"),
        );
        check("text/plain; charset=utf-16be", b"\0h\0\xE4", Ok("hä"));
        check("text/plain", b"h\xE4l", Err(()));
        check("text/plain; charset=utf-16", b"h", Err(()));
        check("text/plain; charset=shift_jis", b"x", Err(()));
    }

    #[test]
    fn a_byte_order_mark_counts_more_and_is_no_text() {
        check(
            "text/plain; charset=latin1",
            b"\xEF\xBB\xBF\xC3\xA4",
            Ok("ä"),
        );
        check("text/plain", b"\xFF\xFEh\0", Ok("h"));
        check("text/plain", b"\xFE\xFF\0h", Ok("h"));
    }
}
