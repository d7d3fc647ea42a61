//! What happens by chance, the same each time.

use super::faulty::Fate;

/// SplitMix64: the same mix each time.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    /// What becomes of up to two requests of a call. `guaranteed`: nothing happens before a 429.
    pub fn script(&mut self, guaranteed: bool) -> Vec<Fate> {
        (0..self.below(3)).map(|_| self.fate(guaranteed)).collect()
    }

    fn fate(&mut self, guaranteed: bool) -> Fate {
        const STATUSES: [u16; 7] = [408, 425, 429, 500, 502, 503, 504];
        match self.below(42) {
            0..8 => Fate::CloseAtHead,
            8..14 => Fate::CloseAfter,
            14..19 => Fate::CutAnswer,
            19 => Fate::Silence,
            20..36 => {
                let status = STATUSES[self.below(7) as usize];
                let before = guaranteed && status == 429;
                Fate::Status(status, self.below(2) == 0, self.below(2) == 0 && !before)
            }
            36 => Fate::Elsewhere,
            37 => Fate::Flood,
            38..40 => Fate::Slow,
            _ => Fate::Malformed,
        }
    }
}
