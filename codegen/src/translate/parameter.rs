//! Parameters: where they go, what they are, how they are written, and what of them is not supported.

use super::Translation;
use super::facts::Placed;
use super::operation::text;
use crate::diagnostic::Diagnostic;
use crate::ir::{OperationId, Origin, Owner, Param, Place, Scalar, Serialization, Step, Type};
use crate::source::Pointer;
use header::Declared;
use openapiv3::{Parameter, PathItem, ReferenceOr};
use serde_json::Value as Json;
use template::{placeholders, undeclared};

mod header;
mod style;
mod template;

pub(super) use header::settle;

/// A parameter that the client cannot send.
const UNSUPPORTED_PARAMETER: &str = "unsupported-parameter";

/// A `{placeholder}` in a path that no parameter declares.
const UNDECLARED: &str = "undeclared-path-parameter";

/// An operation declares a parameter twice.
const REPEATED: &str = "repeated-parameter";

/// A path parameter that claims to be optional.
const OPTIONAL_PATH: &str = "optional-path-parameter";

/// The operation that parameters belong to.
#[derive(Clone, Copy)]
pub(super) struct Around<'p> {
    pub(super) id: OperationId,
    /// Its path template.
    pub(super) path: &'p str,
    /// Whether the client sends `Authorization` by itself.
    pub(super) is_authorized: bool,
    /// Where the path item stands.
    pub(super) at: &'p Pointer,
    /// Where the operation stands.
    pub(super) here: &'p Pointer,
}

impl<'a> Translation<'a> {
    /// The operation's parameters, and headers that need no caller. Those of the path item count where the operation
    /// has none of that name and place.
    pub(super) fn params(
        &mut self,
        around: Around<'_>,
        item: &'a PathItem,
        found: &'a openapiv3::Operation,
    ) -> (Vec<Param>, Vec<Declared>) {
        let (own, shared) = (found.parameters.iter(), item.parameters.iter());
        let at = |at: &Pointer, i: usize| at.join("parameters").index(i);
        let own = own.enumerate().map(|(i, p)| (p, at(around.here, i)));
        let shared = shared.enumerate().map(|(i, p)| (p, at(around.at, i)));
        let (mut params, mut headers) = (Vec::<Param>::new(), Vec::new());
        // A parameter that is left out is declared all the same.
        let mut declared = Vec::new();
        for (index, (param, at)) in own.chain(shared).enumerate() {
            let resolved = self.resolver.parameter(param, at.clone());
            declared.extend(resolved.map(|(param, _)| param));
            let Some(param) = self.param(param, at, around, &mut headers) else {
                continue;
            };
            let known = params
                .iter()
                .find(|known| known.wire == param.wire && known.place == param.place);
            match known.map(|known| known.at.clone()) {
                None => params.push(param),
                // Those of the path item are there to be overridden.
                Some(first) if index < found.parameters.len() => self.repeated(&param, first),
                Some(_) => {}
            }
        }
        self.placeholders(around, &declared, &mut params);
        (params, headers)
    }

    /// Adds what stands in the path and is no parameter.
    fn placeholders(
        &mut self,
        around: Around<'_>,
        declared: &[&Parameter],
        params: &mut Vec<Param>,
    ) {
        let is_declared = |name: &str| {
            declared
                .iter()
                .any(|param| place(param) == Place::Path && param.parameter_data_ref().name == name)
        };
        for name in placeholders(around.path) {
            let is_known = params
                .iter()
                .any(|param| param.place == Place::Path && param.wire == name);
            if is_known {
                continue;
            }
            if !is_declared(name) {
                let message = format!(
                    "`{name}` stands in the path but is no parameter; it is taken for a required text"
                );
                self.warn(Diagnostic::warning(
                    UNDECLARED,
                    around.here.clone(),
                    message,
                ));
            }
            params.push(undeclared(name, around.here));
        }
    }

