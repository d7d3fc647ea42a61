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

/// The names in lists of names (`['from', 'to']`) that select nothing, although their neighbours may.
pub(super) fn idle_names(document: &Value, query: &str) -> Vec<String> {
    let mut idle = Vec::new();
    for (start, _) in query.match_indices('[') {
        let Some((names, end)) = name_list(query, start) else {
            continue;
        };
        for name in names.into_iter().filter(|name| {
            let alone = format!("{}[{name}]{}", &query[..start], &query[end..]);
            find(document, &alone).is_ok_and(|found| found.is_empty())
        }) {
            idle.push(name.to_owned());
        }
    }
    idle
}

/// Two or more quoted names between the bracket at `start` and its partner, quotes included, and what is behind it.
fn name_list(query: &str, start: usize) -> Option<(Vec<&str>, usize)> {
    let inside = query.get(start + 1..)?;
    let length = inside.find(']')?;
    let names: Vec<&str> = inside[..length].split(',').map(str::trim).collect();
    let quoted = |name: &&str| {
        let plain = |quote| {
            name.len() > 2
                && name.starts_with(quote)
                && name.ends_with(quote)
                && name.matches(quote).count() == 2
        };
        plain('\'') || plain('"')
    };
    (names.len() > 1 && names.iter().all(quoted)).then_some((names, start + length + 2))
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
