//! Values of types that only servers make.

use crate::model::{self, Json, Value, View};

/// A value of a generated type, as a server would send it.
///
/// ```
/// # use callsmith_runtime::model::{Extra, Model};
/// # #[derive(Clone, PartialEq, Model)] #[non_exhaustive] pub struct Call { pub id: String, pub status: Option<String>, extra: Extra }
/// use callsmith_runtime::testing::{from_json, json};
///
/// let call: Call = from_json(json!({"id": "c1", "status": "queued"}));
/// assert_eq!(call.id, "c1");
/// ```
///
/// # Panics
///
/// The JSON is not what the type says. That is meant more strictly than for a real answer: a field, a value of an enum
/// or a shape of a union that the API does not document is a slip of the test. Where it is meant to be there, as in a
/// test of what the API may add in future, [`model::from_json`] reads it.
#[track_caller]
pub fn from_json<T: Value>(json: Json) -> T {
    let value: T = model::from_json(&json).unwrap_or_else(|fault| panic!("{fault}"));
    if let Some(fault) = undocumented("$", value.view()) {
        panic!("{fault}");
    }
    value
}

/// The first thing in a value that its type does not document.
fn undocumented(path: &str, view: View<'_>) -> Option<String> {
    match view.bare() {
        View::Enum("", _) | View::IntEnum("", _) => {
            Some(format!("{path}: the enum does not document this value"))
        }
        View::Hidden(_) => Some(format!("{path}: the union does not document this shape")),
        View::Tagged(_, _, _, value) => undocumented(path, value.view()),
        View::List(list) => (0..list.count()).find_map(|i| {
            let item = list.item(i)?;
            undocumented(&format!("{path}[{i}]"), item.view())
        }),
        View::Map(map) => {
            let mut found = None;
            map.each(&mut |key, view| {
                found = found
                    .take()
                    .or_else(|| undocumented(&format!("{path}.{key}"), view));
            });
            found
        }
        View::Object(object) => {
            let (table, mut found) = (object.table(), None);
            object.fields(&mut |values, extra| {
                let unlisted = extra.unlisted(table).next();
                let of_fields = || {
                    let mut fields = table.fields.iter().zip(values);
                    fields.find_map(|(field, value)| {
                        undocumented(&format!("{path}.{}", field.wire), value.view())
                    })
                };
                found = unlisted
                    .map(|(key, _)| {
                        format!("{path}: `{}` does not document a field `{key}`", table.name)
                    })
                    .or_else(of_fields);
            });
            found
        }
        _ => None,
    }
}
