//! Names of operations, their parameters and their failures.

use super::choose::{claim, decided, kept, requested};
use super::{Case, Scope, ident};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Body, Method, Operation};
use crate::ledger::{self, Block, Ledger, Role};
use std::collections::BTreeSet;

use inside::{TAKEN_PARAMS, failures, params, successes};

mod inside;

/// What every client has.
const TAKEN_METHODS: &[&str] = &["at_server", "builder", "clone", "new"];

/// What the files of operations use for something else.
const TAKEN_CALLS: &[&str] = &[
    "Bytes",
    "Call",
    "Client",
    "Default",
    "Encoding",
    "Failure",
    "Into",
    "IntoIterator",
    "Json",
    "Option",
    "Request",
    "Route",
    "Safety",
    "Style",
    "Self",
    "String",
    "Vec",
];

/// The names of one operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OperationNames {
    /// The client's method, for example `list_calls`.
    pub method: String,
    /// What it returns, for example `ListCalls`.
    pub call: String,
    /// What it can be refused with, for example `ListCallsError`.
    pub error: String,
    /// The struct of its required parameters, where arguments could be mixed up.
    pub args: String,
    /// One per parameter.
    pub params: Vec<String>,
    /// One per failure.
    pub failures: Vec<String>,
    /// The enum of its successes, where they have several types.
    pub success: String,
    /// One per success of that enum.
    pub successes: Vec<String>,
    /// One per further body: a method of the client, or of the call where bodies are optional.
    pub bodies: Vec<String>,
}

impl OperationNames {
    /// The method as people read it, without `r#`: in links, tables and file names.
    pub fn shown(&self) -> &str {
        self.method.trim_start_matches("r#")
    }
}

/// Names every operation. What the ledger knows comes first. Short forms of operationIds go to whoever comes first by
/// path and method; an operation that would collide keeps its operationId in full, or is called after its path.
pub(super) fn operations(
    api: &Api,
    ledger: &Ledger,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let mut scopes = Scopes {
        methods: Scope::new(TAKEN_METHODS),
        calls: Scope::new(TAKEN_CALLS),
        kept_bodies: BTreeSet::new(),
    };
    let blocks: Vec<Option<&Block>> = (api.operations.iter())
        .map(|operation| ledger.operation(operation))
        .collect();
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    order.sort_by_key(|i| {
        let operation = &api.operations[*i];
        let is_new = blocks[*i].is_none();
        (
            is_new,
            operation.name.is_none(),
            &operation.path,
            operation.method,
        )
    });
    let mut names = vec![OperationNames::default(); api.operations.len()];
    let known = order.iter().filter(|i| blocks[**i].is_some()).count();
    for (at, i) in order.into_iter().enumerate() {
        if at == known {
            scopes.keep_bodies(api, &blocks);
        }
        let (operation, block) = (&api.operations[i], blocks[i].unwrap_or(&NOTHING));
        let method = scopes.method(operation, block, diagnostics);
        names[i] = OperationNames {
            params: params(operation, block, diagnostics),
            failures: failures(operation, block),
            successes: successes(operation, block),
            bodies: Vec::new(),
            ..scopes.calls(method, block)
        };
    }
    for (i, operation) in api.operations.iter().enumerate() {
        let block = blocks[i].unwrap_or(&NOTHING);
        names[i].bodies = scopes.bodies(operation, block, &names[i]);
    }
    names
}

/// What the ledger knows of something new.
static NOTHING: Block = Block {
    name: String::new(),
    alias: false,
    lines: Vec::new(),
};

/// The names in use in the file of operations.
struct Scopes {
    methods: Scope,
    calls: Scope,
    /// Methods for further bodies that the ledger knows.
    kept_bodies: BTreeSet<String>,
}

impl Scopes {
    fn method(
        &mut self,
        operation: &Operation,
        block: &Block,
        diagnostics: &mut Diagnostics,
    ) -> String {
        let kept = kept(Some(&block.name), operation.name.as_deref(), Case::Value);
        if let Some(kept) = kept.and_then(|name| self.methods.take(&name)) {
            decided(&kept, || "the ledger has it", &operation.at, diagnostics);
            return kept;
        }
        let wanted = match &operation.name {
            Some(name) => requested(name, Case::Value, &operation.at, diagnostics),
            None => self.wanted(operation),
        };
        let place = ledger::of_operation(operation);
        let place = (place.as_str(), &operation.at);
        let why = match (&operation.name, &operation.id) {
            (Some(_), _) => "`x-callsmith-name` asks for it",
            (None, Some(_)) => "it is made of the operationId",
            (None, None) => "it is made of method and path: there is no operationId",
        };
        let name = claim(&mut self.methods, &wanted, Case::Value, place, diagnostics);
        decided(&name, || why, &operation.at, diagnostics);
        name
    }

