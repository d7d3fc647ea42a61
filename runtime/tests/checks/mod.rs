//! The checks that all tests of the model share.
#![allow(dead_code, missing_docs)]

use callsmith_runtime::model::{Json, Value, from_json, from_slice, to_vec};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

pub(crate) fn read<T: Value>(text: &str) -> T {
    from_slice(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault} in {text}"))
}

pub(crate) fn written<T: Value>(value: &T) -> Json {
    serde_json::from_slice(&to_vec(value).expect("writable")).expect("JSON")
}

/// Reads `text` through every door, and writes it back as it was.
#[track_caller]
pub(crate) fn check<T: Value + DeserializeOwned + Serialize + PartialEq + Debug>(text: &str) -> T {
    let json: Json = serde_json::from_str(text).expect("JSON");
    let value: T = read(text);
    assert_eq!(written(&value), json);
    assert_eq!(serde_json::to_value(&value).expect("writable"), json);
    assert_eq!(from_json::<T>(&json).expect("readable"), value);
    assert_eq!(serde_json::from_str::<T>(text).expect("readable"), value);
    assert_eq!(
        serde_json::from_slice::<T>(text.as_bytes()).expect("readable"),
        value
    );
    assert_eq!(
        serde_json::from_reader::<_, T>(text.as_bytes()).expect("readable"),
        value
    );
    assert_eq!(T::deserialize(&json).expect("readable"), value);
    assert_eq!(serde_json::from_value::<T>(json).expect("readable"), value);
    value
}

/// Reading `text` fails with this fault, through every door.
#[track_caller]
pub(crate) fn fails<T: Value + DeserializeOwned + Debug>(text: &str, fault: &str) {
    let found = from_slice::<T>(text.as_bytes()).expect_err("a fault");
    assert_eq!(format!("{}: {}", found.path(), found.message()), fault);
    let through_serde = serde_json::from_str::<T>(text).expect_err("a fault");
    assert_eq!(
        (Some(through_serde.line()), Some(through_serde.column())),
        (found.line(), found.column())
    );
    if let Ok(json) = serde_json::from_str::<Json>(text) {
        let in_memory = from_json::<T>(&json).expect_err("a fault");
        assert_eq!(
            (in_memory.path(), in_memory.message(), in_memory.line()),
            (found.path(), found.message(), None)
        );
    }
}
