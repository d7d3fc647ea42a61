//! Names that must differ from each other.

use super::{Case, ident};
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

    /// `name` as it is, if it can be had.
    pub fn take(&mut self, name: &str) -> Option<String> {
        let free = !self.reserved.contains(&name) && self.claimed.insert(name.to_owned());
        free.then(|| name.to_owned())
    }

    /// `wanted`, or the nearest name that is free: reserved ones get a word behind them, others a number.
    pub fn claim(&mut self, wanted: &str, case: Case) -> String {
        let reserved = self.reserved.contains(&wanted);
        let plain = wanted.trim_start_matches("r#");
        let wanted = match (reserved, case) {
            (false, _) => wanted.to_owned(),
            (true, Case::Type) => format!("{plain}Value"),
            (true, Case::Value) => format!("{plain}_value"),
        };
        let mut found = wanted.clone();
        let mut number = 2;
        while self.reserved.contains(&found.as_str()) || !self.claimed.insert(found.clone()) {
            found = numbered(wanted.trim_start_matches("r#"), number, case);
            number += 1;
        }
        found
    }
}

fn numbered(plain: &str, number: usize, case: Case) -> String {
    match case {
        Case::Type => ident::joined(plain.to_owned(), &number.to_string()),
        Case::Value => format!("{plain}_{number}"),
    }
}
