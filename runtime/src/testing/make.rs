//! Values of types that only servers make.

use crate::model::{Json, Value};
use crate::strict;

/// A value of a generated type, as a server would send it.
///
/// ```
/// # use callsmith_runtime::model::{Extra, Model};
/// # #[derive(Clone, Model)] #[non_exhaustive] pub struct Call { pub id: String, pub status: Option<String>, extra: Extra }
/// use callsmith_runtime::testing::{from_json, json};
///
/// let call: Call = from_json(json!({"id": "c1", "status": "queued"}));
/// assert_eq!(call.id, "c1");
/// ```
///
/// # Panics
///
/// The JSON is not what the type says, read as [`strict`] does: a field, a value of an enum or a shape of a union that
/// the API does not document is a slip of the test. Where it is meant to be there, as in a test of what the API may add
/// in future, [`model::from_json`](crate::model::from_json) reads it.
#[track_caller]
pub fn from_json<T: Value>(json: Json) -> T {
    strict::from_json(&json).unwrap_or_else(|mismatch| panic!("{mismatch:#}"))
}
