//! A form that a provider sends (`application/x-www-form-urlencoded`), as the JSON that its fields mean.
//!
//! A form has texts only. Which of them are numbers or booleans, the type alone knows: `CallDuration=42` is one, `From=15551234`
//! is none. So all are texts first, then one of those that look like a scalar is a scalar, then two, until the type takes
//! them.

use crate::model::{self, DecodeFault, DriftKind, Json, Value};
use crate::stream::media_type;
use http::HeaderMap;
use serde_json::Map;

/// With more fields that look like scalars than this, they are all texts or all scalars.
const MOST: usize = 10;

pub(super) fn is_form(headers: &HeaderMap) -> bool {
    media_type(headers).is_some_and(|own| own == "application/x-www-form-urlencoded")
}

/// What `read` makes of the form: the first reading that fits, or else that of texts.
pub(super) fn read<T: Value>(
    body: &[u8],
    read: &dyn Fn(&Json) -> Result<T, DecodeFault>,
) -> Result<T, DecodeFault> {
    let texts = fields(body);
    let scalars: Vec<(&String, Json)> = texts
        .iter()
        .filter_map(|(name, value)| Some((name, scalar(value.as_str()?)?)))
        .collect();
    for chosen in subsets(scalars.len()) {
        let mut fields = texts.clone();
        for (index, (name, value)) in scalars.iter().enumerate() {
            if is_chosen(chosen, index) {
                fields.insert((*name).clone(), value.clone());
            }
        }
        match read(&Json::Object(fields)) {
            Ok(value) if is_known(&value) => return Ok(value),
            _ => {}
        }
    }
    read(&Json::Object(texts))
}

/// Which scalars are scalars, by their bits: the fewest first.
fn subsets(count: usize) -> Vec<u64> {
    if count > MOST {
        return vec![0, u64::MAX];
    }
    let mut all: Vec<u64> = (0..1 << count).collect();
    all.sort_by_key(|chosen| chosen.count_ones());
    all
}

fn is_chosen(chosen: u64, index: usize) -> bool {
    match 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)) {
        Some(bit) => chosen & bit != 0,
        None => chosen == u64::MAX,
    }
}

/// A name that comes several times is a list.
fn fields(body: &[u8]) -> Map<String, Json> {
    let mut fields: Map<String, Json> = Map::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        let value = Json::from(value.into_owned());
        match fields.get_mut(&*name) {
            None => {
                fields.insert(name.into_owned(), value);
            }
            Some(Json::Array(list)) => list.push(value),
            Some(before) => *before = Json::Array(vec![before.take(), value]),
        }
    }
    fields
}

/// The number or boolean that a text is, written as one would be.
fn scalar(text: &str) -> Option<Json> {
    let found: Json = serde_json::from_str(text).ok()?;
    let is_scalar = matches!(found, Json::Bool(_) | Json::Number(_));
    let written = found.to_string();
    (is_scalar && written == text).then_some(found)
}

fn is_known(value: &dyn Value) -> bool {
    let drift = model::drift(value);
    let mut unknown = drift
        .iter()
        .filter(|drift| drift.kind() == DriftKind::UnknownVariant);
    !unknown.any(|drift| drift.path() == "$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_scalars_come_first() {
        assert_eq!(subsets(0), [0]);
        assert_eq!(subsets(2), [0, 1, 2, 3]);
        assert_eq!(subsets(3), [0, 1, 2, 4, 3, 5, 6, 7]);
        assert_eq!(subsets(MOST + 60), [0, u64::MAX]);
        assert!(is_chosen(4, 2) && !is_chosen(4, 1));
        assert!(is_chosen(u64::MAX, 70) && !is_chosen(0, 70));
    }

    #[test]
    fn what_looks_like_a_scalar() {
        for text in ["42", "-1", "0.5", "true"] {
            assert!(scalar(text).is_some(), "{text}");
        }
        // A number of a telephone, a code with zeros, and what is no JSON.
        for text in ["+15551234", "007", "1e3", "", "null", "[1]", " 1"] {
            assert!(scalar(text).is_none(), "{text}");
        }
    }

    #[test]
    fn names_that_come_again_are_lists() {
        let found = Json::Object(fields(b"a=1&b=x%20y&a=2&a=3"));
        assert_eq!(found, serde_json::json!({"a": ["1", "2", "3"], "b": "x y"}));
    }
}