    fn repeated(&mut self, param: &Param, first: Pointer) {
        let message = format!(
            "the {} parameter `{}` is declared before; the first one counts",
            param.place.as_str(),
            param.wire
        );
        let warning = Diagnostic::warning(REPEATED, param.at.clone(), message);
        self.warn(warning.related(first, "first"));
    }

    fn param(
        &mut self,
        found: &'a ReferenceOr<Parameter>,
        at: Pointer,
        around: Around<'_>,
        headers: &mut Vec<Declared>,
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
        if !self.can_be_sent(param, around.path, &at) {
            return None;
        }
        let (serialization, placed) = self.written(param, &at);
        let notes = placed.as_ref().map(|placed| self.notes(placed));
        let notes = notes.unwrap_or_default();
        if place == Place::Header {
            let schema = placed.as_ref();
            let is_authorized = around.is_authorized;
            let declared = self.declared(&data.name, schema, &notes, is_authorized, &at);
            let whole = declared.as_ref().is_some_and(|(_, whole)| *whole);
            headers.extend(declared.map(|(declared, _)| declared));
            if whole {
                return None;
            }
        }
        let is_credential = place == Place::Header && header::is_credential(&data.name);
        let is_choice = place == Place::Header && header::is_choice(&data.name);
        let marked = data.extensions.get("x-callsmith-sensitive");
        let marked = marked.and_then(Json::as_bool);
        Some(Param {
            wire: data.name.clone(),
            name: text(&data.extensions, "name"),
            place,
            ty: self.param_type(placed.as_ref(), serialization, &data.name, around.id, &at),
            serialization,
            allow_empty: allows_empty(param),
            required: data.required && !is_choice || place == Place::Path,
            default: notes.default,
            docs: data
                .description
                .clone()
                .filter(|docs| !docs.is_empty())
                .unwrap_or(notes.docs),
            deprecated: data.deprecated.unwrap_or(false) || notes.deprecated,
            sensitive: marked.unwrap_or(notes.sensitive || is_credential),
            rules: placed.map_or_else(Vec::new, |placed| self.rules(&placed)),
            at,
        })
    }

    fn param_type(
        &mut self,
        placed: Option<&Placed<'a>>,
        serialization: Serialization,
        name: &str,
        id: OperationId,
        at: &Pointer,
    ) -> Type {
        let origin = Origin {
            owner: Owner::Operation(id),
            steps: vec![Step::Param(name.to_owned())],
        };
        match placed {
            Some(placed) => self.placed(placed, origin).without_null().0,
            None if serialization == Serialization::Json => self.untyped(at),
            None => Type::Scalar(Scalar::String),
        }
    }

    /// Warns of what cannot be sent, and of what is sent otherwise than it says.
    fn can_be_sent(&mut self, param: &Parameter, path: &str, at: &Pointer) -> bool {
        let data = param.parameter_data_ref();
        let name = &data.name;
        let fault = match place(param) {
            Place::Path if !placeholders(path).any(|found| found == name) => format!(
                "`{name}` is a path parameter, but `{path}` has no such placeholder; it is left out"
            ),
            Place::Header if header::is_not_sent(name) => {
                format!("the transport does not do what `{name}` asks for; it is left out")
            }
            Place::Path if !data.required => {
                let message = format!(
                    "`{name}` is a path parameter, which must be `required: true`; it is taken to be"
                );
                self.warn(Diagnostic::warning(OPTIONAL_PATH, at.clone(), message));
                return true;
            }
            _ => return true,
        };
        self.warn(Diagnostic::warning(
            UNSUPPORTED_PARAMETER,
            at.clone(),
            fault,
        ));
        false
    }
}

fn place(param: &Parameter) -> Place {
    match param {
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Path { .. } => Place::Path,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

/// The specification has it for query parameters alone.
fn allows_empty(param: &Parameter) -> bool {
    match param {
        Parameter::Query {
            allow_empty_value, ..
        } => allow_empty_value.unwrap_or(false),
        _ => false,
    }
}
