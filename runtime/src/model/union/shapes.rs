//! Unions by shape: the JSON type of the value, and for objects the keys it has, say which variants it can be.

use super::super::Result;
use super::super::input::In;
use super::super::replay::Replay;
use super::super::scalar::Whole;
use super::super::tree::Tree;
use super::Attempt;
use super::best::choose;
use std::any::TypeId;

/// What a variant takes.
pub struct Shape {
    /// JSON types, as the sum of the constants below.
    pub types: u8,
    /// Objects that have all keys of one of these lists.
    pub keys: &'static [&'static [&'static str]],
}

impl Shape {
    /// null
    pub const NULL: u8 = 1;
    /// A boolean.
    pub const BOOLEAN: u8 = 2;
    /// A whole number, also `5.0`.
    pub const INTEGER: u8 = 4;
    /// Any number.
    pub const NUMBER: u8 = 8;
    /// A text.
    pub const STRING: u8 = 16;
    /// An array.
    pub const ARRAY: u8 = 32;
    /// Any object.
    pub const OBJECT: u8 = 64;

    fn takes(&self, types: u8, tree: Option<Tree<'_>>) -> bool {
        let has_all = |keys: &&[&str]| {
            keys.iter()
                .all(|key| tree.is_some_and(|tree| tree.get(key).is_some()))
        };
        self.types & types != 0 || self.keys.iter().any(has_all)
    }
}

/// Reads a union by shape. Fails only if the text is not JSON.
pub(super) fn read(
    shapes: &'static [Shape],
    union: TypeId,
    input: In<'_>,
    attempt: &mut Attempt<'_>,
) -> Result<()> {
    input.replay(&mut |value| {
        let types = types(value);
        let tree = value.tree();
        let mut arms = (0..shapes.len()).filter(|arm| shapes[*arm].takes(types, tree));
        choose(&mut arms, shapes.len(), union, value, attempt)
    })
}

/// The JSON types a value has; a whole number has two.
fn types(value: &Replay<'_>) -> u8 {
    match value {
        Replay::Tree(tree, _) if tree.json().is_array() => Shape::ARRAY,
        Replay::Tree(..) => Shape::OBJECT,
        Replay::Scalar(In::Null) => Shape::NULL,
        Replay::Scalar(In::Bool(_)) => Shape::BOOLEAN,
        Replay::Scalar(In::Str(_)) => Shape::STRING,
        Replay::Scalar(input) => number_types(input),
    }
}

fn number_types(input: &In<'_>) -> u8 {
    match input.again().map(In::whole) {
        Some(Ok(Whole::Fraction)) => Shape::NUMBER,
        Some(Ok(_)) => Shape::NUMBER | Shape::INTEGER,
        _ => 0,
    }
}
