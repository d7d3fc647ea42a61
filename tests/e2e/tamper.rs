//! Answers with one thing changed at a time: what is read is written back as it was, and what cannot be read is told
//! with its place.

use crate::operation::{Operation, Provider};
use crate::private::{hidden, hides, printed};
use callsmith_runtime::failure::Failures;
use callsmith_runtime::{Body, BoxFuture, Error, Limits, Transport, TransportError, http};
use serde::Serialize;
use serde_json::{Value as Json, json};
use std::fmt::Debug;
use std::time::Duration;

/// What came of it.
#[derive(Default)]
pub(crate) struct Tampered {
    /// Answers that cannot be read, and where: `$.calls[0].id`.
    pub(crate) wrong: Vec<(Json, String)>,
    /// Whether null is an answer.
    pub(crate) takes_null: bool,
}

impl<C: Provider, T: Serialize + Debug + 'static, E: Failures + Debug> Operation<C, T, E> {
    /// Changes every part of a success in every way.
    pub(crate) async fn tampers(&self) -> Tampered {
        let answer = &self.success.1;
        let mut found = Tampered::default();
        self.survives(answer).await;
        for place in places(answer) {
            self.takes_the_future(&place).await;
            let null = self
                .is_kept_or_refused(&changed(answer, &place, Json::Null), &place, &place.path)
                .await;
            found.takes_null |= null && place.pointer.is_empty();
            if let Some(absent) = without(answer, &place) {
                self.is_kept_or_refused(&absent, &place, &place.parent)
                    .await;
            }
            let odd = changed(answer, &place, json!([[{"odd": 1}]]));
            if !self.is_kept_or_refused(&odd, &place, &place.path).await {
                found.wrong.push((odd, place.path));
            }
        }
        found
    }

    /// Every enum, identifier and date takes any text, every integer one past 32 bits, every object a further field.
    async fn takes_the_future(&self, place: &Place) {
        let answer = &self.success.1;
        match place.value(answer) {
            Json::String(_) => {
                self.survives(&changed(answer, place, json!("of the future/v2")))
                    .await
            }
            Json::Number(number) if number.is_i64() => {
                self.survives(&changed(answer, place, json!(5_000_000_000_i64)))
                    .await;
            }
            Json::Object(object) => {
                let mut object = object.clone();
                object.insert("of_the_future".to_owned(), json!("x"));
                let more = changed(answer, place, Json::Object(object));
                let back = self
                    .read(&more)
                    .await
                    .expect("a further field does no harm");
                assert!(
                    back == more || self.closed && back == *answer,
                    "{more}\n{back}"
                );
            }
            _ => {}
        }
    }

    async fn survives(&self, answer: &Json) {
        match self.read(answer).await {
            Ok(back) => assert_eq!(back, *answer, "what was read is not what is written back"),
            Err((_, told)) => panic!("{told}\n{answer}"),
        }
    }

    /// Either nothing is lost, or the error names the place, or at least `path` and the key there. Says which.
    async fn is_kept_or_refused(&self, answer: &Json, place: &Place, path: &str) -> bool {
        match self.read(answer).await {
            Ok(back) => assert_eq!(back, *answer, "{} was lost", place.path),
            Err((at, told)) => {
                assert!(at.starts_with(path), "{path}: {told}");
                let key = format!("`{}`", place.key);
                assert!(
                    at.starts_with(&place.path) || told.contains(&key),
                    "{}: {told}",
                    place.path
                );
                return false;
            }
        }
        true
    }

    /// Reads an answer and writes it again. Otherwise the place that is wrong, and the message.
    async fn read(&self, answer: &Json) -> Result<Json, (String, String)> {
        let client = C::builder()
            .transport(Canned(self.success.0, answer.to_string()))
            .base_url("https://x.example.com");
        match (self.calls.plain)(&client.build().expect("a client")).await {
            Ok(typed) => {
                if !self.untyped() {
                    hidden(&typed);
                }
                Ok(serde_json::to_value(typed).expect("what was read can be written"))
            }
            Err(error) => {
                hides(&printed(&error));
                let Error::Decode(decode) = &error else {
                    panic!("{error:?}")
                };
                Err((decode.fault().path().to_owned(), format!("{error:#}")))
            }
        }
    }
}

/// A network on which there is one answer.
struct Canned(u16, String);

impl Transport for Canned {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Limits,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let answer = http::Response::builder()
            .status(self.0)
            .body(Body::from(self.1.clone()));
        Box::pin(std::future::ready(Ok(answer.expect("an answer"))))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(std::future::ready(()))
    }
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
        document
            .pointer(&self.pointer)
            .expect("a place of the document")
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
    let root = Place {
        pointer: String::new(),
        path: "$".to_owned(),
        parent: "$".to_owned(),
        key: String::new(),
    };
    let mut found = vec![root];
    let mut next = 0;
    while next < found.len() {
        let place = &found[next];
        let more: Vec<Place> = match place.value(document) {
            Json::Object(object) => object
                .keys()
                .map(|key| place.below(key, &format!(".{key}")))
                .collect(),
            Json::Array(list) => (0..list.len())
                .map(|at| place.below(&at.to_string(), &format!("[{at}]")))
                .collect(),
            _ => Vec::new(),
        };
        found.extend(more);
        next += 1;
    }
    found
}

fn changed(document: &Json, place: &Place, value: Json) -> Json {
    let mut document = document.clone();
    *document
        .pointer_mut(&place.pointer)
        .expect("a place of the document") = value;
    document
}

/// The document without this field; `None` where the place is no field.
fn without(document: &Json, place: &Place) -> Option<Json> {
    let mut document = document.clone();
    let (parent, _) = place.pointer.rsplit_once('/')?;
    document
        .pointer_mut(parent)?
        .as_object_mut()?
        .remove(&place.key)?;
    Some(document)
}
