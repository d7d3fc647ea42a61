//! What a body of JSON has at a pointer. Nothing is built of what stands elsewhere.

use crate::model::Json;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess};
use std::fmt;

/// The value at the pointer `at`; null where there is none, or no JSON at all.
pub(super) fn value(body: &[u8], at: &str) -> Json {
    let found = seek(body, at, &mut Want::Value);
    found.unwrap_or_default()
}

/// How many elements the list at `at` has; 0 where there is none.
pub(super) fn count(body: &[u8], at: &str) -> u64 {
    let found = seek(body, at, &mut Want::Count);
    found.and_then(|found| found.as_u64()).unwrap_or_default()
}

/// What the last element of the list at `at` has at `within`.
pub(super) fn last(body: &[u8], at: &str, within: &str) -> Json {
    let within = tokens(within);
    let found = seek(body, at, &mut Want::Last(&within));
    found.unwrap_or_default()
}

/// RFC 6901, 4.
fn tokens(pointer: &str) -> Vec<String> {
    let tokens = pointer.split('/').skip(1);
    tokens
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect()
}

fn seek(body: &[u8], at: &str, want: &mut Want<'_>) -> Option<Json> {
    let tokens = tokens(at);
    let seek = Seek {
        way: &tokens,
        want: *want,
    };
    let mut body = serde_json::Deserializer::from_slice(body);
    seek.deserialize(&mut body).ok()?
}

#[derive(Clone, Copy)]
enum Want<'a> {
    Value,
    Count,
    Last(&'a [String]),
}

#[derive(Clone, Copy)]
struct Seek<'a> {
    way: &'a [String],
    want: Want<'a>,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = Option<Json>;

    fn deserialize<D: Deserializer<'de>>(self, found: D) -> Result<Option<Json>, D::Error> {
        match (self.way, self.want) {
            ([], Want::Value) => Json::deserialize(found).map(Some),
            _ => found.deserialize_any(self),
        }
    }
}

impl<'de> serde::de::Visitor<'de> for Seek<'_> {
    type Value = Option<Json>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Json>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            match self.way {
                [token, way @ ..] if *token == key => {
                    found = map.next_value_seed(Seek { way, ..self })?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Json>, A::Error> {
        let (mut found, mut count) = (None, 0_u64);
        loop {
            let taken = match (self.way, self.want) {
                ([token, way @ ..], _) if token.parse() == Ok(count) => {
                    list.next_element_seed(Seek { way, ..self })?
                }
                ([], Want::Last(way)) => {
                    let want = Want::Value;
                    list.next_element_seed(Seek { way, want })?
                }
                _ => list.next_element::<IgnoredAny>()?.map(|_| found.take()),
            };
            match taken {
                Some(taken) => found = taken,
                None => break,
            }
            count += 1;
        }
        match (self.way, self.want) {
            ([], Want::Count) => Ok(Some(count.into())),
            _ => Ok(found),
        }
    }

    fn visit_bool<E>(self, _: bool) -> Result<Option<Json>, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Option<Json>, E> {
        Ok(None)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Option<Json>, E> {
        Ok(None)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Option<Json>, E> {
        Ok(None)
    }

    fn visit_str<E>(self, _: &str) -> Result<Option<Json>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<Json>, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const BODY: &[u8] =
        br#"{"a/b": {"next": "c1"}, "data": [{"id": 1}, {"id": 2, "x": [3, 4]}], "n": null, "s": "t"}"#;

    #[test]
    fn values_lists_and_last_elements_are_found() {
        for (at, expected) in [
            ("/a~1b/next", json!("c1")),
            ("/data/1/x/0", json!(3)),
            ("/data/0", json!({"id": 1})),
            ("/data/2", Json::Null),
            ("/n", Json::Null),
            ("/s/t", Json::Null),
            ("/nowhere/x", Json::Null),
        ] {
            assert_eq!(value(BODY, at), expected, "{at}");
        }
        assert_eq!((count(BODY, "/data"), count(BODY, "/data/1/x")), (2, 2));
        assert_eq!((count(BODY, "/a~1b"), count(BODY, "/s")), (0, 0));
        assert_eq!((count(b"[1, [2]]", ""), count(b"null", "")), (2, 0));
        assert_eq!(last(BODY, "/data", "/id"), json!(2));
        assert_eq!(last(BODY, "/data", "/none"), Json::Null);
        assert_eq!(last(b"[]", "", "/id"), Json::Null);
        assert_eq!(value(b"{\"next\": ", "/next"), Json::Null);
    }
}
