//! From text to types and back: the doors for the rest of the runtime.

use super::input::{In, Target};
use super::path::Root;
use super::read_json::feed;
use super::read_serde::run;
use super::tree::Tree;
use super::write_serde::Written;
use super::{DecodeFault, Error, Json, Result, Slot, Value};

/// Reads a value from JSON text.
///
/// Fails with the first place where the text is not JSON or is not what the type says.
pub fn from_slice<T: Value>(text: &[u8]) -> Result<T, DecodeFault> {
    let mut value = None;
    read_into(text, &mut value)?;
    value.ok_or_else(nothing)
}

/// Reads a value from JSON in memory. As [`from_slice`], without line and column.
pub fn from_json<T: Value>(json: &Json) -> Result<T, DecodeFault> {
    let mut value = None;
    from_tree(json, &mut value)?;
    value.ok_or_else(nothing)
}

/// As [`from_json`], with a reader of the caller's, for types chosen at run time.
pub fn from_json_with<T>(
    json: &Json,
    read: impl FnOnce(In<'_>) -> Result<T>,
) -> Result<T, DecodeFault> {
    let mut slot = Once {
        read: Some(read),
        value: None,
    };
    from_tree(json, &mut slot)?;
    slot.value.ok_or_else(nothing)
}

fn from_tree(json: &Json, slot: &mut dyn Slot) -> Result<(), DecodeFault> {
    let root = Root::default();
    let result = feed(Tree::whole(json), Target::plain("", slot), &root.path());
    result.map_err(|error| root.fault(error.to_string(), None))
}

/// Writes a value as JSON text.
///
/// Fails for a number that is not finite, which JSON cannot express.
pub fn to_vec(value: &dyn Value) -> Result<Vec<u8>> {
    serde_json::to_vec(&Written(value.view())).map_err(Error::new)
}

/// Reads JSON text into a place for a value. Not generic: what is read a hundred times is compiled once.
pub(crate) fn read_into(text: &[u8], slot: &mut dyn Slot) -> Result<(), DecodeFault> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    if let Err((error, root)) = run(&mut deserializer, slot) {
        return Err(root.fault(
            without_position(&error),
            Some((error.line(), error.column())),
        ));
    }
    deserializer.end().map_err(|error| {
        Root::default().fault(
            without_position(&error),
            Some((error.line(), error.column())),
        )
    })
}

/// serde_json's message without the position, which the fault gives on its own.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).unwrap_or(&text).to_owned()
}

/// Who reads puts a value, so this is never reached.
#[cold]
pub(crate) fn nothing() -> DecodeFault {
    DecodeFault::whole("there is no value")
}

/// A place for one value, which `read` reads.
struct Once<T, F> {
    read: Option<F>,
    value: Option<T>,
}

impl<T, F: FnOnce(In<'_>) -> Result<T>> Slot for Once<T, F> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        if let Some(read) = self.read.take() {
            self.value = Some(read(value)?);
        }
        Ok(())
    }
}
