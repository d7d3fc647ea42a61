//! The structure of one document with the words of another.

use crate::lower::positions::{Child, Kind, row};
use crate::source::Pointer;
use serde_json::{Map, Value};

/// Keys whose texts are words, and never a provider's.
const PROSE: &[&str] = &["description", "summary", "title"];

/// Our extensions begin so; a provider's are not carried, but for those that give names.
const OURS: &str = "x-callsmith-";
const NAMES: &[&str] = &["x-enum-varnames", "x-enum-names"];

/// `theirs` in the words and the order of `ours`. `wordless` learns which places are new.
pub(super) fn merge(ours: &Value, theirs: &Value, wordless: &mut Vec<String>) -> Value {
    Merge { wordless }.node(Child::One(Kind::Root), Some(ours), theirs, &Pointer::root())
}

struct Merge<'a> {
    wordless: &'a mut Vec<String>,
}

impl Merge<'_> {
    fn node(&mut self, child: Child, ours: Option<&Value>, theirs: &Value, at: &Pointer) -> Value {
        let (old, new) = (ours.and_then(Value::as_object), theirs.as_object());
        match (child, new) {
            (Child::One(kind), Some(new)) => self.object(kind, old, new, at),
            (Child::SchemaOrFlag | Child::SchemaOrNames, Some(new)) => {
                self.object(Kind::Schema, old, new, at)
            }
            (Child::Map(kind), Some(new)) => {
                let one =
                    |merge: &mut Self, _: &str, old: Option<&Value>, new: &Value, at: &Pointer| {
                        Some(merge.node(Child::One(kind), old, new, at))
                    };
                self.entries(old, new, at, one)
            }
            (Child::List(kind), _) => self.list(kind, ours, theirs, at),
            (Child::Texts | Child::Values, _) => ordered(ours, theirs),
            _ => theirs.clone(),
        }
    }

    fn object(
        &mut self,
        kind: Kind,
        ours: Option<&Map<String, Value>>,
        theirs: &Map<String, Value>,
        at: &Pointer,
    ) -> Value {
        let has_words = theirs.iter().any(|(key, value)| is_prose(kind, key, value));
        if ours.is_none() && has_words {
            self.wordless.push(at.as_str().to_owned());
        }
        let one = |merge: &mut Self, key: &str, old: Option<&Value>, new: &Value, at: &Pointer| {
            if is_prose(kind, key, new) || is_left_out(kind, key, old) {
                return old.cloned();
            }
            let child = row(kind, key).map_or(Child::Data, |row| row.child);
            Some(merge.node(child, old, new, at))
        };
        let mut merged = self.entries(ours, theirs, at, one);
        if let (Kind::Response, Value::Object(merged)) = (kind, &mut merged)
            && !merged.contains_key("$ref")
        {
            // Every response has one, even if there is nothing to say.
            merged.entry("description").or_insert("".into());
        }
        merged
    }

    /// Entries in the order that they have here, then new ones in theirs. Our words and our extensions stay, whatever the
    /// other side has.
    fn entries(
        &mut self,
        ours: Option<&Map<String, Value>>,
        theirs: &Map<String, Value>,
        at: &Pointer,
        one: impl Fn(&mut Self, &str, Option<&Value>, &Value, &Pointer) -> Option<Value>,
    ) -> Value {
        let mut merged = Map::new();
        for (key, old) in ours.into_iter().flatten() {
            let kept = match theirs.get(key) {
                Some(new) => one(self, key, Some(old), new, &at.join(key)),
                None => is_ours(key, old).then(|| old.clone()),
            };
            merged.extend(kept.map(|kept| (key.clone(), kept)));
        }
        let is_new = |key: &&String| ours.is_none_or(|ours| !ours.contains_key(*key));
        for (key, new) in theirs.iter().filter(|(key, _)| is_new(key)) {
            let taken = one(self, key, None, new, &at.join(key));
            merged.extend(taken.map(|taken| (key.clone(), taken)));
        }
        Value::Object(merged)
    }

    /// Elements are the same by what tells them apart, or by their place.
    fn list(&mut self, kind: Kind, ours: Option<&Value>, theirs: &Value, at: &Pointer) -> Value {
        let Some(new) = theirs.as_array() else {
            return theirs.clone();
        };
        let old = ours.and_then(Value::as_array);
        let old: &[Value] = old.map_or(&[], Vec::as_slice);
        let same = |index: usize, value: &Value| {
            let by_mark = old.iter().find(|old| mark(kind, old) == mark(kind, value));
            by_mark.filter(|_| mark(kind, value).is_some()).or_else(|| {
                let there = old.get(index)?;
                mark(kind, there).is_none().then_some(there)
            })
        };
        let merged = new.iter().enumerate().map(|(index, value)| {
            let old = same(index, value);
            self.node(Child::One(kind), old, value, &at.index(index))
        });
        let merged: Vec<Value> = merged.collect();
        match kind {
            Kind::Parameter | Kind::Tag | Kind::Server => ordered_by(kind, old, merged).into(),
            _ => merged.into(),
        }
    }
}

/// What an element of a list is known by.
fn mark(kind: Kind, value: &Value) -> Option<String> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    if let Some(found) = text("$ref") {
        return Some(found.to_owned());
    }
    match kind {
        Kind::Parameter => Some(format!("{} {}", text("in")?, text("name")?)),
        Kind::Tag => Some(text("name")?.to_owned()),
        Kind::Server => Some(text("url")?.to_owned()),
        _ => None,
    }
}

/// Elements whose order says nothing, in the order that they had.
fn ordered_by(kind: Kind, old: &[Value], mut new: Vec<Value>) -> Vec<Value> {
    let place = |value: &Value| {
        let found = old
            .iter()
            .position(|old| mark(kind, old) == mark(kind, value));
        found.unwrap_or(usize::MAX)
    };
    new.sort_by_key(place);
    new
}

/// Texts and values whose order says nothing, in the order that they had.
fn ordered(ours: Option<&Value>, theirs: &Value) -> Value {
    let (Some(old), Some(new)) = (ours.and_then(Value::as_array), theirs.as_array()) else {
        return theirs.clone();
    };
    let mut new = new.clone();
    new.sort_by_key(|value| {
        old.iter()
            .position(|old| old == value)
            .unwrap_or(usize::MAX)
    });
    new.into()
}

/// Whether it is prose: a property may be called `title`, and then there is a schema.
fn is_prose(kind: Kind, key: &str, value: &Value) -> bool {
    PROSE.contains(&key)
        && value.is_string()
        && row(kind, key).is_some_and(|row| row.child == Child::Text)
}

/// What stays although the provider does not have it.
fn is_ours(key: &str, value: &Value) -> bool {
    key.starts_with(OURS) || (PROSE.contains(&key) && value.is_string())
}

/// What is not taken in: a provider's extensions and pages, and what is ours of a whole document.
fn is_left_out(kind: Kind, key: &str, old: Option<&Value>) -> bool {
    let is_extension = key.starts_with("x-") && !NAMES.contains(&key);
    let is_ours = matches!(
        (kind, key),
        (Kind::Info, "contact" | "termsOfService" | "license")
    );
    let is_told = matches!((kind, key), (Kind::Root, "tags") | (_, "externalDocs"));
    (is_extension && (old.is_none() || key.starts_with(OURS)))
        || is_ours
        || (is_told && old.is_none())
}
