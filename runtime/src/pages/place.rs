//! Where a page is, and the text that says so.

use crate::error::InvalidRequest;
use url::form_urlencoded::{Serializer, parse};

/// Names and values of a query.
pub(super) type Pairs = Vec<(String, String)>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// Wherever the call itself begins.
    First,
    /// A page, and how many items came before it.
    Page(u64, u64),
    Offset(u64),
    Cursor(String),
    /// A cursor that is a number where it is written as JSON.
    Number(i64),
    /// Pairs that the page has in its query in place of those of the call.
    Query(Pairs),
}

impl Place {
    /// What to keep of it: one line of text, unless a cursor has several.
    pub(super) fn text(&self) -> String {
        match self {
            Self::First => "first".to_owned(),
            Self::Page(page, before) => format!("page:{page}:{before}"),
            Self::Offset(offset) => format!("offset:{offset}"),
            Self::Cursor(text) => format!("cursor:{text}"),
            Self::Number(number) => format!("number:{number}"),
            Self::Query(pairs) => {
                const KIND: &str = "query:";
                let mut query = Serializer::for_suffix(KIND.to_owned(), KIND.len());
                query.extend_pairs(pairs).finish()
            }
        }
    }

    /// The place that [`text`](Self::text) says.
    pub(super) fn read(text: &str) -> Result<Self, InvalidRequest> {
        Self::parsed(text).ok_or_else(|| InvalidRequest::new("this is no token of a page"))
    }

    fn parsed(text: &str) -> Option<Self> {
        if text == "first" {
            return Some(Self::First);
        }
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "page" => {
                let (page, before) = rest.split_once(':')?;
                Some(Self::Page(page.parse().ok()?, before.parse().ok()?))
            }
            "offset" => Some(Self::Offset(rest.parse().ok()?)),
            "cursor" if !rest.is_empty() => Some(Self::Cursor(rest.to_owned())),
            "number" => Some(Self::Number(rest.parse().ok()?)),
            "query" if !rest.is_empty() => {
                Some(Self::Query(parse(rest.as_bytes()).into_owned().collect()))
            }
            _ => None,
        }
    }
}

/// A token of an item: that of its page, and how many items of that come before it.
pub(super) fn joined(given: usize, page: &str) -> String {
    match given {
        0 => page.to_owned(),
        _ => format!("{given}/{page}"),
    }
}

/// The parts of [`joined`]. No token of a page begins with a digit.
pub(super) fn split(token: &str) -> (usize, &str) {
    let parts = token.split_once('/');
    let parts = parts.and_then(|(given, page)| Some((given.parse().ok()?, page)));
    parts.unwrap_or((0, token))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_a_text_and_back() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        for (place, text) in [
            (Place::First, "first"),
            (Place::Page(3, 50), "page:3:50"),
            (Place::Offset(u64::MAX), "offset:18446744073709551615"),
            (Place::Cursor("a/b:c\n&é".to_owned()), "cursor:a/b:c\n&é"),
            (Place::Number(-7), "number:-7"),
            (
                Place::Query(vec![pair("a&b", "c d"), pair("page", "2")]),
                "query:a%26b=c+d&page=2",
            ),
        ] {
            assert_eq!(place.text(), text);
            assert_eq!(Place::read(text).expect("a place"), place);
            for given in [0, 12] {
                assert_eq!(split(&joined(given, text)), (given, text));
            }
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "3",
            "page:x:0",
            "page:3",
            "offset:-1",
            "cursor:",
            "number:",
            "query:",
            "other:1",
            "7/",
        ] {
            assert!(Place::read(text).is_err(), "{text}");
        }
    }
}
