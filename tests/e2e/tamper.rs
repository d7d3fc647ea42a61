//! Answers with one thing changed at a time: what is read is written back as it was, and what cannot be read is told
//! with its place.

use crate::private::{hidden, hides};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use std::fmt::Debug;

/// An answer that cannot be read, and where.
pub(crate) struct Wrong {
    pub(crate) answer: Json,
    /// `$.calls[0].id`
    pub(crate) path: String,
}

/// Changes every part of `answer` in every way and reads it as a `T`. Gives what could not be read.
///
/// `closed`: further fields are not written back.
pub(crate) fn examine<T: Serialize + DeserializeOwned + Debug + 'static>(answer: &Json, closed: bool) -> Vec<Wrong> {
    survives::<T>(answer);
    let mut wrong = Vec::new();
    for place in places(answer) {
        let changed = |value| changed(answer, &place, value);
        match place.value(answer) {
            // Every enum, identifier and date takes any text.
            Json::String(_) => survives::<T>(&changed(json!("of the future/v2"))),
            Json::Number(number) if number.is_i64() => survives::<T>(&changed(json!(5_000_000_000_i64))),
            Json::Object(object) => {
                let mut object = object.clone();
                object.insert("of_the_future".to_owned(), json!("x"));
                let more = changed(Json::Object(object));
                let back = read::<T>(&more).expect("a further field does no harm");
                assert!(back == more || closed && back == *answer, "{more}\n{back}");
            }
            _ => {}
        }
        is_kept_or_refused::<T>(&changed(Json::Null), &place, &place.path);
        if let Some(absent) = without(answer, &place) {
            is_kept_or_refused::<T>(&absent, &place, &place.parent);
        }
        let odd = changed(json!([[{"odd": 1}]]));
        if is_kept_or_refused::<T>(&odd, &place, &place.path).is_err() {
            wrong.push(Wrong { answer: odd, path: place.path });
        }
    }
    wrong
}

#[track_caller]
fn survives<T: Serialize + DeserializeOwned + Debug + 'static>(answer: &Json) {
    match read::<T>(answer) {
        Ok(back) => assert_eq!(back, *answer, "what was read is not what is written back"),
        Err(error) => panic!("{error}\n{answer}"),
    }
}

/// Either nothing is lost, or the message names the place. `path` begins the place it names.
#[track_caller]
fn is_kept_or_refused<T: Serialize + DeserializeOwned + Debug + 'static>(
    answer: &Json,
    place: &Place,
    path: &str,
) -> Result<(), ()> {
    match read::<T>(answer) {
        Ok(back) => assert_eq!(back, *answer, "{} was lost", place.path),
        Err(error) => {
            assert!(error.starts_with(path), "{path}: {error}");
            assert!(error.contains(&place.path) || error.contains(&format!("`{}`", place.key)), "{}: {error}", place.path);
            hides(&error);
            return Err(());
        }
    }
    Ok(())
}

/// Reads and writes.
fn read<T: Serialize + DeserializeOwned + Debug + 'static>(answer: &Json) -> Result<Json, String> {
    let typed: T = serde_json::from_value(answer.clone()).map_err(|error| error.to_string())?;
    if std::any::TypeId::of::<T>() != std::any::TypeId::of::<Json>() {
        hidden(&typed);
    }
    Ok(serde_json::to_value(typed).expect("what was read can be written"))
}

/// A place in a document.
struct Place {
    /// RFC 6901.
    pointer: String,
    path: String,
    parent: String,
    key: String,
}

impl Place {
    fn value<'a>(&self, document: &'a Json) -> &'a Json {
        document.pointer(&self.pointer).expect("a place of the document")
    }

    fn below(&self, key: &str, path: &str) -> Self {
        Self {
            pointer: format!("{}/{key}", self.pointer),
            path: format!("{}{path}", self.path),
            parent: self.path.clone(),
            key: key.to_owned(),
        }
    }
}

/// All places of a document, the root included.
fn places(document: &Json) -> Vec<Place> {
    let root = Place { pointer: String::new(), path: "$".to_owned(), parent: "$".to_owned(), key: String::new() };
    let mut found = vec![root];
    let mut next = 0;
    while next < found.len() {
        let place = &found[next];
        let more: Vec<Place> = match place.value(document) {
            Json::Object(object) => object.keys().map(|key| place.below(key, &format!(".{key}"))).collect(),
            Json::Array(list) => (0..list.len()).map(|at| place.below(&at.to_string(), &format!("[{at}]"))).collect(),
            _ => Vec::new(),
        };
        found.extend(more);
        next += 1;
    }
    found
}

fn changed(document: &Json, place: &Place, value: Json) -> Json {
    let mut document = document.clone();
    *document.pointer_mut(&place.pointer).expect("a place of the document") = value;
    document
}

/// The document without this field; `None` where the place is no field.
fn without(document: &Json, place: &Place) -> Option<Json> {
    let mut document = document.clone();
    let (parent, _) = place.pointer.rsplit_once('/')?;
    document.pointer_mut(parent)?.as_object_mut()?.remove(&place.key)?;
    Some(document)
}
