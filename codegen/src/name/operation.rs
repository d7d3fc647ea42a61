//! Names of operations, their parameters and their failures.

use super::choose::{claim, requested, unique};
use super::{Case, Scope, ident, status};
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Operation};

/// What every client has.
const TAKEN_METHODS: &[&str] = &["builder", "clone", "new"];

/// What every call has, and the arguments that methods have besides parameters.
const TAKEN_PARAMS: &[&str] = &[
    "body",
    "extra_query",
    "header",
    "into_future",
    "response",
    "retry",
    "timeout",
    "total_timeout",
];

/// What the files of operations use for something else.
const TAKEN_CALLS: &[&str] = &[
    "Bytes",
    "Call",
    "Client",
    "Default",
    "Failure",
    "Into",
    "IntoIterator",
    "Json",
    "Operation",
    "Option",
    "Route",
    "Safety",
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
}

impl OperationNames {
    /// The method as people read it, without `r#`: in links, tables and file names.
    pub fn shown(&self) -> &str {
        self.method.trim_start_matches("r#")
    }
}

/// Names every operation. Short forms of operationIds go to whoever comes first by path and method; an operation
/// that would collide keeps its operationId in full, or is called after its path.
pub(super) fn operations(api: &Api, diagnostics: &mut Diagnostics) -> Vec<OperationNames> {
    let mut methods = Scope::new(TAKEN_METHODS);
    let mut calls = Scope::new(TAKEN_CALLS);
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    order.sort_by_key(|i| {
        (
            api.operations[*i].name.is_none(),
            &api.operations[*i].path,
            api.operations[*i].method,
        )
    });
    let mut names = vec![OperationNames::default(); api.operations.len()];
    for i in order {
        names[i] = operation(&api.operations[i], &mut methods, &mut calls, diagnostics);
    }
    names
}

fn operation(
    operation: &Operation,
    methods: &mut Scope,
    calls: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> OperationNames {
    let mut wanted = match (&operation.name, &operation.id) {
        (Some(name), _) => requested(name, Case::Value, &operation.at, diagnostics),
        (None, Some(id)) => ident::ident(short_id(id, operation), Case::Value),
        (None, None) => from_path(operation),
    };
    // A name that somebody asked for is not given up without a word.
    let free = |name: &str| !methods.is_claimed(name);
    if operation.name.is_none() && !free(&wanted) {
        let full = operation
            .id
            .as_deref()
            .map(|id| ident::ident(id, Case::Value));
        wanted = full
            .filter(|full| free(full))
            .unwrap_or_else(|| from_path(operation));
    }
    let method = claim(methods, &wanted, Case::Value, &operation.at, diagnostics);
    let call = calls.claim(
        &ident::ident(method.trim_start_matches("r#"), Case::Type),
        Case::Type,
    );
    let error = calls.claim(&format!("{call}Error"), Case::Type);
    let args = calls.claim(&format!("{call}Params"), Case::Type);
    let params = params(operation, diagnostics);
    OperationNames {
        method,
        call,
        error,
        args,
        params,
        failures: failures(operation),
    }
}

/// FastAPI makes operationIds of the function's name, the path and the method; the function's name is what a
/// person would write.
fn short_id<'a>(id: &'a str, operation: &Operation) -> &'a str {
    let slug: String = operation
        .path
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let tail = format!("{slug}_{}", operation.method.as_str());
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

/// Parameters of the same name in different places are told apart by their place.
fn params(operation: &Operation, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut scope = Scope::new(TAKEN_PARAMS);
    let first_of_name = |i: usize| {
        operation.params[..i]
            .iter()
            .all(|other| other.wire != operation.params[i].wire)
    };
    let texts: Vec<String> = operation
        .params
        .iter()
        .enumerate()
        .map(|(i, param)| {
            if first_of_name(i) {
                param.wire.clone()
            } else {
                format!("{} {}", param.wire, param.place.as_str())
            }
        })
        .collect();
    let wanted = operation
        .params
        .iter()
        .zip(&texts)
        .map(|(param, text)| (text.as_str(), param.name.as_deref(), &param.at));
    unique(&mut scope, Case::Value, wanted.collect(), diagnostics)
}

fn failures(operation: &Operation) -> Vec<String> {
    let mut scope = Scope::new(&["Self"]);
    let wanted = |failure: &crate::ir::Failure| match &failure.name {
        Some(name) => ident::ident(name, Case::Type),
        None => status::variant(failure.status),
    };
    operation
        .failures
        .iter()
        .map(|failure| scope.claim(&wanted(failure), Case::Type))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Method, Payload, Safety};

    fn sample(path: &str, method: Method) -> Operation {
        Operation {
            id: None,
            name: None,
            method,
            path: path.to_owned(),
            tags: Vec::new(),
            params: Vec::new(),
            body: None,
            success: Payload::Empty,
            failures: Vec::new(),
            security: None,
            safety: Safety::Safe,
            idempotency_key: None,
            not_carried_out: Vec::new(),
            docs: String::new(),
            deprecated: false,
            example: None,
            examples: Vec::new(),
            at: Default::default(),
        }
    }

    #[test]
    fn fastapi_ids_are_shortened() {
        let check =
            |id, path, method, expected| assert_eq!(short_id(id, &sample(path, method)), expected);
        check(
            "dial_outbound_phone_call_v1_calls_dial_outbound_phone_call_post",
            "/v1/calls/dial-outbound-phone-call",
            Method::Post,
            "dial_outbound_phone_call",
        );
        check(
            "get_call_v1_calls__call_id__get",
            "/v1/calls/{call_id}",
            Method::Get,
            "get_call",
        );
        check(
            "list_calls_v1_calls__get",
            "/v1/calls/",
            Method::Get,
            "list_calls",
        );
        check(
            "makeOutboundCall",
            "/phone/outbound-call",
            Method::Post,
            "makeOutboundCall",
        );
    }

    #[test]
    fn names_from_paths() {
        assert_eq!(
            from_path(&sample("/agents/{agentId}/call", Method::Post)),
            "post_agents_agent_id_call"
        );
        assert_eq!(from_path(&sample("/", Method::Get)), "get");
    }
}
