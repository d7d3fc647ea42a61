//! Unions: which variant a value is.

mod shapes;
mod tagged;

use super::input::In;
use super::{Result, Slot};
use std::any::TypeId;

pub use shapes::Shape;
pub use tagged::TagArm;

/// What derived code says about a union.
pub trait Union: Sized + 'static {
    /// How the variant is found.
    const PLAN: Plan;

    /// Reads the variant `arm`, counted in declaration order without the unknown one, which is every other number.
    fn arm(arm: usize, input: In<'_>) -> Result<Self>;
}

/// How a union's variant is found.
pub enum Plan {
    /// By the text of the property with this name.
    Tag(&'static str, &'static [TagArm]),
    /// By JSON type and keys.
    Shapes(&'static [Shape]),
}

/// The `Value::read` of every union.
pub fn read_union<T: Union>(input: In<'_>) -> Result<T> {
    let mut value = None;
    let mut attempt = |arm, input: In<'_>| {
        value = Some(T::arm(arm, input)?);
        Ok(())
    };
    match T::PLAN {
        Plan::Tag(tag, arms) => tagged::read(tag, arms, input, &mut attempt)?,
        Plan::Shapes(shapes) => shapes::read(shapes, TypeId::of::<T>(), input, &mut attempt)?,
    }
    value.map_or_else(super::missing, Ok)
}

/// Reads a value as the variant of a number.
type Attempt<'a> = dyn FnMut(usize, In<'_>) -> Result<()> + 'a;

/// A place that reads what it takes as the variant `arm`.
struct Arm<'a, 'b> {
    arm: usize,
    attempt: &'a mut Attempt<'b>,
}

impl Slot for Arm<'_, '_> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        (self.attempt)(self.arm, value)
    }
}
