//! What a named variant does not cover.

use super::input::In;
use super::{Blank, DriftKind, Json, Result, Value, View};
use std::fmt;

/// The content of an enum's or union's unknown arm.
///
/// It is private, so that no caller can match on a value that a later version of the crate will have a name for. The
/// outer value shows it: `as_str()` of a text enum, `value()` of an integer enum, `as_unknown()` of a union; `other(..)`
/// makes one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unknown<T = Box<str>>(T);

impl<T> Unknown<T> {
    #[doc(hidden)]
    pub fn new(value: T) -> Self {
        Unknown(value)
    }

    #[doc(hidden)]
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl Value for Unknown<Json> {
    fn read(input: In<'_>) -> Result<Self> {
        Json::read(input).map(Unknown)
    }

    fn fill(&mut self, input: In<'_>) -> Result<()> {
        self.0.fill(input)
    }

    fn view(&self) -> View<'_> {
        View::Hidden(&self.0, Some(DriftKind::UnknownVariant))
    }
}

impl<T: Blank> Blank for Unknown<T> {
    const BLANK: Self = Unknown(T::BLANK);
}

/// Does not show the content: nobody has said what may be in it.
impl<T> fmt::Debug for Unknown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unknown(..)")
    }
}
