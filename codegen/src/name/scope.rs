//! Names that must differ from each other.

use super::Case;
use std::collections::BTreeSet;

/// A set of names in use. Some are in use from the start.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    claimed: BTreeSet<String>,
    reserved: &'static [&'static str],
}

impl Scope {
    /// A scope in which `reserved` names are never given away.
    pub fn new(reserved: &'static [&'static str]) -> Self {
        Self {
            claimed: BTreeSet::new(),
            reserved,
        }
    }

    /// Whether somebody in the document has this name already.
    pub fn is_claimed(&self, name: &str) -> bool {
        self.claimed.contains(name)
    }

    /// `wanted`, or the nearest name that is free: reserved ones get a word behind them, others a number.
    pub fn claim(&mut self, wanted: &str, case: Case) -> String {
        let reserved = self.reserved.contains(&wanted);
        let wanted = match (reserved, case) {
            (false, _) => wanted.to_owned(),
            (true, Case::Type) => format!("{wanted}Value"),
            (true, Case::Value) => format!("{}_value", wanted.trim_start_matches("r#")),
        };
        let mut found = wanted.clone();
        let mut number = 2;
        while !self.claimed.insert(found.clone()) {
            let plain = wanted.trim_start_matches("r#");
            found = match case {
                Case::Type => format!("{plain}{number}"),
                Case::Value => format!("{plain}_{number}"),
            };
            number += 1;
        }
        found
    }
}