    /// Takes the methods for further bodies that were there before, so that no new operation does.
    fn keep_bodies(&mut self, api: &Api, blocks: &[Option<&Block>]) {
        for (operation, block) in api.operations.iter().zip(blocks) {
            let pinned = pinned_bodies(operation, block.unwrap_or(&NOTHING), true);
            let free = pinned.filter(|name| self.methods.take(name).is_some());
            self.kept_bodies.extend(free);
        }
    }

    /// `create_file_multipart`; where bodies are optional, setters of the call: `body_multipart`.
    fn bodies(
        &mut self,
        operation: &Operation,
        block: &Block,
        names: &OperationNames,
    ) -> Vec<String> {
        let mut setters = Scope::new(TAKEN_PARAMS);
        for name in &names.params {
            setters.take(name);
        }
        let name = |body: &Body| {
            let (scope, before) = match body.required {
                true => (&mut self.methods, names.shown()),
                false => (&mut setters, "body"),
            };
            let pinned = kept(block.further(&body.media_type), None, Case::Value);
            let method = pinned.as_ref().filter(|_| body.required);
            if let Some(kept) = method.and_then(|name| self.kept_bodies.take(name)) {
                return kept;
            }
            let wanted = || ident::ident(&format!("{before} {}", body.suffix), Case::Value);
            (pinned.and_then(|name| scope.take(&name)))
                .unwrap_or_else(|| scope.claim(&wanted(), Case::Value))
        };
        operation.further.iter().map(name).collect()
    }

    /// The shortest of the names made of the document that is free.
    fn wanted(&self, operation: &Operation) -> String {
        let path = from_path(operation);
        let Some(id) = &operation.id else {
            return path;
        };
        let [short, full] = of_id(id, operation.method, &operation.path);
        let free = |name: &String| !self.methods.is_claimed(name);
        [short, full].into_iter().find(free).unwrap_or(path)
    }

    /// The call and what belongs to it.
    fn calls(&mut self, method: String, block: &Block) -> OperationNames {
        let plain = method.trim_start_matches("r#");
        let is_known = !block.name.is_empty();
        let call = match is_known {
            true => crate::ledger::call_of(plain),
            false => ident::ident(plain, Case::Type),
        };
        let call = self.call(block.only(Role::Call), call);
        let error = self.call(block.only(Role::Error), format!("{call}Error"));
        let args = self.call(block.only(Role::Params), format!("{call}Params"));
        let success = self.call(block.only(Role::Success), format!("{call}Success"));
        OperationNames {
            method,
            call,
            error,
            args,
            success,
            ..OperationNames::default()
        }
    }

    fn call(&mut self, pinned: Option<&str>, otherwise: String) -> String {
        let kept = kept(pinned, None, Case::Type).and_then(|name| self.calls.take(&name));
        kept.unwrap_or_else(|| self.calls.claim(&otherwise, Case::Type))
    }
}

/// The names that an operationId gives, the shortest first.
pub(super) fn of_id(id: &str, method: Method, path: &str) -> [String; 2] {
    [short_id(id, method, path), id].map(|id| ident::ident(id, Case::Value))
}

/// The operationId, where the method called `name` is not called after it.
pub(super) fn unusual_id<'a>(operation: &'a Operation, name: &str) -> Option<&'a str> {
    let id = operation.id.as_deref()?;
    let usual = of_id(id, operation.method, &operation.path);
    let is_usual = usual
        .iter()
        .any(|usual| usual.trim_start_matches("r#") == name);
    (!is_usual).then_some(id)
}

/// FastAPI makes operationIds of the function's name, the path and the method; the function's name is what a
/// person would write.
fn short_id<'a>(id: &'a str, method: Method, path: &str) -> &'a str {
    let slug: String = path
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let tail = format!("{slug}_{}", method.as_str());
    id.strip_suffix(&tail)
        .filter(|short| !short.is_empty())
        .unwrap_or(id)
}

/// `POST /agents/{agentId}/call` without an operationId: `post_agents_agent_id_call`.
fn from_path(operation: &Operation) -> String {
    ident::ident(
        &format!(
            "{} {}",
            operation.method.as_str(),
            operation.path.replace(['{', '}'], " ")
        ),
        Case::Value,
    )
}

/// What the ledger calls the methods for further bodies: those of the client, or those of the call.
fn pinned_bodies<'a>(
    operation: &'a Operation,
    block: &'a Block,
    required: bool,
) -> impl Iterator<Item = String> + 'a {
    let bodies = operation.further.iter();
    let bodies = bodies.filter(move |body| body.required == required);
    bodies.filter_map(|body| kept(block.further(&body.media_type), None, Case::Value))
}

#[cfg(test)]
mod tests;
