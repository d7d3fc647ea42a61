//! Sets of the fields of a struct.

/// Some of the fields of a struct, by their places in its table.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Bits {
    first: u64,
    /// For structs with more than 64 fields.
    more: Vec<u64>,
}

impl Bits {
    pub(super) fn is_empty(&self) -> bool {
        self.first == 0 && self.more.iter().all(|word| *word == 0)
    }

    pub(super) fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }

    /// Adds a field; tells whether it was there already.
    #[inline]
    pub(super) fn set(&mut self, index: usize) -> bool {
        let (word, bit) = (self.word(index), 1 << (index % 64));
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    /// Takes a field out.
    pub(super) fn clear(&mut self, index: usize) {
        if self.has(index) {
            *self.word(index) &= !(1 << (index % 64));
        }
    }

    #[inline]
    fn word(&mut self, index: usize) -> &mut u64 {
        match index / 64 {
            0 => &mut self.first,
            word => self.further(word - 1),
        }
    }

    #[cold]
    fn further(&mut self, word: usize) -> &mut u64 {
        if self.more.len() <= word {
            self.more.resize(word + 1, 0);
        }
        &mut self.more[word]
    }

    /// Those of the first `count` fields that are not here. Mostly there are none, which takes no look at each.
    pub(super) fn unset(&self, count: usize) -> impl Iterator<Item = usize> {
        let all = match count {
            64.. => u64::MAX,
            count => (1 << count) - 1,
        };
        let mut left = all & !self.first;
        let first = std::iter::from_fn(move || {
            let index = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (index < 64).then_some(index)
        });
        first.chain((64..count).filter(|index| !self.has(*index)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_past_a_word_are_as_good_as_others() {
        for index in [0, 63, 64, 130] {
            let mut bits = Bits::default();
            assert!(bits.is_empty() && !bits.has(index));
            assert!(!bits.set(index) && bits.set(index) && bits.has(index));
            let others: Vec<usize> = (0..140).filter(|other| *other != index).collect();
            assert_eq!(bits.unset(140).collect::<Vec<_>>(), others);
            bits.clear(index);
            assert!(bits.is_empty() && bits.unset(64).count() == 64);
        }
        assert_eq!(Bits::default().unset(3).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
