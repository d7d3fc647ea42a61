//! Places of the document, with the references on the way followed.

use crate::source::Pointer;
use serde_json::Value;

/// How many references are followed; more are a circle.
const MAX_HOPS: usize = 64;

/// A place.
#[derive(Clone, Debug)]
pub(crate) struct Placed<'a> {
    /// Where it is.
    pub(crate) at: Pointer,
    /// What is there.
    pub(crate) value: &'a Value,
}

impl<'a> Placed<'a> {
    /// The child called `token`, here or where a reference leads to; its own references are followed.
    pub(crate) fn child(&self, document: &'a Value, token: &str) -> Option<Placed<'a>> {
        let mut hops = 0;
        let child = step(document, self.clone(), token, &mut hops)?;
        settle(document, child, &mut hops)
    }
}

/// What is at `pointer`, its own references followed. `None`: it leads nowhere.
pub(crate) fn follow<'a>(document: &'a Value, pointer: &Pointer) -> Option<Placed<'a>> {
    let mut hops = 0;
    let found = walk(document, pointer, &mut hops)?;
    settle(document, found, &mut hops)
}

/// What is at `pointer`, be it a reference.
pub(super) fn reach<'a>(document: &'a Value, pointer: &Pointer) -> Option<Placed<'a>> {
    walk(document, pointer, &mut 0)
}

fn walk<'a>(document: &'a Value, pointer: &Pointer, hops: &mut usize) -> Option<Placed<'a>> {
    let root = Placed {
        at: Pointer::root(),
        value: document,
    };
    pointer
        .tokens()
        .try_fold(root, |here, token| step(document, here, &token, hops))
}

fn step<'a>(
    document: &'a Value,
    here: Placed<'a>,
    token: &str,
    hops: &mut usize,
) -> Option<Placed<'a>> {
    if let Some(value) = member(here.value, token) {
        let at = here.at.join(token);
        return Some(Placed { at, value });
    }
    let here = settle(document, here, hops)?;
    let value = member(here.value, token)?;
    let at = here.at.join(token);
    Some(Placed { at, value })
}

fn member<'a>(value: &'a Value, token: &str) -> Option<&'a Value> {
    match value {
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        value => value.get(token),
    }
}

/// The end of a chain of references.
fn settle<'a>(document: &'a Value, here: Placed<'a>, hops: &mut usize) -> Option<Placed<'a>> {
    // A property may be called `$ref`; a reference is a text.
    let Some(reference) = here.value.get("$ref").and_then(Value::as_str) else {
        return Some(here);
    };
    *hops += 1;
    if *hops > MAX_HOPS {
        return None;
    }
    let next = walk(document, &Pointer::from_fragment(reference)?, hops)?;
    settle(document, next, hops)
}
