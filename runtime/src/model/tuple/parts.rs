//! Rust's tuples as the elements of a list.

use super::super::{Slot, Value};

/// A tuple of one to twelve values; implemented for no other types.
pub trait Parts: Sized {
    /// The same while it is read.
    #[doc(hidden)]
    type Draft: Default;

    /// How many there are.
    #[doc(hidden)]
    const COUNT: usize;

    /// The place of an element; `None` after the last one.
    #[doc(hidden)]
    fn slot(draft: &mut Self::Draft, index: usize) -> Option<&mut dyn Slot>;

    /// The tuple, if every element has been there.
    #[doc(hidden)]
    fn finish(draft: Self::Draft) -> Option<Self>;

    /// An element.
    #[doc(hidden)]
    fn part(&self, index: usize) -> Option<&dyn Value>;
}

macro_rules! parts {
    ($($count:literal: $($index:tt $part:ident),*;)*) => { $(
        impl<$($part: Value),*> Parts for ($($part,)*) {
            type Draft = ($(Option<$part>,)*);

            const COUNT: usize = $count;

            fn slot(draft: &mut Self::Draft, index: usize) -> Option<&mut dyn Slot> {
                match index {
                    $($index => Some(&mut draft.$index),)*
                    _ => None,
                }
            }

            fn finish(draft: Self::Draft) -> Option<Self> {
                Some(($(draft.$index?,)*))
            }

            fn part(&self, index: usize) -> Option<&dyn Value> {
                match index {
                    $($index => Some(&self.$index),)*
                    _ => None,
                }
            }
        }
    )* };
}

parts! {
    1: 0 A;
    2: 0 A, 1 B;
    3: 0 A, 1 B, 2 C;
    4: 0 A, 1 B, 2 C, 3 D;
    5: 0 A, 1 B, 2 C, 3 D, 4 E;
    6: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F;
    7: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G;
    8: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H;
    9: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I;
    10: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J;
    11: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K;
    12: 0 A, 1 B, 2 C, 3 D, 4 E, 5 F, 6 G, 7 H, 8 I, 9 J, 10 K, 11 L;
}
