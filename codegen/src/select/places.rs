//! The places of a document that go with what is left out.

use crate::diagnostic::{At, Origins};
use crate::ir::Operation;
use crate::source::Pointer;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What stays and what goes, by place. What lies in between goes with what it lies in.
#[derive(Default)]
pub(super) struct Places {
    stays: BTreeMap<Pointer, bool>,
    /// The same by places of the texts.
    resolved: OnceCell<BTreeMap<(usize, Pointer), bool>>,
}

impl Places {
    /// Notes that the thing at `at` stays or goes. What two things share stays with either.
    pub(super) fn set(&mut self, at: Pointer, stays: bool) {
        *self.stays.entry(at).or_default() |= stays;
    }

    /// Notes an operation, and the parts of it that may stand elsewhere.
    pub(super) fn operation(&mut self, operation: &Operation, stays: bool) {
        let params = operation.params.iter().map(|param| &param.at);
        let body = operation.bodies().map(|body| &body.at);
        let failures = operation.failures.iter().map(|failure| &failure.at);
        let all = params.chain(body).chain(failures).chain([&operation.at]);
        all.for_each(|at| self.set(at.clone(), stays));
    }

    /// Whether what stands at `at` goes.
    pub(super) fn is_left_out(&self, at: &At, origins: &Origins) -> bool {
        let At::Source(source, pointer) = origins.resolve(at.clone()) else {
            return false;
        };
        let places = self.resolved.get_or_init(|| {
            let mut found = BTreeMap::new();
            for (at, stays) in &self.stays {
                *found.entry(origins.source(at)).or_default() |= *stays;
            }
            found
        });
        let mut here = Some(pointer);
        while let Some(pointer) = here {
            if let Some(stays) = places.get(&(source, pointer.clone())) {
                return !stays;
            }
            here = pointer.parent();
        }
        false
    }
}
