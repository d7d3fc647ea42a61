//! What the text of a `$ref` means.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Layer, Place};
use crate::lower::CARRIED;
use crate::lower::resources::{Resource, Resources};
use crate::source::Pointer;

/// How many further `$ref`s a pointer may lead through.
const MAX_HOPS: usize = 32;

/// Everything that tells where things are now.
pub(super) struct Targets<'w> {
    pub(super) document: &'w Value,
    pub(super) layer: &'w Layer,
    pub(super) forward: &'w BTreeMap<Pointer, Pointer>,
    pub(super) resources: &'w Resources,
}

impl Targets<'_> {
    /// The place in the lowered document that `text`, written within `around`,
    /// means; `None` where nothing is there.
    pub(super) fn find(&self, around: Option<&Resource>, text: &str) -> Option<Pointer> {
        self.through(around, text, &Pointer::root(), MAX_HOPS)
    }

    /// What lies `below` the target of a `$ref`.
    fn through(
        &self,
        around: Option<&Resource>,
        text: &str,
        below: &Pointer,
        hops: usize,
    ) -> Option<Pointer> {
        self.starts(around, text)
            .into_iter()
            .find_map(|start| self.lowered(&start.extend(below), hops))
    }

    /// The places before lowering that a `$ref` may mean, best first: `#/...`
    /// is relative to the schema with an `$id` around it, and by the habit of
    /// OpenAPI documents to the document.
    fn starts(&self, around: Option<&Resource>, text: &str) -> Vec<Pointer> {
        let (address, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = match address {
            "" => around,
            _ => match self.resources.named(around, address) {
                None => return Vec::new(),
                found => found,
            },
        };
        let Some(place) = Pointer::from_fragment(&format!("#{fragment}")) else {
            let schema = self.resources.anchor(resource, fragment);
            return schema.map(|at| self.before(at)).into_iter().collect();
        };
        let within = resource.map(|resource| self.before(&resource.at).extend(&place));
        let document = address.is_empty().then_some(place);
        within.into_iter().chain(document).collect()
    }

    fn before(&self, now: &Pointer) -> Pointer {
        match self.layer.before(now) {
            Place::Document(pointer) | Place::Source(_, pointer) => pointer,
        }
    }

    /// Where a place of the document before is now: down its tokens, by what
    /// moved, what stayed and what is carried, and through `$ref`s on the way.
    fn lowered(&self, wanted: &Pointer, hops: usize) -> Option<Pointer> {
        let mut before = Pointer::root();
        let mut now = Some(Pointer::root());
        for token in wanted.tokens() {
            let around = now.clone();
            before.push(&token);
            // A list may be gone, and what was in it be elsewhere.
            now = match self.forward.get(&before) {
                Some(moved) => Some(moved.clone()),
                None => now.and_then(|now| self.step(&now, &token)),
            };
            let refers = around.filter(|_| now.is_none());
            if let Some(text) = refers.and_then(|around| self.reference(&around)) {
                let rest = wanted.below(&before).unwrap_or_default();
                let rest = Pointer::root().join(&token).extend(&rest);
                return self.through(None, text, &rest, hops.checked_sub(1)?);
            }
        }
        now
    }

    fn step(&self, now: &Pointer, token: &str) -> Option<Pointer> {
        let places = [now.join(token), now.join(format!("{CARRIED}{token}"))];
        places
            .into_iter()
            .find(|place| place.get(self.document).is_some())
    }

    /// The `$ref` of what stands at a place, lone or with keys beside it.
    fn reference(&self, at: &Pointer) -> Option<&str> {
        let found = at.get(self.document)?;
        let lone = found.get("$ref");
        let beside = || found.get("allOf")?.as_array()?.last()?.get("$ref");
        lone.or_else(beside)?.as_str()
    }
}
