//! Unions: which variant a value is.

mod best;
mod fit;
mod named;
mod shapes;
mod tagged;

use super::input::In;
use super::{Result, Slot, Value};
use best::Trial;
use std::any::TypeId;

pub use shapes::Shape;
pub use tagged::{TagArm, Tags};

/// What derived code says about a union.
pub trait Union: Value + Sized + 'static {
    /// How the variant is found.
    const PLAN: Plan;

    /// Reads the variant `arm`, counted in declaration order without the unknown one, which is every other number.
    fn arm(arm: usize, input: In<'_>) -> Result<Self>;
}

/// How a union's variant is found.
pub enum Plan {
    /// By the text of a property.
    Tag(&'static Tags),
    /// By JSON type and keys, and where several variants remain by which fits best.
    Shapes(&'static [Shape]),
}

/// The `Value::read` of every union.
pub fn read_union<T: Union>(input: In<'_>) -> Result<T> {
    let mut found = None;
    let mut attempt = |arm, input: In<'_>, trial: &mut Trial| {
        let value = T::arm(arm, input)?;
        if trial.takes(&value) {
            found = Some(value);
        }
        Ok(())
    };
    let union = TypeId::of::<T>();
    match T::PLAN {
        Plan::Tag(tags) => tagged::read(tags, union, input, &mut attempt)?,
        Plan::Shapes(shapes) => shapes::read(shapes, union, input, &mut attempt)?,
    }
    found.map_or_else(super::missing, Ok)
}

/// Reads a value as the variant of a number, and keeps it if the trial takes it.
type Attempt<'a> = dyn FnMut(usize, In<'_>, &mut Trial) -> Result<()> + 'a;

/// A place that reads what it takes as the variant `arm`.
struct Arm<'a, 'b> {
    arm: usize,
    attempt: &'a mut Attempt<'b>,
    trial: &'a mut Trial,
}

impl Slot for Arm<'_, '_> {
    fn put(&mut self, _: &str, value: In<'_>) -> Result<()> {
        (self.attempt)(self.arm, value, self.trial)
    }
}
