//! RFC 6901 JSON Pointer.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde_json::Value;

/// A place in a JSON tree (RFC 6901), e.g. `/paths/~1calls/get`. The root is
/// the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer a local `$ref` means: `#` followed by a percent-encoded
    /// pointer. `None` for anything else (a file, an anchor).
    pub fn from_fragment(reference: &str) -> Option<Self> {
        percent_decoded(reference.strip_prefix('#')?).parse().ok()
    }

    /// The `$ref` that means this place.
    pub fn to_fragment(&self) -> String {
        format!("#{}", self.0.replace('%', "%25"))
    }

    /// The child called `token`.
    pub fn join(&self, token: impl AsRef<str>) -> Self {
        let token = token.as_ref();
        let mut child = String::with_capacity(self.0.len() + 1 + token.len());
        child.push_str(&self.0);
        let mut child = Self(child);
        child.push(token);
        child
    }

    /// The element `index` of an array.
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place below this one that `other` names, seen from here.
    pub fn extend(&self, other: &Pointer) -> Self {
        Self(format!("{}{}", self.0, other.0))
    }

    /// What contains this place; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        let cut = self.0.rfind('/')?;
        Some(Self(self.0[..cut].to_owned()))
    }

    /// The steps from the root, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        let steps = self.0.strip_prefix('/').map(|rest| rest.split('/'));
        steps.into_iter().flatten().map(unescaped)
    }

    /// The last step; `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.tokens().next_back()
    }

    /// What follows `ancestor`: a pointer relative to it, the root where both
    /// are the same; `None` where this place does not lie at or below it.
    pub fn below(&self, ancestor: &Pointer) -> Option<Self> {
        let rest = self.0.strip_prefix(&ancestor.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// The place in `document`, if it is there.
    pub fn get<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        self.tokens()
            .try_fold(document, |value, token| match value {
                Value::Object(map) => map.get(token.as_ref()),
                Value::Array(items) => items.get(index(&token)?),
                _ => None,
            })
    }

    /// The same, to change it.
    pub fn get_mut<'v>(&self, document: &'v mut Value) -> Option<&'v mut Value> {
        document.pointer_mut(&self.0)
    }

    /// The escaped text, e.g. `/paths/~1calls`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Goes down to the child called `token`.
    pub(crate) fn push(&mut self, token: &str) {
        self.0.push('/');
        if !token.contains(['~', '/']) {
            return self.0.push_str(token);
        }
        for c in token.chars() {
            match c {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                c => self.0.push(c),
            }
        }
    }

    /// Goes up again, to what contains this place.
    pub(crate) fn pop(&mut self) {
        self.0.truncate(self.0.rfind('/').unwrap_or(0));
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Pointer {
    type Err = InvalidPointer;

    fn from_str(text: &str) -> Result<Self, InvalidPointer> {
        let escapes = text
            .split('~')
            .skip(1)
            .all(|rest| rest.starts_with(['0', '1']));
        match (text.is_empty() || text.starts_with('/')) && escapes {
            true => Ok(Self(text.to_owned())),
            false => Err(InvalidPointer),
        }
    }
}

/// A text that is not a JSON Pointer: it must be empty or begin with `/`, and
/// `~` must be followed by `0` or `1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidPointer;

impl fmt::Display for InvalidPointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON Pointer (RFC 6901)")
    }
}

impl std::error::Error for InvalidPointer {}

/// The number that `token` writes as RFC 6901 wants it (section 4).
fn index(token: &str) -> Option<usize> {
    let is_plain = token == "0" || !token.starts_with(['0', '+']);
    token.parse().ok().filter(|_| is_plain)
}

fn unescaped(token: &str) -> Cow<'_, str> {
    match token.contains('~') {
        true => Cow::Owned(token.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(token),
    }
}

/// Percent-encoded text in clear. What is not a proper escape stays as it is:
/// many documents write `{` and spaces into fragments unescaped.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escape = (first == b'%')
            .then(|| after.get(..2).and_then(hex_byte))
            .flatten();
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let [high, low] = digits else { return None };
    let value = |digit: &u8| char::from(*digit).to_digit(16);
    u8::try_from(value(high)? * 16 + value(low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_as_serde_json_finds_them() {
        let document = serde_json::json!({"a": [1, {"b/c": {"": 2, "~": 3}}], "": null});
        for text in [
            "",
            "/",
            "/a",
            "/a/0",
            "/a/00",
            "/a/+1",
            "/a/1/b~1c",
            "/a/1/b~1c/",
            "/a/1/b~1c/~0",
            "/a/2",
            "/a/-",
            "/a/0/x",
            "/b",
        ] {
            let pointer: Pointer = text.parse().unwrap_or_default();
            assert_eq!(pointer.get(&document), document.pointer(text), "{text}");
        }
    }
}
