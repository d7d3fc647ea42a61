//! The same walk over values that no type describes.

use super::subject::Subject;
use super::{Path, Rule, See, apply, each};
use crate::model::{Json, View};

/// There are no tables here: only the rules of the place itself apply.
pub(super) fn walk(json: &Json, rules: &'static [Rule], at: &Path<'_>, see: &mut See<'_>) {
    if rules.is_empty() || at.enter().is_err() {
        return;
    }
    match json {
        Json::Array(items) => {
            apply(
                &Subject::Items(items.len(), View::Json(json)),
                rules,
                at,
                see,
            );
            for (index, item) in items.iter().enumerate() {
                walk(item, each(rules), &at.index(index), see);
            }
        }
        Json::Object(map) => {
            apply(&Subject::Entries(map.len()), rules, at, see);
            for (key, value) in map {
                walk(value, each(rules), &at.key(key), see);
            }
        }
        Json::String(text) => apply(&Subject::Text(text), rules, at, see),
        Json::Number(number) => {
            if let Some(subject) = Subject::of_number(number) {
                apply(&subject, rules, at, see);
            }
        }
        Json::Null | Json::Bool(_) => {}
    }
}
