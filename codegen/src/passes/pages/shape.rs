//! What an answer has: the properties of its object, and of the objects in it.

use super::words;
use crate::ir::{Api, Scalar, Type};
use crate::source::Pointer;

/// How deep objects are looked into: `paging.cursors.after`.
const DEPTH: usize = 3;

/// A property of an answer.
pub(super) struct Part {
    /// Its name without what only joins words: `next_cursor` and `nextCursor` are `nextcursor`.
    pub(super) name: String,
    /// The pointer to it.
    pub(super) at: Pointer,
    /// In how many objects it is; 1 for a property of the answer itself.
    pub(super) depth: usize,
    pub(super) kind: Kind,
}

impl Part {
    /// Whether it is in an object of links.
    pub(super) fn is_linked(&self) -> bool {
        let at = self.at.to_string();
        let parent = at.rsplit('/').nth(1).unwrap_or_default();
        words::LINKS.contains(&words::normal(parent).as_str())
    }
}

/// What a property is, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Bool,
    List,
    Other,
}

/// The kind of a type.
pub(super) fn kind(api: &Api, ty: &Type) -> Kind {
    let (plain, _) = ty.clone().without_null();
    match api.resolved(&plain) {
        Type::List(_) => Kind::List,
        Type::Nullable(inner) => kind(api, inner),
        Type::Scalar(scalar) => match scalar {
            Scalar::Bool => Kind::Bool,
            Scalar::I32 | Scalar::I64 | Scalar::I128 | Scalar::U32 | Scalar::U64 => Kind::Integer,
            Scalar::String | Scalar::Uuid => Kind::Text,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

/// All parts of an answer that is an object.
pub(super) fn parts(api: &Api, answer: &Type) -> Vec<Part> {
    let mut found = Vec::new();
    add(api, answer, &Pointer::root(), 1, &mut found);
    found
}

fn add(api: &Api, ty: &Type, at: &Pointer, depth: usize, found: &mut Vec<Part>) {
    let (plain, _) = ty.clone().without_null();
    let Some(of) = api.as_struct(&plain).filter(|_| depth <= DEPTH) else {
        return;
    };
    for field in &of.fields {
        let here = at.join(&field.wire);
        found.push(Part {
            name: words::normal(&field.wire),
            at: here.clone(),
            depth,
            kind: kind(api, &field.ty),
        });
        add(api, &field.ty, &here, depth + 1, found);
    }
}
