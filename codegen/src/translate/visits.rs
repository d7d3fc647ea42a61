//! Notes which schemas of the document become types.

use super::Translation;
use super::facts::{Node, Placed};
use crate::ir::TypeId;
use crate::resolve::pointer;
use crate::source::Pointer;
use openapiv3::ReferenceOr;

/// Longer chains of references are not followed.
const MAX_HOPS: usize = 16;

impl<'a> Translation<'a> {
    /// Notes that a schema, or a reference to one, has become a type or a part of one. What the document does not
    /// write down has no place.
    pub(super) fn visit(&mut self, placed: &Placed<'a>) {
        if !matches!(placed.node, Node::Made(_)) {
            self.visit_place(&placed.at);
        }
    }

    /// Notes that what a schema says, or the one it refers to, has become part of a type that holds more.
    pub(super) fn visit_all(&mut self, placed: &Placed<'a>) {
        if !self.api.visits.is_wanted() {
            return;
        }
        self.visit(placed);
        let Node::Ref(mut reference) = placed.node else {
            return;
        };
        for _ in 0..MAX_HOPS {
            self.visit_place(&pointer(reference));
            match self.resolver.schema(reference) {
                Some(ReferenceOr::Reference { reference: next }) => reference = next,
                _ => return,
            }
        }
    }

    pub(super) fn visit_place(&mut self, at: &Pointer) {
        self.api.visits.visit(self.owner, at);
    }

    /// Notes that `at` says nothing that `other` does not say.
    pub(super) fn told_by(&mut self, at: &Pointer, other: &Pointer) {
        self.api.visits.told_by(at, other);
    }

    /// Does `work`, all of which is for the type `id`, the one of the schema at `at`.
    pub(super) fn for_type<T>(
        &mut self,
        id: TypeId,
        at: &Pointer,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.owner.replace(id);
        self.visit_place(at);
        let done = work(self);
        self.owner = before;
        done
    }
}
