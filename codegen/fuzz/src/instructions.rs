//! Bytes as a list of decisions.

/// What is left of an input. At its end every decision is the first choice.
pub(crate) struct Instructions<'a>(&'a [u8]);

impl<'a> Instructions<'a> {
    pub(crate) fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    pub(crate) fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// A number below `end`, which is at least 1.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let wide = end > 256;
        let low = self.byte();
        let high = if wide { self.byte() } else { 0 };
        (high * 256 + low) % end
    }

    fn byte(&mut self) -> usize {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        usize::from(*first)
    }
}
