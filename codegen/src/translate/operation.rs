//! Paths and their methods: parameters, body, security.

use super::parameter::{Around, settle};
use super::{Extensions, Pinned, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::{Example, Method, Operation, OperationId};
use crate::source::Pointer;
use openapiv3::PathItem;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Two operations of the same method whose paths are the same on the wire.
const AMBIGUOUS_PATH: &str = "ambiguous-path";

impl<'a> Translation<'a> {
    pub(super) fn operations(&mut self, pinned: Pinned<'_>) {
        let resolver = self.resolver;
        let mut seen: BTreeMap<(Method, String), Pointer> = BTreeMap::new();
        for (path, item) in resolver.path_items() {
            let at = Pointer::root().join("paths").join(path);
            for (method, operation) in methods(item) {
                let here = at.join(method.as_str());
                match seen.entry((method, nameless(path))) {
                    Entry::Vacant(entry) => drop(entry.insert(here)),
                    Entry::Occupied(first) => self.ambiguous(here, first.get().clone()),
                }
                self.operation(path, item, method, operation, &at, pinned);
            }
        }
    }

    fn ambiguous(&mut self, here: Pointer, first: Pointer) {
        let message = "this path differs from another one in the names of its parameters only; both are called the same way";
        let warning = Diagnostic::warning(AMBIGUOUS_PATH, here, message);
        self.warn(warning.related(first, "the other one"));
    }

    fn operation(
        &mut self,
        path: &str,
        item: &'a PathItem,
        method: Method,
        found: &'a openapiv3::Operation,
        at: &Pointer,
        pinned: Pinned<'_>,
    ) {
        let id = OperationId(self.api.operations.len());
        let here = at.join(method.as_str());
        let path = &self.template(path, item, found);
        let security = found
            .security
            .as_ref()
            .map(|found| self.requirements(found, &here.join("security")));
        let is_authorized = self.is_authorized(security.as_ref().unwrap_or(&self.api.security));
        let around = Around {
            id,
            path,
            is_authorized,
            at,
            here: &here,
        };
        let (mut params, declared) = self.params(around, item, found);
        let repeat = self.repeat(method, &found.extensions, &mut params, &here);
        let pinned = pinned(method, path);
        let mut bodies = self.bodies(found, id, &here, pinned.as_deref()).into_iter();
        let (body, further) = (bodies.next(), bodies.collect());
        let mut answers = self.responses(found, id, &here);
        let error_code = self.error_code(&found.extensions, &here);
        let paged = self.paged(&found.extensions, &here);
        let headers = settle(declared, &params, body.as_ref(), &mut answers.success);
        let servers = self.own_servers(item, found, (at, &here));
        self.api.operations.push(Operation {
            id: found.operation_id.clone(),
            name: text(&found.extensions, "name"),
            method,
            path: path.to_owned(),
            tags: found.tags.clone(),
            params,
            headers,
            body,
            further,
            success: answers.success,
            successes: answers.successes,
            failures: answers.failures,
            error_headers: answers.error_headers,
            needs: self.needs(found.security.as_deref()),
            security,
            servers,
            safety: repeat.safety,
            idempotency_key: repeat.idempotency_key,
            not_carried_out: repeat.not_carried_out,
            error_code,
            paged,
            docs: docs(found),
            deprecated: found.deprecated,
            example: example(&found.extensions),
            examples: Vec::new(),
            at: here.clone(),
        });
        self.callbacks(found, id, &here);
    }
}

/// A path without the names of its parameters.
fn nameless(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |found, part| {
        found + "{}" + part.split_once('}').map_or("", |(_, rest)| rest)
    })
}

pub(super) fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    let all = [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ];
    all.into_iter()
        .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

pub(super) fn docs(found: &openapiv3::Operation) -> String {
    let summary = found.summary.as_deref().unwrap_or_default().trim();
    let description = found.description.as_deref().unwrap_or_default().trim();
    match (summary, description) {
        ("", only) | (only, "") => only.to_owned(),
        (summary, description) if description.starts_with(summary) => description.to_owned(),
        (summary, description) => format!("{summary}\n\n{description}"),
    }
}

fn example(extensions: &Extensions) -> Option<Example> {
    let found = extensions.get("x-callsmith-example")?;
    let parameters = found.get("parameters").and_then(Json::as_object);
    let parameters = parameters
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    Some(Example {
        parameters,
        body: found.get("body").cloned(),
    })
}

pub(super) fn text(extensions: &Extensions, name: &str) -> Option<String> {
    extensions
        .get(&format!("x-callsmith-{name}"))?
        .as_str()
        .map(str::to_owned)
}
