//! Paths and their methods: parameters, body, safety, security.

use super::facts::{Node, Placed};
use super::response::{MEDIA_TYPE_IGNORED, is_plain_json};
use super::{Extensions, Translation};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Body, Example, Method, Operation, OperationId, Origin, Owner, Param, Payload, Place, Safety,
    Step, Type,
};
use crate::source::Pointer;
use openapiv3::{
    Parameter, ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};
use serde_json::Value as Json;

/// A parameter that the client cannot send.
const UNSUPPORTED_PARAMETER: &str = "unsupported-parameter";

/// A parameter that is sent in another style than the document says.
const OTHER_STYLE: &str = "parameter-style-ignored";

/// A `{placeholder}` in a path that no parameter declares.
const UNDECLARED: &str = "undeclared-path-parameter";

/// Header parameters that OpenAPI 3.0.3 says to ignore: other parts of the document describe them.
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'a> Translation<'a> {
    pub(super) fn operations(&mut self) {
        let resolver = self.resolver;
        for (path, item) in resolver.path_items() {
            let at = Pointer::root().join("paths").join(path);
            for (method, operation) in methods(item) {
                self.operation(path, item, method, operation, &at);
            }
        }
    }

    fn operation(
        &mut self,
        path: &str,
        item: &'a PathItem,
        method: Method,
        found: &'a openapiv3::Operation,
        at: &Pointer,
    ) {
        let id = OperationId(self.api.operations.len());
        let here = at.join(method.as_str());
        let params = self.params(path, item, found, id, at, &here);
        let body = self.body(found, id, &here);
        let (success, failures) = self.responses(found, id, &here);
        self.own_servers(item, found, at, &here);
        let security = found
            .security
            .as_ref()
            .map(|found| self.requirements(found, &here.join("security")));
        self.api.operations.push(Operation {
            id: found.operation_id.clone(),
            name: text(&found.extensions, "name"),
            method,
            path: path.to_owned(),
            tags: found.tags.clone(),
            params,
            body,
            success,
            failures,
            security,
            safety: safety(&found.extensions).unwrap_or(method.safety()),
            docs: docs(found),
            deprecated: found.deprecated,
            example: example(&found.extensions),
            at: here,
        });
    }

    /// All operations go to the client's base URL.
    fn own_servers(
        &mut self,
        item: &PathItem,
        found: &openapiv3::Operation,
        at: &Pointer,
        here: &Pointer,
    ) {
        let places = [(&item.servers, at), (&found.servers, here)];
        for (_, at) in places
            .into_iter()
            .filter(|(servers, _)| !servers.is_empty())
        {
            let message =
                "servers of single operations are not supported yet: the client's base URL is used";
            self.warn(Diagnostic::warning(
                super::SERVER_IGNORED,
                at.join("servers"),
                message,
            ));
        }
    }

    /// The operation's parameters; those of the path item count where the operation has none of that name and place.
    fn params(
        &mut self,
        path: &str,
        item: &'a PathItem,
        found: &'a openapiv3::Operation,
        id: OperationId,
        at: &Pointer,
        here: &Pointer,
    ) -> Vec<Param> {
        let own = found
            .parameters
            .iter()
            .enumerate()
            .map(|(i, param)| (param, here.join("parameters").index(i)));
        let shared = item
            .parameters
            .iter()
            .enumerate()
            .map(|(i, param)| (param, at.join("parameters").index(i)));
        let mut params: Vec<Param> = Vec::new();
        for (param, at) in own.chain(shared) {
            let Some(param) = self.param(param, at, path, id) else {
                continue;
            };
            if !params
                .iter()
                .any(|known| known.wire == param.wire && known.place == param.place)
            {
                params.push(param);
            }
        }
        for name in placeholders(path) {
            if !params
                .iter()
                .any(|param| param.place == Place::Path && param.wire == name)
            {
                let message = format!(
                    "`{name}` stands in the path but is no parameter; it is taken for a required text"
                );
                self.warn(Diagnostic::warning(UNDECLARED, here.clone(), message));
                params.push(undeclared(name, here));
            }
        }
        params
    }

    fn param(
        &mut self,
        found: &'a ReferenceOr<Parameter>,
        at: Pointer,
        path: &str,
        id: OperationId,
    ) -> Option<Param> {
        let resolver = self.resolver;
        let Some((param, at)) = resolver.parameter(found, at.clone()) else {
            if let ReferenceOr::Reference { reference } = found {
                self.dangling(reference, &at, "this is no parameter; it is left out");
            }
            return None;
        };
        let data = param.parameter_data_ref();
        let place = place(param);
        if place == Place::Header
            && IGNORED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        if place == Place::Path && !placeholders(path).any(|name| name == data.name) {
            let message = format!(
                "`{}` is a path parameter, but `{path}` has no such placeholder; it is left out",
                data.name
            );
            self.warn(Diagnostic::warning(UNSUPPORTED_PARAMETER, at, message));
            return None;
        }
        let placed = self.param_schema(&data.format, &at)?;
        let notes = self.notes(&placed);
        let origin = Origin {
            owner: Owner::Operation(id),
            steps: vec![Step::Param(data.name.clone())],
        };
        let (ty, _) = self.placed(&placed, origin).without_null();
        if !matches!(ty, Type::Scalar(_)) {
            self.style(param, &at);
        }
        let marked = data
            .extensions
            .get("x-callsmith-sensitive")
            .and_then(Json::as_bool);
        Some(Param {
            wire: data.name.clone(),
            name: text(&data.extensions, "name"),
            place,
            ty,
            required: data.required || place == Place::Path,
            default: notes.default,
            docs: data
                .description
                .clone()
                .filter(|docs| !docs.is_empty())
                .unwrap_or(notes.docs),
            deprecated: data.deprecated.unwrap_or(false) || notes.deprecated,
            sensitive: marked.unwrap_or(notes.sensitive),
            at,
        })
    }

    /// Lists and objects are sent in the default style of their place.
    fn style(&mut self, param: &Parameter, at: &Pointer) {
        let other_style = match param {
            Parameter::Query { style, .. } => *style != QueryStyle::Form,
            Parameter::Path { style, .. } => *style != PathStyle::Simple,
            Parameter::Header { .. } | Parameter::Cookie { .. } => false,
        };
        let explode = param.parameter_data_ref().explode;
        let default = matches!(param, Parameter::Query { .. } | Parameter::Cookie { .. });
        if other_style || explode.is_some_and(|explode| explode != default) {
            let message = "the `style` and `explode` of this parameter are not supported yet: its lists and objects are sent in the default style";
            self.warn(Diagnostic::warning(OTHER_STYLE, at.clone(), message));
        }
    }

    fn param_schema(
        &mut self,
        format: &'a ParameterSchemaOrContent,
        at: &Pointer,
    ) -> Option<Placed<'a>> {
        match format {
            ParameterSchemaOrContent::Schema(schema) => Some(Placed {
                node: Node::from(schema),
                at: at.join("schema"),
            }),
            ParameterSchemaOrContent::Content(_) => {
                let message =
                    "parameters with `content` are not supported yet; this one is left out";
                self.warn(Diagnostic::warning(
                    UNSUPPORTED_PARAMETER,
                    at.clone(),
                    message,
                ));
                None
            }
        }
    }

    fn body(
        &mut self,
        found: &'a openapiv3::Operation,
        id: OperationId,
        here: &Pointer,
    ) -> Option<Body> {
        let resolver = self.resolver;
        let at = here.join("requestBody");
        let reference = found.request_body.as_ref()?;
        let Some((body, at)) = resolver.body(reference, at.clone()) else {
            if let ReferenceOr::Reference { reference } = reference {
                self.dangling(reference, &at, "this is no request body; it is left out");
            }
            return None;
        };
        let payload = self.payload(
            &body.content,
            &at,
            Origin {
                owner: Owner::Operation(id),
                steps: vec![Step::Body],
            },
        );
        let plain = body.content.keys().any(|name| is_plain_json(name));
        if matches!(payload, Payload::Json(_)) && !plain {
            let message = "this body is sent as `application/json`, whatever the document says";
            let at = at.join("content");
            self.warn(Diagnostic::warning(MEDIA_TYPE_IGNORED, at, message));
        }
        let docs = body.description.clone().unwrap_or_default();
        (payload != Payload::Empty).then_some(Body {
            payload,
            required: body.required,
            docs,
            at,
        })
    }
}

fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
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

fn place(param: &Parameter) -> Place {
    match param {
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Path { .. } => Place::Path,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

/// The names between braces in a path template.
pub(super) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .filter(|name| !name.is_empty())
}

fn undeclared(name: &str, at: &Pointer) -> Param {
    Param {
        wire: name.to_owned(),
        name: None,
        place: Place::Path,
        ty: Type::Scalar(crate::ir::Scalar::String),
        required: true,
        default: None,
        docs: String::new(),
        deprecated: false,
        sensitive: false,
        at: at.clone(),
    }
}

fn docs(found: &openapiv3::Operation) -> String {
    let summary = found.summary.as_deref().unwrap_or_default().trim();
    let description = found.description.as_deref().unwrap_or_default().trim();
    match (summary, description) {
        ("", only) | (only, "") => only.to_owned(),
        (summary, description) if description.starts_with(summary) => description.to_owned(),
        (summary, description) => format!("{summary}\n\n{description}"),
    }
}

fn safety(extensions: &Extensions) -> Option<Safety> {
    match extensions.get("x-callsmith-safety")?.as_str()? {
        "safe" => Some(Safety::Safe),
        "idempotent" => Some(Safety::Idempotent),
        "unsafe" => Some(Safety::Unsafe),
        _ => None,
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

fn text(extensions: &Extensions, name: &str) -> Option<String> {
    extensions
        .get(&format!("x-callsmith-{name}"))?
        .as_str()
        .map(str::to_owned)
}
