//! What must never be printed, in values that a search finds again.

use std::error::Error;
use std::fmt::Debug;

/// The key of all clients. Its odd characters show whether it is encoded where it must be.
pub(crate) const KEY: &str = "k3y/S3CRET+x";
/// A key as it stands in a query.
pub(crate) const KEY_IN_QUERY: &str = "k3y%2FS3CRET%2Bx";
/// The number that is called.
pub(crate) const PHONE: &str = "+15555550123";
/// The number that calls.
pub(crate) const CALLER: &str = "+15555550100";
/// An address of somebody.
pub(crate) const EMAIL: &str = "ada@example.com";
/// Somebody's name.
pub(crate) const PERSON: &str = "Ada Lovelace";
/// Something that was said.
pub(crate) const SAID: &str = "my wh1spered words";
/// Where something can be listened to.
pub(crate) const RECORDING: &str = "https://records.example.com/wh1spered.wav";
/// A further secret: a password, a token.
pub(crate) const SECRET: &str = "s3same-open";

const MARKS: [&str; 7] = [
    "k3y", "S3CRET", "555555", "ada@", "Lovelace", "wh1sper", "s3same",
];

/// Fails if `text` shows something private.
#[track_caller]
pub(crate) fn hides(text: &str) {
    for mark in MARKS {
        assert!(!text.contains(mark), "shows `{mark}`: {text}");
    }
}

/// Fails if a value shows something private.
#[track_caller]
pub(crate) fn hidden(value: &dyn Debug) {
    hides(&format!("{value:?}"));
    hides(&format!("{value:#?}"));
}

/// Everything that can be printed of an error, down to its last source.
pub(crate) fn printed(error: &dyn Error) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    if let Some(source) = error.source() {
        text += &printed(source);
    }
    text
}
