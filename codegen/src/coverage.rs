//! Which parts of the document became what, for those who count.

use crate::diagnostic::{At, Diagnostics};
use crate::ir::{Api, Operation};
use crate::source::Pointer;
use std::collections::{BTreeMap, BTreeSet};

/// Which parts of the document became what. Places are those of the document after bundling.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The operations that have a method, and what of them can be sent and understood.
    pub operations: BTreeMap<Pointer, Met>,
    /// The schemas whose values are left as raw JSON.
    pub untyped: Vec<Pointer>,
    /// The schemas that became types of the output or parts of them; empty unless
    /// [`Options::coverage`](crate::Options::coverage) asks for it.
    pub visited: BTreeSet<Pointer>,
    /// Schemas that say nothing that another one does not say, and that one: it is the type of both.
    pub told_by: BTreeMap<Pointer, Pointer>,
    /// Places in the text of the document that a diagnostic is about.
    pub told_of: BTreeSet<Pointer>,
}

/// What a method meets of its operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Parameters that can be set or are sent by themselves: `query limit`.
    pub parameters: BTreeSet<String>,
    /// The media types under which its bodies can be sent, as the document writes them.
    pub bodies: BTreeSet<String>,
    /// Statuses of answers that are told apart, as the document writes them (`404`, `4XX`, `default`). Whatever it
    /// documents of successes is met where any is as good.
    pub statuses: BTreeSet<String>,
    /// Whether any success is as good as another.
    pub any_success: bool,
}

impl Coverage {
    pub(crate) fn new(api: &Api, diagnostics: &Diagnostics) -> Self {
        let origins = diagnostics.origins();
        let operations = api.operations.iter();
        let visited = api.visits.places().cloned().collect();
        let twins = api.visits.twins();
        Self {
            operations: operations
                .map(|operation| (origins.bundled(&operation.at), Met::of(operation)))
                .collect(),
            untyped: api.untyped.iter().map(|at| origins.bundled(at)).collect(),
            visited: origins.all_bundled(visited),
            told_by: twins
                .map(|(at, other)| (origins.bundled(at), origins.bundled(other)))
                .collect(),
            told_of: diagnostics
                .iter()
                .filter_map(|found| match &found.at {
                    At::Source(0, at) => Some(at.clone()),
                    _ => None,
                })
                .collect(),
        }
    }
}

impl Met {
    fn of(operation: &Operation) -> Self {
        let params = operation.params.iter();
        let params = params.map(|param| format!("{} {}", param.place.as_str(), param.wire));
        let headers = operation.headers.iter();
        let headers = headers.map(|header| format!("header {}", header.name));
        let bodies = operation.bodies().flat_map(|body| {
            let also = body.also.iter().cloned();
            also.chain([body.media_type.clone()])
        });
        let failures = operation.failures.iter();
        let failures = failures.map(|failure| failure.status.to_string());
        let successes = operation.successes.iter().map(u16::to_string);
        Self {
            parameters: params.chain(headers).collect(),
            bodies: bodies.collect(),
            statuses: failures.chain(successes).collect(),
            any_success: operation.successes.is_empty(),
        }
    }
}
