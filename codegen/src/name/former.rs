//! Names that types had before: callers still write them.

use super::{Former, Scope};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::TypeId;
use crate::ledger::Block;
use crate::source::Pointer;

/// A new schema would have the former name of another one.
const FORMER_NAME: &str = "former-name";

/// The former names of all types.
pub(super) struct FormerNames {
    all: Vec<Vec<Former>>,
    /// The types that have any: there are few, and each new type asks all of them.
    having: Vec<usize>,
}

impl FormerNames {
    /// Takes those that the ledger has, as far as they can be had.
    pub(super) fn new(known: &[Option<&Block>], scope: &mut Scope) -> Self {
        let mut one = |block: &Block| {
            let free = block.was().filter(|line| scope.take(&line.name).is_some());
            let former = free.map(|line| Former {
                name: line.name.clone(),
                place: line.place.clone(),
            });
            let former: Vec<Former> = former.collect();
            // The struct that `new` took may have been written out as well.
            for former in &former {
                let _ = scope.take(&init_of(&former.name));
            }
            former
        };
        let all = known
            .iter()
            .map(|block| block.map(&mut one).unwrap_or_default());
        let all: Vec<Vec<Former>> = all.collect();
        let having = (0..all.len()).filter(|i| !all[*i].is_empty()).collect();
        Self { all, having }
    }

    /// Whether `name` is one that the type had before: then it is its name again, and stands for nothing else.
    pub(super) fn take_back(&mut self, id: TypeId, name: &str) -> bool {
        let own = &mut self.all[id.0];
        let count = own.len();
        own.retain(|former| former.name != name);
        own.len() < count
    }

    /// Says why the new type at `at` is not called `name`, if that is what another one was called.
    pub(super) fn tell(&self, name: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
        let mut all = self.having.iter().flat_map(|i| &self.all[*i]);
        if let Some(former) = all.find(|former| former.name == name) {
            let message = format!(
                "`{name}` still stands for the type that was at `{}`, so this one is called otherwise",
                former.place
            );
            diagnostics.push(Diagnostic::warning(FORMER_NAME, at.clone(), message).help(
                "`cargo xtask names prune` gives former names free; or choose a name with `x-callsmith-name` in an overlay",
            ));
        }
    }

    /// Those of each type.
    pub(super) fn into_all(self) -> Vec<Vec<Former>> {
        self.all
    }
}

/// What the struct that `new` took was called.
pub(crate) fn init_of(former: &str) -> String {
    format!("{former}Init")
}
