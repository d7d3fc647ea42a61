//! Which way a value travels: what only answers have is not demanded of requests, and the other way round.

use super::place::{Placed, follow};
use crate::source::Pointer;
use serde_json::Value;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To the server.
    Request,
    /// From it.
    Response,
}

/// How many members of members are looked into.
const MAX_DEPTH: usize = 16;

impl Direction {
    /// The keyword of properties that do not travel this way (OpenAPI 3.0.3, Schema Object, Fixed Fields).
    fn absent(self) -> &'static str {
        match self {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        }
    }

    /// Whether the property `name` of `schema` does not travel this way.
    pub(super) fn lacks(self, document: &Value, schema: &Value, name: &str) -> bool {
        self.says(document, schema, name, 0)
    }

    fn says(self, document: &Value, schema: &Value, name: &str, depth: usize) -> bool {
        let marked = |schema: &Value| {
            let target = target(document, schema);
            [Some(schema), target]
                .into_iter()
                .flatten()
                .any(|schema| schema.get(self.absent()) == Some(&Value::Bool(true)))
        };
        let own = schema.get("properties").and_then(|all| all.get(name));
        let members = schema.get("allOf").and_then(Value::as_array);
        own.is_some_and(marked)
            || depth < MAX_DEPTH
                && members.into_iter().flatten().any(|member| {
                    let member = target(document, member).unwrap_or(member);
                    self.says(document, member, name, depth + 1)
                })
    }
}

/// What a reference leads to.
fn target<'a>(document: &'a Value, schema: &Value) -> Option<&'a Value> {
    let reference = schema.get("$ref")?.as_str()?;
    let Placed { value, .. } = follow(document, &Pointer::from_fragment(reference)?)?;
    Some(value)
}
