//! What rules ask of a list or an object as a whole: its JSON is looked at, and only where there is such a rule.

use super::Rule;
use crate::model::write_serde::Written;
use crate::model::{Json, View};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Whether one of the rules needs to know [`entries`].
pub(super) fn counts_entries(rules: &[Rule]) -> bool {
    let counts = |rule: &Rule| matches!(rule, Rule::MinProperties(_) | Rule::MaxProperties(_));
    rules.iter().any(counts)
}

/// How many entries the object has that `view` is written as. `None`: it is none, or cannot be written.
pub(super) fn entries(view: View<'_>) -> Option<usize> {
    let json = serde_json::to_value(Written(view)).ok()?;
    json.as_object().map(|map| map.len())
}

/// Whether two elements of the list that `view` is written as are equal (JSON Schema 2020-12, Core §4.2.2).
pub(super) fn has_twins(view: View<'_>) -> bool {
    let Ok(Json::Array(items)) = serde_json::to_value(Written(view)) else {
        return false;
    };
    let mut seen = BTreeSet::new();
    items.iter().any(|item| {
        let mut text = String::new();
        canonical(item, &mut text);
        !seen.insert(text)
    })
}

/// A text that equal values share: entries by their names, whole numbers without a fraction.
fn canonical(json: &Json, text: &mut String) {
    match json {
        Json::Array(items) => {
            text.push('[');
            for item in items {
                canonical(item, text);
                text.push(',');
            }
            text.push(']');
        }
        Json::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            text.push('{');
            for (key, value) in entries {
                // Writing to a text does not fail.
                let _ = write!(text, "{key:?}:");
                canonical(value, text);
                text.push(',');
            }
            text.push('}');
        }
        Json::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap_or_default();
            let _ = serde_json::to_string(&Written(View::Float(number))).map(|it| *text += &it);
        }
        other => {
            let _ = write!(text, "{other}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn twins_are_equal_as_json() {
        let check = |json: Json, twins| assert_eq!(has_twins(View::Json(&json)), twins, "{json}");
        check(json!([]), false);
        check(json!([1, 2, "1", true, null, [], {}]), false);
        check(json!([1, 1.0]), true);
        check(json!([1, 1.5, 2]), false);
        check(json!([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}]), true);
        check(json!([{"a": 1}, {"a": 2}]), false);
        check(json!([["a,", "b"], ["a", ",b"]]), false);
        check(json!([null, null]), true);
        check(json!("aa"), false);
    }
}
