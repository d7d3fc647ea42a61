//! The places a JSONPath query (RFC 9535) selects.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::Layer;
use crate::source::Pointer;

/// How often a character may stand in a query. The parser recurses at each of
/// these, and for parentheses and filters takes twice as long for each more.
const LIMITS: &[(char, usize)] = &[('(', 8), ('!', 8), ('?', 4), ('[', 64)];

/// A selected place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    pub(super) pointer: Pointer,
}

/// The places `query` selects, each once, in document order.
pub(super) fn find(document: &Value, query: &str) -> Result<Vec<Found>, String> {
    let too_many = |(c, limit): &&(char, usize)| query.chars().filter(|q| q == c).count() > *limit;
    if let Some((c, limit)) = LIMITS.iter().find(too_many) {
        return Err(format!("this query has more than {limit} `{c}`"));
    }
    let path = JsonPath::parse(query)
        .map_err(|error| format!("this is not a JSONPath query (RFC 9535): {error}"))?;
    let mut found: Vec<Found> = Vec::new();
    for node in path.query_located(document).dedup().iter() {
        let pointer = node.location().to_json_pointer().parse();
        found.extend(pointer.map(|pointer| Found { pointer }));
    }
    Ok(found)
}

impl Found {
    /// Sorts elements of an array by index.
    pub(super) fn order(&self) -> Vec<(usize, String)> {
        let key =
            |token: std::borrow::Cow<'_, str>| (token.parse().unwrap_or(0), token.into_owned());
        self.pointer.tokens().map(key).collect()
    }

    /// Takes the place out of what contains it. False for the whole document.
    pub(super) fn remove(&self, document: &mut Value, layer: &mut Layer) -> bool {
        let (Some(parent), Some(token)) = (self.pointer.parent(), self.pointer.last()) else {
            return false;
        };
        match parent.get_mut(document) {
            Some(Value::Object(map)) => {
                map.shift_remove(token.as_ref());
                layer.forget(&self.pointer);
            }
            Some(Value::Array(items)) => {
                if let Some(index) = token.parse().ok().filter(|index| *index < items.len()) {
                    items.remove(index);
                    layer.shift(&parent, index, items.len());
                }
            }
            _ => {}
        }
        true
    }
}
